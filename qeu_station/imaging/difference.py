"""The difference that forgives local shifts, between good parts and a test image."""

from __future__ import annotations

from functools import reduce

import cv2
import numpy as np

from qeu_station.imaging.localshift import LocalAligner, followed
from qeu_station.imaging.pixels import Pixels, to_grey

_SLACK = 1
"""Pixels an edge may still lie off after its block's shift is undone."""


class TolerantDifference:
    """What of a test image no good part shows, and what of every good part it lacks.

    First the test image's local shifts of up to ``tolerance`` pixels are found block by block and
    undone, so that only real changes remain; forgiving them pixel by pixel would also forgive every
    defect thinner than the tolerance. Then

    - excess is a value outside the range that the good parts take within one pixel,
    - loss is the value of the nearest good part outside the range that the test takes there,

    both by the envelopes of grey-scale morphology (J. Serra, Image Analysis and Mathematical
    Morphology, 1982).
    """

    def __init__(self, references: Pixels, tolerance: int) -> None:
        """Args: ``references`` uint8, (K, H, W) or (K, H, W, 3); ``tolerance`` in pixels."""
        slack = 2 * min(_SLACK, tolerance) + 1
        self._element = np.ones((slack, slack), np.uint8)
        self._aligner = LocalAligner(to_grey(references[0]), tolerance)
        self._good = [references[0], *(self._laid(part) for part in references[1:])]
        self._low = reduce(cv2.min, (cv2.erode(part, self._element) for part in self._good))
        self._high = reduce(cv2.max, (cv2.dilate(part, self._element) for part in self._good))

    def between(self, test: Pixels, valid: Pixels) -> Pixels:
        """Return the difference of ``test`` (uint8, (H, W) or (H, W, 3)), uint8 (H, W), 0..255.

        Colour gives the largest of its channels. Where ``valid`` (uint8, (H, W)) is 0 the
        difference is 0.
        """
        test, valid = followed(test, valid, self._aligner.shifts(to_grey(test)))
        excess = _across(_outside(test, self._low, self._high))
        low, high = cv2.erode(test, self._element), cv2.dilate(test, self._element)
        loss = reduce(cv2.min, (_across(_outside(part, low, high)) for part in self._good))
        return cv2.bitwise_and(cv2.max(excess, loss), cv2.erode(valid, self._element))

    def _laid(self, part: Pixels) -> Pixels:
        full = np.full(part.shape[:2], 255, np.uint8)
        return followed(part, full, self._aligner.shifts(to_grey(part)))[0]


def _outside(values: Pixels, low: Pixels, high: Pixels) -> Pixels:
    """Return how far each value lies outside ``low``..``high``, uint8 of the same shape."""
    return cv2.max(cv2.subtract(values, high), cv2.subtract(low, values))


def _across(channels: Pixels) -> Pixels:
    if channels.ndim == 2:
        return channels
    return reduce(cv2.max, cv2.split(channels))
