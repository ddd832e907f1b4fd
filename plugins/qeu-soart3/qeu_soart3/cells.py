"""Cells judged by their regions: which cells a region's box reaches into."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qeu_station.api import PreparedPair

Floats = NDArray[np.float64]


def shares(pair: PreparedPair) -> Floats:
    """Return the share (0..1) of every region's box in every cell, (regions, cells)."""
    boxes = np.array([region.box for region in pair.regions], np.float64).reshape(-1, 4)
    cells = np.array([cell.box for cell in pair.cells], np.float64).reshape(-1, 4)
    low = np.maximum(boxes[:, None, :2], cells[None, :, :2])
    high = np.minimum(boxes[:, None, 2:], cells[None, :, 2:])
    areas = np.prod(boxes[:, 2:] - boxes[:, :2], axis=1)
    found: Floats = np.prod(np.clip(high - low, 0, None), axis=2) / areas[:, None]
    return found


def deciding(pair: PreparedPair, p_ok: Floats, least_share: float) -> NDArray[np.intp]:
    """Return for every cell the region with the lowest P(ok) in it, -1 where there is none.

    A region counts in the cells it belongs to, and in those that hold ``least_share`` of its box.

    Args:
        pair: The pair.
        p_ok: (regions,) P(ok) of each region.
        least_share: 0..1.
    """
    if not pair.regions:
        return np.full(len(pair.cells), -1, np.intp)
    inside = (shares(pair) >= least_share) | _belonging(pair)
    lowest = np.where(inside, p_ok[:, None], np.inf)
    found: NDArray[np.intp] = np.where(inside.any(axis=0), lowest.argmin(axis=0), -1)
    return found


def _belonging(pair: PreparedPair) -> NDArray[np.bool_]:
    addresses: Sequence[str] = [cell.address for cell in pair.cells]
    return np.array([[a in region.cells for a in addresses] for region in pair.regions])
