"""Truth: boxes around known defects, and what they say of the cells of a grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from qeu_station.core.classes import OK
from qeu_station.core.grid import Grid, Point
from qeu_station.core.region import CELL_SHARE, Box


@dataclass(frozen=True, slots=True)
class TruthBox:
    """A known defect: box in test-image pixels after EXIF, exclusive end, and its class."""

    box: Box
    label: str


class CellState(StrEnum):
    """What is known of a cell."""

    OK = "OK"
    NG = "NG"
    AMBIGUOUS = "AMBIGUOUS"


@dataclass(frozen=True, slots=True)
class CellTruth:
    """State of a cell, with the class of the box that has the largest share in it."""

    state: CellState
    label: str = OK


def cell_truth(grid: Grid, boxes: Sequence[TruthBox]) -> dict[str, CellTruth]:
    """Return the truth of every judged cell.

    A cell is NG when it holds a box's centre or at least 30 % of a box, ambiguous when some box
    overlaps it but less than that, else OK.

    Args:
        grid: Grid in the same pixels as the boxes.
        boxes: All defects of the picture.
    """
    centres = [grid.address_at((b.box[0] + b.box[2]) / 2, (b.box[1] + b.box[3]) / 2) for b in boxes]
    return {address: _truth(grid, address, boxes, centres) for address in grid.addresses}


def _truth(
    grid: Grid, address: str, boxes: Sequence[TruthBox], centres: Sequence[str | None]
) -> CellTruth:
    cell = grid.polygon(address)
    touched = [
        (share, centre == address, box.label)
        for box, centre in zip(boxes, centres, strict=True)
        if (share := _share(box.box, cell)) > 0 or centre == address
    ]
    if not touched:
        return CellTruth(CellState.OK)
    ng = [entry for entry in touched if entry[1] or entry[0] >= CELL_SHARE]
    _, _, label = max(ng or touched, key=lambda entry: entry[0])
    return CellTruth(CellState.NG if ng else CellState.AMBIGUOUS, label)


def _share(box: Box, cell: Sequence[Point]) -> float:
    """Share of a box's area that lies in a convex cell."""
    x1, y1, x2, y2 = box
    xs, ys = [x for x, _ in cell], [y for _, y in cell]
    if x2 <= min(xs) or x1 >= max(xs) or y2 <= min(ys) or y1 >= max(ys):
        return 0.0
    inside = list(cell)
    for axis, limit, sign in ((0, x1, 1), (0, x2, -1), (1, y1, 1), (1, y2, -1)):
        inside = _clipped(inside, axis, limit, sign)
    return _area(inside) / ((x2 - x1) * (y2 - y1))


def _clipped(polygon: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """Cut a polygon at a horizontal or vertical line.

    Source: I. Sutherland and G. Hodgman, Commun. ACM 17 (1974) 32-42.
    """
    kept: list[Point] = []
    for index, end in enumerate(polygon):
        start = polygon[index - 1]
        from_line, to_line = sign * (start[axis] - limit), sign * (end[axis] - limit)
        if (from_line < 0) != (to_line < 0):
            t = from_line / (from_line - to_line)
            kept.append((start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1])))
        if to_line >= 0:
            kept.append(end)
    return kept


def _area(polygon: Sequence[Point]) -> float:
    """Area by the shoelace formula; 0 for fewer than three corners."""
    doubled = sum(
        polygon[index - 1][0] * end[1] - end[0] * polygon[index - 1][1]
        for index, end in enumerate(polygon)
    )
    return abs(doubled) / 2
