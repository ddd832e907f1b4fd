"""Patches: what test image and reference show around a place, laid onto each other again.

Preparation aligns the pair as a whole; boards bend, so every patch finds its own last pixels.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[Any]  # uint8, as OpenCV takes and gives it
Box = tuple[float, float, float, float]

LEAST_SIDE = 64
"""Side of the smallest patch: enough surroundings to see what a change touches."""

MARGIN = 10
"""Pixels of surroundings around a larger box."""

_RELUCTANCE = 0.5
"""Sum of squares that one pixel of shift must save, so that flat patches stay put."""


@dataclass(frozen=True, slots=True)
class Window:
    """A rectangle of whole pixels, which may reach beyond the picture."""

    x: int
    y: int
    width: int
    height: int

    def grown(self, by: int) -> Window:
        """Return the window with ``by`` pixels more on every side."""
        return Window(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: int, dy: int) -> Window:
        """Return the window shifted."""
        return Window(self.x + dx, self.y + dy, self.width, self.height)


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """A window of the test image and the reference behind it.

    Attributes:
        window: Where it lies, in reference pixels.
        test: uint8, (h, w) or (h, w, 3).
        reference: uint8, the same shape, shifted to fit the test image.
        shift: x and y in pixels by which the reference's window was moved.
    """

    window: Window
    test: Picture
    reference: Picture
    shift: tuple[int, int]


def window_around(box: Box) -> Window:
    """Return the window of a patch around ``box`` (x1, y1, x2, y2)."""
    x1, y1, x2, y2 = box
    width = max(LEAST_SIDE, x2 - x1 + 2 * MARGIN)
    height = max(LEAST_SIDE, y2 - y1 + 2 * MARGIN)
    return Window(int((x1 + x2 - width) / 2), int((y1 + y2 - height) / 2), int(width), int(height))


def cut_out(picture: NDArray[Any], window: Window) -> NDArray[Any]:
    """Return the window's pixels; beyond the picture its border goes on."""
    height, width = picture.shape[:2]
    right, below = window.x + window.width, window.y + window.height
    if window.x >= 0 and window.y >= 0 and right <= width and below <= height:
        return picture[window.y : below, window.x : right]
    rows = np.clip(np.arange(window.y, below), 0, height - 1)
    columns = np.clip(np.arange(window.x, right), 0, width - 1)
    return picture[rows[:, None], columns]


def aligned_patch(test: Picture, reference: Picture, window: Window, reach: int) -> Patch:
    """Return the patch in which the reference is shifted to where it fits best.

    Args:
        test: uint8, (H, W) or (H, W, 3).
        reference: uint8, the same shape.
        window: Where.
        reach: Longest shift tried, in pixels each way.
    """
    seen = cut_out(test, window)
    around = cut_out(reference, window.grown(reach))
    misfit = cv2.matchTemplate(around, seen, cv2.TM_SQDIFF) + _reluctance(reach)
    row, column = divmod(int(misfit.argmin()), 2 * reach + 1)
    fitted = around[row : row + window.height, column : column + window.width]
    return Patch(window, seen, np.ascontiguousarray(fitted), (column - reach, row - reach))


def ink_of(picture: Picture, dark: bool) -> Picture:
    """Return 1 where a binary picture (uint8, 0 or 255) shows its material, 0 elsewhere.

    Args:
        picture: uint8, (H, W).
        dark: Whether the material is the dark side, as copper is on scanned boards.
    """
    side = cv2.THRESH_BINARY_INV if dark else cv2.THRESH_BINARY
    return cv2.threshold(picture, 127, 1, side)[1]


@lru_cache(maxsize=8)
def _reluctance(reach: int) -> NDArray[np.float32]:
    y, x = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    cost: NDArray[np.float32] = (_RELUCTANCE * np.hypot(x, y)).astype(np.float32)
    return cost
