"""A place of a pair, ready to be described: both patches, what changed and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.imaging.pixels import Pixels, to_grey
from qeu_station.toolkit.patches import Patch

Floats = NDArray[Any]
"""float32; OpenCV's own annotations do not say more."""

SQUARE = np.ones((3, 3), np.uint8)

_LEAST = 16
"""Grey levels of change below which nothing changed."""

_SHARE = 0.4
"""A pixel belongs to the change when it changed by this share of the strongest change."""


@dataclass(frozen=True, slots=True, eq=False)
class Change:
    """What differs in one patch, h rows by w columns.

    Attributes:
        test: uint8, (h, w) or (h, w, 3) BGR.
        reference: The same, laid onto ``test``.
        amount: uint8, (h, w), 0..255; what remains after edges may play by one pixel.
        mask: uint8, (h, w), 0 or 1; the pixels that changed.
        test_lab: float32, (h, w, 3); CIE L*a*b* / 100.
        reference_lab: The same of the reference.
        test_slope: float32, (h, w, 2); gradient of L* / 100 per pixel.
        reference_slope: The same of the reference.
    """

    test: Pixels = field(repr=False)
    reference: Pixels = field(repr=False)
    amount: Pixels = field(repr=False)
    mask: Pixels = field(repr=False)
    test_lab: Floats = field(repr=False)
    reference_lab: Floats = field(repr=False)
    test_slope: Floats = field(repr=False)
    reference_slope: Floats = field(repr=False)

    @property
    def inside(self) -> NDArray[np.bool_]:
        """The changed pixels, bool (h, w)."""
        return self.mask.view(np.bool_)


def change_of(patch: Patch) -> Change:
    """Return what changed in a patch."""
    test, reference = patch.test, patch.reference
    amount = _amount(test, reference)
    smooth = cv2.blur(amount, (3, 3))
    level = max(float(_LEAST), _SHARE * float(smooth.max()))
    test_lab, reference_lab = _lab(test), _lab(reference)
    return Change(
        test,
        reference,
        amount,
        (smooth >= level).astype(np.uint8),
        test_lab,
        reference_lab,
        _slope(test_lab[..., 0]),
        _slope(reference_lab[..., 0]),
    )


def brightened(change: Change) -> tuple[Pixels, Pixels]:
    """Return by how much the test is brighter and darker than edges may play, uint8 (h, w)."""
    test, reference = to_grey(change.test), to_grey(change.reference)
    brighter = cv2.subtract(test, cv2.dilate(reference, SQUARE))
    return brighter, cv2.subtract(cv2.erode(reference, SQUARE), test)


def _amount(test: Pixels, reference: Pixels) -> Pixels:
    """As ``imaging.difference`` measures it: excess and loss against one-pixel envelopes."""
    found = cv2.max(_outside(test, reference), _outside(reference, test))
    return found if found.ndim == 2 else reduce(cv2.max, cv2.split(found))


def _outside(values: Pixels, other: Pixels) -> Pixels:
    low, high = cv2.erode(other, SQUARE), cv2.dilate(other, SQUARE)
    return cv2.max(cv2.subtract(values, high), cv2.subtract(low, values))


def _lab(picture: Pixels) -> Floats:
    scaled = picture.astype(np.float32) / np.float32(255)
    if picture.ndim == 2:
        empty = np.zeros_like(scaled)
        return np.dstack([scaled, empty, empty])
    lab: Floats = cv2.cvtColor(scaled, cv2.COLOR_BGR2LAB) / np.float32(100)
    return lab


def _slope(lightness: Floats) -> Floats:
    plain = np.ascontiguousarray(lightness)
    sides = (cv2.Sobel(plain, cv2.CV_32F, dx, 1 - dx, scale=1 / 8) for dx in (1, 0))
    return np.dstack(list(sides))
