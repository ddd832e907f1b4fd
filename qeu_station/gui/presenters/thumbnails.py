"""Small pictures for the strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

WIDTH, HEIGHT = 96, 72


def thumbnail(picture: np.ndarray) -> np.ndarray:
    """Return a picture that fits into 96 x 72 pixels, means of equal blocks.

    Args:
        picture: uint8, (H, W, 3) RGB or (H, W).

    Returns:
        uint8, (h, w, 3) RGB, contiguous, without a view of ``picture``.
    """
    import numpy as np

    colour = picture if picture.ndim == 3 else picture[:, :, None]
    height, width = colour.shape[:2]
    step = max(1, -(-width // WIDTH), -(-height // HEIGHT))
    rows, columns = max(1, height // step), max(1, width // step)
    whole = colour[: rows * step, : columns * step]
    steps = (min(step, height), min(step, width))
    blocks = whole.reshape(rows, steps[0], columns, steps[1], -1)
    small = blocks[:, :: max(1, step // 4), :, :: max(1, step // 4)].mean(axis=(1, 3))
    return np.ascontiguousarray(np.broadcast_to(small.astype(np.uint8), (rows, columns, 3)))
