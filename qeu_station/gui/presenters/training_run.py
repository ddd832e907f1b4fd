"""One training under way: driven in a job, looked at from the window's thread."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from qeu_station.api import TrainingStep
    from qeu_station.services.training.beside import Ended


class Beside(Protocol):
    """A training in a process of its own: ``services.training.beside.TrainingBeside``."""

    def follow(self, on_step: Callable[[TrainingStep], None]) -> Ended:
        """Hand on every step, and return what became of it; blocks until it has ended."""
        ...

    def stop(self) -> None:
        """Ask it to end; what it has learned is kept."""
        ...

    def end(self) -> None:
        """End it now."""
        ...


class TrainingRun:
    """Drives a training; it may be stopped before it has begun.

    Args:
        begin: Starts it; called in a job.
    """

    def __init__(self, begin: Callable[[], Beside]) -> None:
        self._begin = begin
        self._beside: Beside | None = None
        self._unwanted = False
        self._lock = threading.Lock()
        self._steps: deque[TrainingStep] = deque()

    def drive(self) -> Ended | None:
        """Begin it, and return what became of it; None when it was stopped before."""
        with self._lock:
            if self._unwanted:
                return None
            self._beside = beside = self._begin()
        return beside.follow(self._steps.append)

    def taken(self) -> list[TrainingStep]:
        """Return the steps that came since the last time."""
        return [self._steps.popleft() for _ in range(len(self._steps))]

    def stop(self) -> None:
        """Ask it to end, what it has learned is kept; in a job."""
        beside = self._unwant()
        if beside is not None:
            beside.stop()

    def end(self) -> None:
        """End it now; in a job."""
        beside = self._unwant()
        if beside is not None:
            beside.end()

    def _unwant(self) -> Beside | None:
        with self._lock:
            self._unwanted = True
            return self._beside
