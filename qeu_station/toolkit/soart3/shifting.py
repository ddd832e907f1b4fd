"""The test image moved to where it is nearest to a good part, window by window."""

from __future__ import annotations

from itertools import product

import numpy as np
from numpy.typing import NDArray

from qeu_station.errors import MetricsError
from qeu_station.toolkit.soart3.views import Pictures

Mask = NDArray[np.bool_]


class ShiftedTest:
    """A test image that can be looked at from a few pixels beside.

    Beyond its border the picture goes on as its last pixel.

    Args:
        test: uint8, (H, W) or (H, W, C), 0..255.
        shape: Rows, columns and channels of the good parts.
        tolerance: Longest shift in pixels each way, 0 or more.

    Raises:
        MetricsError: The test image is no uint8 picture of this shape.
    """

    def __init__(self, test: Pictures, shape: tuple[int, ...], tolerance: int) -> None:
        if test.dtype != np.uint8 or test.size != np.prod(shape) or test.shape[:2] != shape[:2]:
            raise MetricsError(
                f"The test image has type {test.dtype} and shape {test.shape}, the good parts are "
                f"uint8 of shape {shape}; prepare both with the same recipe."
            )
        self._shape = shape
        self._tolerance = tolerance
        rim = ((tolerance, tolerance), (tolerance, tolerance), (0, 0))
        self._padded = np.pad(test.reshape(shape), rim, mode="edge")
        reach = range(-tolerance, tolerance + 1)
        # the shortest of equally good shifts is the answer
        self._shifts = sorted(product(reach, reach), key=lambda shift: np.hypot(*shift))

    def at(self, dx: int, dy: int) -> Pictures:
        """Return the picture whose pixel (x, y) is the test image's (x + dx, y + dy)."""
        left, top = self._tolerance + dx, self._tolerance + dy
        return self._padded[top : top + self._shape[0], left : left + self._shape[1]]

    def nearest(
        self, reference: Pictures, box: tuple[int, int, int, int], mask: Mask | None = None
    ) -> tuple[int, int]:
        """Return the shift (dx, dy) with the least Manhattan distance to ``reference``.

        Args:
            reference: uint8, (H, W, C).
            box: x1, y1, x2, y2 of the window, exclusive end, with at least one pixel.
            mask: bool, (y2 - y1, x2 - x1); pixels of the box that count, None for all.
        """
        import cv2  # heavy, and asked for only when something moves

        x1, y1, x2, y2 = box
        fixed = reference[y1:y2, x1:x2]
        counted = None if mask is None else mask.astype(np.uint8)
        distances = [
            cv2.norm(self.at(dx, dy)[y1:y2, x1:x2], fixed, cv2.NORM_L1, counted)
            for dx, dy in self._shifts
        ]
        return self._shifts[int(np.argmin(distances))]
