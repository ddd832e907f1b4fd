"""The formula in float32: few passes over memory that stays in the processor's cache."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_station.toolkit.soart3.exact import Sums
from qeu_station.toolkit.soart3.scratch import Scratch
from qeu_station.toolkit.soart3.vectors import Vectors

_LARGEST = 1e6
"""Fourth powers of larger values leave float32, summed over a picture."""

_FINEST_SCALE = 1e-3
"""Below it, residuals that matter would vanish in float32 when raised to the fourth power."""

_SUM_ERROR = 2e-6
"""Relative error of a float32 dot product, a few times what is seen on whole pictures."""

_CAST_ERROR = 6e-8
"""Half a step of float32: what casting does to a value that it cannot hold."""

_TOLERATED = 3e-4
"""Relative error of a sum that is let pass; the metrics are its logarithms."""


def can_be_fast(vectors: Vectors, epsilon: float, scale: float) -> bool:
    """Whether float32 holds these vectors: from 0 up, and neither huge nor tiny."""
    return (
        vectors.lowest >= 0
        and vectors.highest <= _LARGEST
        and scale >= _FINEST_SCALE
        and 1 / _LARGEST**4 <= epsilon * scale**2 <= _LARGEST**4
    )


class FastSums:
    """Computes the sums of ``ExactSums`` in float32, of vectors that ``can_be_fast`` allows.

    The residual is taken as d - (beta - 1)·x with d = y - x: for a window that looks like its
    unit space both parts are small, so that nothing is lost where y - beta·x cancels.

    Args:
        epsilon: Added to both dot products.
        scale: Value that counts as 1.
    """

    def __init__(self, epsilon: float, scale: float) -> None:
        self._epsilon, self._scale = epsilon * scale**2, scale
        self._scratch = Scratch(np.float32)

    def __call__(self, signals: NDArray[Any], spaces: NDArray[Any]) -> Sums:
        """Return the sums of signals (n, P) and unit spaces (1, k, P) or (n, k, P)."""
        x, y = self._scratch.cast(0, spaces), self._scratch.cast(1, signals)[:, None]
        residual = self._scratch.empty(2, (len(y), *x.shape[1:]))
        np.subtract(y, x, out=residual)
        power = np.vecdot(x, x)
        floor = power + self._epsilon
        beta = (np.vecdot(x, y) + self._epsilon) / floor
        excess = np.vecdot(x, residual) / floor
        product = x if len(x) == len(y) else self._scratch.empty(3, residual.shape)
        np.multiply(x, excess[..., None], out=product)
        np.subtract(residual, product, out=residual)
        np.abs(residual, out=residual)
        manhattan = residual @ self._scratch.ones(residual.shape[2])
        np.square(residual, out=residual)
        return Sums(beta, manhattan, np.vecdot(residual, residual), power)

    def finished(self, sums: Sums) -> Sums:
        """Return float64 sums of all blocks, as the formula has them."""
        minkowski = np.sqrt(np.sqrt(sums.minkowski)) / self._scale
        return Sums(sums.beta, sums.manhattan / self._scale, minkowski, sums.power / self._scale**2)


def doubtful(sums: Sums, vectors: Vectors) -> NDArray[np.bool_]:
    """Return where rounding may show in the metrics of ``FastSums``, (N, K)."""
    whole = all(np.can_cast(v.dtype, np.float32) for v in (vectors.signals, vectors.unit_spaces))
    relative = _SUM_ERROR * np.abs(sums.beta - 1)
    if not whole:
        relative += _CAST_ERROR * (1 + sums.beta)
    error = relative * np.sqrt(sums.power)  # sum|x| is this by the root of the length at most
    longest = math.sqrt(vectors.shape[2])
    found: NDArray[np.bool_] = error > _TOLERATED * np.minimum(
        (sums.manhattan + 1) / longest, sums.minkowski + 1
    )
    return found
