"""What was measured of two opinions' independence, and what follows from the figures."""

from __future__ import annotations

import math
from dataclasses import dataclass

LEAST_GAIN = 0.02
"""A pool that saves a smaller share of the better one's log loss gains nothing worth having."""

CLEARLY = 0.2
"""A canonical correlation is clearly above that of shuffled opinions when so much above it."""

_BY_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Independence:
    """What was measured of opinions a and b; NaN where there was too little to measure.

    Attributes:
        items: Number of held-out items.
        weights: Fitted pool exponents of a and b.
        rank_correlation: Spearman's, of P(true class), mean over the classes weighted by their
            items; -1..1.
        canonical: First canonical correlation within classes, 0..1.
        canonical_shuffled: Mean of the same after shuffling b within its classes.
        canonical_p: Share of the shuffles that gave as much or more.
        errors_a: How often a errs.
        errors_b: How often b errs.
        errors_b_given_a: How often b errs where a errs.
        errors_a_given_b: How often a errs where b errs.
        gain: Share of the better one's log loss, at its own best exponent, that the pool saves.
        gain_low: Lower end of its 95 % interval.
        unknown: Why too little is known for a conclusion, one phrase each; empty when enough is.
        sentence: All of it in plain words.
    """

    items: int
    weights: tuple[float, float]
    rank_correlation: float
    canonical: float
    canonical_shuffled: float
    canonical_p: float
    errors_a: float
    errors_b: float
    errors_b_given_a: float
    errors_a_given_b: float
    gain: float = math.nan
    gain_low: float = math.nan
    unknown: tuple[str, ...] = ()
    sentence: str = ""

    @property
    def exponents(self) -> float:
        """Sum of the pool exponents: of calibrated ones 2 independent, 1 redundant."""
        return sum(self.weights)

    @property
    def correlated(self) -> bool:
        """Whether they vary together within classes, clearly more than shuffled ones do."""
        above = self.canonical - self.canonical_shuffled
        return bool(above >= CLEARLY and self.canonical_p <= _BY_CHANCE)

    @property
    def redundant(self) -> bool:
        """Whether they vary together and err together."""
        together = self.errors_b_given_a > self.errors_b and self.errors_a_given_b > self.errors_a
        return self.correlated and together

    @property
    def gains(self) -> bool:
        """Whether pooling the two is surely worth something."""
        return not self.unknown and self.gain_low > 0 and self.gain >= LEAST_GAIN
