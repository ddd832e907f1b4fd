"""Where things happen: counts over a selection, for the panels of a review."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.verdict import Thresholds
from qeu_station.services.review.columns import FAIL, PASS, REVIEW, Columns, Rows

BINS = 50


@dataclass(frozen=True, slots=True, eq=False)
class DefectMap:
    """How often cells were no PASS.

    Attributes:
        cells: Addresses that have any, c of them.
        classes: Class names, k of them.
        counts: int64 (c, k), inspections in which that cell was no PASS and of that class.
        unclassed: int64 (c,), those in which nothing named a class.
    """

    cells: tuple[str, ...]
    classes: tuple[str, ...]
    counts: NDArray[np.int64]
    unclassed: NDArray[np.int64]

    @property
    def totals(self) -> Mapping[str, int]:
        """Inspections per cell."""
        sums = self.counts.sum(axis=1) + self.unclassed
        return dict(zip(self.cells, sums.tolist(), strict=True))

    def of(self, cell: str) -> Mapping[str, int]:
        """Inspections per class in one cell, those that have any."""
        if cell not in self.cells:
            return {}
        row = self.counts[self.cells.index(cell)].tolist()
        return {name: count for name, count in zip(self.classes, row, strict=True) if count}


@dataclass(frozen=True, slots=True, eq=False)
class Histogram:
    """P(ok) of a selection.

    Attributes:
        edges: float64 (b + 1,), 0..1.
        counts: int64 (3, b), PASS, REVIEW and FAIL in each bin.
        unknown: Inspections without P(ok).
    """

    edges: NDArray[np.float64]
    counts: NDArray[np.int64]
    unknown: int


@dataclass(frozen=True, slots=True, eq=False)
class WhatIf:
    """What other thresholds would have said.

    Attributes:
        counts: int64 (3, 3), verdict as it is by verdict as it would be, in the order PASS,
            REVIEW, FAIL.
        rows: The rows that would change.
        escapes: Rows known to be defective that would be PASS.
        overkills: Rows known to be good that would be FAIL.
    """

    counts: NDArray[np.int64]
    rows: Rows = field(repr=False)
    escapes: Rows = field(repr=False)
    overkills: Rows = field(repr=False)


def defect_map(columns: Columns, rows: Rows) -> DefectMap:
    """Count the cells that were no PASS in a selection, per cell and class."""
    marks = columns.marks
    chosen = np.zeros(len(columns), bool)
    chosen[rows] = True
    hit = chosen[marks.row]
    wide = len(marks.label.table) + 1
    place = marks.cell.codes[hit].astype(np.int64) * wide + marks.label.codes[hit] + 1
    table = np.bincount(place, minlength=len(marks.cell.table) * wide).reshape(-1, wide)
    present = np.flatnonzero(table.sum(axis=1))
    cells = tuple(marks.cell.table[code] for code in present)
    return DefectMap(cells, marks.label.table, table[present, 1:], table[present, 0])


def histogram(
    columns: Columns, rows: Rows, bins: int = BINS, edges: NDArray[np.float64] | None = None
) -> Histogram:
    """Count P(ok) of a selection in bins of 0..1, per verdict.

    Args:
        columns: The inspections.
        rows: The selection.
        bins: Equal bins, unless ``edges`` are given.
        edges: Ascending borders of the bins, float64 (b + 1,), from 0 to 1; a border belongs to
            the bin after it.
    """
    edges = np.linspace(0, 1, bins + 1) if edges is None else edges
    bins = len(edges) - 1
    p_ok, verdict = columns.p_ok[rows], columns.verdict[rows]
    known = ~np.isnan(p_ok)
    borders = edges.astype(np.float32)
    place = np.clip(np.searchsorted(borders, p_ok[known], "right") - 1, 0, bins - 1)
    counts = np.bincount(verdict[known].astype(np.int64) * bins + place, minlength=3 * bins)
    return Histogram(edges, counts.reshape(3, bins), int((~known).sum()))


def what_if(columns: Columns, t_pass: float, t_fail: float, rows: Rows | None = None) -> WhatIf:
    """Return what would change in a selection with other thresholds.

    A verdict that did not come from its P(ok) alone (a fault, a failed check, a smaller item, an
    advisory opinion: REVIEW although P(ok) asks for PASS or FAIL) would not become more lenient by
    thresholds: it stays REVIEW.

    Raises:
        RecipeError: Not 0 <= t_fail < t_pass <= 1.
    """
    Thresholds(t_pass, t_fail)
    chosen = np.arange(len(columns), dtype=np.int32) if rows is None else rows
    p_ok, now = columns.p_ok[chosen], columns.verdict[chosen]
    limits = columns.limits[columns.recipe_sha256.codes[chosen]]
    held = (now == REVIEW) & (decided(p_ok, limits[:, 0], limits[:, 1]) != REVIEW)
    then = np.where(held, REVIEW, decided(p_ok, t_pass, t_fail)).astype(np.uint8)
    counts = np.bincount(now.astype(np.int64) * 3 + then, minlength=9).reshape(3, 3)
    truth = columns.truth[chosen]
    from qeu_station.services.review.columns import BAD, GOOD

    return WhatIf(
        counts,
        chosen[then != now],
        chosen[(truth == BAD) & (then == PASS)],
        chosen[(truth == GOOD) & (then == FAIL)],
    )


def decided(
    p_ok: NDArray[np.float32],
    t_pass: float | NDArray[np.float32],
    t_fail: float | NDArray[np.float32],
) -> NDArray[np.uint8]:
    """Return the codes of the verdicts that thresholds give; NaN is REVIEW."""
    passed = p_ok >= np.asarray(t_pass, np.float32)
    failed = p_ok <= np.asarray(t_fail, np.float32)
    return np.where(passed, PASS, np.where(failed, FAIL, REVIEW)).astype(np.uint8)
