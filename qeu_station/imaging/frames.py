"""Boxes between the reference's frame and the test image's."""

from __future__ import annotations

import numpy as np

from qeu_station.core.region import Box

_HALF = 0.5
"""Pixel k covers k..k+1 in a box, and lies at k in the matrices that OpenCV uses."""


def grown(box: Box, pixels: float, width: int, height: int) -> Box:
    """Return ``box`` with ``pixels`` more on each side, clipped to the picture."""
    x1, y1, x2, y2 = box
    return clipped((x1 - pixels, y1 - pixels, x2 + pixels, y2 + pixels), width, height)


def clipped(box: Box, width: int, height: int) -> Box:
    """Return the part of ``box`` on the picture; at least its nearest pixel when it lies off it."""
    x1, x2 = _clipped_side(box[0], box[2], width)
    y1, y2 = _clipped_side(box[1], box[3], height)
    return x1, y1, x2, y2


def carried(box: Box, matrix: np.ndarray, width: int, height: int) -> Box:
    """Return the upright box around ``box`` after ``matrix``, in whole pixels of that picture.

    Args:
        box: x1, y1, x2, y2 in pixels, exclusive end.
        matrix: float64, (3, 3); pixel indices of the box's picture to those of the other one.
        width: Columns of the other picture.
        height: Rows of the other picture.
    """
    x1, y1, x2, y2 = box
    corners = np.array([[x1, x2, x2, x1], [y1, y1, y2, y2], np.ones(4)]) - [[_HALF], [_HALF], [0]]
    x, y, w = matrix @ corners
    x, y = np.round(x / w + _HALF), np.round(y / w + _HALF)
    return clipped((float(x.min()), float(y.min()), float(x.max()), float(y.max())), width, height)


def _clipped_side(low: float, high: float, size: int) -> tuple[float, float]:
    low = min(max(low, 0.0), size - 1.0)
    return low, min(max(high, low + 1.0), float(size))
