"""soaRT3 metrics of signals against unit spaces, in batches."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qeu_station.errors import MetricsError
from qeu_station.toolkit.soart3.exact import ExactSums, Sums
from qeu_station.toolkit.soart3.fast import FastSums, can_be_fast, doubtful
from qeu_station.toolkit.soart3.result import EPSILON, Flag, Metrics
from qeu_station.toolkit.soart3.vectors import LARGEST, Vectors, checked

DECIMALS = 5
"""Decimals of the published routine."""

_BLOCK = 1 << 17
"""Residuals held at a time: they stay in the processor's cache, and memory stays bounded."""


def soart3(
    signals: ArrayLike,
    unit_spaces: ArrayLike,
    *,
    epsilon: float = EPSILON,
    scale: float = 1.0,
    exact: bool = True,
    rounded: bool = False,
) -> Metrics:
    """Return the soaRT3 metrics of every signal against every unit space.

    With a signal y and a unit space x, both divided by ``scale``::

        beta      = (x·y + epsilon) / (x·x + epsilon)
        r         = y - beta·x
        log_beta  = ln(beta)
        log_eta   = ln(sum|r| + 1)
        log_gamma = log_eta - ln((sum|r|^4)^(1/4) + 1)

    ``epsilon`` and the ones tie the numbers to the pixel range: metrics of 0..1 and of 0..255
    pictures cannot be compared. Whatever the type of the input, nothing is computed in it. Where
    the formula has no or no useful answer, the result's flags say so.

    Source: the published notes on Taguchi-style inspection that the station grew out of.

    Args:
        signals: (N, P) test windows, or (P,) for one; boolean, integer or floating, 0 or more.
        unit_spaces: (K, P) reference windows that all signals share, (P,) for one, or (N, K, P)
            when each signal has its own.
        epsilon: Above 0; ``area_epsilon`` gives the one for binary windows.
        scale: Value that counts as 1: 255 reads 8-bit pictures as 0..1.
        exact: False computes in float32 where that is safe, within 1e-3 of the exact metrics.
        rounded: Round to 5 decimals, as the published routine does.

    Raises:
        MetricsError: Vectors are empty or of different lengths, or a value is NaN, infinite or
            beyond 1e150; the message names the row and the unit space, counted from 0. Or
            ``epsilon`` or ``scale`` is not above 0, or ``scale`` is so small that values divided
            by it are beyond 1e150.
    """
    _check_positive("epsilon", epsilon)
    _check_positive("scale", scale)
    vectors = checked(signals, unit_spaces)
    _check_scaled(vectors, scale)
    compute = _fast if not exact and can_be_fast(vectors, epsilon, scale) else _exact
    sums = compute(vectors, epsilon, scale)
    return _metrics(sums, _flags(vectors, sums), epsilon, scale, rounded)


def area_epsilon(pixels: int) -> float:
    """Return 0.05 per pixel: the epsilon for binary windows, whose unit space may be empty."""
    return 0.05 * pixels


def _exact(vectors: Vectors, epsilon: float, scale: float) -> Sums:
    return _over_blocks(vectors, ExactSums(epsilon, scale))


def _fast(vectors: Vectors, epsilon: float, scale: float) -> Sums:
    kernel = FastSums(epsilon, scale)
    sums = kernel.finished(_over_blocks(vectors, kernel))
    again = doubtful(sums, vectors)
    if again.any():
        _recompute(sums, vectors, np.argwhere(again), ExactSums(epsilon, scale))
    return sums


def _recompute(sums: Sums, vectors: Vectors, places: NDArray[np.intp], kernel: ExactSums) -> None:
    spaces, step = vectors.unit_spaces, max(1, _BLOCK // vectors.shape[2])
    for start in range(0, len(places), step):
        row, column = places[start : start + step].T
        own = spaces[row if len(spaces) > 1 else 0, column][:, None]
        for rough, right in zip(sums, kernel(vectors.signals[row], own), strict=True):
            rough[row, column] = right[:, 0]


def _over_blocks(vectors: Vectors, kernel: Callable[[NDArray[Any], NDArray[Any]], Sums]) -> Sums:
    count, spaces, _ = vectors.shape
    sums = Sums(*(np.empty((count, spaces)) for _ in Sums._fields))
    for rows, columns in _blocks(vectors):
        part = vectors.unit_spaces[rows if len(vectors.unit_spaces) > 1 else slice(1), columns]
        for target, values in zip(sums, kernel(vectors.signals[rows], part), strict=True):
            target[rows, columns] = values
    return sums


def _blocks(vectors: Vectors) -> Iterator[tuple[slice, slice]]:
    count, spaces, length = vectors.shape
    columns = max(1, min(spaces, _BLOCK // length))
    rows = max(1, _BLOCK // (columns * length))
    for row in range(0, count, rows):
        for column in range(0, spaces, columns):
            yield slice(row, row + rows), slice(column, column + columns)


def _metrics(
    sums: Sums, flags: NDArray[np.uint8], epsilon: float, scale: float, rounded: bool
) -> Metrics:
    log_beta = np.log(np.where(sums.beta > 0, sums.beta, np.nan))
    log_eta = np.log1p(sums.manhattan)
    log_gamma = log_eta - np.log1p(sums.minkowski)
    if rounded:
        log_beta, log_eta, log_gamma = (
            np.round(values, DECIMALS) for values in (log_beta, log_eta, log_gamma)
        )
    return Metrics(log_beta, log_eta, log_gamma, flags, np.full(flags.shape, float(epsilon)), scale)


def _flags(vectors: Vectors, sums: Sums) -> NDArray[np.uint8]:
    flags = _marked(~(sums.beta > 0), Flag.NOT_POSITIVE)
    if not sums.power.all():  # squares of tiny values vanish too: only now is it worth a look
        flags |= _marked(~vectors.unit_spaces.any(axis=2), Flag.ZERO_UNIT_SPACE)
    flags |= _marked(~vectors.signals.any(axis=1), Flag.ZERO_SIGNAL)[:, None]
    if vectors.lowest < 0:
        flags |= _marked((vectors.unit_spaces < 0).any(axis=2), Flag.NEGATIVE_VALUES)
        flags |= _marked((vectors.signals < 0).any(axis=1), Flag.NEGATIVE_VALUES)[:, None]
    return flags


def _marked(where: ArrayLike, flag: Flag) -> NDArray[np.uint8]:
    return np.multiply(where, np.uint8(flag), dtype=np.uint8)


def _check_positive(name: str, value: float) -> None:
    if not (math.isfinite(value) and value > 0):
        raise MetricsError(f"{name} is {value}; a finite number above 0 is needed.")


def _check_scaled(vectors: Vectors, scale: float) -> None:
    largest = max(-vectors.lowest, vectors.highest)
    if largest > scale * LARGEST:
        raise MetricsError(
            f"scale is {scale}, and values up to {largest:g} divided by it leave the range of the "
            f"formula, {LARGEST:g}; give the value that counts as 1, such as 255."
        )
