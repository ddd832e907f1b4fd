"""The difference that forgives local shifts, between good parts and a test image."""

from __future__ import annotations

from functools import reduce

import cv2
import numpy as np

from qeu_station.imaging.light import brightness, evened
from qeu_station.imaging.localshift import LocalAligner, followed
from qeu_station.imaging.pixels import Pixels, to_grey

_SLACK = 1
"""Pixels an edge may still lie off after its block's shift is undone."""


class TolerantDifference:
    """What of a test image no good part shows, and what of every good part it lacks.

    First slow changes of light are evened out, and local shifts of up to ``tolerance`` pixels are
    found block by block and undone; forgiving shifts pixel by pixel would also forgive every defect
    thinner than the tolerance. Then

    - excess is a value outside the range that the good parts take within one pixel,
    - loss is the value of the nearest good part outside the range that the test takes there,

    both by the envelopes of grey-scale morphology (J. Serra, Image Analysis and Mathematical
    Morphology, 1982).
    """

    def __init__(self, references: Pixels, tolerance: int, even_light: bool = True) -> None:
        """Prepare for test images of one product.

        Args:
            references: uint8, (K, H, W) or (K, H, W, 3); good parts aligned with each other.
            tolerance: Longest local shift that is undone, in pixels each way.
            even_light: Whether slow changes of light are no difference; binary pictures have none.
        """
        self._even_light = even_light
        self._first = references[0]
        self._light = brightness(self._first)
        slack = 2 * min(_SLACK, tolerance) + 1
        self._element = np.ones((slack, slack), np.uint8)
        self._aligner = LocalAligner(to_grey(self._first), tolerance)
        full = np.full(self._first.shape[:2], 255, np.uint8)
        self._good = [self._first, *(self._laid(part, full)[0] for part in references[1:])]
        self._low = reduce(cv2.min, (cv2.erode(part, self._element) for part in self._good))
        self._high = reduce(cv2.max, (cv2.dilate(part, self._element) for part in self._good))

    def between(self, test: Pixels, valid: Pixels) -> Pixels:
        """Return the difference of ``test`` (uint8, (H, W) or (H, W, 3)), uint8 (H, W), 0..255.

        Colour gives the largest of its channels. Where ``valid`` (uint8, (H, W)) is 0 the
        difference is 0.
        """
        test, valid = self._laid(test, valid)
        excess = _across(_outside(test, self._low, self._high))
        low, high = cv2.erode(test, self._element), cv2.dilate(test, self._element)
        loss = reduce(cv2.min, (_across(_outside(part, low, high)) for part in self._good))
        return cv2.bitwise_and(cv2.max(excess, loss), cv2.erode(valid, self._element))

    def _laid(self, picture: Pixels, valid: Pixels) -> tuple[Pixels, Pixels]:
        if self._even_light:
            picture = evened(picture, self._light)
        return followed(picture, valid, self._aligner.shifts(to_grey(picture)))


def _outside(values: Pixels, low: Pixels, high: Pixels) -> Pixels:
    """Return how far each value lies outside ``low``..``high``, uint8 of the same shape."""
    return cv2.max(cv2.subtract(values, high), cv2.subtract(low, values))


def _across(channels: Pixels) -> Pixels:
    if channels.ndim == 2:
        return channels
    return reduce(cv2.max, cv2.split(channels))
