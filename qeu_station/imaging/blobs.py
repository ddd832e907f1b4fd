"""Connected blobs of the difference: fragments merged, clusters split at higher levels."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from qeu_station.core.recipe import RegionSettings
from qeu_station.imaging.pixels import Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Blobs:
    """Pixels of all blobs; a difference is mostly zero, so only they are kept.

    Attributes:
        places: int64, (N,); flat indices of the pixels.
        owners: int32, (N,); number of each pixel's blob, not consecutive.
    """

    places: np.ndarray
    owners: np.ndarray

    def groups(self) -> list[np.ndarray]:
        """Return the places of each blob."""
        if not self.places.size:
            return []
        order = np.argsort(self.owners, kind="stable")
        borders = np.flatnonzero(np.diff(self.owners[order])) + 1
        return np.split(self.places[order], borders)


def find_blobs(difference: Pixels, settings: RegionSettings) -> Blobs:
    """Return the blobs of ``difference`` (uint8, (H, W)).

    The lowest level decides which pixels belong to a blob. Where a higher level shows two or more
    separate cores in one blob, each of them large enough to stand alone, the blob is split, every
    pixel going to the nearest core.
    """
    low, *higher = sorted(set(settings.levels))
    places = np.flatnonzero(difference >= low)
    blobs = Blobs(places, _grouped(difference, low, settings.merge_distance)[places])
    for level in higher:
        above = difference.ravel()[places] >= level
        cores = np.where(above, _grouped(difference, level, settings.merge_distance)[places], 0)
        blobs = _split(blobs, cores, settings.min_area, difference.shape)
    return blobs


def _grouped(difference: Pixels, level: int, merge_distance: int) -> np.ndarray:
    """Return flat labels of pixels at or above ``level``, fragments near each other as one.

    Only the box around them is looked at: a good part has few, and they are near each other.
    """
    mask: Pixels = cv2.threshold(difference, level - 1, 255, cv2.THRESH_BINARY)[1]
    labels = np.zeros(mask.shape, np.int32)
    left, top, width, height = cv2.boundingRect(mask)
    box = (
        slice(max(0, top - merge_distance), top + height + merge_distance),
        slice(max(0, left - merge_distance), left + width + merge_distance),
    )
    inside = mask[box]
    if merge_distance:
        size = merge_distance + 1
        inside = cv2.dilate(inside, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    if width:
        labels[box] = cv2.connectedComponents(inside, connectivity=8, ltype=cv2.CV_32S)[1]
    return labels.ravel()


def _split(blobs: Blobs, cores: np.ndarray, least: int, shape: tuple[int, ...]) -> Blobs:
    """Return ``blobs``, those with several cores of ``least`` pixels split between them.

    Args:
        blobs: Blobs of a lower level.
        cores: int32, (N,); number of the core at each of their pixels, 0 for none.
        least: Pixels that make a core stand alone.
        shape: Of the picture.
    """
    owner = np.zeros(int(cores.max(initial=0)) + 1, blobs.owners.dtype)
    owner[cores] = blobs.owners  # a core lies in one blob: fewer pixels, grouped the same way
    alone = np.bincount(cores, minlength=1) >= max(1, least)
    alone[0] = False
    several = np.bincount(owner[alone], minlength=int(blobs.owners.max(initial=0)) + 1) > 1
    dividing = alone & several[owner]
    if not dividing.any():
        return blobs
    own = np.zeros(len(several), blobs.owners.dtype)
    own[owner[dividing]] = np.flatnonzero(dividing)
    torn = several[blobs.owners]
    inside = cores[torn]
    nearest = _nearest(blobs.places[torn], np.where(dividing[inside], inside, 0), shape[1])
    parents = blobs.owners[torn]
    owners = blobs.owners.copy()
    # a pixel may lie nearer to a core of another blob: it stays with one of its own
    owners[torn] = np.where(owner[nearest] == parents, nearest, own[parents]) + len(several)
    return Blobs(blobs.places, owners)


def _nearest(places: np.ndarray, cores: np.ndarray, width: int) -> np.ndarray:
    """Return the number of the core nearest to each place; there is at least one core."""
    held = cores > 0
    y, x = np.divmod(places, width)
    y, x = y - y.min(), x - x.min()
    free = np.ones((int(y.max()) + 1, int(x.max()) + 1), np.uint8)
    free[y[held], x[held]] = 0
    _, zones = cv2.distanceTransformWithLabels(
        free, cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    zone = zones[y, x]
    number = np.zeros(int(zone.max()) + 1, cores.dtype)
    number[zone[held]] = cores[held]
    found: np.ndarray = number[zone]
    return found
