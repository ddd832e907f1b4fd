"""What soaRT3 says: three metrics per signal and unit space, and what stands against them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntFlag

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

EPSILON = 1e-4
"""The published constant that keeps an empty unit space from dividing by zero."""


class Flag(IntFlag):
    """What stands against a metric, or must be known of it.

    Attributes:
        NOT_POSITIVE: beta <= 0, which has no logarithm; needs negative values in the input.
        ZERO_UNIT_SPACE: The unit space is all zero; beta is about 1, r the signal itself.
        ZERO_SIGNAL: The signal is all zero; log_beta only says how large x is against epsilon.
        NEGATIVE_VALUES: Signal or unit space has values below 0; defined are those from 0 up.
        NO_PIXELS: The window holds no pixel to compare; ``soart3`` itself raises then.
    """

    NOT_POSITIVE = 1
    ZERO_UNIT_SPACE = 2
    ZERO_SIGNAL = 4
    NEGATIVE_VALUES = 8
    NO_PIXELS = 16


_WORDS = {
    Flag.NOT_POSITIVE: "beta not positive",
    Flag.ZERO_UNIT_SPACE: "unit space all zero",
    Flag.ZERO_SIGNAL: "window all zero",
    Flag.NEGATIVE_VALUES: "negative values",
    Flag.NO_PIXELS: "no pixels to compare",
}


def in_words(flags: int) -> tuple[str, ...]:
    """Return what flags say, a few words each."""
    return tuple(words for flag, words in _WORDS.items() if flags & flag)


@dataclass(frozen=True, slots=True, eq=False)
class Metrics:
    """Metrics of N signals against K unit spaces; all arrays are (N, K).

    Attributes:
        log_beta: float64; ln(beta), the sensitivity. 0 where the signal is the unit space, NaN
            where beta is not positive.
        log_eta: float64, 0 or more; ln(sum|r| + 1), the SN-ratio side.
        log_gamma: float64, 0 or more; log_eta - ln((sum|r|^4)^(1/4) + 1), higher-order variation.
        flags: uint8; ``Flag`` values added up.
        epsilon: float64; constant added to both dot products.
        scale: Value of the input that counted as 1: the pixel range behind the numbers.
    """

    log_beta: Floats = field(repr=False)
    log_eta: Floats = field(repr=False)
    log_gamma: Floats = field(repr=False)
    flags: NDArray[np.uint8] = field(repr=False)
    epsilon: Floats = field(repr=False)
    scale: float = 1.0

    @property
    def valid(self) -> NDArray[np.bool_]:
        """Where all three metrics are numbers, (N, K)."""
        usable: NDArray[np.bool_] = (self.flags & (Flag.NOT_POSITIVE | Flag.NO_PIXELS)) == 0
        return usable
