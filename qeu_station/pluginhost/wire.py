"""Prepared pairs as plain data for the channel; nothing here can run code."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any

import msgpack
import numpy as np

from qeu_station.api import Cell, PreparedPair, Region
from qeu_station.api.answers import numpy_value
from qeu_station.pluginhost.shared import AttachedArrays

ARRAYS = ("references", "test", "valid", "difference", "region_map", "cell_map")

MAX_REPLY = 8 << 20
"""Bytes of the largest answer of one inspector about one pair."""

MAX_SAID = 4_000
"""Characters of what an inspector says while it works."""

Wire = dict[str, Any]

_region_values = attrgetter("id", "box", "test_box", "area", "peak", "mean", "cells")


class PairWriter:
    """Turns pairs into data; what is the same from pair to pair is turned only once.

    Args:
        describe: Tells where a worker finds the array of this name.
    """

    def __init__(self, describe: Callable[[str, np.ndarray], Wire]) -> None:
        self._describe = describe
        self._cells: tuple[Cell, ...] | None = None
        self._packed = b""

    def wire(self, pair: PreparedPair) -> Wire:
        """Return a pair as data, its arrays as ``describe`` names them."""
        return {
            "arrays": {name: self._describe(name, getattr(pair, name)) for name in ARRAYS},
            "regions": [_region_values(region) for region in pair.regions],
            "cells": self._packed_cells(pair.cells),
            "name": pair.name,
            "mode": pair.mode,
            "tolerance": int(pair.tolerance),
            "to_reference": [float(value) for value in pair.to_reference],
            "residual": float(pair.residual),
        }

    def _packed_cells(self, cells: tuple[Cell, ...]) -> bytes:
        if cells is not self._cells:
            plain = [[cell.address, cell.polygon, cell.box] for cell in cells]
            self._cells, self._packed = cells, msgpack.packb(plain, default=numpy_value)
        return self._packed


class PairReader:
    """Turns data back into pairs over shared arrays."""

    def __init__(self) -> None:
        self._attached = AttachedArrays()
        self._packed = b""
        self._cells: tuple[Cell, ...] = ()

    def pair(self, wire: Wire) -> PreparedPair:
        """Return the pair that ``PairWriter.wire`` described."""
        if wire["cells"] != self._packed:
            cells = tuple(_cell(values) for values in msgpack.unpackb(wire["cells"]))
            self._packed, self._cells = wire["cells"], cells
        return PreparedPair(
            **self._attached.arrays(wire["arrays"]),
            regions=tuple(_region(values) for values in wire["regions"]),
            cells=self._cells,
            name=wire["name"],
            mode=wire["mode"],
            tolerance=wire["tolerance"],
            to_reference=tuple(wire["to_reference"]),
            residual=wire["residual"],
        )


def _region(values: list[Any]) -> Region:
    name, box, test_box, area, peak, mean, cells = values
    return Region(name, tuple(box), tuple(test_box), area, peak, mean, tuple(cells))


def _cell(values: list[Any]) -> Cell:
    address, polygon, box = values
    a, b, c, d = (tuple(point) for point in polygon)
    return Cell(address, (a, b, c, d), tuple(box))
