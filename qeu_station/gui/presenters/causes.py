"""Faults that come and go: what was told of one is taken back when it is over."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from qeu_station.gui.presenters.notices import MOST


class Cause:
    """One such fault; called with its errors, as whatever takes errors is.

    Args:
        report: Takes the errors for notices.
        over: Takes the words of each error once its cause is gone.
    """

    def __init__(self, report: Callable[[Exception], None], over: Callable[[str], None]) -> None:
        self._report = report
        self._over = over
        self._told: deque[str] = deque(maxlen=MOST)

    def __call__(self, error: Exception) -> None:
        """Tell of an error."""
        self._told.append(str(error))
        self._report(error)

    def end(self) -> None:
        """Take back what was told."""
        while self._told:
            self._over(self._told.popleft())
