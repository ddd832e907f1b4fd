"""Strength of change: the largest local mean of the tolerant difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from qeu_station.api import PreparedPair

Item = tuple[str, int, tuple[float, float, float, float]]
"""Name of an item, its number in the label map, and a box around all its pixels."""


def local_means(pair: PreparedPair, window: int) -> NDArray[np.float32]:
    """Return the mean difference over ``window`` x ``window`` pixels around each, 0..255."""
    size = (window, window)
    means: NDArray[Any] = cv2.boxFilter(
        pair.difference, cv2.CV_32F, size, borderType=cv2.BORDER_CONSTANT
    )
    return means


def cell_strengths(pair: PreparedPair, means: NDArray[np.float32]) -> dict[str, float]:
    """Return the strength (0..255) of every judged cell by address."""
    items = [(cell.address, n, cell.box) for n, cell in enumerate(pair.cells, start=1)]
    return {item[0]: _highest(means, pair.cell_map, item) for item in items}


def region_strengths(pair: PreparedPair, means: NDArray[np.float32]) -> dict[str, float]:
    """Return the strength (0..255) of every candidate region by id."""
    items = [(region.id, n, region.box) for n, region in enumerate(pair.regions, start=1)]
    return {item[0]: _highest(means, pair.region_map, item) for item in items}


def _highest(means: NDArray[np.float32], labels: NDArray[np.uint16], item: Item) -> float:
    _, number, (x1, y1, x2, y2) = item
    rows = slice(max(0, int(y1)), int(np.ceil(y2)))
    columns = slice(max(0, int(x1)), int(np.ceil(x2)))
    mask = (labels[rows, columns] == number).view(np.uint8)
    return cv2.minMaxLoc(means[rows, columns], mask)[1] if mask.any() else 0.0
