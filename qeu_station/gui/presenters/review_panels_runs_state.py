"""Two runs compared, as a frozen snapshot."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.review_panels_state import NO_MATRIX, NOTHING, Look, Matrix, Named

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qeu_station.services.review.runs import Moved, RunComparison

PAIR, BEFORE, P_BEFORE, AFTER, P_AFTER, CHANGE, WHY = range(7)
"""Columns of the table."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Every pair that both runs have, n of them, side by side.

    Attributes:
        compared: What they were taken from; its causes are flags per pair.
        pair: Names, numpy StringDType (n,).
        verdict: uint8 (n, 2), codes before and after.
        p_ok: float32 (n, 2), P(ok) before and after; NaN for none.
        moved: Which inspector's opinion differs most.
    """

    compared: RunComparison
    pair: np.ndarray = field(repr=False)
    verdict: NDArray[np.uint8] = field(repr=False)
    p_ok: NDArray[np.float32] = field(repr=False)
    moved: Moved = field(repr=False)

    def __len__(self) -> int:
        return len(self.pair)


@dataclass(frozen=True, slots=True)
class PairWish:
    """A pair of two runs that a person wants to see.

    Attributes:
        pair: Its name.
        row: Its row in the run that is open.
        first: Id of its inspection in that run.
        second: Id of its inspection in the run it is compared with.
    """

    pair: str
    row: int
    first: str
    second: str


@dataclass(frozen=True, slots=True, eq=False)
class RunsState:
    """Two runs side by side.

    Attributes:
        look: How far the panel is.
        second: Where the other run lies, empty for none.
        matrix: Verdicts before (rows) by verdicts after (columns).
        causes: What was different, with the number of changed pairs it holds for.
        pairs: The pairs of both; None before comparing.
        shown: Positions in ``pairs`` that the table shows, in its order, int32 (m,).
        sorted_by: Column of the table, and whether it falls.
        about: How many pairs were compared, and how many only one run has.
        detail: What was different for the pair at hand, a line each.
        detail_of: Name of that pair, empty for none.
        note: What must be known of the other run, such as that a copy is shown.
    """

    look: Look = NOTHING
    second: str = ""
    matrix: Matrix = NO_MATRIX
    causes: tuple[Named, ...] = ()
    pairs: Pairs | None = None
    shown: NDArray[np.int32] | None = field(default=None, repr=False)
    sorted_by: tuple[int, bool] = (CHANGE, True)
    about: str = ""
    detail: tuple[str, ...] = ()
    detail_of: str = ""
    note: str = ""
