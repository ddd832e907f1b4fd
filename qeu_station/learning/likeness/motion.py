"""Whether a change is explained by a part that lies elsewhere: shifted, or turned."""

from __future__ import annotations

import math

import cv2
import numpy as np

from qeu_station.imaging.pixels import Pixels
from qeu_station.learning.likeness.change import Change

_SIDE = 48
"""Side of the square with as many pixels as the patch is shrunk to."""

_REACH = 0.16
"""Longest shift that is tried, as a share of the shorter side."""

_TURN, _STEP = 40, 5
"""Largest turn that is tried, and the step, in degrees."""

_NOISE = 1e-3
"""Mean squared L*a*b* / 100 that is always left over."""


def motion(change: Change) -> list[float]:
    """Return how much the best shift and the best turn explain, and how far they go.

    All but the last are 0..1; the last is positive where a turn explains more than a shift.
    """
    size = _size(change.mask)
    test, reference = (
        cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
        for picture in (change.test_lab, change.reference_lab)
    )
    reach = round(_REACH * min(size)) + 1
    inner = np.ascontiguousarray(test[reach:-reach, reach:-reach])
    own = reference[reach:-reach, reach:-reach]
    noise = _NOISE * inner.size
    still = float(((inner - own) ** 2).sum()) + noise
    misfit = cv2.matchTemplate(reference, inner, cv2.TM_SQDIFF)
    low, _, (x, y), _ = cv2.minMaxLoc(misfit)
    shifted = min(still, max(0.0, low) + noise)
    distance = math.hypot(x - reach, y - reach) / (min(size) * _REACH)
    turned, angle = _best_turn(reference, inner, reach, still, noise)
    by_shift, by_turn = 1 - shifted / still, 1 - turned / still
    return [
        by_shift,
        min(distance, 1.5) * by_shift,
        by_turn,
        angle / _TURN * by_turn,
        (math.log(shifted) - math.log(turned)) / 2,
    ]


def _size(mask: Pixels) -> tuple[int, int]:
    height, width = mask.shape
    scale = _SIDE / math.sqrt(height * width)
    return max(8, round(width * scale)), max(8, round(height * scale))


def _best_turn(
    reference: Pixels, inner: Pixels, reach: int, still: float, noise: float
) -> tuple[float, int]:
    """Return misfit and angle (0 for none) of the turn that fits best, a pixel of shift free."""
    height, width = reference.shape[:2]
    centre = ((width - 1) / 2, (height - 1) / 2)
    best, at = still, 0
    for angle in (a for a in range(-_TURN, _TURN + 1, _STEP) if a):
        matrix = cv2.getRotationMatrix2D(centre, angle, 1)
        turned = cv2.warpAffine(reference, matrix, (width, height), borderMode=cv2.BORDER_REPLICATE)
        around = turned[reach - 1 : 1 - reach, reach - 1 : 1 - reach] if reach > 1 else turned
        found = cv2.matchTemplate(around, inner, cv2.TM_SQDIFF)
        misfit = max(0.0, cv2.minMaxLoc(found)[0]) + noise
        if misfit < best:
            best, at = misfit, abs(angle)
    return best, at
