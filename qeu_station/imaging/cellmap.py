"""The grid in pixels: which judged cell every pixel belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from qeu_station.api.prepared import Cell
from qeu_station.core.grid import Grid, Quad
from qeu_station.errors import GridError
from qeu_station.imaging.pixels import Labels, Pixels

_SLACK = 0.5
"""Pixels a corner may lie outside the picture: half of one, as rounding leaves it."""


@dataclass(frozen=True, slots=True, eq=False)
class CellMap:
    """Judged cells and the pixels they own.

    Attributes:
        grid: The grid behind it.
        cells: Judged cells, row by row.
        labels: uint16, (H, W); 0 for none or unused, k for ``cells[k - 1]``.
        areas: int64, (1 + cells,); pixels per label.
    """

    grid: Grid
    cells: tuple[Cell, ...]
    labels: Labels
    areas: np.ndarray


def build_cell_map(grid: Grid, width: int, height: int) -> CellMap:
    """Return the cells of ``grid`` over a picture of ``width`` x ``height`` pixels.

    A pixel belongs to the cell that holds its centre, so that every pixel has one owner.

    Raises:
        GridError: A corner of the grid lies outside the picture, or a cell is smaller than a
            pixel.
    """
    _check_inside(grid, width, height)
    labels = _labels(grid, width, height)
    areas = np.bincount(labels.ravel(), minlength=1 + len(grid.addresses))
    for address, area in zip(grid.addresses, areas[1:], strict=True):
        if not area:
            raise GridError(
                f'Cell "{address}" holds no pixel of the {width} x {height} reference; make the '
                "grid larger or give it fewer cells. Check [grid] in recipe.toml."
            )
    cells = tuple(Cell.around(address, grid.polygon(address)) for address in grid.addresses)
    return CellMap(grid, cells, labels, areas)


def coverage(cell_map: CellMap, valid: Pixels) -> dict[str, float]:
    """Return the share (0..1) of each cell where ``valid`` (uint8, (H, W)) is not 0."""
    if valid.all():
        return {cell.address: 1.0 for cell in cell_map.cells}
    # Mostly a thin rim is without content, so that is what is counted.
    bare = np.bincount(cell_map.labels[valid == 0], minlength=len(cell_map.areas))
    shares = 1 - bare[1:] / cell_map.areas[1:]
    return {c.address: float(s) for c, s in zip(cell_map.cells, shares, strict=True)}


def _labels(grid: Grid, width: int, height: int) -> Labels:
    rows, columns = len(grid.rows), len(grid.columns)
    u, v = _unit_coordinates(grid.corners, width, height)
    row, column = np.floor(v * rows), np.floor(u * columns)
    inside = (row >= 0) & (row < rows) & (column >= 0) & (column < columns)
    order = {address: k for k, address in enumerate(grid.addresses, start=1)}
    table = np.array([order.get(address, 0) for address in grid.positions], np.uint16)
    labels = np.zeros((height, width), np.uint16)
    labels[inside] = table[(row[inside] * columns + column[inside]).astype(np.intp)]
    return labels


def _unit_coordinates(corners: Quad, width: int, height: int) -> tuple[np.ndarray, np.ndarray]:
    """Return where each pixel's centre lies in the grid: (u, v), 0..1 from corner to corner."""
    unit = np.array([[0, 0], [1, 0], [1, 1], [0, 1]], np.float32)
    m = cv2.getPerspectiveTransform(np.array(corners, np.float32), unit)
    x, y = np.arange(width) + 0.5, (np.arange(height) + 0.5)[:, None]
    w = m[2, 0] * x + m[2, 1] * y + m[2, 2]
    w = np.where(w > 0, w, np.nan)  # beyond the horizon of the perspective: nowhere
    return (m[0, 0] * x + m[0, 1] * y + m[0, 2]) / w, (m[1, 0] * x + m[1, 1] * y + m[1, 2]) / w


def _check_inside(grid: Grid, width: int, height: int) -> None:
    for x, y in grid.corners:
        if not (-_SLACK <= x <= width + _SLACK and -_SLACK <= y <= height + _SLACK):
            raise GridError(
                f"The grid's corner ({x:g}, {y:g}) lies outside the {width} x {height} reference; "
                f"x must be 0..{width} and y 0..{height}. Check [grid] in recipe.toml."
            )
