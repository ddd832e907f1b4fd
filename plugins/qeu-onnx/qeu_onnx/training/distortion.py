"""Hard background: a reference as a good part may show it, bent and drawn thicker or thinner."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[Any]  # uint8, as OpenCV takes and gives it

LARGEST_BEND = 2.0
"""Pixels by which a place moves at most."""

_WAVE = 16
"""Pixels over which the bend changes."""

_TRIALS = 3
"""Distortions of which the one that changes most is taken."""

_SQUARE = np.ones((3, 3), np.uint8)


def distorted(picture: Picture, random: np.random.Generator) -> Picture:
    """Return the hardest of a few distortions: the one that differs most from the picture.

    Those that join what was apart or cut what was whole are defects, not background, and are left
    out; when all do, the picture comes back as it is.

    Args:
        picture: uint8, (h, w) or (h, w, 3).
        random: Source of chance.
    """
    trials = [_widened(_bent(picture, random), random) for _ in range(_TRIALS)]
    pieces = _pieces(picture)
    sound = [trial for trial in trials if _pieces(trial) == pieces]
    return max(sound, key=lambda trial: cv2.norm(trial, picture, cv2.NORM_L1), default=picture)


def _bent(picture: Picture, random: np.random.Generator) -> Picture:
    """Move every place by a smooth random field (P. Simard et al., ICDAR 2003)."""
    height, width = picture.shape[:2]
    coarse = random.uniform(
        -LARGEST_BEND, LARGEST_BEND, (2, height // _WAVE + 2, width // _WAVE + 2)
    )
    dx, dy = (
        cv2.resize(field.astype(np.float32), (width, height), interpolation=cv2.INTER_CUBIC)
        for field in coarse
    )
    y, x = np.mgrid[:height, :width].astype(np.float32)
    how = cv2.INTER_NEAREST if is_binary(picture) else cv2.INTER_LINEAR
    return cv2.remap(picture, x + dx, y + dy, how, borderMode=cv2.BORDER_REPLICATE)


def _widened(picture: Picture, random: np.random.Generator) -> Picture:
    """Draw lines thicker, thinner or as they are; other than binary lines by part of a pixel."""
    kind = random.integers(3)
    if kind == 0:
        return picture
    changed: Picture = (cv2.dilate if kind == 1 else cv2.erode)(picture, _SQUARE)
    if is_binary(picture):
        return changed
    share = float(random.uniform(0.2, 0.8))
    return cv2.addWeighted(changed, share, picture, 1 - share, 0)


def _pieces(picture: Picture) -> tuple[int, int]:
    """Return the number of dark and of bright pieces."""
    grey = picture if picture.ndim == 2 else cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    _, bright = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    dark = cv2.bitwise_not(bright)
    return cv2.connectedComponents(dark)[0], cv2.connectedComponents(bright)[0]


def is_binary(picture: Picture) -> bool:
    """Return whether there is nothing between black and white."""
    return bool(((picture == 0) | (picture == 255)).all())
