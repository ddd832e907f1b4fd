"""Looks for new frames of a live source, as long as somebody sees them."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, QTimer

LIVE_MS = 33
"""Time between two looks."""


class LiveLook(QObject):
    """Asks for the newest frame and shows it.

    Args:
        frame: Returns the newest frame, or None.
        show: Takes a frame.
        parent: Owner.
    """

    def __init__(
        self,
        frame: Callable[[], np.ndarray | None],
        show: Callable[[np.ndarray], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._frame, self._show = frame, show
        self._timer = QTimer(self, interval=LIVE_MS)
        self._timer.timeout.connect(self._look)

    @property
    def looking(self) -> bool:
        """Whether it asks for frames."""
        return self._timer.isActive()

    def watch(self, on: bool) -> None:
        """Begin to look, or stop."""
        if on and not self.looking:
            self._timer.start()
        elif not on:
            self._timer.stop()

    def _look(self) -> None:
        frame = self._frame()
        if frame is not None:
            self._show(frame)
