"""A pinhole camera that looks down on the tray, tilted towards the viewer."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qeu_station.core.grid import Quad

Matrix = NDArray[Any]

COLUMNS, ROWS = 9, 3
CELL_HEIGHT = 1.7
"""Height of a cell; its width is the unit of length of the scene."""

TRAY_WIDTH, TRAY_HEIGHT = float(COLUMNS), ROWS * CELL_HEIGHT
_DISTANCE = 24.0
_TILT = math.radians(17)
_PIXELS_PER_UNIT = 95.0
_BASE_WIDTH = 960


@dataclass(frozen=True)
class Camera:
    """Projects the scene: x to the right, y towards the viewer, z up, tray at z = 0.

    Attributes:
        size: Width and height of the picture in pixels.
        shift: Displacement of the picture in pixels of a 960 pixel wide one.
        angle: Roll in degrees.
        scale: Enlargement, 1 for none.
    """

    size: tuple[int, int] = (960, 640)
    shift: tuple[float, float] = (0.0, 0.0)
    angle: float = 0.0
    scale: float = 1.0

    @cached_property
    def matrix(self) -> Matrix:
        """float64, (3, 4): scene to pixels, homogeneous."""
        width, height = self.size
        zoom = width / _BASE_WIDTH
        focal = _PIXELS_PER_UNIT * _DISTANCE * zoom * self.scale
        sin, cos = math.sin(_TILT), math.cos(_TILT)
        turned = np.array([[1, 0, 0], [0, cos, -sin], [0, -sin, -cos]])
        centre = np.array([TRAY_WIDTH / 2, TRAY_HEIGHT / 2, 0])
        pose = np.column_stack([turned, -turned @ centre + [0, 0, _DISTANCE]])
        a = math.radians(self.angle)
        c, s = focal * math.cos(a), focal * math.sin(a)
        x0 = (width - 1) / 2 + self.shift[0] * zoom
        y0 = (height - 1) / 2 + self.shift[1] * zoom
        matrix: Matrix = np.array([[c, -s, x0], [s, c, y0], [0, 0, 1]]) @ pose
        return matrix

    def plane(self, z: float) -> Matrix:
        """Return the homography (3, 3) from (x, y) at height ``z`` to pixels."""
        m = self.matrix
        return np.column_stack([m[:, 0], m[:, 1], m[:, 3] + z * m[:, 2]])

    def project(self, points: ArrayLike) -> Matrix:
        """Return the pixels (N, 2) of scene points (N, 3)."""
        scene = np.asarray(points, dtype=np.float64)
        image = np.column_stack([scene, np.ones(len(scene))]) @ self.matrix.T
        pixels: Matrix = image[:, :2] / image[:, 2:]
        return pixels

    def tray_corners(self) -> Quad:
        """Return the grid's corners in pixels, clockwise from the top left.

        Pixel k covers k..k + 1 here, as in every box and grid of the station.
        """
        w, h = TRAY_WIDTH, TRAY_HEIGHT
        corners = self.project([(0, 0, 0), (w, 0, 0), (w, h, 0), (0, h, 0)]) + 0.5
        first, second, third, fourth = ((float(x), float(y)) for x, y in corners)
        return first, second, third, fourth


def cell_centre(address_index: int) -> tuple[float, float]:
    """Return the scene position of the middle of a cell, counted row by row."""
    row, column = divmod(address_index, COLUMNS)
    return column + 0.5, (row + 0.5) * CELL_HEIGHT
