"""Connected blobs of the difference: fragments merged, clusters split at higher levels."""

from __future__ import annotations

import cv2
import numpy as np

from qeu_station.core.recipe import RegionSettings
from qeu_station.imaging.pixels import Pixels

Places = np.ndarray
"""int64, (N,); flat indices of pixels."""


def find_blobs(difference: Pixels, settings: RegionSettings) -> list[Places]:
    """Return the pixels of each blob of ``difference`` (uint8, (H, W)).

    The lowest level decides which pixels belong to a blob. Where a higher level shows two or more
    separate cores in one blob, each of them large enough to stand alone, the blob is split, every
    pixel going to the nearest core.
    """
    low, *higher = sorted(set(settings.levels))
    places = np.flatnonzero(difference >= low)
    if not places.size:
        return []
    blobs = _parted(places, _grouped(places, difference.shape[1], settings.merge_distance))
    for level in higher:
        blobs = [part for blob in blobs for part in _split(blob, difference, level, settings)]
    return blobs


def _parted(places: Places, owners: np.ndarray) -> list[Places]:
    """Return the places of each owner, by its number."""
    order = np.argsort(owners, kind="stable")
    borders = np.flatnonzero(np.diff(owners[order])) + 1
    return np.split(places[order], borders)


def _grouped(places: Places, width: int, merge_distance: int) -> np.ndarray:
    """Return the number, above 0, of each pixel's group, fragments near each other as one.

    Only the box around the pixels is looked at: a good part has few, and they are near each other.
    """
    y, x = np.divmod(places, width)
    y, x = y - y.min() + merge_distance, x - x.min() + merge_distance
    mask = np.zeros((y.max() + merge_distance + 1, x.max() + merge_distance + 1), np.uint8)
    mask[y, x] = 1
    if merge_distance:
        size = merge_distance + 1
        mask = cv2.dilate(mask, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    found: np.ndarray = cv2.connectedComponents(mask, connectivity=8, ltype=cv2.CV_32S)[1][y, x]
    return found


def _split(blob: Places, difference: Pixels, level: int, settings: RegionSettings) -> list[Places]:
    """Return the parts of a blob, one around each core of pixels at or above ``level``."""
    least = max(1, settings.min_area)
    if len(blob) < 2 * least:
        return [blob]
    above = difference.ravel()[blob] >= level
    if above.all() or np.count_nonzero(above) < 2 * least:
        return [blob]  # pixels that are all above it hang together as they did
    width = difference.shape[1]
    cores = np.zeros(len(blob), np.int32)
    cores[above] = _grouped(blob[above], width, settings.merge_distance)
    alone = np.bincount(cores) >= least
    alone[0] = False
    if np.count_nonzero(alone) < 2:
        return [blob]
    return _parted(blob, _nearest(blob, np.where(alone[cores], cores, 0), width))


def _nearest(places: Places, cores: np.ndarray, width: int) -> np.ndarray:
    """Return the number of the core nearest to each place; there is at least one core."""
    held = cores > 0
    y, x = np.divmod(places, width)
    y, x = y - y.min(), x - x.min()
    free = np.ones((y.max() + 1, x.max() + 1), np.uint8)
    free[y[held], x[held]] = 0
    _, zones = cv2.distanceTransformWithLabels(
        free, cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    zone = zones[y, x]
    number = np.zeros(int(zone.max()) + 1, cores.dtype)
    number[zone[held]] = cores[held]
    found: np.ndarray = number[zone]
    return found
