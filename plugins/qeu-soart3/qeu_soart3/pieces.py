"""Pieces of extra and of missing material, and what they touch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.toolkit.patches import Picture

Labels = NDArray[Any]

_SQUARE = np.ones((3, 3), np.uint8)
_DISC = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))
_WIDE_DISC = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (9, 9))
_REACH = 6
"""Pixels around a piece in which its surroundings are looked at."""

_WEAK, _STRONG = 2, 7
"""Pixels of contact that count as touching, weakly and strongly."""

_LEAST_ARC = 3
"""Pixels of the smallest arc on the ring around a piece."""

LAYERS = ("reference ink", "reference ground", "test ink", "test ground")
"""Label maps of a patch whose components a piece may touch."""

SIZE_NAMES = ("core", "area", "all cores", "thickness", "long side", "short side")
CONTACT_NAMES = tuple(f"{how} contact: {what}" for what in LAYERS for how in ("weak", "strong"))
RING_NAMES = (
    *(f"{when} {what}" for when in ("reference", "test") for what in ("arcs", "gaps", "share")),
    "change elsewhere",
)
NAMES = (*SIZE_NAMES, *CONTACT_NAMES, *RING_NAMES)
"""What ``describe`` returns, in order."""


@dataclass(frozen=True, slots=True, eq=False)
class Surroundings:
    """What a patch shows around its pieces.

    Attributes:
        reference: uint8, (h, w); 1 where the reference has ink.
        test: uint8, (h, w); 1 where the test image has ink.
        labels: Components per name in ``LAYERS``, int32, (h, w), 0 for none.
    """

    reference: Picture
    test: Picture
    labels: Mapping[str, Labels]


def describe(
    cores: Picture, change: Picture, seed: Picture, around: Surroundings
) -> tuple[float, ...]:
    """Return the numbers named in ``NAMES`` of the largest piece that meets the seed.

    Args:
        cores: uint8, (h, w); 1 where material changed by more than an edge may play.
        change: uint8, (h, w); 1 where it changed at all.
        seed: bool, (h, w); where the candidate region is.
        around: The patch.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cores, connectivity=8)
    everything = int(stats[1:, cv2.CC_STAT_AREA].sum())
    met = np.flatnonzero(np.bincount(labels[seed], minlength=len(stats))[1:]) + 1
    if not len(met):
        return (*(0.0,) * (len(NAMES) - 1), float(everything))
    areas = stats[met, cv2.CC_STAT_AREA]
    total, largest = int(areas.sum()), int(met[areas.argmax()])
    here = _around(stats[largest], cores.shape)
    core = (labels[here] == largest).view(np.uint8)
    piece = cv2.bitwise_and(cv2.dilate(core, _SQUARE), change[here])
    return (
        *_sizes(core, piece, total),
        *_surroundings(piece, here, around),
        float(everything - total),
    )


def _around(stats: NDArray[np.int32], shape: tuple[int, ...]) -> tuple[slice, slice]:
    x, y, width, height = (int(v) for v in stats[:4])
    rows = slice(max(0, y - _REACH), min(shape[0], y + height + _REACH))
    return rows, slice(max(0, x - _REACH), min(shape[1], x + width + _REACH))


def _sizes(core: Picture, piece: Picture, total: int) -> tuple[float, ...]:
    moments = cv2.moments(piece, binaryImage=True)
    area = moments["m00"]
    thickness = float(cv2.distanceTransform(core, cv2.DIST_L2, 3).max())
    return (float(cv2.countNonZero(core)), area, float(total), thickness, *_sides(moments))


def _sides(moments: Mapping[str, float]) -> tuple[float, float]:
    """Sides of the rectangle with the same second moments as the piece."""
    area = moments["m00"]
    xx, yy, xy = (moments[name] / area for name in ("mu20", "mu02", "mu11"))
    middle, spread = (xx + yy) / 2, float(np.hypot((xx - yy) / 2, xy))
    pixel = 1 / 12
    long = 12 * (middle + spread + pixel)
    return long**0.5, max(0.0, 12 * (middle - spread + pixel)) ** 0.5


def _surroundings(piece: Picture, here: tuple[slice, slice], around: Surroundings) -> list[float]:
    near = cv2.dilate(piece, _DISC)
    ring = cv2.subtract(cv2.dilate(piece, _WIDE_DISC), near)
    touching = cv2.subtract(near, piece).view(np.bool_)
    found: list[float] = []
    for name in LAYERS:
        contact = np.bincount(around.labels[name][here][touching], minlength=1)[1:]
        found += [int((contact >= _WEAK).sum()), int((contact >= _STRONG).sum())]
    for ink in (around.reference[here], around.test[here]):
        found += _ring(ring, ink)
    return found


def _ring(ring: Picture, ink: Picture) -> list[float]:
    """Number of arcs of ink, number of gaps between them, and share of ink on the ring."""
    arcs = cv2.bitwise_and(ring, ink)
    gaps = cv2.subtract(ring, arcs)
    share = cv2.countNonZero(arcs) / max(1, cv2.countNonZero(ring))
    return [_components(arcs, _LEAST_ARC), _components(gaps, _LEAST_ARC), share]


def _components(mask: Picture, least: int) -> int:
    stats = cv2.connectedComponentsWithStats(mask, connectivity=8)[2]
    return int((stats[1:, cv2.CC_STAT_AREA] >= least).sum())
