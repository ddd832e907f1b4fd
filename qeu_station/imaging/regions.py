"""Candidate regions: connected places where the tolerant difference is high."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qeu_station.core.recipe import RegionSettings
from qeu_station.core.region import Box, Region, cells_of
from qeu_station.imaging.blobs import Places, find_blobs
from qeu_station.imaging.cellmap import CellMap
from qeu_station.imaging.frames import carried, grown
from qeu_station.imaging.pixels import Labels, Pixels


@dataclass(frozen=True, slots=True, eq=False)
class Candidates:
    """Regions ``R1``, ``R2``, ... by descending strength, and their blobs.

    Attributes:
        regions: The regions.
        labels: uint16, (H, W); 0 for none, k for ``regions[k - 1]``.
    """

    regions: tuple[Region, ...]
    labels: Labels


@dataclass(frozen=True, slots=True)
class ImageFrame:
    """The test image: its size, and reference pixels to test pixels, (3, 3)."""

    width: int
    height: int
    to_test: np.ndarray


def find_regions(
    difference: Pixels, cell_map: CellMap, settings: RegionSettings, frame: ImageFrame
) -> Candidates:
    """Return the candidates in ``difference`` (uint8, (H, W)) that touch a judged cell."""
    blobs = _blobs(find_blobs(difference, settings), difference, cell_map, settings)
    kept = sorted(blobs, key=lambda blob: blob.strength, reverse=True)[: settings.limit]
    labels = np.zeros(difference.shape, np.uint16)
    for number, blob in enumerate(kept, start=1):
        labels.ravel()[blob.pixels] = number
    regions = (_region(f"R{n}", b, cell_map, settings, frame) for n, b in enumerate(kept, start=1))
    return Candidates(tuple(regions), labels)


@dataclass(frozen=True, slots=True, eq=False)
class _Blob:
    """A blob: its pixels as flat indices, and what is measured on them."""

    pixels: np.ndarray
    box: Box
    peak: float
    mean: float
    cells: tuple[str, ...]

    @property
    def strength(self) -> float:
        return self.mean * len(self.pixels)


def _blobs(
    blobs: Sequence[Places], difference: Pixels, cell_map: CellMap, settings: RegionSettings
) -> list[_Blob]:
    found = (
        _blob(places, difference, cell_map) for places in blobs if len(places) >= settings.min_area
    )
    return [blob for blob in found if blob.cells]


def _blob(pixels: np.ndarray, difference: Pixels, cell_map: CellMap) -> _Blob:
    y, x = np.divmod(pixels, difference.shape[1])
    box = (float(x.min()), float(y.min()), float(x.max() + 1), float(y.max() + 1))
    values = difference.ravel()[pixels]
    counts = np.bincount(cell_map.labels.ravel()[pixels])
    shares = {
        cell_map.cells[k - 1].address: float(counts[k] / len(pixels))
        for k in np.flatnonzero(counts)
        if k
    }
    centre = cell_map.grid.address_at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    cells = cells_of(shares, centre)
    return _Blob(pixels, box, float(values.max()), float(values.mean()), cells)


def _region(
    name: str, blob: _Blob, cell_map: CellMap, settings: RegionSettings, frame: ImageFrame
) -> Region:
    height, width = cell_map.labels.shape
    box = grown(blob.box, settings.grow, width, height)
    test_box = carried(box, frame.to_test, frame.width, frame.height)
    return Region(name, box, test_box, len(blob.pixels), blob.peak, blob.mean, blob.cells)
