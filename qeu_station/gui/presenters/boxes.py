"""Boxes of findings and of the operator, between reference pixels and test pixels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qeu_station.core.classes import likeliest_defect
from qeu_station.core.region import Box, Region
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.advised import advised_boxes
from qeu_station.gui.presenters.correcting import DrawnMark, Said
from qeu_station.gui.presenters.inspect_state import BoxMark

if TYPE_CHECKING:
    from qeu_station.core.record import AdviceRecord, InspectionRecord

DRAWN = "drawn:"


def box_marks(
    record: InspectionRecord | None,
    said: Said,
    colours: Mapping[str, str],
    selected: str,
    to_test: Sequence[float],
    advice: Sequence[AdviceRecord] = (),
) -> tuple[BoxMark, ...]:
    """Return findings that are not PASS, what was only advised, and what the operator drew.

    Args:
        record: None before the part is judged, which has no boxes.
        said: What the operator said of it.
        colours: ``#rrggbb`` per class.
        selected: Id of the chosen box, empty for none.
        to_test: 3x3 map from reference to test pixels, row by row.
        advice: What came after the verdict.
    """
    if record is None:
        return ()
    struck = {region for region, _ in said.struck}
    found = [
        _finding(record, region, colours, selected, struck)
        for region in record.regions
        if region.id in record.fused and record.fused[region.id].verdict != Verdict.PASS
    ]
    drawn = [
        _drawn(number, mark, colours, selected, to_test)
        for number, mark in enumerate(said.boxes, start=1)
    ]
    spoken = dict(said.cells)
    advised = [box for box in advised_boxes(record, advice, colours) if box.cell not in spoken]
    return (*found, *advised, *drawn)


def drawn_number(box_id: str) -> int | None:
    """Return which drawn box an id means, from 0, or None for a finding."""
    number = box_id.removeprefix(DRAWN)
    return int(number) - 1 if box_id.startswith(DRAWN) and number.isdecimal() else None


def mapped(box: Box, matrix: Sequence[float], width: float, height: float) -> Box | None:
    """Return the bounding box of a box's corners under a projective map, within a picture.

    Args:
        box: x1, y1, x2, y2 in pixels, its corners in any order.
        matrix: 3x3, row by row.
        width: Of the picture it is mapped into, in pixels; 0 when not known.
        height: As ``width``.

    Returns:
        None when nothing of it lies within the picture.
    """
    points = [_point(matrix, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
    if any(point is None for point in points):
        return None
    xs, ys = zip(*(point for point in points if point), strict=True)
    x1, x2 = _clipped(min(xs), max(xs), width)
    y1, y2 = _clipped(min(ys), max(ys), height)
    return (x1, y1, x2, y2) if x1 < x2 and y1 < y2 else None


def inverse(matrix: Sequence[float]) -> tuple[float, ...]:
    """Return the inverse of a 3x3 map given row by row, up to scale; the adjugate."""
    a, b, c, d, e, f, g, h, i = matrix
    adjugate = (
        e * i - f * h, c * h - b * i, b * f - c * e,
        f * g - d * i, a * i - c * g, c * d - a * f,
        d * h - e * g, b * g - a * h, a * e - b * d,
    )  # fmt: skip
    scale = a * adjugate[0] + b * adjugate[3] + c * adjugate[6]
    return tuple(value / scale for value in adjugate)


def _finding(
    record: InspectionRecord,
    region: Region,
    colours: Mapping[str, str],
    selected: str,
    struck: set[str],
) -> BoxMark:
    item = record.fused[region.id]
    label = likeliest_defect(item.probabilities, record.classes)[0] if item.probabilities else ""
    return BoxMark(
        id=region.id,
        box=region.box,
        label=label,
        colour=colours.get(label, ""),
        verdict=Verdict(item.verdict),
        struck=region.id in struck,
        selected=region.id == selected,
        cell=next(iter(region.cells), ""),
    )


def _drawn(
    number: int,
    mark: DrawnMark,
    colours: Mapping[str, str],
    selected: str,
    to_test: Sequence[float],
) -> BoxMark:
    drawn = mark.drawn
    shown = mark.entry.drawn[mark.number] if mark.number < len(mark.entry.drawn) else None
    return BoxMark(
        id=f"{DRAWN}{number}",
        box=shown or mapped(drawn.box, inverse(to_test), 0, 0) or drawn.box,
        label=drawn.label,
        colour=colours.get(drawn.label, ""),
        selected=f"{DRAWN}{number}" == selected,
    )


def _point(matrix: Sequence[float], x: float, y: float) -> tuple[float, float] | None:
    """Return where a point goes, or None beyond the horizon of the perspective."""
    a, b, c, d, e, f, g, h, i = matrix
    w = g * x + h * y + i
    return ((a * x + b * y + c) / w, (d * x + e * y + f) / w) if w > 0 else None


def _clipped(low: float, high: float, size: float) -> tuple[float, float]:
    return (max(low, 0.0), min(high, size)) if size else (low, high)
