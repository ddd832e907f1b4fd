"""Log-linear pool of several inspectors' probabilities.

``log p(c) = sum_i w_i log p_i(c) + const``. All w = 1 is the plain product of the vectors (W&B).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

FLOOR = 1e-12
"""Probabilities below this count as this, so that one zero cannot silence all others."""


@dataclass(frozen=True, slots=True)
class Vote:
    """One inspector's vector for one item, with its exponent in the pool."""

    weight: float
    probabilities: Sequence[float]


def pool(votes: Sequence[Vote], total_weight: float | None = None) -> tuple[float, ...] | None:
    """Return the pooled vector (sum 1), or None when no vote has weight.

    Args:
        votes: Vectors of the inspectors that answered this item, each of the same length.
        total_weight: Sum of the exponents of all inspectors that could have answered. When some
            abstained, the exponents of the others are scaled up to it, but to no more than one
            each on average: an opinion never counts more than it does in the plain product. None
            means that nobody abstained.
    """
    voting = [vote for vote in votes if vote.weight > 0]
    if not voting:
        return None
    scale = _scale(sum(vote.weight for vote in voting), len(voting), total_weight)
    if len(voting) == 1 and math.isclose(scale * voting[0].weight, 1.0):
        return tuple(voting[0].probabilities)  # unrounded, so that it meets a threshold exactly
    weighted = [_weighted_logs(scale * vote.weight, vote.probabilities) for vote in voting]
    return _normalised([math.fsum(column) for column in zip(*weighted, strict=True)])


def _weighted_logs(weight: float, probabilities: Sequence[float]) -> list[float]:
    return [weight * math.log(max(p, FLOOR)) for p in probabilities]


def fuse(votes: Sequence[Vote], total_weight: float | None = None) -> tuple[float, ...] | None:
    """Return the pool of vectors over a recipe's classes: ``ok``, ``unknown``, then named defects.

    It is ``pool`` with two corrections, without which opinions that agree on a defect but not on
    its kind would multiply each other's zeros until ``ok`` is all that is left:

    - ``unknown`` means some defect. Beside an opinion that names kinds and cannot say ``unknown``,
      its probability counts for the kinds, shared out as those opinions do.
    - Where the pool says ok, and the pool over the bare question ok or not says defective, P(ok) is
      that of the bare question.

    Args:
        votes: Vectors of the inspectors that answered this item, each of the same length.
        total_weight: As for ``pool``.
    """
    voting = [vote for vote in votes if vote.weight > 0]
    pooled = pool(spelled_out(voting), total_weight)
    if pooled is None or not pooled[0] >= 0.5:
        return pooled
    asked = pool([Vote(v.weight, (v.probabilities[0], _bad(v))) for v in voting], total_weight)
    if asked is None or not asked[0] < 0.5:
        return pooled
    return _with_ok(pooled, asked[0])


def tempered(probabilities: Sequence[float], temperature: float) -> tuple[float, ...]:
    """Return the vector at ``temperature`` > 0: above 1 less certain, below 1 more certain."""
    return _normalised([math.log(max(p, FLOOR)) / temperature for p in probabilities])


def spelled_out(voting: Sequence[Vote]) -> Sequence[Vote]:
    """Let ``unknown`` count for the kinds that others name, where some cannot say it."""
    naming = [v for v in voting if v.probabilities[1] == 0 and math.fsum(v.probabilities[2:]) > 0]
    if len(naming) == len(voting):
        return voting
    together = pool(naming)
    if together is None:
        return voting
    named = math.fsum(together[2:])
    kinds = [value / named for value in together[2:]]
    return [Vote(vote.weight, _shared_out(vote.probabilities, kinds)) for vote in voting]


def _bad(vote: Vote) -> float:
    return 1.0 - vote.probabilities[0]


def _shared_out(vector: Sequence[float], kinds: Sequence[float]) -> tuple[float, ...]:
    ok, unknown, *named = vector
    return (ok, 0.0, *(p + unknown * kind for p, kind in zip(named, kinds, strict=True)))


def _with_ok(vector: Sequence[float], p_ok: float) -> tuple[float, ...]:
    """Return the vector with this P(ok), the defects in the proportion they had."""
    defects = math.fsum(vector[1:])
    if defects == 0:
        return (p_ok, 1 - p_ok, *(0.0,) * (len(vector) - 2))
    return (p_ok, *((1 - p_ok) * value / defects for value in vector[1:]))


def _scale(answered: float, count: int, total: float | None) -> float:
    if total is None or math.isclose(total, answered):
        return 1.0
    return min(total, float(count)) / answered


def _normalised(logs: Sequence[float]) -> tuple[float, ...]:
    top = max(logs)
    values = [math.exp(value - top) for value in logs]
    total = math.fsum(values)
    return tuple(value / total for value in values)
