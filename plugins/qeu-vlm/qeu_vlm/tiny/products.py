"""Random products: a grid, a ground and a part per cell, all from one seed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_vlm.places import COLUMNS, ROWS
from qeu_vlm.tiny.parts import Colour, Part, Rng, far_colour, random_colour, random_part, shaded

CELL = 48
"""Side of a drawn cell in pixels."""

Picture = NDArray[Any]  # uint8, as OpenCV takes and gives it


@dataclass(frozen=True)
class Product:
    """A product to make pairs of.

    Attributes:
        rows: Row labels, those of the mosaic, top to bottom.
        columns: Column labels, left to right.
        parts: Part per cell, row by row; None for an empty cell.
        sizes: Half width and half height of each part as a share of the cell.
        colour: Colour of the ground, BGR.
        shadow: Direction (x, y) of shadows as a share of a cell; (0, 0) for none.
        stretch: Height of a cell over its width on the product; cells are drawn square.
        seed: Everything above follows from it.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    parts: tuple[Part | None, ...]
    sizes: tuple[tuple[float, float], ...]
    colour: Colour
    shadow: tuple[float, float]
    stretch: float
    seed: int

    @property
    def addresses(self) -> tuple[str, ...]:
        """Addresses of the cells, row by row."""
        return tuple(row + column for row in self.rows for column in self.columns)

    @cached_property
    def ground(self) -> Picture:
        """uint8, (rows * CELL, columns * CELL, 3) BGR: the product without its parts."""
        rng = np.random.default_rng([self.seed, 2])
        shape = len(self.rows) * CELL, len(self.columns) * CELL
        return _ground(shape, self.colour, rng)


def random_product(seed: int, rows: int = 3, columns: int = 9) -> Product:
    """Return the product of a seed on a grid of 3 x 9 cells or another size."""
    rng = np.random.default_rng([seed, 1])
    ground = random_colour(rng)
    palette = [far_colour(rng, ground) for _ in range(int(rng.integers(2, 6)))]
    kinds = [random_part(rng, palette) for _ in range(int(rng.integers(2, 8)))]
    same_size = rng.random() < 0.7
    empty = rng.choice([0.0, 0.05, 0.2])
    chosen = [
        None if rng.random() < empty else kinds[int(rng.integers(len(kinds)))]
        for _ in range(rows * columns)
    ]
    size = tuple(rng.uniform(0.3, 0.46, 2).tolist())
    sizes = [size if same_size else tuple(rng.uniform(0.25, 0.46, 2).tolist()) for _ in chosen]
    lit = rng.random() < 0.5
    direction = rng.uniform(-0.1, 0.1, 2) if lit else np.zeros(2)
    return Product(
        ROWS[:rows],
        COLUMNS[:columns],
        tuple(chosen),
        tuple((float(x), float(y)) for x, y in sizes),
        ground,
        (float(direction[0]), float(direction[1])),
        float(np.random.default_rng([seed, 5]).choice([1.0, 1.0, 0.6, 0.75, 1.35, 1.7])),
        seed,
    )


def _ground(shape: tuple[int, int], colour: Colour, rng: Rng) -> Picture:
    height, width = shape
    field = np.zeros((height, width, 3), np.float32) + np.array(colour, np.float32)
    field += _grain(height, width, rng)[:, :, None]
    if rng.random() < 0.5:
        slope = rng.normal(0, 14, 2)
        y, x = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
        field += (slope[0] * x + slope[1] * y)[:, :, None].astype(np.float32)
    picture: Picture = np.clip(field, 0, 255).astype(np.uint8)
    if rng.random() < 0.55:
        _pockets(picture, shaded(colour, rng.choice([0.7, 0.85, 1.2])), rng)
    if rng.random() < 0.3:
        _tracks(picture, shaded(colour, rng.choice([0.6, 0.8, 1.3])), rng)
    return picture


def _grain(height: int, width: int, rng: Rng) -> NDArray[np.float32]:
    """Return a texture: fine, brushed or cloudy."""
    strength = rng.uniform(0, 9)
    down, across = rng.choice([0.6, 2.0, 8.0], 2)
    noise = rng.standard_normal((height, width)).astype(np.float32)
    smooth = cv2.GaussianBlur(noise, (0, 0), sigmaX=float(across), sigmaY=float(down))
    grain: NDArray[np.float32] = smooth * np.float32(strength / max(float(smooth.std()), 1e-6))
    return grain


def _pockets(picture: Picture, colour: Colour, rng: Rng) -> None:
    inset, thick = int(rng.integers(0, 6)), int(rng.integers(1, 4))
    for top in range(0, picture.shape[0], CELL):
        for left in range(0, picture.shape[1], CELL):
            ends = (left + CELL - 1 - inset, top + CELL - 1 - inset)
            cv2.rectangle(picture, (left + inset, top + inset), ends, colour, thick)


def _tracks(picture: Picture, colour: Colour, rng: Rng) -> None:
    for _ in range(int(rng.integers(4, 16))):
        x, y = int(rng.integers(picture.shape[1])), int(rng.integers(picture.shape[0]))
        corner = (x, int(rng.integers(picture.shape[0])))
        end = (int(rng.integers(picture.shape[1])), corner[1])
        thick = int(rng.integers(1, 5))
        cv2.line(picture, (x, y), corner, colour, thick, cv2.LINE_AA)
        cv2.line(picture, corner, end, colour, thick, cv2.LINE_AA)
