"""Marks over the pictures: readable, beside what they mean, and found by the pointer."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from qeu_station.core.grid import Grid
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import AdviceMark, BoxMark, CellMark
from qeu_station.gui.theme import DARK, LIGHT
from qeu_station.gui.widgets.pair_view import ink
from qeu_station.gui.widgets.pair_view.draw_advice import ADVICE_INSET
from qeu_station.gui.widgets.pair_view.draw_boxes import _words, tag_place
from qeu_station.gui.widgets.pair_view.draw_cell_tags import draw_cell_tags
from qeu_station.gui.widgets.pair_view.draw_cells import HATCH, inset, strokes
from qeu_station.gui.widgets.pair_view.draw_labels import label_places
from qeu_station.gui.widgets.pair_view.layers import Sheets, render
from qeu_station.gui.widgets.pair_view.marks import LEAST_BOX, Marks, Screen, box_at, cell_at

GRID = Grid(((50, 40), (850, 60), (900, 560), (20, 540)))
WHOLE = Screen(0, 0, 0.5, 480, 320)
CLOSE = Screen(300, 150, 4, 480, 320)
CLOSE_UP = Screen(300, 30, 3, 480, 640)

_GREY = QImage.Format.Format_Grayscale8
numbers = st.floats(-400, 900)


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast of two colours (WCAG 2)."""

    def luminance(colour: QColor) -> float:
        parts = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_places_on_the_screen_and_in_the_picture_agree():
    assert CLOSE.point(310, 160) == QPointF(40, 40)
    assert CLOSE.picture_point(QPointF(40, 40)) == (310, 160)
    assert CLOSE.window == QRectF(300, 150, 120, 80)


def test_every_row_and_column_is_named_beside_the_whole_grid():
    names = [(name, is_row) for name, _, is_row in label_places(GRID, WHOLE)]
    assert names == [(row, True) for row in "UCD"] + [(str(n), False) for n in range(1, 10)]


def test_labels_stay_on_the_screen_when_zoomed_in():
    places = label_places(GRID, CLOSE)
    rows = [at for _, at, is_row in places if is_row]
    columns = [at for _, at, is_row in places if not is_row]
    assert rows and columns
    assert all(0 <= at.y() <= CLOSE.height for at in rows)
    assert all(0 <= at.x() <= CLOSE.width for at in columns)
    row, column = places[0][0], next(name for name, _, is_row in places if not is_row)
    assert cell_at(Marks(GRID), CLOSE, QPointF(columns[0].x(), rows[0].y())) == row + column


def test_labels_too_narrow_to_be_read_are_left_out():
    names = [name for name, _, is_row in label_places(GRID, Screen(0, 0, 0.05, 480, 320))]
    assert names == []


@given(st.tuples(numbers, numbers), st.tuples(st.floats(1, 400), st.floats(1, 300)))
def test_a_tag_is_inside_the_pane_and_never_clipped(corner, size):
    area = QRectF(0, 0, 480, 320)
    place = tag_place(QRectF(*corner, *size), (90, 18), area, [])
    assert area.contains(place)


@given(
    st.tuples(st.floats(0, 440), st.floats(0, 280)), st.tuples(st.floats(8, 200), st.floats(8, 150))
)
def test_a_tag_leaves_its_finding_free(corner, size):
    outline = QRectF(*corner, *size)
    place = tag_place(outline, (90, 18), QRectF(0, 0, 480, 320), [])
    assert not place.intersects(outline)


def test_a_tag_makes_room_for_what_is_there():
    outline, area = QRectF(100, 100, 40, 40), QRectF(0, 0, 480, 320)
    first = tag_place(outline, (60, 18), area, [])
    second = tag_place(outline, (60, 18), area, [first])
    assert not first.intersects(second)


FRAGMENTS = tuple(
    BoxMark(f"R{n}", (200 + 60 * n, 100, 240 + 60 * n, 140), "rotated", "", Verdict.FAIL, cell="U3")
    for n in range(3)
)


def test_fragments_of_one_cell_and_class_share_one_tag(qapp):
    other = BoxMark("R9", (200, 200, 240, 240), "missing", "", Verdict.FAIL, cell="U3")
    elsewhere = BoxMark("R8", (600, 100, 640, 140), "rotated", "", Verdict.FAIL, cell="U7")
    _, tags = render(Marks(boxes=(*FRAGMENTS, other, elsewhere)), WHOLE)
    assert sorted(tags) == ["R0", "R8", "R9"]
    assert all(not tags[one].intersects(tags[two]) for one, two in combinations(tags, 2))


