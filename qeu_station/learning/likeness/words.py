"""What a distance means: bands in which vectors of the same kind of defect were found."""

from __future__ import annotations

from typing import Literal

Alike = Literal["same", "very", "alike", "somewhat", "not"]

BANDS: tuple[tuple[float, Alike], ...] = (
    (0.15, "same"),
    (0.30, "very"),
    (0.45, "alike"),
    (0.65, "somewhat"),
)
"""Distance up to which two places are that much alike.

On pairs of defects of three products and of circuit boards that were set aside for it, both were of
one class in 94 % and more below .30, in about two thirds up to .45 and in about a fifth up to .65.
"""


def alike(distance: float) -> Alike:
    """Return how much alike two places at this distance are."""
    return next((word for limit, word in BANDS if distance <= limit), "not")
