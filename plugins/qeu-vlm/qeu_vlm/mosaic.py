"""The mosaic: every cell in a tile of its own, at the same place whatever the product's grid.

Position is what vision-language models learn hardest. Here it is the tile: a model that knows the
tiles knows the positions of every product whose grid has at most 3 rows and 9 columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.api import Cell, PluginError, PreparedPair
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
    for cell in pair.cells:
        row, column = places.at[cell.address]
        y, x = row * tile, column * tile
        made[y : y + tile, x : x + tile] = _tile(pair, cell, tile)
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


def _tile(pair: PreparedPair, cell: Cell, tile: int) -> Picture:
    inside = _window(cell, pair.shape)
    seen = [_averaged(rgb(picture[inside]), tile) for picture in (pair.reference, pair.test)]
    return np.concatenate([*seen, largest(pair.difference[inside], tile)[..., None]], axis=-1)


def _window(cell: Cell, shape: tuple[int, int]) -> tuple[slice, slice]:
    """Return the whole pixels of a cell that lie in the picture; at least one."""
    return _span(cell.box[1], cell.box[3], shape[0]), _span(cell.box[0], cell.box[2], shape[1])


def _span(start: float, end: float, size: int) -> slice:
    first = int(np.clip(np.floor(start), 0, size - 1))
    return slice(first, int(np.clip(np.ceil(end), first + 1, size)))


def rgb(picture: Pixels) -> Pixels:
    """Return a picture, uint8 (H, W) or (H, W, 3) BGR, as (H, W, 3) RGB."""
    return np.repeat(picture[..., None], 3, axis=-1) if picture.ndim == 2 else picture[..., ::-1]


def _averaged(picture: Pixels, tile: int) -> Pixels:
    way = cv2.INTER_AREA if min(picture.shape[:2]) >= tile else cv2.INTER_LINEAR
    resized: Pixels = cv2.resize(np.ascontiguousarray(picture), (tile, tile), interpolation=way)
    return resized


def largest(picture: Pixels, tile: int) -> Pixels:
    """Return a picture, (H, W), as (tile, tile): the largest value of what each pixel covers."""
    edges: Sequence[Pixels] = [np.arange(tile) * size // tile for size in picture.shape]
    return np.maximum.reduceat(np.maximum.reduceat(picture, edges[0], axis=0), edges[1], axis=1)
