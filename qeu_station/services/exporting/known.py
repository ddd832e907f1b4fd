"""What is known of a part: where its defects are, and who says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qeu_station.core.classes import OK, likeliest_defect
from qeu_station.core.correction import Standing
from qeu_station.core.recipe import GridSettings
from qeu_station.core.record import InspectionRecord, ItemRecord
from qeu_station.core.region import Box

OPERATOR, STATION = "operator", "station"


@dataclass(frozen=True, slots=True)
class Defect:
    """A defect in the test image.

    Attributes:
        box: In test-image pixels after EXIF, exclusive end.
        label: Its class.
        cell: The cell with the largest share of it, empty for a box that was drawn.
        source: ``operator`` who drew or named it, or ``station``.
        score: Probability of the class that the station gave, None for a box that was drawn.
    """

    box: Box
    label: str
    cell: str
    source: str
    score: float | None = None


def defects_of(record: InspectionRecord, said: Standing) -> list[Defect]:
    """Return the defects of a part: the station's findings as operators corrected them.

    A finding goes when its region was struck, its cell was cleared, or the part was called good; it
    takes the class its cell was given.
    """
    drawn = [Defect(box.box, box.label, "", OPERATOR) for box in said.added]
    return [*_findings(record, said), *drawn]


def _findings(record: InspectionRecord, said: Standing) -> list[Defect]:
    found = []
    for region in record.regions:
        item = record.fused.get(region.id)
        cell = region.cells[0] if region.cells else ""
        named = said.cells.get(cell)
        if item is None or item.probabilities is None or region.id in said.struck or named == OK:
            continue
        if named is None and (item.verdict == "PASS" or said.cleared):
            continue
        label, score = likeliest_defect(item.probabilities, record.classes)
        source = STATION if named is None else OPERATOR
        found.append(Defect(region.test_box, named or label, cell, source, score))
    return found


def cells_of(
    record: InspectionRecord, said: Standing, drawn: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the class of every defective cell, as far as anybody says one is; grid order.

    What operators say of a cell counts; of others, what the station failed, unless the part was
    called good and nobody took that back.

    Args:
        record: What the station said.
        said: What operators said.
        drawn: Class per cell that holds a drawn box, see ``drawn_cells``.
    """
    cells = {} if said.cleared else _failed(record.cells, record.classes)
    cells |= {**(drawn or {}), **said.cells}
    order = {address: place for place, address in enumerate(record.cells)}
    ordered = sorted(cells, key=lambda address: (order.get(address, len(order)), address))
    return {address: cells[address] for address in ordered if cells[address] != OK}


def drawn_cells(record: InspectionRecord, said: Standing, settings: GridSettings) -> dict[str, str]:
    """Return the class per cell that holds the middle of a drawn box."""
    matrix = record.preparation.get("registration", {}).get("to_reference")
    if matrix is None or not record.references:
        return {}
    stamp = record.references[0]
    grid = settings.over(stamp.width, stamp.height)
    found = {}
    for box in said.added:
        x1, y1, x2, y2 = box.box
        address = grid.address_at(*_carried(matrix, (x1 + x2) / 2, (y1 + y2) / 2))
        if address is not None:
            found[address] = box.label
    return found


def _carried(matrix: Sequence[float], x: float, y: float) -> tuple[float, float]:
    """Carry a point through a 3x3 map, given row by row."""
    a, b, c, d, e, f, g, h, i = matrix
    scale = g * x + h * y + i
    return (a * x + b * y + c) / scale, (d * x + e * y + f) / scale


def _failed(cells: Mapping[str, ItemRecord], classes: tuple[str, ...]) -> dict[str, str]:
    return {
        address: likeliest_defect(item.probabilities, classes)[0]
        for address, item in cells.items()
        if item.verdict == "FAIL" and item.probabilities is not None
    }


def class_of(record: InspectionRecord, said: Standing) -> str:
    """Return the class of a part: its likeliest defect, ``ok``, or ``review`` when nobody decided.

    What an operator said counts before what the station found.
    """
    cells = cells_of(record, said)
    named = [label for address, label in cells.items() if address in said.cells]
    named += [box.label for box in said.added]
    if named:
        return max(named, key=named.count)
    if said.part == OK:
        return OK
    if said.part == "ng" or record.part.verdict == "FAIL":
        return _likeliest(record)
    return OK if record.part.verdict == "PASS" else "review"


def _likeliest(record: InspectionRecord) -> str:
    if record.part.probabilities is None:
        return "unknown"
    return likeliest_defect(record.part.probabilities, record.classes)[0]
