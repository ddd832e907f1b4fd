"""The part that is looked at: what it is, what was judged of it, and its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.inspect_state import PartLabel

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.core.pair import Pair
    from qeu_station.core.recipe import Recipe
    from qeu_station.core.record import AdviceRecord, InspectionRecord
    from qeu_station.services.talk import Saying, Talk
    from qeu_station.services.viewing import ViewedPair


def one_line(error: Exception) -> str:
    """Return what an error says, in one line; its kind when it says nothing."""
    return " ".join(str(error).split()) or type(error).__name__


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """The pictures of a part, with a small one for the strip, uint8, (h, w, 3) RGB."""

    pictures: ViewedPair
    thumbnail: np.ndarray = field(repr=False)


@dataclass(eq=False, slots=True)
class Part:
    """One visit to one part; every visit is an object of its own, so that answers find theirs.

    Attributes:
        name: Its name.
        position: Place in the queue from 0, or -1 for a part that is in none.
        pair: What would be judged; None for a record that was opened again.
        record: What was judged of it; None before.
        recipe: The recipe of ``record``.
        page: Its pictures; None before they are read.
        laid: Whether ``page`` shows the pictures of ``record``, test laid onto the reference.
        problem: Why it cannot be looked at or judged, empty for no problem.
        unseen: Why the pictures of its record cannot be shown, empty when they can.
        judging: Whether its inspection is under way.
        frozen: Whether it is a frame of a live source that was judged.
        fresh: Whether it has only just come on the screen.
        resting: Whether it will be judged by itself in a moment.
        advice: What inspectors said after the verdict.
        at_work: Inspectors that speak of it now, or whose answer comes after the verdict, by name.
    """

    name: str
    position: int = -1
    pair: Pair | None = None
    record: InspectionRecord | None = None
    recipe: Recipe | None = None
    page: Page | None = None
    laid: bool = False
    problem: str = ""
    unseen: str = ""
    judging: bool = False
    frozen: bool = False
    fresh: bool = False
    resting: bool = False
    advice: tuple[AdviceRecord, ...] = ()
    at_work: Mapping[str, Saying] = field(default_factory=dict)

    def hear(self, talk: Talk) -> bool:
        """Take what is said of this part; tell whether that is something else than before."""
        id = self.record.id if self.record is not None else ""
        mine = {
            saying.inspector: saying
            for saying in talk.sayings
            if saying.inspection == id and (id or (self.judging and saying.part == self.name))
        }
        before, self.at_work = self.at_work, mine
        return before != mine

    @property
    def correctable(self) -> bool:
        """Whether its record and its pictures are both on the screen."""
        return self.record is not None and self.page is not None

    @property
    def serial(self) -> str:
        """Its own serial number, empty for none."""
        recorded = self.record.serial if self.record else ""
        return recorded or (self.pair.serial if self.pair else "")

    def label(self, count: int) -> PartLabel:
        """Return its name and place for the screen, in a queue of ``count``."""
        at = self.record.at if self.record is not None else ""
        if self.position < 0:
            return PartLabel(self.name, serial=self.serial, at=at)
        return PartLabel(self.name, self.position + 1, count, self.serial, at)
