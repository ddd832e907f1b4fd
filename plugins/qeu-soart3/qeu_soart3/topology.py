"""Topology of changes in binary pictures: numbers that say what kind of defect a candidate is.

Extra material touching nothing is a stray piece, touching one conductor a spur, touching two a
short; missing material is a hole, a bite or a break by how much ground it touches. What would name
the product rather than the defect, such as the share of material, is left out on purpose.
"""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_soart3.pieces import (
    CONTACT_NAMES,
    LAYERS,
    RING_NAMES,
    SIZE_NAMES,
    Surroundings,
    describe,
)
from qeu_station.api import PreparedPair, Region
from qeu_station.toolkit.patches import (
    Patch,
    Picture,
    aligned_patch,
    cut_out,
    ink_of,
    window_around,
)

_SQUARE = np.ones((3, 3), np.uint8)
_DISC = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (5, 5))

_FAR_FROM_BORDER = 20.0
"""Pixels from the picture's border beyond which it does not matter."""

_CHANGED = 128
"""Difference at which a pixel of a binary picture counts as changed."""

_SPECKLE = 24
"""Difference above which a pixel outside every region counts as speckle: how rough edges are."""

_PARTS = {"size": SIZE_NAMES, "contacts": CONTACT_NAMES, "ring": RING_NAMES}

GROUPS: dict[str, tuple[str, ...]] = {
    **{
        f"{side} {part}": tuple(f"{side}: {name}" for name in names)
        for side in ("extra", "missing")
        for part, names in _PARTS.items()
    },
    "candidate": (
        "peak",
        "mean",
        "area",
        "box width",
        "box height",
        "difference elsewhere",
        "unequal share",
        "distance from border",
        "speckle of the pair",
    ),
}
"""Names of the features by what they describe; concatenated they are the feature vector."""

FEATURES = tuple(name for names in GROUPS.values() for name in names)


def region_features(pair: PreparedPair, dark_ink: bool) -> NDArray[np.float64]:
    """Return the features of every candidate region of a binary pair.

    Args:
        pair: Prepared in mode ``binary``.
        dark_ink: Whether the material is the dark side.

    Returns:
        float64, (regions, len(FEATURES)), 0 or more.
    """
    if not pair.regions:
        return np.zeros((0, len(FEATURES)))
    test, reference = ink_of(pair.test, dark_ink), ink_of(pair.reference, dark_ink)
    reach, speckle = pair.tolerance + 1, _speckle(pair)
    rows = []
    for number, region in enumerate(pair.regions, start=1):
        patch = aligned_patch(test, reference, window_around(region.box), reach)
        rows.append([*_features(pair, patch, number, region), speckle])
    return np.array(rows)


def _speckle(pair: PreparedPair) -> float:
    """Pixels that differ in pieces too small to be a region; rough boards have many."""
    differing = cv2.threshold(pair.difference, _SPECKLE - 1, 1, cv2.THRESH_BINARY)[1]
    differing[pair.region_map > 0] = 0
    return float(cv2.countNonZero(differing))


def _features(pair: PreparedPair, patch: Patch, number: int, region: Region) -> list[float]:
    own = (cut_out(pair.region_map, patch.window) == number).view(np.uint8)
    seed = cv2.dilate(own, _DISC).view(np.bool_)
    around = _surroundings(patch)
    return [
        *_extra(patch.test, patch.reference, seed, around),
        *_extra(1 - patch.test, 1 - patch.reference, seed, around),
        *_candidate(pair, patch, region, own),
    ]


def _surroundings(patch: Patch) -> Surroundings:
    layers = (patch.reference, 1 - patch.reference, patch.test, 1 - patch.test)
    labels = {
        name: cv2.connectedComponents(layer, connectivity=reach)[1]
        for name, layer, reach in zip(LAYERS, layers, (8, 4, 8, 4), strict=True)
    }
    return Surroundings(patch.reference, patch.test, labels)


def _extra(
    test: Picture, reference: Picture, seed: NDArray[np.bool_], around: Surroundings
) -> tuple[float, ...]:
    """Describe what is in ``test`` but not in ``reference``, both uint8 0 or 1."""
    change = cv2.bitwise_and(test, 1 - reference)
    cores = cv2.bitwise_and(test, 1 - cv2.dilate(reference, _SQUARE))
    return describe(cores, change, seed, around)


def _candidate(pair: PreparedPair, patch: Patch, region: Region, own: Picture) -> list[float]:
    x1, y1, x2, y2 = region.box
    height, width = pair.shape
    difference = cut_out(pair.difference, patch.window)
    changed = cv2.threshold(difference, _CHANGED - 1, 1, cv2.THRESH_BINARY)[1]
    unequal = cv2.countNonZero(cv2.absdiff(patch.test, patch.reference))
    return [
        region.peak,
        region.mean,
        region.area,
        x2 - x1,
        y2 - y1,
        cv2.countNonZero(cv2.bitwise_and(changed, 1 - own)),
        unequal / own.size,
        max(0.0, min(x1, y1, width - x2, height - y2, _FAR_FROM_BORDER)),
    ]
