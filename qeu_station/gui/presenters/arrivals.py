"""When a part that comes by itself is shown."""

from __future__ import annotations

from collections.abc import Callable

from qeu_station.gui.presenters.ports import Jobs

EVERY_S = 0.1
"""How often it is asked whether the operator is done."""


class Arrivals:
    """Counts the parts that came by themselves, and shows them once the operator is done.

    Args:
        jobs: Where time passes.
        busy: Returns whether the operator is in the middle of something.
        show: Shows the newest part.
        changed: Called after it was shown.

    Attributes:
        waiting: Number of parts that came and were not shown.
    """

    def __init__(
        self,
        jobs: Jobs,
        busy: Callable[[], bool],
        show: Callable[[], None],
        changed: Callable[[], None],
    ) -> None:
        self._jobs = jobs
        self._busy = busy
        self._show = show
        self._changed = changed
        self.waiting = 0

    def add(self, count: int) -> None:
        """Take parts that came; they are shown at once if nothing is in their way."""
        self.waiting += count
        self._look()

    def drop(self) -> None:
        """Show none any more: the operator went elsewhere."""
        self.waiting = 0

    def _look(self) -> None:
        if not self.waiting:
            return
        if self._busy():
            self._jobs.later("arrivals", EVERY_S, self._look)
            return
        self._show()
        self.waiting = 0
        self._changed()
