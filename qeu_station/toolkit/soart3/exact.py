"""The formula as it is defined, in float64."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from qeu_station.toolkit.soart3.result import Floats
from qeu_station.toolkit.soart3.scratch import Scratch


class Sums(NamedTuple):
    """What the logarithms are taken of, and x·x; each float64 (n, k)."""

    beta: Floats
    manhattan: Floats
    minkowski: Floats
    power: Floats


class ExactSums:
    """Computes beta, sum|r| and (sum|r|^4)^(1/4) of blocks.

    Args:
        epsilon: Added to both dot products.
        scale: Value that counts as 1.
    """

    def __init__(self, epsilon: float, scale: float) -> None:
        self._epsilon, self._scale = epsilon, scale
        self._scratch = Scratch(np.float64)

    def __call__(self, signals: NDArray[Any], spaces: NDArray[Any]) -> Sums:
        """Return the sums of signals (n, P) and unit spaces (1, k, P) or (n, k, P)."""
        # cast before anything else: uint8 and float16 wrap and overflow
        x = self._scratch.cast(0, spaces)
        y = signals.astype(np.float64)[:, None]
        if self._scale != 1:
            x /= self._scale
            y /= self._scale
        power = np.vecdot(x, x)
        beta = (np.vecdot(x, y) + self._epsilon) / (power + self._epsilon)
        residual = self._scratch.empty(1, (len(y), *x.shape[1:]))
        np.multiply(x, beta[..., None], out=residual)
        np.subtract(y, residual, out=residual)
        np.abs(residual, out=residual)
        manhattan = residual.sum(axis=-1)
        peak = residual.max(axis=-1)
        # the fourth power of 1e80 leaves float64: the norm is taken of shares of the largest
        np.divide(residual, np.where(peak > 0, peak, 1.0)[..., None], out=residual)
        np.square(residual, out=residual)
        minkowski = peak * np.sqrt(np.sqrt(np.vecdot(residual, residual)))
        return Sums(beta, manhattan, minkowski, power)
