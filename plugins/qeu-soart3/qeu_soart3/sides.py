"""The two sides of soaRT3 that the two networks read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qeu_station.toolkit.soart3 import Metrics

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Sides:
    """Metrics of N items.

    Attributes:
        weight: float64, (N, 2 K); log_eta and log_gamma against K unit spaces, read by W.
        bias: float64, (N, K); log_beta, read by B.
    """

    weight: Floats = field(repr=False)
    bias: Floats = field(repr=False)

    def __len__(self) -> int:
        return len(self.bias)

    def of(self, items: NDArray[np.intp] | NDArray[np.bool_]) -> Sides:
        """Return some of the items."""
        return Sides(self.weight[items], self.bias[items])

    def against(self, number: int) -> Sides:
        """Return the sides against one of the K unit spaces of ``sides_of([metrics])``."""
        count = self.bias.shape[1]
        return Sides(self.weight[:, [number, count + number]], self.bias[:, [number]])


def sides_of(metrics: Sequence[Metrics]) -> Sides:
    """Return the sides of the same items against several sets of unit spaces.

    Where beta is not positive its logarithm is taken as 0: no evidence.
    """
    eta_gamma = [values for m in metrics for values in (m.log_eta, m.log_gamma)]
    bias = np.hstack([m.log_beta for m in metrics])
    return Sides(np.nan_to_num(np.hstack(eta_gamma)), np.nan_to_num(bias))


def empty_sides(width: int, items: int = 0) -> Sides:
    """Return the sides of so many items, all 0, the bias side ``width`` wide."""
    return Sides(np.zeros((items, 2 * width)), np.zeros((items, width)))


def stacked(parts: Sequence[Sides]) -> Sides:
    """Return the sides of other items, one below the other."""
    return Sides(
        np.concatenate([part.weight for part in parts]),
        np.concatenate([part.bias for part in parts]),
    )


def joined(parts: Sequence[Sides]) -> Sides:
    """Return the sides of the same items, unit spaces put side by side."""
    return Sides(np.hstack([p.weight for p in parts]), np.hstack([p.bias for p in parts]))
