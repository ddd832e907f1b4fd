"""What a trainer keeps of every pair it saw, so that a resumed training need not see it again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qeu_soart3.cells import deciding
from qeu_soart3.reading import Reading, Space
from qeu_soart3.sides import Sides
from qeu_station.api import PreparedPair
from qeu_station.toolkit.keeping import keep_arrays, recalled_arrays

_NEEDED = ("region_ids", "addresses", "quiet", "strengths")


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """One pair as it was read.

    Attributes:
        region_ids: Regions, in the order of ``regions``.
        addresses: Cells, in the order of ``cells``.
        quiet: bool, (cells,); where no region reaches.
        strengths: float64, (regions,); mean difference times area, the baseline to beat.
        regions: What was read of the regions.
        cells: What was read of the cells, or None.
    """

    region_ids: tuple[str, ...]
    addresses: tuple[str, ...]
    quiet: NDArray[np.bool_]
    strengths: NDArray[np.float64]
    regions: Reading
    cells: Reading | None


def see(pair: PreparedPair, space: Space, cell_share: float) -> Seen:
    """Read one pair."""
    return Seen(
        tuple(region.id for region in pair.regions),
        tuple(cell.address for cell in pair.cells),
        deciding(pair, np.zeros(len(pair.regions)), cell_share) < 0,
        np.array([region.mean * region.area for region in pair.regions]),
        space.regions(pair),
        space.cells(pair),
    )


def keep(seen: Seen, file: Path) -> None:
    """Write what was seen, all of it or nothing."""
    arrays = {
        "region_ids": np.array(seen.region_ids, np.str_),
        "addresses": np.array(seen.addresses, np.str_),
        "quiet": seen.quiet,
        "strengths": seen.strengths,
        **_arrays("regions", seen.regions),
        **(_arrays("cells", seen.cells) if seen.cells is not None else {}),
    }
    keep_arrays(file, arrays)


def recalled(file: Path) -> Seen | None:
    """Return what was kept, or None when there is nothing whole."""
    arrays = recalled_arrays(file, *_NEEDED)
    if arrays is None:
        return None
    try:
        cells = _reading("cells", arrays) if "cells.features" in arrays else None
        regions = _reading("regions", arrays)
    except KeyError:  # a side is missing
        return None
    return Seen(
        tuple(arrays["region_ids"].tolist()),
        tuple(arrays["addresses"].tolist()),
        arrays["quiet"],
        arrays["strengths"],
        regions,
        cells,
    )


def _arrays(item: str, reading: Reading) -> dict[str, NDArray[np.float64]]:
    arrays = {f"{item}.features": reading.features}
    for name, sides in reading.views.items():
        arrays |= {f"{item}.weight.{name}": sides.weight, f"{item}.bias.{name}": sides.bias}
    return arrays


def _reading(item: str, arrays: dict[str, NDArray[np.float64]]) -> Reading:
    start = f"{item}.weight."
    names = [key.removeprefix(start) for key in arrays if key.startswith(start)]
    views = {name: Sides(arrays[start + name], arrays[f"{item}.bias.{name}"]) for name in names}
    return Reading(arrays[f"{item}.features"], views)
