"""Laying a test image onto the reference."""

from __future__ import annotations

import cv2
import numpy as np

from qeu_station.imaging.pixels import Pixels

_IDENTITY = np.eye(3)


def warped(picture: Pixels, to_reference: np.ndarray) -> tuple[Pixels, Pixels]:
    """Return the picture in the reference's frame, and where it has content.

    Pixels without content repeat the nearest border pixel.

    Args:
        picture: uint8, (H, W) or (H, W, 3).
        to_reference: float64, (3, 3); pixel indices of ``picture`` to those of the reference.

    Returns:
        The warped picture, same shape and type, and ``valid``: uint8, (H, W), 255 or 0.
    """
    height, width = picture.shape[:2]
    full = np.full((height, width), 255, np.uint8)
    if np.array_equal(to_reference, _IDENTITY):
        return picture, full
    size = (width, height)
    valid = _warp(full, to_reference, size, cv2.INTER_NEAREST, cv2.BORDER_CONSTANT)
    return _warp(picture, to_reference, size, cv2.INTER_LINEAR, cv2.BORDER_REPLICATE), valid


def _warp(
    picture: Pixels, matrix: np.ndarray, size: tuple[int, int], how: int, border: int
) -> Pixels:
    if np.array_equal(matrix[2], _IDENTITY[2]):
        return cv2.warpAffine(picture, matrix[:2], size, flags=how, borderMode=border)
    return cv2.warpPerspective(picture, matrix, size, flags=how, borderMode=border)
