"""Limits learned from good parts: how strong a change is natural, overall and per cell."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qeu_difference.inspector import log_strength
from qeu_difference.parameters import Parameters
from qeu_difference.strength import cell_strengths, local_means
from qeu_station.api import InspectorContext, PreparedPair

LEAST_PARTS = 3
"""Fewer good parts say nothing about their spread."""

LEAST_FOR_OWN_LIMIT = 8
"""Good parts after which a cell gets a limit of its own."""

_REACH = 3.0
"""The limit lies this many standard deviations above the mean of good parts."""

_SOFTNESS = 0.6
"""Width of the limit in standard deviations: P(ok) is .99 at the mean and .20 at 3.8 of them."""

_PRIOR_SPREAD = 0.35
"""Standard deviation of log strength that is expected before anything was seen."""

_PRIOR_PARTS = 4
"""How many observations that expectation is worth."""

_LEAST_SPREAD = 0.1


@dataclass(frozen=True, slots=True)
class _Spread:
    """Mean, standard deviation and number of observed log strengths."""

    mean: float
    deviation: float
    count: int


class LimitLearner:
    """Learns ``limit``, ``width`` and ``cells`` of the inspector's parameters."""

    def __init__(self, context: InspectorContext) -> None:
        """Args: ``context`` with the parameters to start from; ``window`` is kept."""
        self._parameters = context.parameters or Parameters()
        self._seen: dict[str, list[float]] = {}
        self._parts = 0

    def observe(self, pair: PreparedPair, good_cells: Iterable[str]) -> None:
        """See one pair whose ``good_cells`` are known to be good."""
        good = set(good_cells)
        if not good:
            return
        strengths = cell_strengths(pair, local_means(pair, self._parameters.window))
        for cell in sorted(good & strengths.keys()):
            self._seen.setdefault(cell, []).append(log_strength(strengths[cell]))
        self._parts += 1

    def learned(self) -> Mapping[str, Any]:
        """Return parameter values to store in the recipe.

        Raises:
            ValueError: Fewer than three good parts were seen.
        """
        if self._parts < LEAST_PARTS:
            raise ValueError(
                f"Limits need at least {LEAST_PARTS} good parts, got {self._parts}; add pictures "
                "of passed products and learn again."
            )
        prior = _Spread(0.0, _PRIOR_SPREAD, _PRIOR_PARTS)
        pooled = _spread([value for values in self._seen.values() for value in values], prior)
        within = _Spread(pooled.mean, _within(self._seen.values(), prior), _PRIOR_PARTS)
        own = {
            cell: _limit(_spread(values, within))
            for cell, values in self._seen.items()
            if len(values) >= LEAST_FOR_OWN_LIMIT
        }
        return {"window": self._parameters.window, **_limit(pooled), "cells": own}


def _spread(values: Sequence[float], prior: _Spread) -> _Spread:
    """Return mean and deviation of ``values``, the latter drawn towards the prior's.

    Source: the scaled inverse chi-squared prior of a normal variance (A. Gelman et al., Bayesian
    Data Analysis, 3rd ed., section 2.6).
    """
    mean = math.fsum(values) / len(values)
    squares = math.fsum((value - mean) ** 2 for value in values)
    variance = (prior.count * prior.deviation**2 + squares) / (prior.count + len(values) - 1)
    return _Spread(mean, max(_LEAST_SPREAD, math.sqrt(variance)), len(values))


def _within(groups: Iterable[Sequence[float]], prior: _Spread) -> float:
    """Return the deviation inside cells, pooled over them."""
    squares, freedom = prior.count * prior.deviation**2, float(prior.count)
    for values in groups:
        mean = math.fsum(values) / len(values)
        squares += math.fsum((value - mean) ** 2 for value in values)
        freedom += len(values) - 1
    return math.sqrt(squares / freedom)


def _limit(spread: _Spread) -> dict[str, float]:
    """Return limit and width; an uncertain mean, from few parts, lifts the limit."""
    lift = _REACH * spread.deviation * math.sqrt(1 + 1 / spread.count)
    limit = min(255.0, math.expm1(spread.mean + lift))
    return {"limit": round(limit, 4), "width": round(_SOFTNESS * spread.deviation, 4)}
