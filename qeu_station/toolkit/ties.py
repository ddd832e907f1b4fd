"""Ties: several labels that a model holds to be the likeliest alike."""

from __future__ import annotations

from collections.abc import Collection

TIE = 1e-6
"""Probabilities that differ by no more are the same."""


def highest(probabilities: Collection[float]) -> tuple[int, ...]:
    """Return the place of the highest of ``probabilities`` (0..1); all, where several tie.

    Raises:
        ValueError: There are none.
    """
    least = max(probabilities) - TIE
    return tuple(place for place, value in enumerate(probabilities) if value >= least)
