"""Two runs over the same pairs: whose verdict changed, and what was different."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qeu_station.services.review.columns import Columns, Rows


@dataclass(frozen=True, slots=True, eq=False)
class RunComparison:
    """Two runs side by side.

    Attributes:
        before: Rows of the first run, one per pair that both have (its newest judgement).
        after: Rows of the second run, the same pairs in the same order.
        counts: int64 (3, 3), verdict before by verdict after over all pairs of both.
        changed: Positions in ``before`` and ``after`` whose verdict changed.
        only_first: Rows of the first run whose pair the second does not have.
        only_second: Rows of the second run whose pair the first does not have.
    """

    before: Rows = field(repr=False)
    after: Rows = field(repr=False)
    counts: NDArray[np.int64]
    changed: NDArray[np.int32] = field(repr=False)
    only_first: Rows = field(repr=False)
    only_second: Rows = field(repr=False)


def compare_runs(first: Columns, second: Columns) -> RunComparison:
    """Compare the newest judgement of every pair of two runs."""
    one, two = _newest(first), _newest(second)
    both = [pair for pair in one if pair in two]
    before = np.array([one[pair] for pair in both], np.int32)
    after = np.array([two[pair] for pair in both], np.int32)
    said, says = first.verdict[before], second.verdict[after]
    counts = np.bincount(said.astype(np.int64) * 3 + says, minlength=9).reshape(3, 3)
    return RunComparison(
        before,
        after,
        counts,
        np.flatnonzero(said != says).astype(np.int32),
        np.array([row for pair, row in one.items() if pair not in two], np.int32),
        np.array([row for pair, row in two.items() if pair not in one], np.int32),
    )


def _newest(columns: Columns) -> dict[str, int]:
    rows = np.flatnonzero(columns.newest)
    return dict(zip(columns.pair[rows].tolist(), rows.tolist(), strict=True))
