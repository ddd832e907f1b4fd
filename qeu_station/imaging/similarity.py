"""Whether two aligned pictures show the same product, whatever the light and a few defects."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.imaging.pixels import Pixels
from qeu_station.imaging.pyramid import NOISE_FLOOR, reduced

SIDE = 160
"""Longest side, about, of the reduced pictures that are compared."""

WINDOW = 41
"""Neighbourhood in reduced pixels whose mean brightness is taken out."""

BLOCK = 10
"""Side of a block of reduced pixels that agrees or not."""


class Appearance:
    """What the reference looks like at a coarse scale.

    Args:
        reference: uint8, (H, W), grey.
    """

    def __init__(self, reference: Pixels) -> None:
        self._factor = max(1, round(max(reference.shape) / SIDE))
        self._reduced = reduced(reference, self._factor)
        self._plane = _flattened(self._reduced)

    def similarity(self, warped: Pixels, valid: Pixels) -> float:
        """Return the share of structure that agrees, 0..1.

        Args:
            warped: uint8, (H, W), grey, aligned with the reference.
            valid: uint8, (H, W), 255 where ``warped`` has a picture, else 0.
        """
        inside = reduced(valid, self._factor) == 255
        # What is not covered must not bleed into its neighbours' local mean.
        here = _flattened(np.where(inside, reduced(warped, self._factor), self._reduced))
        use = np.asarray(inside, np.float32)
        there = self._plane
        products = (here * here * use, there * there * use, here * there * use)
        hh, tt, ht = (_block_means(product) for product in products)
        energy = np.sqrt(hh * tt)
        if float(energy.sum()) <= 0:
            return 0.0
        agreement = np.clip(2 * ht / (hh + tt + 1e-6), 0, 1)
        weight = hh + tt
        return float((weight * agreement).sum() / weight.sum())


def _flattened(grey: Pixels) -> NDArray[np.float32]:
    """Return grey less its local mean, over the contrast of the whole, float32."""
    plane = grey.astype(np.float32)
    plane -= cv2.blur(plane, (WINDOW, WINDOW))
    return np.asarray(plane / (float(plane.std()) + NOISE_FLOOR), np.float32)


def _block_means(plane: NDArray[np.float32]) -> NDArray[np.float32]:
    size = (max(1, plane.shape[1] // BLOCK), max(1, plane.shape[0] // BLOCK))
    return np.asarray(cv2.resize(plane, size, interpolation=cv2.INTER_AREA), np.float32)
