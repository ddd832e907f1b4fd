"""Slow changes of light between two aligned pictures: a lamp that aged, a shadow that moved."""

from __future__ import annotations

import cv2
import numpy as np

from qeu_station.imaging.pixels import Pixels, to_grey

_BLOCK = 16
"""Side of a block with one brightness, in pixels."""

_ROUNDS = 2
"""Passes of a 5 x 5 median over the blocks: what is smaller than about 100 pixels is no light."""

_LARGEST_GAIN = 1.35
"""Light is evened out by no more than this factor; what remains is a difference."""

_DARKNESS = 4.0
"""Grey levels added before dividing, so that noise in black places says nothing."""


def brightness(picture: Pixels) -> np.ndarray:
    """Return mean brightness per block of a picture (uint8, (H, W) or (H, W, 3)), float32."""
    grey = to_grey(picture)
    size = max(1, grey.shape[1] // _BLOCK), max(1, grey.shape[0] // _BLOCK)
    means = cv2.resize(grey, size, interpolation=cv2.INTER_AREA).astype(np.float32)
    shifted: np.ndarray = means + np.float32(_DARKNESS)
    return shifted


def evened(picture: Pixels, reference: np.ndarray) -> Pixels:
    """Return ``picture`` in the light of a reference.

    All channels share one gain, so that a change of colour stays a change.

    Args:
        picture: uint8, (H, W) or (H, W, 3), aligned with the reference.
        reference: ``brightness`` of the reference.
    """
    gain = np.log(reference / brightness(picture))
    for _ in range(_ROUNDS):
        gain = cv2.medianBlur(gain, 5)
    limit = np.log(_LARGEST_GAIN)
    gain = cv2.blur(np.exp(np.clip(gain, -limit, limit)), (5, 5))
    if np.allclose(gain, 1, atol=1e-3):
        return picture
    if picture.ndim == 3:
        gain = cv2.merge([gain] * 3)
    field = cv2.resize(gain, (picture.shape[1], picture.shape[0]), interpolation=cv2.INTER_LINEAR)
    return cv2.multiply(picture, field, dtype=cv2.CV_8U)