def test_a_shared_tag_tells_how_many_it_stands_for():
    assert _words(FRAGMENTS[0], 3) == "U3 ■ rotated ×3"
    assert _words(FRAGMENTS[0], 1) == "■ rotated"


def test_a_shared_tag_belongs_to_the_fragment_that_is_selected(qapp):
    boxes = (FRAGMENTS[0], replace(FRAGMENTS[1], selected=True), FRAGMENTS[2])
    assert list(render(Marks(boxes=boxes), WHOLE)[1]) == ["R1"]


def test_what_was_struck_out_or_drawn_keeps_a_tag_of_its_own(qapp):
    drawn = tuple(BoxMark(f"drawn:{n}", (50 * n, 300, 50 * n + 40, 340), "s", "") for n in (1, 2))
    boxes = (replace(FRAGMENTS[0], struck=True), *FRAGMENTS[1:], *drawn)
    assert sorted(render(Marks(boxes=boxes), WHOLE)[1]) == ["R0", "R1", "drawn:1", "drawn:2"]


def test_a_tag_covers_no_fragment_of_its_own_cell(qapp):
    _, tags = render(Marks(boxes=FRAGMENTS), WHOLE)
    assert not any(tags["R0"].intersects(WHOLE.outline(mark.box)) for mark in FRAGMENTS)


@pytest.mark.parametrize("left", [-130, -100, 0, 300])
def test_the_class_of_a_corrected_cell_is_never_cut_at_the_edge(qapp, left):
    """Also where only a little of the cell is seen, or none of it is wide enough."""
    screen = Screen(left, 0, 0.5, 480, 320)
    cells = tuple(CellMark(a, Verdict.FAIL, "scratched") for a in ("U9", "D1", "C5"))
    marks = Marks(GRID, cells)
    canvas = screen.canvas()
    painter = QPainter(canvas)
    taken = draw_cell_tags(painter, marks, screen)
    painter.end()
    assert taken
    assert all(screen.area.contains(rect) for rect in taken)


def test_the_smallest_finding_gets_an_outline_one_can_see_and_hit():
    outline = WHOLE.outline((100, 100, 101, 101))
    assert outline.width() >= LEAST_BOX
    assert outline.center() == QPointF(50.25, 50.25)


def test_of_two_findings_the_smaller_is_hit():
    boxes = (BoxMark("large", (0, 0, 400, 400), "", ""), BoxMark("small", (0, 0, 40, 40), "", ""))
    assert box_at(Marks(boxes=boxes), WHOLE, QPointF(-2, 5), {}) == "small"
    assert box_at(Marks(boxes=boxes), WHOLE, QPointF(202, 100), {}) == "large"
    assert box_at(Marks(boxes=boxes), WHOLE, QPointF(100, 100), {}) is None


def test_a_border_moves_inwards_by_what_is_asked():
    square = [QPointF(0, 0), QPointF(100, 0), QPointF(100, 60), QPointF(0, 60)]
    assert inset(square, 10) == [QPointF(10, 10), QPointF(90, 10), QPointF(90, 50), QPointF(10, 50)]


def test_the_hatch_is_drawn_only_where_it_is_seen():
    area = QRectF(0, 0, 480, 320)
    near = strokes(QLineF(-1e6, 5, 1e6, 5), 9, area)
    assert 480 / HATCH <= len(near) <= 500 / HATCH + 2
    assert strokes(QLineF(0, -50, 480, -50), 9, area) == []
    assert strokes(QLineF(0, 5, 4, 5), 9, area) == []
    assert all(stroke.y2() > stroke.y1() for stroke in near)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_verdicts_are_bright_enough_on_a_picture(tokens, monkeypatch):
    monkeypatch.setattr("qeu_station.gui.widgets.pair_view.ink.tokens", lambda: tokens)
    for verdict in Verdict:
        assert contrast(ink.verdict_colour(verdict), QColor("#000000")) > 3


@given(st.integers(0, 0xFFFFFF))
def test_writing_on_any_class_colour_is_readable(rgb):
    colour = QColor(rgb)
    assert contrast(ink.ink_on(colour), colour) >= 4.5


