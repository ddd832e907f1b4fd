"""Two runs over the same pairs: whose verdict changed, and what was different."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

from qeu_station.services.review.columns import NONE, REVIEW, Columns, Rows
from qeu_station.services.review.tallies import decided

SAME = 1e-4
"""Probabilities nearer to each other than this are the same; columns hold float32."""


class Cause(IntFlag):
    """What was different between two judgements of one pair.

    RECIPE: another version of the recipe, or another recipe. THRESHOLDS: its thresholds, which
    decide otherwise for one of the two P(ok). HELD: a fault, a failed check, a smaller item or
    advice held one of the two at REVIEW, and not the other.
    OPINION: an inspector said something else, answered or failed where it did not before. FUSION:
    the inspectors said the same, and P(ok) of the part is another. Which model, plugin version or
    weight was behind it stands in the records; ``explain`` reads it out of them.
    """

    RECIPE = 1
    THRESHOLDS = 2
    OPINION = 4
    FUSION = 8
    HELD = 16


@dataclass(frozen=True, slots=True, eq=False)
class RunComparison:
    """Two runs side by side, n pairs that both have, each with its newest judgement.

    Attributes:
        before: Rows of the first run, int32 (n,).
        after: Rows of the second run, the same pairs in the same order.
        counts: int64 (3, 3), verdict before by verdict after (PASS, REVIEW, FAIL).
        changed: Positions in ``before`` and ``after`` whose verdict changed, int32.
        causes: uint8 (n,), ``Cause`` flags of every pair.
        only_first: Rows of the first run whose pair the second does not have.
        only_second: Rows of the second run whose pair the first does not have.
    """

    before: Rows = field(repr=False)
    after: Rows = field(repr=False)
    counts: NDArray[np.int64]
    changed: NDArray[np.int32] = field(repr=False)
    causes: NDArray[np.uint8] = field(repr=False)
    only_first: Rows = field(repr=False)
    only_second: Rows = field(repr=False)

    def behind(self, cause: Cause) -> int:
        """Return for how many changed pairs a cause holds."""
        return int(((self.causes[self.changed] & cause) > 0).sum())


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
        _causes(first, before, second, after),
        np.array([row for pair, row in one.items() if pair not in two], np.int32),
        np.array([row for pair, row in two.items() if pair not in one], np.int32),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Moved:
    """Which inspector's P(ok) differs most, for some pairs of two runs.

    Attributes:
        names: Opinion names of both runs.
        inspector: int32 (m,), position in ``names``; -1 where none differs.
        p_ok: float32 (m, 2), its P(ok) before and after; NaN where it gave none.
    """

    names: tuple[str, ...]
    inspector: NDArray[np.int32] = field(repr=False)
    p_ok: NDArray[np.float32] = field(repr=False)


def moved_most(first: Columns, second: Columns, before: Rows, after: Rows) -> Moved:
    """Return whose opinion differs most; one that came or went moved by 1.

    Args:
        first: The run before.
        second: The run after.
        before: Rows of the first run, int32 (m,).
        after: Rows of the second run, the same pairs in the same order.
    """
    names = tuple(dict.fromkeys((*first.opinions.names, *second.opinions.names)))
    inspector, p_ok = np.full(len(before), -1, np.int32), np.full((len(before), 2), np.nan)
    farthest = np.full(len(before), SAME)
    for place, name in enumerate(names):
        one, two = _opinion(first, before, name)[1], _opinion(second, after, name)[1]
        gone = np.isnan(one) & np.isnan(two)
        far = np.where(gone, 0.0, np.nan_to_num(np.abs(one - two), nan=1.0))
        more = far > farthest
        inspector[more], farthest[more] = place, far[more]
        p_ok[more, 0], p_ok[more, 1] = one[more], two[more]
    return Moved(names, inspector, p_ok.astype(np.float32))


def _newest(columns: Columns) -> dict[str, int]:
    rows = np.flatnonzero(columns.newest)
    return dict(zip(columns.pair[rows].tolist(), rows.tolist(), strict=True))


def _causes(first: Columns, before: Rows, second: Columns, after: Rows) -> NDArray[np.uint8]:
    recipes = first.recipe_sha256.codes[before], second.recipe_sha256.codes[after]
    table = np.array([*second.recipe_sha256.table, ""], object)
    mine = np.array([*first.recipe_sha256.table, ""], object)
    recipe = mine[recipes[0]] != table[recipes[1]]
    limits = first.limits[recipes[0]], second.limits[recipes[1]]
    p_ok = first.p_ok[before], second.p_ok[after]
    decides = _crossed(p_ok[0], *limits) | _crossed(p_ok[1], *limits)
    held = _held(first, before) != _held(second, after)
    opinion = _opinion_changed(first, before, second, after)
    judged = ~np.isnan(p_ok[0]) & ~np.isnan(p_ok[1])
    fusion = ~opinion & judged & ~_near(*p_ok)
    flags = np.zeros(len(before), np.uint8)
    for cause, holds in zip(Cause, (recipe, decides, opinion, fusion, held), strict=True):
        flags[holds] |= np.uint8(cause)
    return flags


def _crossed(
    p_ok: NDArray[np.float32], old: NDArray[np.float32], new: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Return where the thresholds of two recipes decide otherwise."""
    verdicts = decided(p_ok, old[:, 0], old[:, 1]), decided(p_ok, new[:, 0], new[:, 1])
    return np.not_equal(*verdicts)


def _held(columns: Columns, rows: Rows) -> NDArray[np.bool_]:
    """Return which are REVIEW although their P(ok) asks for something else, or without P(ok)."""
    limits, p_ok = columns.limits[columns.recipe_sha256.codes[rows]], columns.p_ok[rows]
    free = (decided(p_ok, limits[:, 0], limits[:, 1]) == REVIEW) & ~np.isnan(p_ok)
    held: NDArray[np.bool_] = (columns.verdict[rows] == REVIEW) & ~free
    return held


def _opinion_changed(
    first: Columns, before: Rows, second: Columns, after: Rows
) -> NDArray[np.bool_]:
    changed = np.zeros(len(before), bool)
    for name in {*first.opinions.names, *second.opinions.names}:
        (said, p), (says, q) = (
            _opinion(columns, rows, name) for columns, rows in ((first, before), (second, after))
        )
        changed |= ~_near(p, q) | (np.isnan(p) & (said != says))
    return changed


def _opinion(
    columns: Columns, rows: Rows, name: str
) -> tuple[NDArray[np.uint8], NDArray[np.float32]]:
    opinions = columns.opinions
    if name not in opinions.names:
        return np.full(len(rows), NONE, np.uint8), np.full(len(rows), np.nan, np.float32)
    place = opinions.names.index(name)
    return opinions.verdict[rows, place], opinions.p_ok[rows, place]


def _near(one: NDArray[np.float32], two: NDArray[np.float32]) -> NDArray[np.bool_]:
    return np.isclose(one, two, rtol=0, atol=SAME, equal_nan=True)
