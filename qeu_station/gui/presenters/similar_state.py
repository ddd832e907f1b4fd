"""What the panel of similar pairs shows, as frozen snapshots."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.review_panels_state import NOTHING, Look

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One pair that looks like the one asked for.

    Attributes:
        row: Its row in the columns.
        pair: Its name.
        verdict: The station's.
        label: Class of the defect, empty for none.
        alike: How much alike it is, in words.
        places: Which place is alike to which, in words.
        picture: That place, uint8, (h, w, 3) RGB; None when it is not there yet, or gone.
        why: Why there is no picture, empty when there is one or will be.
    """

    row: int
    pair: str
    verdict: Verdict
    label: str
    alike: str
    places: str
    picture: np.ndarray | None = field(default=None, repr=False)
    why: str = ""

    @property
    def spoken(self) -> str:
        """All that is known of it, in one line."""
        said = (self.pair, str(self.verdict), self.label, self.alike, self.places, self.why)
        return " · ".join(each for each in said if each)


@dataclass(frozen=True, slots=True)
class Building:
    """How far the pictures are read.

    Attributes:
        words: How many are read, and how long it still takes.
        remark: What cannot be compared and why; empty for nothing.
        share: 0..1; None when it is not known.
        running: Whether they are being read.
        can_start: Whether there is something to read that nobody reads.
    """

    words: str = ""
    remark: str = ""
    share: float | None = None
    running: bool = False
    can_start: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class SimilarState:
    """Pairs like this one.

    Attributes:
        look: How far the answer is.
        asked: What is asked for, in words; empty for nothing.
        answers: The nearest first.
        building: How far the pictures are read.
    """

    look: Look = NOTHING
    asked: str = ""
    answers: tuple[Answer, ...] = ()
    building: Building = Building()
