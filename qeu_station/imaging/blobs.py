"""Connected blobs of the difference: fragments merged, clusters split at higher levels."""

from __future__ import annotations

import cv2
import numpy as np

from qeu_station.core.recipe import RegionSettings
from qeu_station.imaging.pixels import Pixels


def labelled_blobs(difference: Pixels, settings: RegionSettings) -> np.ndarray:
    """Return labels of the blobs, int32 (H, W); 0 for none, numbers not consecutive.

    The lowest level decides which pixels belong to a blob. Where a higher level shows two or more
    separate cores in one blob, each of them large enough to stand alone, the blob is split, every
    pixel going to the nearest core.
    """
    low, *higher = sorted(set(settings.levels))
    labels = _grouped(difference, low, settings.merge_distance)
    for level in higher:
        cores = _grouped(difference, level, settings.merge_distance)
        labels = _split(labels, cores, settings.min_area)
    return labels


def _grouped(difference: Pixels, level: int, merge_distance: int) -> np.ndarray:
    """Return connected pixels at or above ``level``, fragments near each other as one."""
    mask = cv2.threshold(difference, level - 1, 255, cv2.THRESH_BINARY)[1]
    joined: Pixels = mask
    if merge_distance:
        size = merge_distance + 1
        joined = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    labels: np.ndarray = cv2.connectedComponents(joined, connectivity=8, ltype=cv2.CV_32S)[1]
    labels[mask == 0] = 0
    return labels


def _split(blobs: np.ndarray, cores: np.ndarray, least: int) -> np.ndarray:
    """Return ``blobs``, those with several cores of ``least`` pixels split between them."""
    places = np.flatnonzero(cores)
    if not places.size:
        return blobs
    core, blob = cores.ravel()[places], blobs.ravel()[places]
    areas = np.bincount(core)
    owner = np.zeros(len(areas), blobs.dtype)
    owner[core] = blob  # a core lies in one blob: fewer pixels, grouped by the same distance
    large = np.flatnonzero(areas >= max(1, least))
    several = np.bincount(owner[large], minlength=int(blobs.max()) + 1) > 1
    dividing = large[several[owner[large]]]
    if not dividing.size:
        return blobs
    nearest = _nearest(np.where(_among(dividing, len(areas))[cores], cores, 0))
    own = np.zeros(len(several), blobs.dtype)
    own[owner[dividing]] = dividing  # for pixels that lie nearer to a core of another blob
    chosen = np.where(owner[nearest] == blobs, nearest, own[blobs])
    return np.where(several[blobs], chosen + len(several), blobs)


def _among(numbers: np.ndarray, count: int) -> np.ndarray:
    chosen = np.zeros(count, bool)
    chosen[numbers] = True
    return chosen


def _nearest(cores: np.ndarray) -> np.ndarray:
    """Return the number of the nearest core at every pixel; there is at least one core."""
    _, nearest = cv2.distanceTransformWithLabels(
        (cores == 0).astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    number = np.zeros(int(nearest.max()) + 1, cores.dtype)
    number[nearest[cores > 0]] = cores[cores > 0]
    found: np.ndarray = number[nearest]
    return found
