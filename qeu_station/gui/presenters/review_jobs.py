"""Jobs under names of their own, so that two screens never take each other's work away."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from qeu_station.gui.presenters.ports import Jobs, Task

T = TypeVar("T")


class NamedJobs:
    """The jobs of the window, every key and queue with a prefix.

    Args:
        jobs: Run the work.
        prefix: Such as ``review.``.
    """

    def __init__(self, jobs: Jobs, prefix: str) -> None:
        self._jobs, self._prefix = jobs, prefix

    def latest(
        self,
        key: str,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> None:
        """Run work whose answer only counts while no later work of the same key was given."""
        self._jobs.latest(self._prefix + key, work, done, failed, on_progress)

    def ordered(
        self,
        queue: str,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run work after everything given to the same queue before; it is never dropped."""
        self._jobs.ordered(self._prefix + queue, work, done, failed)

    def forget(self, key: str) -> None:
        """Drop the answer of the latest work of a key, and tell it that it is cancelled."""
        self._jobs.forget(self._prefix + key)

    def later(self, key: str, seconds: float, call: Callable[[], None]) -> None:
        """Call in the window's thread after ``seconds``; a later one of the key replaces it."""
        self._jobs.later(self._prefix + key, seconds, call)
