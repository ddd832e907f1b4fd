"""The overlay of a judged pair: cells and findings marked on the test image, the verdict above."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import cv2
import numpy as np

from qeu_station.core.classes import OK
from qeu_station.core.grid import Grid
from qeu_station.core.record import InspectionRecord
from qeu_station.core.region import Box
from qeu_station.core.verdict import Verdict
from qeu_station.imaging.banner import verdict_band
from qeu_station.imaging.composite import titled
from qeu_station.imaging.lettering import WHITE, Colour, Picture, from_hex, tag, tag_size
from qeu_station.imaging.marks import COLOURS, border, symbol
from qeu_station.imaging.panel import Panel, Pixels, laid_out

_WIDE, _BESIDE = 940, 760
"""Width in pixels of a picture that stands alone or above another, and of one beside another."""

_LANDSCAPE = 1.2
_TEXT = 18
_MOST_TAGS = 40
_LINE = (150, 150, 150)

Rectangle = tuple[int, int, int, int]
"""Left, top, width, height in pixels."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A region that counts against the part: ``label`` is its likeliest class other than ok."""

    box: Box
    cell: str
    verdict: Verdict
    label: str
    probability: float


Boxes = list[tuple[Finding, tuple[int, int, int, int]]]


def overlay_picture(
    record: InspectionRecord,
    grid: Grid,
    test: Picture,
    reference: Picture | None = None,
    colours: Mapping[str, str] | None = None,
    titles: tuple[str, str] = ("Test", "Reference"),
) -> Picture:
    """Return the test image with cells and findings marked, the verdict above it.

    Args:
        record: What was decided.
        grid: The recipe's grid over the reference.
        test: uint8, (H, W) or (H, W, 3) BGR; in the reference's frame.
        reference: Shown with the same grid beside a tall test image or below a wide one.
        colours: ``#rrggbb`` per class for the boxes; other classes take their verdict's colour.
        titles: Text over each picture, in any script.

    Returns:
        uint8, (H, W, 3) BGR, about 1000 pixels wide, or 1600 with two pictures side by side.
    """
    wide = test.shape[1] >= _LANDSCAPE * test.shape[0]
    width = _WIDE if wide or reference is None else _BESIDE
    panel = laid_out(test, grid, width)
    cells = _cell_polygons(panel, record, grid)
    boxes = [(found, _on_panel(panel, found.box)) for found in findings(record)]
    _outline(panel, grid)
    unmarked = panel.picture.copy()
    _draw_borders(panel, cells)
    _draw_boxes(panel, unmarked, boxes, colours or {})
    _draw_tags(panel, boxes, colours or {}, _draw_symbols(panel, cells))
    panels = [_titled(panel, titles[0])]
    if reference is not None:
        beside = laid_out(reference, grid, width)
        _outline(beside, grid)
        panels.append(_titled(beside, titles[1]))
    body = np.vstack(panels) if wide else np.hstack(panels)
    return np.vstack([verdict_band(record, body.shape[1]), body])


def findings(record: InspectionRecord) -> Iterator[Finding]:
    """Yield the regions whose fused verdict is not PASS."""
    others = [index for index, name in enumerate(record.classes) if name != OK]
    for region in record.regions:
        item = record.fused.get(region.id)
        if item is None or item.verdict == Verdict.PASS or item.probabilities is None:
            continue
        likeliest = max(others, key=item.probabilities.__getitem__)
        label, probability = record.classes[likeliest], item.probabilities[likeliest]
        yield Finding(region.box, region.cells[0], Verdict(item.verdict), label, probability)


def _titled(panel: Panel, title: str) -> Picture:
    return np.vstack([titled(title, panel.picture.shape[1]), panel.picture])


def _outline(panel: Panel, grid: Grid) -> None:
    for address in grid.addresses:
        polygon = panel.polygon(grid.polygon(address))
        cv2.polylines(panel.picture, [polygon], True, _LINE, 1, cv2.LINE_AA)


def _cell_polygons(
    panel: Panel, record: InspectionRecord, grid: Grid
) -> list[tuple[Verdict, Pixels]]:
    """Return verdict and polygon of every judged cell, the worst last."""
    cells = [
        (Verdict(record.cells[address].verdict), panel.polygon(grid.polygon(address)))
        for address in grid.addresses
        if address in record.cells
    ]
    order = (Verdict.PASS, Verdict.REVIEW, Verdict.FAIL)
    return [
        (v, _inset(polygon, 2)) for v, polygon in sorted(cells, key=lambda c: order.index(c[0]))
    ]


