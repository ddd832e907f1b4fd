"""The difference that forgives local shifts, between good parts and a test image."""

from __future__ import annotations

import cv2
import numpy as np

from qeu_station.imaging.pixels import Pixels


class TolerantDifference:
    """What of a test image no good part shows within ``tolerance`` pixels, and the other way.

    Excess: the test's value outside the range that the good parts take in the neighbourhood.
    Loss: the value of the nearest good part outside the range the test takes there. Both are the
    envelopes of grey-scale morphology (J. Serra, Image Analysis and Mathematical Morphology,
    1982), so every shift by up to ``tolerance`` pixels gives exactly zero.
    """

    def __init__(self, references: Pixels, tolerance: int) -> None:
        """Args: ``references`` uint8, (K, H, W) or (K, H, W, 3); ``tolerance`` in pixels."""
        size = 2 * tolerance + 1
        self._element = np.ones((size, size), np.uint8)
        self._references = references
        self._low = np.min([cv2.erode(r, self._element) for r in references], axis=0)
        self._high = np.max([cv2.dilate(r, self._element) for r in references], axis=0)

    def between(self, test: Pixels, valid: Pixels) -> Pixels:
        """Return the difference of ``test`` (uint8, (H, W) or (H, W, 3)), uint8 (H, W), 0..255.

        Colour gives the largest of its channels. Where ``valid`` (uint8, (H, W)) is 0 the
        difference is 0.
        """
        excess = outside(test, self._low, self._high)
        low, high = cv2.erode(test, self._element), cv2.dilate(test, self._element)
        loss = _lowest([_across(outside(r, low, high)) for r in self._references])
        return cv2.bitwise_and(cv2.max(_across(excess), loss), valid)


def outside(values: Pixels, low: Pixels, high: Pixels) -> Pixels:
    """Return how far each value lies outside ``low``..``high``, uint8 of the same shape."""
    return cv2.max(cv2.subtract(values, high), cv2.subtract(low, values))


def _across(channels: Pixels) -> Pixels:
    if channels.ndim == 2:
        return channels
    blue, green, red = cv2.split(channels)
    return cv2.max(cv2.max(blue, green), red)


def _lowest(pictures: list[Pixels]) -> Pixels:
    lowest = pictures[0]
    for picture in pictures[1:]:
        lowest = cv2.min(lowest, picture)
    return lowest