def test_each_verdict_has_a_look_of_its_own_without_colour(qapp):
    looks = set()
    for verdict in Verdict:
        marks = Marks(GRID, (CellMark("C5", verdict),))
        image = render(marks, WHOLE)[0].toImage().convertToFormat(_GREY)
        looks.add(bytes(image.constBits()))
    assert len(looks) == 3


def test_panes_at_one_place_share_their_sheet(qapp):
    sheets, marks = Sheets(), Marks(GRID)
    first = sheets.of(marks, WHOLE)
    assert sheets.of(marks, WHOLE) is first
    for left in (1, 2, 3):
        sheets.of(marks, Screen(left, 0, 1, 100, 80))
    assert sheets.of(marks, WHOLE) is not first


def test_a_sheet_has_the_pixels_of_the_screen(qapp):
    sheet = render(Marks(GRID), Screen(0, 0, 0.5, 480, 320, ratio=1.5))[0]
    assert isinstance(sheet, QPixmap)
    assert sheet.size().toTuple() == (720, 480)
    assert sheet.devicePixelRatio() == 1.5


def test_advice_has_brackets_of_its_own_and_leaves_the_mark_of_the_verdict():
    advised = AdviceMark(Verdict.FAIL, "missing", "", "vlm")
    for verdict in (Verdict.PASS, Verdict.REVIEW):
        plain = Marks(GRID, (CellMark("U4", verdict),))
        with_advice = Marks(GRID, (CellMark("U4", verdict, advised=advised),))
        before, after = (render(marks, CLOSE_UP)[0].toImage() for marks in (plain, with_advice))
        corners = CLOSE_UP.corners(GRID, "U4")
        at = inset(corners, ADVICE_INSET)[2].toPoint()
        red = ink.verdict_colour(Verdict.FAIL).rgb()
        assert after.pixelColor(at).rgb() == red != before.pixelColor(at).rgb()
        edge = inset(corners, 1.5)  # the border of the verdict
        for number in range(4):
            middle = ((edge[number - 1] + edge[number]) / 2).toPoint()
            assert after.pixelColor(middle) == before.pixelColor(middle)


def test_advice_is_worded_in_few_cells_only(monkeypatch):
    worded = []
    monkeypatch.setattr(ink, "plate", lambda painter, rect, text, *rest: worded.append(text))
    advised = AdviceMark(Verdict.REVIEW, "missing", "", "vlm")
    every = [CellMark(f"U{n}", Verdict.PASS, advised=advised) for n in range(1, 8)]
    wide = Screen(0, 0, 4, 4000, 2600)
    for count in (6, 7):
        worded.clear()
        painter = QPainter(sheet := QPixmap(4000, 2600))
        draw_cell_tags(painter, Marks(GRID, tuple(every[:count])), wide)
        painter.end()
        assert worded == (["▲ vlm: missing"] * 6 if count == 6 else [])
        assert not sheet.isNull()


@pytest.mark.parametrize("how", [{"corrected": "missing"}, {"advised": True}])
def test_a_tag_that_reaches_over_a_narrow_cell_lies_above_its_neighbour(how):
    if how.get("advised"):
        how = {"advised": AdviceMark(Verdict.REVIEW, "missing", "#00ff00", "vlm")}
    tagged = CellMark("U3", Verdict.PASS, colour="#00ff00", **how)
    narrow = Screen(0, 0, 0.5, 480, 320)  # cells of 45 pixels
    found = BoxMark("R1", (300, 100, 330, 250), "missing", "#ff0000", Verdict.FAIL, cell="U4")
    marks = Marks(GRID, (tagged, CellMark("U4", Verdict.FAIL)), (found,))
    image = render(marks, narrow)[0].toImage()
    place = narrow.polygon(GRID, "U3").boundingRect()
    next_to = narrow.polygon(GRID, "U4").boundingRect()
    at = (round(next_to.left()) + 1, round(place.bottom() - ink.PLATE_H))
    assert image.pixelColor(*at).rgb() == QColor("#00ff00").rgb()


def test_an_advised_region_is_named_after_who_advises_and_is_not_pressed():
    region = BoxMark("advice:vlm:1", (100, 100, 200, 160), "missing", "", Verdict.FAIL, by="vlm")
    _, tags = render(Marks(None, (), (region,)), WHOLE)
    assert _words(region, 1) == "■ vlm: missing"
    marks = Marks(None, (), (region,))
    assert box_at(marks, WHOLE, tags[region.id].center(), tags) is None
    assert box_at(marks, WHOLE, WHOLE.outline(region.box).topLeft(), tags) is None
