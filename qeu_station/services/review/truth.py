"""Verdicts against what is known: corrections, or truth that was given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.agreement import Rates, rates
from qeu_station.core.classes import OK
from qeu_station.learning.evaluation import AMBIGUOUS, CellTruth
from qeu_station.services.review.columns import BAD, GOOD, UNTOLD, VERDICTS, Columns, Rows


@dataclass(frozen=True, slots=True, eq=False)
class Confusion:
    """How verdicts over parts compare with what is known of them.

    Attributes:
        counts: int64 (2, 3), truth (good, defective) by verdict (PASS, REVIEW, FAIL).
        rates: Escape, overkill and review rate with 95 % intervals.
        unknown: Inspections of which nothing is known.
        rows: The rows behind ``counts``, by (defective, verdict code).
    """

    counts: NDArray[np.int64]
    rates: Rates
    unknown: int
    rows: Mapping[tuple[bool, int], Rows] = field(repr=False)


def confusion(
    columns: Columns, rows: Rows | None = None, truth: CellTruth | None = None
) -> Confusion:
    """Compare verdicts with corrections, or with given truth.

    Args:
        columns: The inspections.
        rows: The selection, None for all.
        truth: Class of each cell of each pair; None for what corrections say.
    """
    chosen = np.arange(len(columns), dtype=np.int32) if rows is None else rows
    known = columns.truth if truth is None else given(columns, truth)
    told = known[chosen]
    behind = {
        (bad, code): chosen[(told == (BAD if bad else GOOD)) & (columns.verdict[chosen] == code)]
        for bad in (False, True)
        for code in range(len(VERDICTS))
    }
    counts = np.array([[len(behind[bad, code]) for code in range(3)] for bad in (False, True)])
    defective = [bad for (bad, _), found in behind.items() for _ in range(len(found))]
    verdicts = [
        str(VERDICTS[code]) for (_, code), found in behind.items() for _ in range(len(found))
    ]
    unknown = int((told == UNTOLD).sum())
    return Confusion(counts, rates(defective, verdicts), unknown, behind)


def given(columns: Columns, truth: CellTruth) -> NDArray[np.uint8]:
    """Return what given truth says of each part, uint8 (n,); an ambiguous cell tells nothing."""
    known = {pair: _part(cells) for pair, cells in truth.items()}
    return np.array([known.get(pair, UNTOLD) for pair in columns.pair.tolist()], np.uint8)


def _part(cells: Mapping[str, str]) -> int:
    if any(label not in (OK, AMBIGUOUS) for label in cells.values()):
        return BAD
    return UNTOLD if not cells or AMBIGUOUS in cells.values() else GOOD
