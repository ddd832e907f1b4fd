"""The inspector: strength of change against limits."""

from __future__ import annotations

import math

from qeu_difference.parameters import Limit, Parameters
from qeu_difference.strength import cell_strengths, local_means, region_strengths
from qeu_station.api import InspectorContext, Opinion, PreparedPair

_FARTHEST = 30.0
"""Log-odds are kept within +- this, where doubles still tell probabilities apart."""


class DifferenceInspector:
    """Judges every region and every cell as ``ok`` or ``unknown``."""

    def __init__(self, context: InspectorContext) -> None:
        """Args: ``context`` with ``Parameters``, or an empty mapping for the defaults."""
        self._parameters = context.parameters or Parameters()
        self._others = (0.0,) * (len(context.classes) - 2)

    def inspect(self, pair: PreparedPair) -> Opinion:
        """Return P(ok) and P(unknown) of every region and cell."""
        means = local_means(pair, self._parameters.window)
        cells, regions = cell_strengths(pair, means), region_strengths(pair, means)
        home = {region.id: region.cells[0] for region in pair.regions}
        return Opinion(
            regions={name: self._vector(home[name], value) for name, value in regions.items()},
            cells={address: self._vector(address, value) for address, value in cells.items()},
            comment=self._comment(cells),
            evidence={"strength": {address: round(value, 3) for address, value in cells.items()}},
        )

    def _vector(self, cell: str, strength: float) -> tuple[float, ...]:
        p_ok = probability_ok(strength, self._parameters.limit_of(cell))
        return (p_ok, 1 - p_ok, *self._others)

    def _comment(self, cells: dict[str, float]) -> str:
        excess = {cell: v / self._parameters.limit_of(cell).limit for cell, v in cells.items()}
        worst = max(excess, key=excess.__getitem__)
        limit = self._parameters.limit_of(worst).limit
        return f"Strongest change in {worst}: {cells[worst]:.1f}, its limit is {limit:.1f}."


def probability_ok(strength: float, limit: Limit) -> float:
    """Return P(ok): a logistic of the logarithm of ``strength`` (0..255), one half at the limit."""
    distance = (log_strength(limit.limit) - log_strength(strength)) / limit.width
    return 1 / (1 + math.exp(-max(-_FARTHEST, min(_FARTHEST, distance))))


def log_strength(strength: float) -> float:
    """Return the scale on which good parts vary alike: ln(1 + strength)."""
    return math.log1p(strength)
