"""Why verdicts of two runs differ: recipe, inspectors, fusion, or what kept one from deciding."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

from qeu_station.services.review.columns import FAULT, NONE, REVIEW, Columns, Rows
from qeu_station.services.review.runs import RunComparison
from qeu_station.services.review.tallies import decided

SAME = 1e-4
"""Two values of P(ok) that differ by no more are the same."""

_NOBODY = -1


class Reason(IntFlag):
    """What was different for one pair; several may hold."""

    NONE = 0
    HELD = 1
    """A fault, a failed check or advice held one of the two verdicts at REVIEW."""
    THRESHOLDS = 2
    """The thresholds of the recipe: those of the other run would have decided otherwise."""
    INSPECTOR = 4
    """An inspector said something else: another model, version or parameters."""
    FUSION = 8
    """The same opinions were pooled to another P(ok): weights, calibration, cells."""


@dataclass(frozen=True, slots=True, eq=False)
class Reasons:
    """Why, for every changed pair, in the order of ``RunComparison.changed``.

    Attributes:
        flags: uint8 (m,), a ``Reason`` each.
        inspector: int32 (m,), position in ``names`` of the inspector whose opinion differs most;
            -1 for none.
        change: float32 (m, 2), P(ok) of that inspector before and after; NaN where it gave none.
        names: Opinion names of both runs.
    """

    flags: NDArray[np.uint8] = field(repr=False)
    inspector: NDArray[np.int32] = field(repr=False)
    change: NDArray[np.float32] = field(repr=False)
    names: tuple[str, ...] = ()

    def count(self, reason: Reason) -> int:
        """Return for how many pairs a reason holds."""
        return int(np.count_nonzero(self.flags & np.uint8(reason)))


def reasons(first: Columns, second: Columns, compared: RunComparison) -> Reasons:
    """Return why the verdict of every changed pair changed.

    Which of several reasons weighed most cannot be told from records alone: what holds is listed.

    Args:
        first: The run before.
        second: The run after.
        compared: What ``compare_runs`` made of them.
    """
    before, after = compared.before[compared.changed], compared.after[compared.changed]
    held = _held(first, before) != _held(second, after)
    p_before, p_after = first.p_ok[before], second.p_ok[after]
    limits = (_limits(first, before), _limits(second, after))
    matters = _crossed(p_before, *limits) | _crossed(p_after, *limits)
    names = tuple(dict.fromkeys((*first.opinions.names, *second.opinions.names)))
    said = _opinions(first, before, names), _opinions(second, after, names)
    moved = _moved(*said)
    spoke = moved.any(axis=1)
    pooled = ~_same(p_before, p_after)
    most = np.where(spoke, _most(moved, *said), _NOBODY) if names else np.full(len(before), _NOBODY)
    flags = (
        held * Reason.HELD
        + matters * Reason.THRESHOLDS
        + (spoke & (pooled | held)) * Reason.INSPECTOR
        + (pooled & ~spoke) * Reason.FUSION
    )
    return Reasons(flags.astype(np.uint8), most.astype(np.int32), _change(most, *said), names)


_Said = tuple[NDArray[np.uint8], NDArray[np.float32]]
"""Codes of what inspectors said, (m, k), and their P(ok)."""


def _limits(columns: Columns, rows: Rows) -> NDArray[np.float32]:
    return columns.limits[columns.recipe_sha256.codes[rows]]


def _crossed(
    p_ok: NDArray[np.float32], old: NDArray[np.float32], new: NDArray[np.float32]
) -> NDArray[np.bool_]:
    """Return where the two recipes' thresholds decide differently."""
    verdicts = decided(p_ok, old[:, 0], old[:, 1]), decided(p_ok, new[:, 0], new[:, 1])
    crossed: NDArray[np.bool_] = ~np.isnan(p_ok) & (verdicts[0] != verdicts[1])
    return crossed


def _held(columns: Columns, rows: Rows) -> NDArray[np.bool_]:
    limits, p_ok = _limits(columns, rows), columns.p_ok[rows]
    asked = decided(p_ok, limits[:, 0], limits[:, 1])
    review = columns.verdict[rows] == REVIEW
    held: NDArray[np.bool_] = review & ((asked != REVIEW) | np.isnan(p_ok))
    return held


def _opinions(columns: Columns, rows: Rows, names: tuple[str, ...]) -> _Said:
    """Return what inspectors said, in the order of ``names``."""
    own = columns.opinions
    verdict = np.full((len(rows), len(names)), NONE, np.uint8)
    p_ok = np.full((len(rows), len(names)), np.nan, np.float32)
    for place, name in enumerate(own.names):
        verdict[:, names.index(name)] = own.verdict[rows, place]
        p_ok[:, names.index(name)] = own.p_ok[rows, place]
    return verdict, p_ok


def _moved(first: _Said, second: _Said) -> NDArray[np.bool_]:
    """Return which inspectors said something else, (m, k)."""
    silent = [(verdict == NONE) | (verdict == FAULT) for verdict, _ in (first, second)]
    moved: NDArray[np.bool_] = ~_same(first[1], second[1]) | (silent[0] != silent[1])
    return moved


def _same(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.bool_]:
    both_unknown = np.isnan(first) & np.isnan(second)
    same: NDArray[np.bool_] = both_unknown | (np.abs(first - second) <= SAME)
    return same


def _most(moved: NDArray[np.bool_], first: _Said, second: _Said) -> NDArray[np.int64]:
    """Return the inspector whose P(ok) moved farthest; one that came or went moved by 1."""
    far = np.abs(np.nan_to_num(first[1] - second[1], nan=1.0))
    most: NDArray[np.int64] = np.where(moved, far, -1.0).argmax(axis=1)
    return most


def _change(most: NDArray[np.int64], first: _Said, second: _Said) -> NDArray[np.float32]:
    change = np.full((len(most), 2), np.nan, np.float32)
    told = np.flatnonzero(most >= 0)
    for side, (_, p_ok) in enumerate((first, second)):
        change[told, side] = p_ok[told, most[told]]
    return change
