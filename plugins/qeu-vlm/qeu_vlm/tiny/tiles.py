"""From the mosaic of a pair to one small picture per cell, as the tiny model sees it."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_vlm.mosaic import PLANES, TILE
from qeu_vlm.places import COLUMNS, ROWS
from qeu_vlm.tiny.difference import balanced
from qeu_vlm.tiny.products import CELL
from qeu_vlm.tiny.scenes import Pair

CELLS = len(ROWS) * len(COLUMNS)

INPUTS = 15
"""Planes of a tile as the model sees it."""

ACROSS_DOWN = np.array([[11, 12], [13, 14]])
"""Of these, the steps across and down of the reference and of the test."""

Planes = NDArray[Any]  # uint8, as all of these
Tiles = NDArray[Any]
Pixels = NDArray[np.float32]


def planes_of(pair: Pair) -> Planes:
    """Return a generated pair as ``mosaic`` shows a prepared one; unused tiles are black.

    Returns:
        uint8, (3 ``TILE``, 9 ``TILE``, 7): reference and test in RGB, tolerant difference.
    """
    rows, columns = len(pair.product.rows), len(pair.product.columns)
    size = columns * TILE, rows * TILE
    seen = [
        cv2.resize(each, size, interpolation=cv2.INTER_AREA)[..., ::-1]
        for each in (pair.reference, pair.test)
    ]
    made = np.zeros((len(ROWS) * TILE, len(COLUMNS) * TILE, PLANES), np.uint8)
    largest = _largest(pair.difference, rows, columns)[..., None]
    made[: size[1], : size[0]] = np.concatenate([*seen, largest], axis=-1)
    return made


def tiles_of(planes: Planes) -> Tiles:
    """Return a mosaic (3 T, 9 T, C) as its tiles (27, T, T, C), row by row."""
    height, width, channels = planes.shape
    side = height // len(ROWS)
    cut = planes.reshape(len(ROWS), side, width // side, side, channels)
    return cut.transpose(0, 2, 1, 3, 4).reshape(CELLS, side, side, channels)


def pixels_of(tiles: Tiles) -> Pixels:
    """Return tiles of one pair as the model's input, every plane within about -3..3.

    Planes 0-2 are the reference, 3-5 what the test has more or less than it once the light is
    balanced, 6 the tolerant difference; the others save the model its first non-linear layer: how
    much brightness (7), colour (8) and any channel (9) differ, the root of 6 (10), and the steps
    across and down of the reference (11, 12) and of the test (13, 14).

    Args:
        tiles: uint8, (N, T, T, 7), the used ones.

    Returns:
        float32, (N, ``INPUTS``, T, T).
    """
    first = tiles.transpose(3, 0, 1, 2)  # plane by plane, for numpy is slow on a short last axis
    reference = first[:3].astype(np.float32)
    lit = balanced(tiles[..., :3], tiles[..., 3:6])
    test = lit.transpose(3, 0, 1, 2).astype(np.float32)
    tolerant = first[6].astype(np.float32)
    more = test - reference
    brighter = _grey(more)
    apart = np.square(more - brighter)
    most = np.abs(more)
    made = np.empty((INPUTS, *tiles.shape[:3]), np.float32)
    made[0:3] = (reference - 128) / 64
    made[3:6] = more / 48
    made[6] = (tolerant - 24) / 32
    made[7] = (np.abs(brighter) - 12) / 32
    made[8] = (np.sqrt(apart[0] + apart[1] + apart[2]) - 12) / 32
    made[9] = np.maximum(np.maximum(most[0], most[1]), most[2]) / 48 - 0.5
    made[10] = np.sqrt(tolerant) / 4 - 1
    steps = (step for picture in (reference, test) for step in _steps(picture))
    for plane, step in zip(ACROSS_DOWN.ravel(), steps, strict=True):
        made[plane] = (step - 12) / 32
    return np.ascontiguousarray(made.swapaxes(0, 1))


def _grey(channels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return the mean of three channels, (3, N, T, T)."""
    grey: NDArray[np.float32] = (channels[0] + channels[1] + channels[2]) / 3
    return grey


def _steps(pictures: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return how much brightness changes around each pixel, across and down; 0 at the borders."""
    grey = _grey(pictures)
    across, down = np.zeros_like(grey), np.zeros_like(grey)
    across[:, :, 1:-1] = np.abs(grey[:, :, 2:] - grey[:, :, :-2])
    down[:, 1:-1] = np.abs(grey[:, 2:] - grey[:, :-2])
    return across, down


def _largest(difference: NDArray[np.uint8], rows: int, columns: int) -> NDArray[np.uint8]:
    """Return the difference, ``CELL`` pixels a cell, as ``TILE``: the largest that is covered."""
    down, across = (np.arange(n * TILE) * CELL // TILE for n in (rows, columns))
    reduced = np.maximum.reduceat(np.maximum.reduceat(difference, down, axis=0), across, axis=1)
    return np.asarray(reduced, np.uint8)
