"""A picture laid out for reading: scaled, on a margin, with the grid's labels along its edges."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.core.grid import Grid, Point
from qeu_station.imaging.lettering import BLACK, Picture, write, written_size

Pixels = NDArray[Any]
PAPER = (250, 248, 246)
_PLATE_OPACITY = 0.82
_EDGE = 8
_SMALLEST, _LARGEST = 13, 44


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """A scaled picture on its margin.

    Attributes:
        picture: uint8, (H, W, 3) BGR; drawn into.
        scale: Panel pixels per pixel of the picture.
        offset: Panel pixel of the picture's top left corner.
        size: Height of the labels in pixels.
    """

    picture: Picture = field(repr=False)
    scale: float
    offset: tuple[int, int]
    size: int

    def at(self, point: Point) -> Point:
        """Return where a point of the picture lies in the panel, in pixel indices."""
        x = point[0] * self.scale + self.offset[0] - 0.5
        return x, point[1] * self.scale + self.offset[1] - 0.5

    def polygon(self, points: Sequence[Point]) -> Pixels:
        """Return points of the picture as int32 (N, 2) panel pixels."""
        return np.rint([self.at(point) for point in points]).astype(np.int32)


def laid_out(picture: Picture, grid: Grid, width: int | None = None) -> Panel:
    """Return the picture with row and column labels, ``width`` pixels wide.

    Args:
        picture: uint8, (H, W) or (H, W, 3) BGR.
        grid: Lies over the picture; labels stand beside its left and its top edge.
        width: Width of the picture in the panel; None keeps its own.
    """
    scale = 1.0 if width is None else width / picture.shape[1]
    size = _label_size(grid, scale)
    left, top = _margins(grid, scale, size)
    panel = Panel(_on_paper(picture, scale, left, top), scale, (left, top), size)
    count = len(grid.columns)
    for index, label in enumerate(grid.columns):
        x, y = panel.at(grid.point((index + 0.5) / count, 0))
        _label(panel, label, x, max(y - size * 0.85, size * 0.75))
    count = len(grid.rows)
    for index, label in enumerate(grid.rows):
        x, y = panel.at(grid.point(0, (index + 0.5) / count))
        half = written_size(label, size)[0] / 2 + size * 0.4
        _label(panel, label, max(x - half - size * 0.15, half), y)
    return panel


def _label_size(grid: Grid, scale: float) -> int:
    """Return a text size that fits the narrowest cell."""
    columns, rows = len(grid.columns), len(grid.rows)
    (x1, _), (x2, _) = grid.point(0, 0), grid.point(1, 0)
    (_, y1), (_, y2) = grid.point(0, 0), grid.point(0, 1)
    narrowest = min(abs(x2 - x1) / columns, abs(y2 - y1) / rows) * scale
    longest = max(len(label) for label in (*grid.columns, *grid.rows))
    return int(np.clip(narrowest * 0.34 / max(1, longest / 2), _SMALLEST, _LARGEST))


def _margins(grid: Grid, scale: float, size: int) -> tuple[int, int]:
    """Return the paper needed left of and above the picture, so that no label is cut."""
    corners = [grid.point(u, v) for u, v in ((0, 0), (1, 0), (0, 1))]
    left = max(written_size(label, size)[0] for label in grid.rows) + size
    left -= round(min(x for x, _ in corners) * scale)
    top = round(size * 1.6 - min(y for _, y in corners) * scale)
    return max(left, _EDGE), max(top, _EDGE)


def _on_paper(picture: Picture, scale: float, left: int, top: int) -> Picture:
    shown: Pixels = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR) if picture.ndim == 2 else picture
    if scale != 1:
        way = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        size = (round(picture.shape[1] * scale), round(picture.shape[0] * scale))
        shown = cv2.resize(shown, size, interpolation=way)
    room = (top, _EDGE, left, _EDGE)
    paper: Pixels = cv2.copyMakeBorder(shown, *room, cv2.BORDER_CONSTANT, value=PAPER)
    return paper


def _label(panel: Panel, text: str, x: float, y: float) -> None:
    """Write a label on a pale plate, readable on paper and picture alike."""
    width, height = written_size(text, panel.size)
    x1, x2 = round(x - width / 2 - panel.size * 0.3), round(x + width / 2 + panel.size * 0.3)
    y1, y2 = round(y - height * 0.58), round(y + height * 0.58)
    plate = panel.picture[max(y1, 0) : max(y2, 0), max(x1, 0) : max(x2, 0)]
    plate[:] = plate * (1 - _PLATE_OPACITY) + np.array(PAPER) * _PLATE_OPACITY
    write(panel.picture, text, (x, y), panel.size, BLACK)
