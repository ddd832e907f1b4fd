"""The mosaic: every cell in a tile of its own, at the same place whatever the product's grid.

Position is what vision-language models learn hardest. Here it is the tile: a model that knows the
tiles knows the positions of every product whose grid has at most 3 rows and 9 columns.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.api import PluginError, PreparedPair
from qeu_vlm.places import COLUMNS, ROWS, Places

Picture = NDArray[np.uint8]
Pixels = NDArray[Any]  # uint8, as OpenCV takes and gives it

TILE = 32
"""Side of a tile in pixels, where a model says nothing else."""

PLANES = 7
"""Reference in red, green and blue, test in the same, and the tolerant difference."""


def mosaic(pair: PreparedPair, places: Places, tile: int = TILE) -> Picture:
    """Return the cells of a pair as tiles.

    Pictures are averaged within a pixel of the tile; of the difference the largest value is taken,
    so that a small defect is not averaged away. Tiles without a cell are black.

    Args:
        pair: The prepared pair.
        places: Where its cells lie on the grid.
        tile: Side of a tile in pixels.

    Returns:
        uint8, (3 tile, 9 tile, 7), 0..255.

    Raises:
        PluginError: The grid has more rows or columns than there are tiles.
    """
    check_fits(places)
    made = np.zeros((len(ROWS) * tile, len(COLUMNS) * tile, PLANES), np.uint8)
    factor = _coarse(pair, tile)
    coarse = [_shrunk(picture, factor) for picture in (pair.reference, pair.test)]
    for cell in pair.cells:
        row, column = places.at[cell.address]
        place = made[row * tile : (row + 1) * tile, column * tile : (column + 1) * tile]
        box = [edge / factor for edge in cell.box]
        for first, picture in zip((0, 3), coarse, strict=True):
            place[..., first : first + 3] = rgb(_averaged(_inside(picture, box), tile))
        place[..., 6] = largest(_inside(pair.difference, cell.box), tile)
    return made


def check_fits(places: Places) -> None:
    """Check that every cell has a tile.

    Raises:
        PluginError: The grid is too large.
    """
    rows, columns = len(places.rows), len(places.columns)
    if rows > len(ROWS) or columns > len(COLUMNS):
        raise PluginError(
            f"a model that is shown the cells as tiles knows at most {len(ROWS)} rows and "
            f"{len(COLUMNS)} columns, this grid has {rows} and {columns}; use a smaller grid, or a "
            "model that is shown pictures (show = 'composite')"
        )


def tile_address(position: tuple[int, int]) -> str:
    """Return what a model calls the tile in this row and column."""
    return ROWS[position[0]] + COLUMNS[position[1]]


def _coarse(pair: PreparedPair, tile: int) -> int:
    """Return by what whole number pictures can be shrunk before cells are cut out of them."""
    sides = [min(c.box[2] - c.box[0], c.box[3] - c.box[1]) for c in pair.cells]
    return max(1, int(min(sides) / (1.25 * tile)))


def _shrunk(picture: Pixels, factor: int) -> Pixels:
    """Return a picture whose pixels are the means of ``factor`` x ``factor`` each."""
    if factor == 1:
        return picture
    height, width = (side // factor for side in picture.shape[:2])
    whole = picture[: height * factor, : width * factor]
    shrunk: Pixels = cv2.resize(whole, (width, height), interpolation=cv2.INTER_AREA)
    return shrunk


def _inside(picture: Pixels, box: Sequence[float]) -> Pixels:
    """Return the whole pixels of a box that lie in the picture; at least one."""
    x1, y1, x2, y2 = box
    return picture[_span(y1, y2, picture.shape[0]), _span(x1, x2, picture.shape[1])]


def _span(start: float, end: float, size: int) -> slice:
    first = min(max(math.floor(start), 0), size - 1)
    return slice(first, min(max(math.ceil(end), first + 1), size))


def rgb(picture: Pixels) -> Pixels:
    """Return a picture, uint8 (H, W) or (H, W, 3) BGR, as (H, W, 3) RGB."""
    return np.repeat(picture[..., None], 3, axis=-1) if picture.ndim == 2 else picture[..., ::-1]


def _averaged(picture: Pixels, tile: int) -> Pixels:
    way = cv2.INTER_AREA if min(picture.shape[:2]) >= tile else cv2.INTER_LINEAR
    resized: Pixels = cv2.resize(picture, (tile, tile), interpolation=way)
    return resized


def largest(picture: Pixels, tile: int) -> Pixels:
    """Return a picture, (H, W), as (tile, tile): the largest value of what each pixel covers."""
    reach = [-(-size // tile) for size in picture.shape]
    spread = cv2.dilate(picture, np.ones(reach, np.uint8), anchor=(0, 0))
    reduced: Pixels = cv2.resize(spread, (tile, tile), interpolation=cv2.INTER_NEAREST)
    return reduced
