"""soaRT3 metrics of signals against unit spaces, in batches."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntFlag

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qeu_station.errors import MetricsError
from qeu_station.toolkit.soart3.exact import Floats, Sums, exact_sums
from qeu_station.toolkit.soart3.vectors import Vectors, checked

EPSILON = 1e-4
"""The published constant that keeps an empty unit space from dividing by zero."""

DECIMALS = 5
"""Decimals of the published routine."""

_BLOCK = 1 << 16
"""Residuals held at a time: they stay in the processor's cache, and memory stays bounded."""


class Flag(IntFlag):
    """What stands against a metric, or must be known of it."""

    NOT_POSITIVE = 1
    ZERO_UNIT_SPACE = 2
    ZERO_SIGNAL = 4
    NEGATIVE_VALUES = 8
    NO_PIXELS = 16


@dataclass(frozen=True, slots=True, eq=False)
class Metrics:
    """Metrics of N signals against K unit spaces; all arrays are (N, K).

    Attributes:
        log_beta: float64; ln(beta), the sensitivity. 0 where the signal is the unit space, NaN
            where beta is not positive.
        log_eta: float64, 0 or more; ln(sum|r| + 1), the SN-ratio side.
        log_gamma: float64, 0 or more; log_eta - ln((sum|r|^4)^(1/4) + 1), higher-order variation.
        flags: uint8; ``Flag`` values added up.
        epsilon: Constant added to both dot products.
        scale: Value of the input that counted as 1: the pixel range behind the numbers.
    """

    log_beta: Floats = field(repr=False)
    log_eta: Floats = field(repr=False)
    log_gamma: Floats = field(repr=False)
    flags: NDArray[np.uint8] = field(repr=False)
    epsilon: float = EPSILON
    scale: float = 1.0

    @property
    def valid(self) -> NDArray[np.bool_]:
        """Where all three metrics are numbers."""
        usable: NDArray[np.bool_] = (self.flags & (Flag.NOT_POSITIVE | Flag.NO_PIXELS)) == 0
        return usable


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
    pictures cannot be compared. Whatever the type of the input, nothing is computed in it.

    Where the formula has no or no useful answer, ``flags`` says so:

    - ``NOT_POSITIVE``: beta <= 0, ``log_beta`` is NaN; needs negative values in the input.
    - ``ZERO_UNIT_SPACE``: x is all zero; beta is 1 and r is the signal itself.
    - ``ZERO_SIGNAL``: y is all zero; ``log_beta`` says only how large x is against epsilon.
    - ``NEGATIVE_VALUES``: the formula is defined for values from 0 up; y or x has others.

    Args:
        signals: (N, P) test windows, or (P,) for one; boolean, integer or floating.
        unit_spaces: (K, P) reference windows that all signals share, (P,) for one, or (N, K, P)
            when each signal has its own.
        epsilon: Above 0; ``area_epsilon`` gives the one for binary windows.
        scale: Value that counts as 1: 255 reads 8-bit pictures as 0..1.
        exact: False computes in float32 where that is safe, within 1e-3 of the exact metrics.
        rounded: Round to 5 decimals, as the published routine does.

    Raises:
        MetricsError: Vectors are empty or of different lengths, or a value is NaN, infinite or
            beyond 1e150; the message names the row and the unit space, counted from 0. Or
            ``epsilon`` or ``scale`` is not above 0.
    """
    _check_positive("epsilon", epsilon)
    _check_positive("scale", scale)
    vectors = checked(signals, unit_spaces)
    count, spaces, _ = vectors.shape
    sums = Sums(*(np.empty((count, spaces)) for _ in Sums._fields))
    for rows, columns in _blocks(vectors):
        part = vectors.unit_spaces[rows if len(vectors.unit_spaces) > 1 else slice(1), columns]
        done = exact_sums(vectors.signals[rows], part, epsilon, scale)
        for target, values in zip(sums, done, strict=True):
            target[rows, columns] = values
    return _metrics(sums, _flags(vectors, sums.beta), epsilon, scale, rounded)


def area_epsilon(pixels: int) -> float:
    """Return 0.05 per pixel: the epsilon for binary windows, whose unit space may be empty."""
    return 0.05 * pixels


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
    return Metrics(log_beta, log_eta, log_gamma, flags, epsilon, scale)


def _flags(vectors: Vectors, beta: Floats) -> NDArray[np.uint8]:
    flags = np.where(beta > 0, 0, int(Flag.NOT_POSITIVE)).astype(np.uint8)
    flags |= _marked(~vectors.unit_spaces.any(axis=2), Flag.ZERO_UNIT_SPACE)
    flags |= _marked(~vectors.signals.any(axis=1), Flag.ZERO_SIGNAL)[:, None]
    if vectors.lowest < 0:
        flags |= _marked((vectors.unit_spaces < 0).any(axis=2), Flag.NEGATIVE_VALUES)
        flags |= _marked((vectors.signals < 0).any(axis=1), Flag.NEGATIVE_VALUES)[:, None]
    return flags


def _marked(where: ArrayLike, flag: Flag) -> NDArray[np.uint8]:
    return np.where(where, np.uint8(flag), np.uint8(0))


def _check_positive(name: str, value: float) -> None:
    if not (math.isfinite(value) and value > 0):
        raise MetricsError(f"{name} is {value}; a finite number above 0 is needed.")
