"""The difference that forgives small shifts, for pictures that the station did not prepare."""

from __future__ import annotations

from functools import reduce
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[Any]  # uint8, as OpenCV takes and gives it


def balanced(reference: Picture, test: Picture) -> Picture:
    """Return the test in the exposure and colour of light of the reference.

    Each channel is multiplied by one gain, the ratio of the medians of what both show.

    Args:
        reference: uint8, (..., 3).
        test: uint8, of the same shape.
    """
    thin = np.s_[::3] if reference.ndim == 2 else np.s_[..., ::3, ::3, :]
    ratios = (reference[thin].astype(np.float32) + 8) / (test[thin].astype(np.float32) + 8)
    gain = np.median(ratios.reshape(-1, reference.shape[-1]), axis=0)
    out: Picture = np.clip(test * np.clip(gain, 0.5, 2).astype(np.float32), 0, 255).astype(np.uint8)
    return out


def tolerant_difference(reference: Picture, test: Picture, reach: int = 1) -> Picture:
    """Return what of each picture the other one does not show within ``reach`` pixels.

    By the envelopes of grey-scale morphology (J. Serra, Image Analysis and Mathematical
    Morphology, 1982).

    Args:
        reference: uint8, (H, W, 3).
        test: uint8, (H, W, 3), aligned with the reference and balanced.
        reach: Forgiven shift in pixels each way.

    Returns:
        uint8, (H, W).
    """
    element = np.ones((2 * reach + 1, 2 * reach + 1), np.uint8)
    excess = _outside(test, reference, element)
    return cv2.max(excess, _outside(reference, test, element))


def _outside(values: Picture, other: Picture, element: Picture) -> Picture:
    above = cv2.subtract(values, cv2.dilate(other, element))
    below = cv2.subtract(cv2.erode(other, element), values)
    return reduce(cv2.max, cv2.split(cv2.max(above, below)))
