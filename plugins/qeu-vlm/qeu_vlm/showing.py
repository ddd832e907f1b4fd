"""What a model is shown of a pair: plain pictures and the grid's names, ready to be stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from qeu_station.api import Cell, PreparedPair
from qeu_station.toolkit.patches import Window, aligned_patch
from qeu_vlm.drawing import GAP, beside, labelled, room, scaled, stacked
from qeu_vlm.mosaic import TILE, Picture, Pixels, mosaic, rgb, tile_address
from qeu_vlm.parameters import Way
from qeu_vlm.places import COLUMNS, ROWS, Places, places_of

CAPTIONS = ("Reference:", "Test:", "Difference:")

_ENLARGED = 4
"""Most that a cell's picture is enlarged."""


@dataclass(frozen=True, slots=True)
class ShowSettings:
    """How a pair is shown.

    Attributes:
        way: ``composite``, ``images`` or ``channels``.
        longest_side: Longest side of any picture, in pixels.
        crops: Most suspicious cells shown in addition; not with ``channels``.
        crop_side: Longest side of each of their pictures, in pixels.
        tile: Side of a tile of the mosaic, in pixels.
    """

    way: Way = "composite"
    longest_side: int = 1536
    crops: int = 0
    crop_side: int = 384
    tile: int = TILE


@dataclass(frozen=True, slots=True, eq=False)
class Shown:
    """What a model is shown.

    Attributes:
        images: Pictures, uint8 (H, W, 3) RGB, 0..255, each of its own size; none with ``channels``.
        captions: What stands before each of them, empty for nothing.
        rows: Row labels as the model is told them, top to bottom.
        columns: Column labels as the model is told them, left to right.
        addresses: Address on the product's grid by what the model calls it, in the order of an
            answer; they differ where the model reads tiles and the grid has labels of its own.
        planes: uint8, (3 tile, 9 tile, 7) as ``mosaic`` makes it, or None.
    """

    images: tuple[Picture, ...] = field(repr=False)
    captions: tuple[str, ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    addresses: Mapping[str, str]
    planes: Picture | None = field(default=None, repr=False)

    def spoken(self, cells: Mapping[str, str]) -> dict[str, str]:
        """Return the names of defects by what the model calls their cells, in an answer's order.

        Args:
            cells: Name per address on the product's grid; addresses that are not judged are
                left out.
        """
        return {said: cells[own] for said, own in self.addresses.items() if own in cells}


def show(pair: PreparedPair, settings: ShowSettings) -> Shown:
    """Return what a model is shown of a pair; its arrays are copies.

    Raises:
        PluginError: The grid cannot be told, or has more cells than there are tiles.
    """
    places = places_of(pair.cells)
    if settings.way == "channels":
        planes = mosaic(pair, places, settings.tile)
        names = {tile_address(places.at[cell.address]): cell.address for cell in pair.cells}
        return Shown((), (), ROWS, COLUMNS, names, planes)
    names = {cell.address: cell.address for cell in pair.cells}
    images: tuple[Picture, ...]
    captions: tuple[str, ...]
    if settings.way == "composite":
        images, captions = (_composite(pair, places, settings.longest_side),), ("",)
    else:
        images, captions = _three(pair, places, settings.longest_side), CAPTIONS
    cells = suspicious(pair)[: settings.crops]
    crops = tuple(_crop(pair, cell, settings.crop_side) for cell in cells)
    said = tuple(f"{cell.address}, reference on the left, test on the right:" for cell in cells)
    return Shown((*images, *crops), (*captions, *said), places.rows, places.columns, names)


def suspicious(pair: PreparedPair) -> Sequence[Cell]:
    """Return the cells with candidate regions, the one with the strongest first."""
    strength: dict[str, float] = {}
    for region in pair.regions:
        for address in region.cells:
            found = region.peak * region.area**0.5
            strength[address] = max(strength.get(address, 0.0), found)
    cells = [cell for cell in pair.cells if cell.address in strength]
    return sorted(cells, key=lambda cell: (-strength[cell.address], cell.address))


def _composite(pair: PreparedPair, places: Places, longest: int) -> Picture:
    """Return reference above test, at most ``longest`` pixels wide and high, labels included."""
    width, height = room(places)
    fits = min((longest / 2 - height) / pair.shape[0], (longest - width) / pair.shape[1], 1.0)
    both = [_panel(each, pair.cells, places, fits) for each in (pair.reference, pair.test)]
    return scaled(stacked(both), longest)


def _three(pair: PreparedPair, places: Places, longest: int) -> tuple[Picture, ...]:
    width, height = room(places)
    fits = min((longest - height) / pair.shape[0], (longest - width) / pair.shape[1], 1.0)
    pictures = (pair.reference, pair.test, pair.difference)
    return tuple(scaled(_panel(picture, pair.cells, places, fits), longest) for picture in pictures)


def _panel(picture: Pixels, cells: Sequence[Cell], places: Places, fits: float) -> Pixels:
    side = max(1, round(max(picture.shape[:2]) * max(fits, 0.0)))
    small = scaled(picture, side)
    return labelled(small, cells, places, small.shape[1] / picture.shape[1])


def _crop(pair: PreparedPair, cell: Cell, side: int) -> Picture:
    """Return a cell of the reference beside the same of the test, laid onto each other again."""
    x1, y1, x2, y2 = (round(value) for value in cell.box)
    window = Window(x1, y1, max(1, x2 - x1), max(1, y2 - y1))
    patch = aligned_patch(pair.test, pair.reference, window, pair.tolerance)
    sides = [_fitted(rgb(each), (side - GAP) // 2, side) for each in (patch.reference, patch.test)]
    return beside(*sides)


def _fitted(picture: Pixels, width: int, height: int) -> Pixels:
    """Return a picture that fills width or height, enlarged so that small things can be seen."""
    factor = min(width / picture.shape[1], height / picture.shape[0], _ENLARGED)
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    size = tuple(max(1, round(length * factor)) for length in picture.shape[1::-1])
    resized: Pixels = cv2.resize(np.ascontiguousarray(picture), size, interpolation=way)
    return resized
