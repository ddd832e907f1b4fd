"""Pictures freed of light and shade, at several sizes, for registration and similarity."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.imaging.pixels import Pixels

Plane = NDArray[np.float32]

FINEST_PIXELS = 430_000
"""Larger pictures are reduced to about this many pixels before anything else."""

COARSEST_SIDE = 96
"""Halving stops before the longest side falls below this."""

NOISE_FLOOR = 10.0
"""Contrast (standard deviation, grey levels) at which a place counts half as structure."""

WINDOW = 31
"""Side of the neighbourhood, in level pixels, whose mean and contrast are taken out."""


@dataclass(frozen=True, eq=False)
class Level:
    """One size of a picture.

    Attributes:
        factor: Full pixels per level pixel and direction.
        grey: uint8, (h, w).
    """

    factor: int
    grey: Pixels = field(repr=False)

    @cached_property
    def plane(self) -> Plane:
        """The picture smoothed, less 128, float32; made when it is first wanted."""
        return smoothed(self.grey)


def level_factors(height: int, width: int) -> tuple[int, ...]:
    """Return the reduction factors for a reference of this size, finest first."""
    factor = 1
    while (height // factor) * (width // factor) > FINEST_PIXELS:
        factor += 1
    factors = [factor]
    while max(height, width) // (factors[-1] * 2) >= COARSEST_SIDE:
        factors.append(factors[-1] * 2)
    return tuple(factors)


def build_levels(grey: Pixels, factors: tuple[int, ...]) -> tuple[Level, ...]:
    """Return ``grey`` (uint8, (H, W)) at each factor; each factor divides the next one."""
    levels, current, reached = [], grey, 1
    for factor in factors:
        current = reduced(current, factor // reached)
        reached = factor
        levels.append(Level(factor, current))
    return tuple(levels)


def reduced(grey: Pixels, factor: int) -> Pixels:
    """Return the means of ``factor`` x ``factor`` pixels; a remainder at the edge is cut off."""
    if factor == 1:
        return grey
    height, width = max(1, grey.shape[0] // factor), max(1, grey.shape[1] // factor)
    cut = grey[: height * factor, : width * factor]
    return np.asarray(cv2.resize(cut, (width, height), interpolation=cv2.INTER_AREA), np.uint8)


def smoothed(grey: Pixels) -> Plane:
    """Return ``grey`` smoothed with sigma 1, less 128, as float32."""
    return np.asarray(cv2.GaussianBlur(grey, (5, 5), 1.0).astype(np.float32) - 128, np.float32)


def without_light(plane: Plane, window: int = WINDOW) -> Plane:
    """Return (plane - local mean) / (local standard deviation + noise floor)."""
    flat = cv2.subtract(plane, cv2.blur(plane, (window, window)))
    spread = cv2.blur(cv2.multiply(flat, flat), (window, window))
    contrast = np.sqrt(np.maximum(spread, 0), dtype=np.float32) + np.float32(NOISE_FLOOR)
    return np.asarray(flat / contrast, np.float32)
