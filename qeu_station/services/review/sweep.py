"""Thresholds tried on many inspections while a person drags them."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.verdict import Thresholds
from qeu_station.services.review.columns import BAD, FAIL, GOOD, PASS, REVIEW, Columns, Rows
from qeu_station.services.review.tallies import decided

TRUTHS = 3
"""UNTOLD, GOOD and BAD."""


@dataclass(frozen=True, slots=True, eq=False)
class Tally:
    """Inspections by what is known of them and what was said.

    Attributes:
        counts: int64 (3, 3), UNTOLD, GOOD and BAD by PASS, REVIEW and FAIL.
    """

    counts: NDArray[np.int64]

    @property
    def verdicts(self) -> tuple[int, int, int]:
        """How many are PASS, REVIEW and FAIL."""
        passed, review, failed = self.counts.sum(axis=0).tolist()
        return passed, review, failed

    @property
    def escapes(self) -> int:
        """Known to be defective, and PASS."""
        return int(self.counts[BAD, PASS])

    @property
    def overkills(self) -> int:
        """Known to be good, and FAIL."""
        return int(self.counts[GOOD, FAIL])

    @property
    def defective(self) -> int:
        """Known to be defective."""
        return int(self.counts[BAD].sum())

    @property
    def good(self) -> int:
        """Known to be good."""
        return int(self.counts[GOOD].sum())

    def cost(self, escape: float, overkill: float) -> float:
        """Return what errors and looks at the known parts cost, in reviews."""
        looks = int(self.counts[GOOD, REVIEW] + self.counts[BAD, REVIEW])
        return escape * self.escapes + overkill * self.overkills + looks


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """Inspections laid out so that any thresholds are tried in microseconds.

    Attributes:
        now: The recorded verdicts.
        held: int64 (3, 3), as ``Tally.counts``: those that no thresholds change.
        free: P(ok) of the others, ascending float32, one array per UNTOLD, GOOD and BAD.
    """

    now: Tally
    held: NDArray[np.int64]
    free: tuple[NDArray[np.float32], ...] = field(repr=False)

    @property
    def stuck(self) -> int:
        """How many no thresholds change."""
        return int(self.held.sum())

    def at(self, t_pass: float, t_fail: float) -> Tally:
        """Return what these thresholds would say; as ``what_if``, without the rows.

        Raises:
            RecipeError: Not 0 <= t_fail < t_pass <= 1.
        """
        Thresholds(t_pass, t_fail)
        counts = self.held.copy()
        for told, p_ok in enumerate(self.free):
            passed = len(p_ok) - int(np.searchsorted(p_ok, np.float32(t_pass), "left"))
            failed = int(np.searchsorted(p_ok, np.float32(t_fail), "right"))
            failed = min(failed, len(p_ok) - passed)  # thresholds may be the same as float32
            counts[told] += (passed, len(p_ok) - passed - failed, failed)
        return Tally(counts)


def sweep(
    columns: Columns, rows: Rows | None = None, truth: NDArray[np.uint8] | None = None
) -> Sweep:
    """Lay a selection out.

    What thresholds do not change: REVIEW although P(ok) asks for PASS or FAIL (a fault, a failed
    check, a smaller item, an advisory opinion), and what has no P(ok).

    Args:
        columns: The inspections.
        rows: int32 (m,), the selection; None for all.
        truth: uint8 (n,), UNTOLD, GOOD or BAD per inspection; None for what corrections say.
    """
    chosen = np.arange(len(columns), dtype=np.int32) if rows is None else rows
    told = (columns.truth if truth is None else truth)[chosen].astype(np.int64)
    p_ok, now = columns.p_ok[chosen], columns.verdict[chosen]
    limits = columns.limits[columns.recipe_sha256.codes[chosen]]
    asked = decided(p_ok, limits[:, 0], limits[:, 1])
    held = np.isnan(p_ok) | ((now == REVIEW) & (asked != REVIEW))
    free = tuple(np.sort(p_ok[~held & (told == each)]) for each in range(TRUTHS))
    return Sweep(Tally(_counted(told, now)), _counted(told[held], now[held]), free)


def _counted(told: NDArray[np.int64], now: NDArray[np.uint8]) -> NDArray[np.int64]:
    return np.bincount(told * 3 + now, minlength=3 * TRUTHS).reshape(TRUTHS, 3)
