"""Laying a test image onto the reference."""

from __future__ import annotations

import math
from collections.abc import Callable

import cv2
import numpy as np

from qeu_station.imaging.pixels import Pixels

_IDENTITY = np.eye(3)


def warped(
    picture: Pixels, to_reference: np.ndarray, border: int = cv2.BORDER_REPLICATE
) -> tuple[Pixels, Pixels]:
    """Return the picture in the reference's frame, and where it has content.

    Args:
        picture: uint8, (H, W) or (H, W, 3).
        to_reference: float64, (3, 3); pixel indices of ``picture`` to those of the reference.
        border: What pixels without content show: the nearest border pixel, or black with
            ``cv2.BORDER_CONSTANT``.

    Returns:
        The warped picture, same shape and type, and ``valid``: uint8, (H, W), 255 or 0.
    """
    height, width = picture.shape[:2]
    full = np.full((height, width), 255, np.uint8)
    if np.array_equal(to_reference, _IDENTITY):
        return picture, full
    size = (width, height)
    valid = _content(full, to_reference)
    moved = by_fours(picture, lambda p: _warp(p, to_reference, size, cv2.INTER_LINEAR, border))
    return moved, valid


def _content(full: Pixels, to_reference: np.ndarray) -> Pixels:
    """Return where a moved picture has content, given one that has it everywhere.

    Only within a rim as wide as the motion can there be none, so that is what is looked at.
    """
    height, width = full.shape
    rim = _longest_way(to_reference, height, width) + 2
    if not _is_affine(to_reference) or 2 * rim >= min(height, width):
        return _bare(full, to_reference, (0, 0, width, height))
    valid = full.copy()
    for x1, y1, x2, y2 in (
        (0, 0, width, rim),
        (0, height - rim, width, height),
        (0, rim, rim, height - rim),
        (width - rim, rim, width, height - rim),
    ):
        valid[y1:y2, x1:x2] = _bare(full, to_reference, (x1, y1, x2, y2))
    return valid


def _bare(full: Pixels, matrix: np.ndarray, box: tuple[int, int, int, int]) -> Pixels:
    """Return what ``_content`` says within a box x1, y1, x2, y2 of the reference."""
    x1, y1, x2, y2 = box
    into = np.array([[1, 0, -x1], [0, 1, -y1], [0, 0, 1]], np.float64) @ matrix
    return _warp(full, into, (x2 - x1, y2 - y1), cv2.INTER_NEAREST, cv2.BORDER_CONSTANT)


def _longest_way(to_reference: np.ndarray, height: int, width: int) -> int:
    """Return how far, in whole pixels, an affine motion takes any pixel of the reference."""
    corners = np.array([[0, width, 0, width], [0, 0, height, height], [1, 1, 1, 1]], np.float64)
    ways = (np.linalg.inv(to_reference) @ corners - corners)[:2]
    return math.ceil(float(np.abs(ways).max()))


def _is_affine(matrix: np.ndarray) -> bool:
    return np.array_equal(matrix[2], _IDENTITY[2])


def by_fours(picture: Pixels, move: Callable[[Pixels], Pixels]) -> Pixels:
    """Return ``move(picture)``, colour moved with a fourth channel that is then dropped.

    OpenCV moves four channels in half the time of three, to the same values.
    """
    if picture.ndim == 2:
        return move(picture)
    return cv2.cvtColor(move(cv2.cvtColor(picture, cv2.COLOR_BGR2BGRA)), cv2.COLOR_BGRA2BGR)


def _warp(
    picture: Pixels, matrix: np.ndarray, size: tuple[int, int], how: int, border: int
) -> Pixels:
    if _is_affine(matrix):
        return cv2.warpAffine(picture, matrix[:2], size, flags=how, borderMode=border)
    return cv2.warpPerspective(picture, matrix, size, flags=how, borderMode=border)