def _draw_borders(panel: Panel, cells: list[tuple[Verdict, Pixels]]) -> None:
    for verdict, polygon in cells:
        if verdict is not Verdict.PASS:
            border(panel.picture, polygon, verdict, 3)


def _draw_symbols(panel: Panel, cells: list[tuple[Verdict, Pixels]]) -> list[Rectangle]:
    """Draw every cell's symbol and return the places of those that ask for attention."""
    places = [(v, _corner_symbol(panel.picture, polygon, v)) for v, polygon in cells]
    return [place for verdict, place in places if verdict is not Verdict.PASS]


def _inset(polygon: Pixels, pixels: float) -> Pixels:
    """Return the polygon drawn towards its middle by about ``pixels``."""
    middle = polygon.mean(axis=0)
    away = polygon - middle
    inner: Pixels = np.rint(middle + away - np.sign(away) * pixels).astype(np.int32)
    return inner


def _corner_symbol(picture: Picture, polygon: Pixels, verdict: Verdict) -> Rectangle:
    """Draw the verdict's symbol into the cell's top right corner and return its place."""
    *_, width, height = cv2.boundingRect(polygon)
    radius = float(np.clip(min(width, height) * 0.13, 5, 16))
    if verdict is Verdict.PASS:
        radius *= 0.75
    x, y = polygon[1] + (radius + 5) * np.sign(polygon.mean(axis=0) - polygon[1])
    symbol(picture, verdict, (float(x), float(y)), radius)
    side = round(2 * radius) + 4
    return round(x - radius) - 2, round(y - radius) - 2, side, side


def _draw_boxes(panel: Panel, unmarked: Picture, boxes: Boxes, colours: Mapping[str, str]) -> None:
    """Frame the findings; inside a frame no cell's border hides the defect."""
    for finding, (x1, y1, x2, y2) in boxes:
        panel.picture[y1:y2, x1:x2] = unmarked[y1:y2, x1:x2]
        cv2.rectangle(panel.picture, (x1, y1), (x2, y2), WHITE, 4)
        cv2.rectangle(panel.picture, (x1, y1), (x2, y2), _colour(finding, colours), 2)


def _draw_tags(
    panel: Panel, boxes: Boxes, colours: Mapping[str, str], taken: list[Rectangle]
) -> None:
    """Name the strongest finding of each class in each cell where nothing is ``taken``."""
    placed = list(taken)
    named: set[tuple[str, str]] = set()
    for finding, box in sorted(boxes, key=lambda item: -item[0].probability):
        place = (finding.cell, finding.label)
        if place in named or len(named) == _MOST_TAGS:
            continue
        named.add(place)
        text = f"{finding.label} {finding.probability:.2f}"
        corner = _free_corner(panel.picture, box, tag_size(text, _TEXT), placed)
        tag(panel.picture, text, corner, _TEXT, _colour(finding, colours))


def _on_panel(panel: Panel, box: Box) -> tuple[int, int, int, int]:
    (x1, y1), (x2, y2) = panel.polygon([(box[0], box[1]), (box[2], box[3])])
    return int(x1), int(y1), int(x2), int(y2)


def _colour(finding: Finding, colours: Mapping[str, str]) -> Colour:
    if finding.label in colours:
        return from_hex(colours[finding.label])
    return COLOURS[finding.verdict]


def _free_corner(
    picture: Picture,
    box: tuple[int, int, int, int],
    size: tuple[int, int],
    placed: list[Rectangle],
) -> tuple[int, int]:
    """Return a place for a tag at its box, inside the picture and clear of the other tags."""
    x1, y1, x2, y2 = box
    width, height = size
    rows, columns = picture.shape[:2]
    wishes = [(x1, y1 - height - 2), (x1, y2 + 3), (x2 + 3, y1), (x1 - width - 3, y1)]
    wishes += [(x1, y2 + 3 + step * (height + 2)) for step in range(1, 8)]
    inside = [(min(max(x, 0), columns - width), min(max(y, 0), rows - height)) for x, y in wishes]
    free = (c for c in inside if not any(_meet((*c, *size), other) for other in placed))
    chosen = next(free, inside[0])
    placed.append((*chosen, *size))
    return chosen


def _meet(first: Rectangle, second: Rectangle) -> bool:
    """Whether two rectangles overlap."""
    return (
        first[0] < second[0] + second[2]
        and second[0] < first[0] + first[2]
        and first[1] < second[1] + second[3]
        and second[1] < first[1] + first[3]
    )
