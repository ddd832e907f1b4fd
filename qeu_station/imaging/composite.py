"""The composite: one picture with the reference above and the test below, addresses on both."""

from __future__ import annotations

import numpy as np

from qeu_station.core.grid import Grid
from qeu_station.errors import ImageError
from qeu_station.imaging.lettering import BLACK, Picture, shortened, write
from qeu_station.imaging.panel import PAPER, laid_out

_TITLE_SIZE = 24
_TITLE_HEIGHT = 40


def composite_picture(
    reference: Picture,
    test: Picture,
    grid: Grid,
    titles: tuple[str, str] = ("Reference", "Test"),
    width: int | None = None,
) -> Picture:
    """Return reference above test, both with row and column labels along the grid's edges.

    Args:
        reference: uint8, (H, W) or (H, W, 3) BGR.
        test: Same height and width, in the reference's frame.
        grid: Lies over both.
        titles: Text over each, in any script; empty for none.
        width: Width of each picture in pixels; None keeps their own.

    Returns:
        uint8, (H, W, 3) BGR.

    Raises:
        ImageError: The two pictures have different sizes.
    """
    if reference.shape[:2] != test.shape[:2]:
        raise ImageError(
            f"A composite needs two pictures of one size, got {_size(reference)} and {_size(test)} "
            "pixels; lay the test image onto the reference first."
        )
    parts = []
    for picture, text in zip((reference, test), titles, strict=True):
        panel = laid_out(picture, grid, width).picture
        parts += [titled(text, panel.shape[1])] if text else []
        parts.append(panel)
    return np.vstack(parts)


def titled(text: str, width: int) -> Picture:
    """Return a strip of paper with a title, ``width`` pixels wide."""
    strip = np.full((_TITLE_HEIGHT, width, 3), PAPER, np.uint8)
    line = shortened(text, _TITLE_SIZE, width - 24)
    write(strip, line, (12, _TITLE_HEIGHT / 2), _TITLE_SIZE, BLACK, "left")
    return strip


def _size(picture: Picture) -> str:
    return f"{picture.shape[1]} x {picture.shape[0]}"
