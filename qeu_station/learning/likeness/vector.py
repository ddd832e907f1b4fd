"""The vector of a place: what changed there, each group of numbers with its weight."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.core.region import Box
from qeu_station.imaging.pixels import Pixels
from qeu_station.learning.likeness import looks
from qeu_station.learning.likeness.change import Change, change_of
from qeu_station.learning.likeness.contact import LENGTH, contact
from qeu_station.learning.likeness.motion import motion
from qeu_station.toolkit.patches import Patch, Window, aligned_patch

Vector = NDArray[np.float32]

VERSION = 1
"""Counts up whenever the same pictures give another vector; an older index is built anew."""

_GROUPS = {
    "amount": (looks.amount, 5),
    "colour": (looks.colour, 9),
    "shape": (looks.shape, 9),
    "edges": (looks.edges, 8),
    "within": (looks.within, 8),
    "motion": (motion, 5),
    "contact": (contact, LENGTH),
}
DIMENSIONS = sum(length for _, length in _GROUPS.values())
"""Numbers in a vector."""

_PLAIN = dict.fromkeys(_GROUPS, 1.0) | {"contact": 0.0}
_BINARY = dict.fromkeys(_GROUPS, 0.5) | {"contact": 1.5}
"""Weights. In a binary picture what is touched says most; elsewhere there is no material."""

_FARTHEST = 3.0
"""Largest number before its weight, whatever a strange picture gives."""

_MARGIN = 0.08
"""Surroundings of a place, as a share of its side (the square root of its area)."""

_LARGEST = 160
"""Side of a square with the most pixels that are looked at; a larger patch is shrunk."""


def window_of(box: Box) -> Window:
    """Return the window of a cell or region: its box (x1, y1, x2, y2) and a margin."""
    x1, y1, x2, y2 = box
    margin = 4 + _MARGIN * math.sqrt(max(1.0, (x2 - x1) * (y2 - y1)))
    left, top = math.floor(x1 - margin), math.floor(y1 - margin)
    return Window(left, top, math.ceil(x2 + margin) - left, math.ceil(y2 + margin) - top)


def describe(
    test: Pixels, references: NDArray[np.uint8], window: Window, binary: bool, reach: int
) -> Vector:
    """Return what changed in a window of a pair, to be compared by Euclidean distance.

    Args:
        test: uint8, (H, W) or (H, W, 3) BGR; laid onto the references, in their light.
        references: uint8, (K, H, W) or (K, H, W, 3); the window is compared with the one that
            differs least there.
        window: Where, in reference pixels.
        binary: Whether the pictures are binary (0 or 255).
        reach: Longest local shift that is no change, in pixels each way.

    Returns:
        float32, (DIMENSIONS,), finite; every number about 0..1 before its weight.
    """
    change = change_of(_shrunk(_nearest(test, references, window, reach)))
    weights = _BINARY if binary else _PLAIN
    parts = [_group(change, name, weights[name]) for name in _GROUPS]
    vector: Vector = np.concatenate(parts).astype(np.float32)
    return vector


def _group(change: Change, name: str, weight: float) -> NDArray[np.float64]:
    read, length = _GROUPS[name]
    if not weight:
        return np.zeros(length)
    numbers = np.nan_to_num(np.clip(np.array(read(change)), -_FARTHEST, _FARTHEST))
    weighted: NDArray[np.float64] = numbers * (weight / math.sqrt(length))
    return weighted


def _nearest(test: Pixels, references: NDArray[np.uint8], window: Window, reach: int) -> Patch:
    patches = [aligned_patch(test, part, window, reach) for part in references]
    return min(patches, key=lambda patch: cv2.norm(patch.test, patch.reference, cv2.NORM_L1))


def _shrunk(patch: Patch) -> Patch:
    height, width = patch.test.shape[:2]
    scale = _LARGEST / math.sqrt(height * width)
    if scale >= 1:
        return patch
    size = max(8, round(width * scale)), max(8, round(height * scale))
    test, reference = (
        cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        for picture in (patch.test, patch.reference)
    )
    return Patch(patch.window, test, reference, patch.shift)
