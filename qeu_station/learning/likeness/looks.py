"""How a change looks: how much, which colour, which shape, which edges, what is within."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.learning.likeness.change import SQUARE, Change, Floats

_LEVELS = (24, 48, 96)
_WIDE = np.ones((5, 5), np.uint8)
_RING = np.ones((9, 9), np.uint8)
_FAINT = 0.02
"""L*a*b* / 100 that counts as nothing: keeps ratios of faint changes quiet."""


def amount(change: Change) -> list[float]:
    """Return peak, mean, and the share of the patch above three levels, each about 0..1."""
    peak = float(cv2.blur(change.amount, (3, 3)).max()) / 255
    shares = (math.sqrt(float((change.amount >= level).mean())) for level in _LEVELS)
    return [peak, float(change.amount.mean()) / 64, *shares]


def colour(change: Change) -> list[float]:
    """Return how lightness and colour of the changed pixels changed, and how evenly."""
    inside = change.inside
    if not inside.any():
        return [0.0] * 9
    test, reference = change.test_lab[inside], change.reference_lab[inside]
    moved = test - reference
    lightness, tint = moved[:, 0], moved[:, 1:]
    far, tinted = float(np.abs(lightness).mean()), float(_norms(tint).mean())
    saturation = float(_norms(test[:, 1:]).mean())
    return [
        far,
        tinted,
        float(lightness.mean()),
        saturation - float(_norms(reference[:, 1:]).mean()),
        saturation,
        float(lightness.std()),
        float(np.linalg.norm(tint.mean(axis=0))) / (tinted + _FAINT),
        abs(float(lightness.mean())) / (far + _FAINT),
        tinted / (tinted + far + _FAINT),
    ]


def shape(change: Change) -> list[float]:
    """Return number of pieces, and how large, long, thick and full the largest one is.

    Sides are those of the rectangle with the same second moments as the piece.
    """
    _, labels, stats, _ = cv2.connectedComponentsWithStats(change.mask, connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    if not len(areas):
        return [0.0] * 9
    largest = 1 + int(areas.argmax())
    piece = (labels == largest).astype(np.uint8)
    long, short = _sides(piece)
    bordered = cv2.copyMakeBorder(piece, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    thick = float(cv2.distanceTransform(bordered, cv2.DIST_L2, 3).max())
    area, side = float(areas.max()), math.sqrt(change.mask.size)
    around = stats[largest, cv2.CC_STAT_WIDTH] * stats[largest, cv2.CC_STAT_HEIGHT]
    return [
        math.log1p(len(areas)) / 3,
        area / float(areas.sum()),
        short / long,
        2 * thick / math.sqrt(area),
        long / side,
        short / side,
        4 * thick / side,
        area / float(around),
        math.sqrt(area) / side,
    ]


def edges(change: Change) -> list[float]:
    """Return which edges were kept, lost and gained, and whether they run the same way."""
    test, reference = _steepness(change.test_slope), _steepness(change.reference_slope)
    near_reference, near_test = cv2.dilate(reference, _WIDE), cv2.dilate(test, _WIDE)
    all_test, all_reference = float(test.sum()), float(reference.sum())
    power = math.sqrt(float((test**2).sum()) * float((reference**2).sum()) + 1e-3)
    along = (change.test_slope * change.reference_slope).sum(axis=2)
    inside = change.inside
    here = float(test[inside].mean()) if inside.any() else 0.0
    there = float(reference[inside].mean()) if inside.any() else 0.0
    return [
        float(np.minimum(test, near_reference).sum()) / (all_test + 1e-3),
        3 * float(np.maximum(reference - near_test, 0).sum()) / (all_reference + 1),
        3 * float(np.maximum(test - near_reference, 0).sum()) / (all_test + all_reference + 1),
        float(along.sum()) / power,
        float(np.abs(along).sum()) / power,
        10 * here,
        10 * there,
        (here - there) / (here + there + 0.005),
    ]


def within(change: Change) -> list[float]:
    """Return whether something came or went: contrast to the surroundings, structure kept."""
    inside, ring = change.inside, _ring(change)
    if not inside.any() or not ring.any():
        return [0.0] * 8
    now, before = (
        _contrast(change.test_lab, inside, ring),
        _contrast(change.reference_lab, inside, ring),
    )
    test, reference = change.test_lab[inside], change.reference_lab[inside]
    steep = _steepness(change.test_slope)[inside]
    was = _steepness(change.reference_slope)[inside]
    moved = test - reference
    power = math.sqrt(float((steep**2).sum()) * float((was**2).sum()) + 1e-4)
    return [
        now,
        before,
        (now - before) / (now + before + 0.03),
        _correlation(test[:, 0], reference[:, 0]),
        float((steep * was).sum()) / power,
        float(np.minimum(steep, was).sum()) / (float(np.maximum(steep, was).sum()) + 1e-3),
        float(np.linalg.norm(moved.mean(axis=0))) / (float(_norms(moved).mean()) + _FAINT),
        3 * float(moved.std(axis=0).mean()),
    ]


def _norms(vectors: Floats) -> Floats:
    lengths: Floats = np.linalg.norm(vectors, axis=1)
    return lengths


def _steepness(slope: Floats) -> Floats:
    return cv2.magnitude(slope[..., 0].copy(), slope[..., 1].copy())


def _ring(change: Change) -> NDArray[np.bool_]:
    outer, inner = cv2.dilate(change.mask, _RING), cv2.dilate(change.mask, SQUARE)
    return cv2.subtract(outer, inner).view(np.bool_)


def _contrast(lab: Floats, inside: NDArray[np.bool_], ring: NDArray[np.bool_]) -> float:
    return float(np.linalg.norm(lab[inside].mean(axis=0) - lab[ring].mean(axis=0)))


def _correlation(first: Floats, second: Floats) -> float:
    a, b = first - first.mean(), second - second.mean()
    power = math.sqrt(float((a**2).sum()) * float((b**2).sum()))
    return float((a * b).sum()) / power if power > 1e-6 * len(first) else 0.0


def _sides(piece: NDArray[np.uint8]) -> tuple[float, float]:
    moments = cv2.moments(piece, binaryImage=True)
    xx, yy, xy = (moments[name] / moments["m00"] for name in ("mu20", "mu02", "mu11"))
    middle, spread = (xx + yy) / 2, math.hypot((xx - yy) / 2, xy)
    return (
        math.sqrt(12 * (middle + spread) + 1),
        math.sqrt(max(0.0, 12 * (middle - spread)) + 1),
    )
