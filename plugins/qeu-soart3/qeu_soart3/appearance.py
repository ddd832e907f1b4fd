"""Appearance of changes in grey and colour pictures: numbers that say what kind of defect it is."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.toolkit.patches import Patch, Picture

_LEVELS = (24, 48, 96)
"""Levels of the tolerant difference above which the share of pixels is counted."""

_MAP = 4
"""Sides of the coarse maps of what grew brighter and darker."""

_CHANNELS = ("blue", "green", "red")
_PLACES = tuple(f"{row}/{column}" for row in range(_MAP) for column in range(_MAP))

GROUPS: dict[str, tuple[str, ...]] = {
    "difference": ("peak", "mean", *(f"share above {level}" for level in _LEVELS)),
    "colour": tuple(
        f"{what} {channel}"
        for what in ("mean rise", "mean fall", "highest rise", "highest fall")
        for channel in _CHANNELS
    ),
    "edges": ("reference edges", "test edges", "edges gained", "edges lost"),
    "shift": ("shift in x", "shift in y", "misfit", "misfit unshifted"),
    "brighter": tuple(f"brighter at {place}" for place in _PLACES),
    "darker": tuple(f"darker at {place}" for place in _PLACES),
}
"""Names of the features by what they describe; concatenated they are the feature vector."""

FEATURES = tuple(name for names in GROUPS.values() for name in names)


def appearance(
    patches: Sequence[Patch], unshifted: Sequence[Picture], differences: Sequence[Picture]
) -> NDArray[np.float64]:
    """Return the features of each patch, float64, (N, len(FEATURES)), 0 or more.

    Args:
        patches: N patches, grey, binary or colour.
        unshifted: The reference in each patch's window, not moved.
        differences: The tolerant difference in each patch's window.
    """
    rows = [_row(*each) for each in zip(patches, unshifted, differences, strict=True)]
    return np.array(rows) if rows else np.zeros((0, len(FEATURES)))


def _row(patch: Patch, unshifted: Picture, difference: Picture) -> list[float]:
    test, reference = _colour(patch.test), _colour(patch.reference)
    rise, fall = cv2.subtract(test, reference), cv2.subtract(reference, test)
    dx, dy = patch.shift
    return [
        cv2.minMaxLoc(difference)[1],
        cv2.mean(difference)[0],
        *(100 * _share_above(difference, level) for level in _LEVELS),
        *cv2.mean(rise)[:3],
        *cv2.mean(fall)[:3],
        *_highest(rise),
        *_highest(fall),
        *_edges(test, reference),
        abs(dx),
        abs(dy),
        float(cv2.norm(test, reference, cv2.NORM_L1) / test.size),
        float(cv2.norm(test, _colour(unshifted), cv2.NORM_L1) / test.size),
        *_coarse(rise),
        *_coarse(fall),
    ]


def _share_above(difference: Picture, level: int) -> float:
    _, above = cv2.threshold(difference, level - 1, 255, cv2.THRESH_BINARY)
    return cv2.countNonZero(above) / difference.size


def _colour(picture: Picture) -> Picture:
    return picture if picture.ndim == 3 else cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)


def _highest(change: Picture) -> list[float]:
    """Highest local mean per channel."""
    return [cv2.minMaxLoc(channel)[1] for channel in cv2.split(cv2.blur(change, (5, 5)))]


def _edges(test: Picture, reference: Picture) -> list[float]:
    of_test, of_reference = _gradient(test), _gradient(reference)
    gained, lost = cv2.subtract(of_test, of_reference), cv2.subtract(of_reference, of_test)
    return [cv2.mean(each)[0] for each in (of_reference, of_test, gained, lost)]


def _gradient(picture: Picture) -> Picture:
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    return cv2.morphologyEx(grey, cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))


def _coarse(change: Picture) -> list[float]:
    blue, green, red = cv2.split(change)
    highest = cv2.max(cv2.max(blue, green), red).astype(np.float32)
    small = cv2.resize(highest, (_MAP, _MAP), interpolation=cv2.INTER_AREA)
    return [float(value) for value in small.ravel()]
