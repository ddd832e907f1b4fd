"""Pictures for a model to read: scaled, on paper, with the labels of the grid along two edges."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

import cv2
import numpy as np

from qeu_station.api import Cell
from qeu_vlm.mosaic import Pixels, rgb
from qeu_vlm.places import Places

PAPER, INK = (246, 248, 250), (22, 24, 28)
GAP = 8
_SMALLEST, _LARGEST = 12, 40
_WEIGHT = 500


def scaled(picture: Pixels, longest: int) -> Pixels:
    """Return a picture whose longer side has at most ``longest`` pixels; as it is if it has."""
    factor = longest / max(picture.shape[:2])
    if factor >= 1:
        return picture
    height, width = (max(1, round(side * factor)) for side in picture.shape[:2])
    small: Pixels = cv2.resize(picture, (width, height), interpolation=cv2.INTER_AREA)
    return small


def labelled(picture: Pixels, cells: Sequence[Cell], places: Places, shrunk: float) -> Pixels:
    """Return the picture on paper with column labels above it and row labels to its left.

    Args:
        picture: uint8, (H, W) or (H, W, 3) BGR, scaled.
        cells: The cells, in pixels before scaling.
        places: Where they lie on the grid.
        shrunk: Pixels of ``picture`` per pixel of the cells.

    Returns:
        uint8, (H', W', 3) RGB.
    """
    size = _text_size(cells, shrunk)
    left = max(_width(label, size) for label in places.rows) + size // 2 + GAP
    top = round(size * 1.5) + GAP
    paper: Pixels = cv2.copyMakeBorder(
        np.ascontiguousarray(rgb(picture)), top, GAP, left, GAP, cv2.BORDER_CONSTANT, value=PAPER
    )
    across, down = _middles(cells, places)
    for column, x in across.items():
        at = left + x * shrunk - _width(places.columns[column], size) / 2
        _write(paper, places.columns[column], at, top - GAP - size * 0.2, size)
    for row, y in down.items():
        _write(paper, places.rows[row], GAP, top + y * shrunk + size * 0.36, size)
    return paper


def room(places: Places) -> tuple[int, int]:
    """Return the most width and height in pixels that labels and paper take."""
    widest = max(_width(label, _LARGEST) for label in places.rows)
    return widest + _LARGEST // 2 + 2 * GAP, round(_LARGEST * 1.5) + 2 * GAP


def stacked(pictures: Sequence[Pixels]) -> Pixels:
    """Return pictures, one above the other on paper as wide as the widest."""
    width = max(picture.shape[1] for picture in pictures)
    wide = [
        cv2.copyMakeBorder(
            picture, 0, 0, 0, width - picture.shape[1], cv2.BORDER_CONSTANT, value=PAPER
        )
        for picture in pictures
    ]
    return np.vstack(wide)


def beside(left: Pixels, right: Pixels) -> Pixels:
    """Return two pictures of one size side by side, with paper between them."""
    paper = np.full((left.shape[0], GAP, 3), PAPER, np.uint8)
    return np.hstack([left, paper, right])


def _middles(
    cells: Sequence[Cell], places: Places
) -> tuple[Mapping[int, float], Mapping[int, float]]:
    """Return the middle of the first cell of every column across, and of every row down."""
    across: dict[int, float] = {}
    down: dict[int, float] = {}
    for cell in cells:
        row, column = places.at[cell.address]
        x1, y1, x2, y2 = cell.box
        across.setdefault(column, (x1 + x2) / 2)
        down.setdefault(row, (y1 + y2) / 2)
    return across, down


def _text_size(cells: Sequence[Cell], shrunk: float) -> int:
    narrowest = min(min(c.box[2] - c.box[0], c.box[3] - c.box[1]) for c in cells) * shrunk
    return int(np.clip(narrowest * 0.4, _SMALLEST, _LARGEST))


def _width(text: str, size: int) -> int:
    return int(cv2.getTextSize((0, 0), text, (0, 0), _font(), size, _WEIGHT)[2])


def _write(picture: Pixels, text: str, x: float, baseline: float, size: int) -> None:
    cv2.putText(picture, text, (round(x), round(baseline)), INK, _font(), size, _WEIGHT)


@lru_cache(maxsize=1)
def _font() -> cv2.FontFace:
    return cv2.FontFace("sans")
