"""Which places of an inspection tell what became of the part."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from qeu_station.core.classes import OK
from qeu_station.core.correction import Standing
from qeu_station.core.record import InspectionRecord, ItemRecord

MOST_CELLS, MOST_REGIONS = 6, 12
"""Places of one inspection that are kept, those with the lowest P(ok) first."""


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A cell or a region of an inspection; a cell may be called as a region is."""

    kind: Literal["cell", "region"]
    name: str


def telling_cells(record: InspectionRecord, said: Standing) -> list[str]:
    """Return the cells that tell what became of a part, the most telling first.

    Those that people named a defect in, those that did not pass by P(ok), or else the cell that
    was nearest to not passing.
    """
    named = [cell for cell, label in said.cells.items() if label != OK]
    doubted = _doubted(record.cells)
    if not named and not doubted:
        doubted = sorted(record.cells, key=lambda cell: _p_ok(record.cells[cell]))[:1]
    return list(dict.fromkeys([*named, *doubted]))[:MOST_CELLS]


def telling_regions(record: InspectionRecord) -> list[str]:
    """Return the regions that did not pass, by P(ok)."""
    known = {region.id for region in record.regions}
    return [name for name in _doubted(record.fused) if name in known][:MOST_REGIONS]


def part_of(record: InspectionRecord) -> str:
    """Return what all inspections of one part share: its serial number, or its picture."""
    return f"serial {record.serial}" if record.serial else f"picture {record.test.sha256}"


def _doubted(items: Mapping[str, ItemRecord]) -> list[str]:
    names = [name for name, item in items.items() if item.verdict != "PASS"]
    return sorted(names, key=lambda name: _p_ok(items[name]))


def _p_ok(item: ItemRecord) -> float:
    return -1.0 if item.p_ok is None else item.p_ok
