"""The formula as it is defined, in float64."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


class Sums(NamedTuple):
    """What the logarithms are taken of, each float64 (n, k)."""

    beta: Floats
    manhattan: Floats
    minkowski: Floats


def exact_sums(signals: NDArray[Any], spaces: NDArray[Any], epsilon: float, scale: float) -> Sums:
    """Return beta, sum|r| and (sum|r|^4)^(1/4) of a block.

    Args:
        signals: (n, P).
        spaces: (1, k, P) or (n, k, P).
        epsilon: Added to both dot products.
        scale: Value that counts as 1.
    """
    y, x = _scaled(signals, scale), _scaled(spaces, scale)
    beta = (np.matmul(x, y[:, :, None])[..., 0] + epsilon) / (np.vecdot(x, x) + epsilon)
    residual = x * beta[..., None]
    np.subtract(y[:, None], residual, out=residual)
    np.abs(residual, out=residual)
    manhattan = residual.sum(axis=-1)
    peak = residual.max(axis=-1)
    # the fourth power of 1e80 leaves float64: the norm is taken of shares of the largest
    np.divide(residual, np.where(peak > 0, peak, 1.0)[..., None], out=residual)
    np.square(residual, out=residual)
    return Sums(beta, manhattan, peak * np.sqrt(np.sqrt(np.vecdot(residual, residual))))


def _scaled(values: NDArray[Any], scale: float) -> Floats:
    cast: Floats = values.astype(np.float64)  # before anything else: uint8 and float16 wrap
    return cast if scale == 1 else cast / scale
