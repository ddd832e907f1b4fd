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
    core, blob = cores.ravel()[places], blobs.ravel()[places]
    areas = np.bincount(core, minlength=1)
    owner = np.zeros(len(areas), blobs.dtype)
    owner[core] = blob  # a core lies in one blob: it is the stricter grouping of fewer pixels
    large = np.flatnonzero(areas >= least)
    split = blobs.copy()
    for number in np.flatnonzero(np.bincount(owner[large[large > 0]], minlength=1) > 1):
        own = large[owner[large] == number]
        _divide(split, blobs == number, np.where(np.isin(cores, own), cores, 0))
    return split


def _divide(labels: np.ndarray, blob: np.ndarray, cores: np.ndarray) -> None:
    """Give each pixel of ``blob`` the number of its nearest core, above all numbers in use."""
    x, y, width, height = cv2.boundingRect(blob.astype(np.uint8))
    part = (slice(y, y + height), slice(x, x + width))
    inside, near = blob[part], cores[part]
    free = (near == 0).astype(np.uint8)
    _, nearest = cv2.distanceTransformWithLabels(
        free, cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    number = np.zeros(int(nearest.max()) + 1, labels.dtype)
    number[nearest[near > 0]] = near[near > 0]
    labels[part][inside] = number[nearest][inside] + labels.max()
