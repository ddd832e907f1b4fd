"""What a change of a binary picture touches: an island, an outgrowth or a bridge.

Extra material that touches nothing is a stray piece, touching one conductor a spur, touching two a
short; the same holds of missing material and the ground around it.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.imaging.pixels import Pixels
from qeu_station.learning.likeness.change import SQUARE, Change, brightened

_DISC = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
_WIDE = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))

_LEAST = 24
"""Grey levels by which a pixel must have changed."""

_TOUCH, _ARC = 2, 3
"""Pixels that count as touching, and as an arc on the ring around a piece."""

_SIDE = 3.0
"""Weight of whether material came or went against one more thing touched."""

LENGTH = 12


def contact(change: Change) -> list[float]:
    """Return side, things touched, arcs and gaps on the ring around the largest piece."""
    found = _largest(change)
    if found is None:
        return [0.0] * LENGTH
    bright, core = found
    before, now = (_material(picture, bright) for picture in (change.reference, change.test))
    gained = cv2.bitwise_and(cv2.dilate(core, SQUARE), cv2.bitwise_and(now, 1 - before))
    piece = gained if gained.any() else core
    near = cv2.dilate(piece, _DISC)
    touching = cv2.subtract(near, piece).view(np.bool_)
    ring = cv2.subtract(cv2.dilate(piece, _WIDE), near)
    layers = ((before, 8), (1 - before, 4), (now, 8), (1 - now, 4))
    return [
        _SIDE * float(bright),
        *(_few(_touched(layer, reach, touching)) for layer, reach in layers),
        *_around(ring, before),
        *_around(ring, now),
        float(before[piece.view(np.bool_)].mean()),
    ]


def _largest(change: Change) -> tuple[bool, Pixels] | None:
    """Return the largest piece that grew brighter or darker, and which of both it did."""
    sides = brightened(change)
    level = max(_LEAST, round(0.4 * max(int(side.max()) for side in sides)))
    best: tuple[int, bool, Pixels] | None = None
    for bright, side in zip((True, False), sides, strict=True):
        changed = (side >= level).astype(np.uint8)
        _, labels, stats, _ = cv2.connectedComponentsWithStats(changed, connectivity=8)
        areas = stats[1:, cv2.CC_STAT_AREA]
        if len(areas) and (best is None or areas.max() > best[0]):
            core = (labels == 1 + int(areas.argmax())).astype(np.uint8)
            best = int(areas.max()), bright, core
    return None if best is None else (best[1], best[2])


def _material(picture: Pixels, bright: bool) -> Pixels:
    """Return 1 where a binary picture has the material that came, else 0."""
    material: Pixels = ((picture >= 128) == bright).view(np.uint8)
    return material


def _touched(layer: Pixels, reach: int, touching: NDArray[np.bool_]) -> int:
    labels = cv2.connectedComponents(layer, connectivity=reach)[1]
    return int((np.bincount(labels[touching], minlength=1)[1:] >= _TOUCH).sum())


def _around(ring: Pixels, layer: Pixels) -> list[float]:
    arcs = cv2.bitwise_and(ring, layer)
    gaps = cv2.subtract(ring, arcs)
    share = cv2.countNonZero(arcs) / max(1, cv2.countNonZero(ring))
    return [_few(_pieces(arcs)), _few(_pieces(gaps)), share]


def _pieces(mask: Pixels) -> int:
    stats = cv2.connectedComponentsWithStats(mask, connectivity=8)[2]
    return int((stats[1:, cv2.CC_STAT_AREA] >= _ARC).sum())


def _few(count: int) -> float:
    """One, two and many are told apart; more than three are many."""
    return min(count, 3) / 2
