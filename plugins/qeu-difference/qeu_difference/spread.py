"""How good parts vary: one mean and deviation for all cells, and per cell where they differ.

A normal model with cells as groups. Means and variances of single cells are drawn towards those of
all cells, the more the fewer parts were seen (A. Gelman et al., Bayesian Data Analysis, 3rd ed.,
sections 2.6 and 5.4; variance between groups by the method of moments).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

_PRIOR_DEVIATION = 0.35
_PRIOR_WEIGHT = 4
"""What is expected of the logarithm of strength before anything was seen, as so many parts."""

_CELL_WEIGHT = 20
"""How many parts the deviation common to all cells is worth against a cell's own."""


_COVERED = 3.0
_CONFIDENCE = 0.6745
"""Normal quantiles: of the share of good cells below a limit, and of the confidence (75 %)."""


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean of good parts, and the deviation with which the next good one is expected."""

    mean: float
    deviation: float


def overall(values: Sequence[float]) -> Spread:
    """Return the spread of all values together.

    Raises:
        ValueError: There is no value.
    """
    if not values:
        raise ValueError("a spread needs at least one value")
    prior = _PRIOR_WEIGHT * _PRIOR_DEVIATION**2
    variance = (prior + _squares(values)) / (_PRIOR_WEIGHT + len(values) - 1)
    return Spread(_mean(values), math.sqrt(variance * (1 + 1 / len(values))))


def tolerance_factor(parts: int) -> float:
    """Return how many deviations above the mean a limit lies that was learned from ``parts``.

    Cells of one part share its light and pose, so it is parts that count: few of them show too
    little of the spread, and the limit moves out; it comes down to 3 deviations with many.

    Source: one-sided tolerance limit of a normal distribution, M. G. Natrella, Experimental
    Statistics, NBS Handbook 91 (1963), section 2-5.3.

    Raises:
        ValueError: Fewer than two parts.
    """
    if parts < 2:
        raise ValueError(f"a tolerance limit needs at least two parts, got {parts}")
    a = 1 - _CONFIDENCE**2 / (2 * (parts - 1))
    b = _COVERED**2 - _CONFIDENCE**2 / parts
    return (_COVERED + math.sqrt(_COVERED**2 - a * b)) / a


def per_cell(groups: Mapping[str, Sequence[float]]) -> dict[str, Spread]:
    """Return the spread of each cell, or nothing when cells do not differ beyond chance."""
    within = _within(groups)
    between = _between(groups, within)
    if between <= 0:
        return {}
    centre = _mean([value for values in groups.values() for value in values])
    return {cell: _drawn(values, centre, within, between) for cell, values in groups.items()}


def _drawn(values: Sequence[float], centre: float, within: float, between: float) -> Spread:
    share = between / (between + within / len(values))
    mean = centre + share * (_mean(values) - centre)
    freedom = _CELL_WEIGHT + len(values) - 1
    variance = (_CELL_WEIGHT * within + _squares(values)) / freedom
    return Spread(mean, math.sqrt(variance * (1 + 1 / len(values))))


def _within(groups: Mapping[str, Sequence[float]]) -> float:
    squares = _PRIOR_WEIGHT * _PRIOR_DEVIATION**2 + math.fsum(map(_squares, groups.values()))
    return squares / (_PRIOR_WEIGHT + sum(len(values) - 1 for values in groups.values()))


def _between(groups: Mapping[str, Sequence[float]], within: float) -> float:
    if len(groups) < 2:
        return 0.0
    means = [_mean(values) for values in groups.values()]
    chance = within * _mean([1 / len(values) for values in groups.values()])
    return _squares(means) / (len(means) - 1) - chance


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def _squares(values: Sequence[float]) -> float:
    mean = _mean(values)
    return math.fsum((value - mean) ** 2 for value in values)
