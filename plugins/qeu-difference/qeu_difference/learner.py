"""Limits learned from good parts: how strong a change is natural, overall and per cell."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from qeu_difference.inspector import log_strength
from qeu_difference.parameters import Parameters
from qeu_difference.spread import Spread, overall, per_cell, tolerance_factor
from qeu_difference.strength import cell_strengths, local_means
from qeu_station.api import InspectorContext, PreparedPair

LEAST_PARTS = 3
"""Fewer good parts say nothing about their spread."""

LEAST_FOR_OWN_LIMIT = 8
"""Good parts after which a cell may get a limit of its own."""

_SOFTNESS = 0.5
_WIDEST = 0.3
"""Width of a limit: this part of a deviation, and no more than this."""


class LimitLearner:
    """Learns ``limit``, ``width`` and ``cells`` of the inspector's parameters."""

    def __init__(self, context: InspectorContext) -> None:
        """Args: ``context`` with the parameters to start from; ``window`` is kept."""
        self._parameters = context.parameters or Parameters()
        self._seen: dict[str, list[float]] = {}
        self._parts = 0

    def observe(self, pair: PreparedPair, good_cells: Iterable[str]) -> None:
        """See one pair whose ``good_cells`` are known to be good."""
        strengths = cell_strengths(pair, local_means(pair, self._parameters.window))
        good = sorted(set(good_cells) & strengths.keys())
        for cell in good:
            self._seen.setdefault(cell, []).append(log_strength(strengths[cell]))
        self._parts += bool(good)

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
        common = overall([value for values in self._seen.values() for value in values])
        known = {c: v for c, v in self._seen.items() if len(v) >= LEAST_FOR_OWN_LIMIT}
        reach = tolerance_factor(self._parts)
        cells = {cell: _limit(spread, reach) for cell, spread in sorted(per_cell(known).items())}
        return {"window": self._parameters.window, **_limit(common, reach), "cells": cells}


def _limit(spread: Spread, reach: float) -> dict[str, float]:
    """The limit ``reach`` deviations above the mean of good parts."""
    limit = min(255.0, math.expm1(spread.mean + reach * spread.deviation))
    return {"limit": round(limit, 4), "width": round(min(_WIDEST, _SOFTNESS * spread.deviation), 4)}
