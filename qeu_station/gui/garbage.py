"""When Python looks for garbage, so that the window does not stop for it.

A full search takes near 100 ms once all libraries are loaded, and no thread gets anywhere
meanwhile. Modules stay for good, so they need not be searched: the search rests while they are
loaded, and what is there afterwards is left out of it.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qeu_station.gui.presenters.inspect_state import InspectState


def rest() -> None:
    """Search no more, until the window is shown."""
    gc.disable()


class Search:
    """Wakes the search, and leaves out of it what is loaded up to the first part judged.

    It does nothing in a program that has not called ``rest``.
    """

    def __init__(self) -> None:
        self._rested = not gc.isenabled()
        self._reached = 0

    def wake(self) -> None:
        """Search again, but only what is made from now on."""
        if self._rested:
            gc.freeze()
            gc.enable()

    def show_state(self, state: InspectState) -> None:
        """Leave out what the first recipe, and the first part that was judged, have loaded."""
        reached = bool(state.recipe) + bool(state.counters.total)
        if reached > self._reached:
            self._reached = reached
            self.wake()
