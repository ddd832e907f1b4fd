"""What every OpenCV source does with its pictures and their rate."""

from __future__ import annotations

import cv2
import numpy as np

PATIENCE_S = 0.9

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


def patience_of(rate: float) -> float:
    """Return how long a source of so many pictures per second may be silent."""
    return max(PATIENCE_S, 2.5 / rate) if rate > 0.1 else PATIENCE_S


def turned(picture: np.ndarray, degrees: int) -> np.ndarray:
    """Return the picture turned clockwise."""
    return cv2.rotate(picture, _TURNS[degrees]) if degrees else picture
