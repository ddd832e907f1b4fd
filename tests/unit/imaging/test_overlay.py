"""What an overlay must show, and that verdicts differ in shape when colour is taken away."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from qeu_station.core.grid import Grid
from qeu_station.core.record import InspectionRecord, ItemRecord
from qeu_station.core.verdict import Verdict
from qeu_station.imaging.banner import verdict_band
from qeu_station.imaging.lettering import from_hex, readable_on, shortened, written_size
from qeu_station.imaging.marks import COLOURS, border, symbol
from qeu_station.imaging.overlay import findings, overlay_picture

GREY = np.full((220, 320, 3), 128, np.uint8)


def pixels_of(picture: np.ndarray, colour: tuple[int, int, int]) -> int:
    return int((picture == colour).all(axis=2).sum())


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_band_is_in_the_verdicts_colour(record: InspectionRecord, verdict: Verdict) -> None:
    band = verdict_band(replace(record, part=ItemRecord(verdict.value)), 900)
    assert pixels_of(band, COLOURS[verdict]) > band.size / 3 / 2


def test_a_failed_cell_is_marked_and_a_passed_part_is_not(
    record: InspectionRecord, passed: InspectionRecord, grid: Grid
) -> None:
    red = COLOURS[Verdict.FAIL]
    assert pixels_of(overlay_picture(record, grid, GREY)[84:], red) > 500
    assert pixels_of(overlay_picture(passed, grid, GREY)[84:], red) == 0


@pytest.mark.parametrize("paint", [symbol, border])
def test_verdicts_differ_in_shape_alone(paint: object) -> None:
    drawn = []
    for verdict in Verdict:
        canvas = np.zeros((80, 80, 3), np.uint8)
        if paint is symbol:
            symbol(canvas, verdict, (40, 40), 20)
        else:
            square = np.array([[10, 10], [70, 10], [70, 70], [10, 70]], np.int32)
            border(canvas, square, verdict, 3)
        drawn.append(canvas.max(axis=2) > 20)
    for first, second in ((0, 1), (0, 2), (1, 2)):
        changed = (drawn[first] ^ drawn[second]).sum()
        assert changed > 0.1 * (drawn[first] | drawn[second]).sum()


def test_only_regions_that_count_are_findings(
    record: InspectionRecord, passed: InspectionRecord
) -> None:
    (found,) = findings(record)
    assert (found.label, found.probability, found.verdict) == ("scratched", 0.9, Verdict.FAIL)
    assert list(findings(passed)) == []


def test_a_findings_box_takes_its_class_colour(record: InspectionRecord, grid: Grid) -> None:
    made = overlay_picture(record, grid, GREY, colours={"scratched": "#12ab34"})
    assert pixels_of(made, from_hex("#12ab34")) > 300


def test_a_reference_stands_below_a_wide_picture_and_beside_a_tall_one(
    record: InspectionRecord, grid: Grid
) -> None:
    alone, both = overlay_picture(record, grid, GREY), overlay_picture(record, grid, GREY, GREY)
    assert both.shape[1] == alone.shape[1]
    assert both.shape[0] > 1.7 * alone.shape[0]
    tall = np.full((320, 300, 3), 128, np.uint8)
    beside = overlay_picture(record, grid, tall, tall)
    assert beside.shape[1] > 1.5 * beside.shape[0]


def test_a_band_of_dozens_of_reasons_is_shortened(record: InspectionRecord) -> None:
    many = replace(record, part=ItemRecord("REVIEW", None, ("the lens is dirty",) * 40))
    assert verdict_band(many, 600).shape == (84, 600, 3)


def test_a_crowd_of_findings_keeps_its_tags_inside(record: InspectionRecord, grid: Grid) -> None:
    regions, fused = [], {}
    for number in range(60):
        box = (300.0, 10.0 + number, 319.0, 14.0 + number)
        regions.append(replace(record.regions[0], id=f"R{number}", box=box))
        fused[f"R{number}"] = ItemRecord("FAIL", (0.1, 0.0, 0.9, 0.0))
    crowded = replace(record, regions=tuple(regions), fused=fused)
    assert overlay_picture(crowded, grid, GREY).shape == overlay_picture(record, grid, GREY).shape


def test_cells_that_were_not_judged_are_not_marked(record: InspectionRecord, grid: Grid) -> None:
    nothing = replace(record, cells={}, fused={})
    body = overlay_picture(nothing, grid, GREY)[84:]
    assert all(pixels_of(body, colour) == 0 for colour in COLOURS.values())


def test_shortened_text_fits() -> None:
    text = "Registration residual above its limit; 清掃してください"
    for width in (20, 90, 200):
        assert written_size(shortened(text, 20, width), 20)[0] <= width
    assert shortened(text, 20, 5000) == text


def test_text_contrasts_with_its_ground() -> None:
    def luminance(colour: tuple[int, int, int]) -> float:
        blue, green, red = ((value / 255) ** 2.2 for value in colour)
        return 0.0722 * blue + 0.7152 * green + 0.2126 * red

    for colour in COLOURS.values():
        low, high = sorted((luminance(colour), luminance(readable_on(colour))))
        assert (high + 0.05) / (low + 0.05) > 4.5


def test_symbols_near_the_edge_do_not_leave_the_picture() -> None:
    canvas = np.zeros((20, 20, 3), np.uint8)
    outside = np.array([[-8, -8], [12, -8], [12, 12], [-8, 12]], np.int32)
    for verdict in Verdict:
        symbol(canvas, verdict, (0, 0), 12)
        border(canvas, outside, verdict, 3)
    assert cv2.countNonZero(canvas[:, :, 0]) > 0
