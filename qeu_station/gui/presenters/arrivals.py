"""When a part that comes by itself is shown, and from when on keys mean it."""

from __future__ import annotations

from collections.abc import Callable

from qeu_station.gui.presenters.ports import Jobs

EVERY_S = 0.1
"""How often it is asked whether the operator is done."""

QUIET_S = 0.4
"""How long no key may have come before another part is shown by itself."""

GUARD_S = 0.4
"""How long a key is taken to be meant for the part that was there before."""


class Arrivals:
    """Counts the parts that came by themselves, and shows them once the operator is done.

    Args:
        jobs: Where time passes.
        busy: Returns whether the operator is in the middle of something.
        show: Shows the newest part.
        changed: Called after it was shown, and when keys mean it.
        clock: Seconds that only grow.

    Attributes:
        waiting: Number of parts that came and were not shown.
        just_came: Whether the part on the screen came by itself a moment ago.
        refused: Whether a key was not taken because of that.
    """

    def __init__(
        self,
        jobs: Jobs,
        busy: Callable[[], bool],
        show: Callable[[], None],
        changed: Callable[[], None],
        clock: Callable[[], float],
    ) -> None:
        self._jobs = jobs
        self._busy = busy
        self._show = show
        self._changed = changed
        self._clock = clock
        self._quiet_from = clock()
        self.waiting = 0
        self.just_came = False
        self.refused = False

    def add(self, count: int) -> None:
        """Take parts that came; they are shown at once if nothing is in their way."""
        self.waiting += count
        self._look()

    def drop(self) -> None:
        """Show none any more: the operator went elsewhere."""
        self.waiting = 0
        self.just_came = self.refused = False

    def touched(self) -> None:
        """Note that the operator does something."""
        self._quiet_from = self._clock() + QUIET_S

    def refuses(self) -> bool:
        """Note an act on the part; tell whether it was likely meant for the one before."""
        self.touched()
        self.refused = self.just_came
        return self.refused

    def _look(self) -> None:
        if not self.waiting:
            return
        if self._busy() or self._clock() < self._quiet_from:
            self._jobs.later("arrivals", EVERY_S, self._look)
            return
        self._show()
        self.waiting, self.just_came = 0, True
        self._jobs.later("arrived", GUARD_S, self._is_known)
        self._changed()

    def _is_known(self) -> None:
        self.just_came = False
        self._changed()
