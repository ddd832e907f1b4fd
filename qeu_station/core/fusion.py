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
    logs = [
        math.fsum(
            scale * vote.weight * math.log(max(p, FLOOR))
            for vote, p in zip(voting, column, strict=True)
        )
        for column in zip(*(vote.probabilities for vote in voting), strict=True)
    ]
    return _normalised(logs)


def tempered(probabilities: Sequence[float], temperature: float) -> tuple[float, ...]:
    """Return the vector at ``temperature`` > 0: above 1 less certain, below 1 more certain."""
    return _normalised([math.log(max(p, FLOOR)) / temperature for p in probabilities])


def _scale(answered: float, count: int, total: float | None) -> float:
    if total is None or math.isclose(total, answered):
        return 1.0
    return min(total, float(count)) / answered


def _normalised(logs: Sequence[float]) -> tuple[float, ...]:
    top = max(logs)
    values = [math.exp(value - top) for value in logs]
    total = math.fsum(values)
    return tuple(value / total for value in values)
