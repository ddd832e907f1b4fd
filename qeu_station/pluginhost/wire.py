"""Prepared pairs as plain data for the channel; nothing here can run code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from qeu_station.api import Cell, PreparedPair, Region

ARRAYS = ("references", "test", "valid", "difference", "region_map", "cell_map")

MAX_REPLY = 8 << 20
"""Bytes of the largest answer of one inspector about one pair."""

Wire = dict[str, Any]

_REGION = tuple(field.name for field in fields(Region))


def pair_to_wire(pair: PreparedPair, describe: Callable[[str, np.ndarray], Wire]) -> Wire:
    """Return a pair as data, its arrays as ``describe`` names them."""
    return {
        "arrays": {name: describe(name, getattr(pair, name)) for name in ARRAYS},
        "regions": [[getattr(region, name) for name in _REGION] for region in pair.regions],
        "cells": [[cell.address, cell.polygon, cell.box] for cell in pair.cells],
        "name": pair.name,
        "mode": pair.mode,
        "tolerance": int(pair.tolerance),
        "to_reference": [float(value) for value in pair.to_reference],
        "residual": float(pair.residual),
    }


def pair_from_wire(wire: Wire, arrays: Mapping[str, np.ndarray]) -> PreparedPair:
    """Return the pair over ``arrays``."""
    return PreparedPair(
        **arrays,
        regions=tuple(_region(region) for region in wire["regions"]),
        cells=tuple(_cell(cell) for cell in wire["cells"]),
        name=wire["name"],
        mode=wire["mode"],
        tolerance=wire["tolerance"],
        to_reference=tuple(wire["to_reference"]),
        residual=wire["residual"],
    )


def _region(values: list[Any]) -> Region:
    known = dict(zip(_REGION, values, strict=True))
    for name in ("box", "test_box", "cells"):
        known[name] = tuple(known[name])
    return Region(**known)


def _cell(values: list[Any]) -> Cell:
    address, polygon, box = values
    a, b, c, d = (tuple(point) for point in polygon)
    return Cell(address, (a, b, c, d), tuple(box))
