"""The pictures of a part: what is shown, what a click means, and that nothing stale stays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from qeu_station.core.grid import Grid
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import (
    BoxMark,
    CellEvidence,
    CellMark,
    InspectState,
    Question,
)
from qeu_station.gui.widgets.pair_view import PairView
from qeu_station.services.viewing import ViewedPair

WIDTH, HEIGHT = 320, 240
GRID = Grid.over_rectangle((20, 20, 290, 200))


def pair(
    reference: int = 60, test: int = 200, size: tuple[int, int] = (HEIGHT, WIDTH), **kept: object
) -> ViewedPair:
    """Return two plain grey pictures."""
    pictures = (np.full((*size, 3), value, np.uint8) for value in (reference, test))
    return ViewedPair("P", *pictures, **{"aligned": True, **kept})


def state(**changes: object) -> InspectState:
    """Return a judged part."""
    cells = [CellMark(address, Verdict.PASS) for address in GRID.addresses]
    cells[3] = CellMark("U4", Verdict.FAIL)
    cells[4] = CellMark("U5", Verdict.REVIEW, "dent", "#8250df", selected=True)
    boxes = (
        BoxMark("R1", (100, 100, 130, 130), "dent", "#8250df", Verdict.FAIL),
        BoxMark("drawn:1", (220, 150, 260, 190), "stain", "#0969da", selected=True),
        BoxMark("R2", (30, 150, 34, 154), "unknown", "", Verdict.REVIEW, struck=True),
    )
    made = InspectState(pictures=pair(), grid=GRID, cells=tuple(cells), boxes=boxes)
    return replace(made, **changes)


@pytest.fixture
def view(qtbot) -> PairView:
    """A view with two panes of about 500 by 400."""
    made = PairView()
    qtbot.addWidget(made)
    made.resize(1000, 440)
    made.show()
    qtbot.waitExposed(made)
    return made


def pixel(view: PairView, pane: int, x: float, y: float) -> tuple[int, int, int]:
    """Return the colour on the screen at a place of the picture."""
    shown = view.panes[pane]
    at = shown.view().point(x, y).toPoint()
    grabbed = shown.canvas.viewport().grab().toImage()
    ratio = grabbed.devicePixelRatio()
    colour = grabbed.pixelColor(round(at.x() * ratio), round(at.y() * ratio))
    return colour.toTuple()[:3]


def plain(view: PairView, pane: int) -> tuple[int, int, int]:
    """Return the colour of a pane's picture where nothing is marked."""
    return pixel(view, pane, 305, 230)


def place(view: PairView, pane: int, x: float, y: float) -> QPointF:
    """Return where a place of the picture lies on a pane."""
    return view.panes[pane].view().point(x, y)


def mouse(view: PairView, pane: int, kind: QEvent.Type, at: QPointF, **how: object) -> None:
    """Send what a mouse or a finger does."""
    surface = view.panes[pane].canvas.viewport()
    left = Qt.MouseButton.LeftButton
    moving = kind == QEvent.Type.MouseMove
    button = Qt.MouseButton.NoButton if moving else left
    held = how.get("held", left if kind == QEvent.Type.MouseButtonPress else button)
    keys = how.get("keys", Qt.KeyboardModifier.NoModifier)
    event = QMouseEvent(kind, at, surface.mapToGlobal(at), button, held, keys)
    QApplication.sendEvent(surface, event)


def click(view: PairView, pane: int, x: float, y: float, **how: object) -> None:
    """Press and release at a place of the picture."""
    at = place(view, pane, x, y)
    mouse(view, pane, QEvent.Type.MouseButtonPress, at, **how)
    mouse(view, pane, QEvent.Type.MouseButtonRelease, at, **how)


def drag(view: PairView, pane: int, *places: tuple[float, float]) -> None:
    """Press at the first place, move over all, release at the last."""
    points = [place(view, pane, *each) for each in places]
    mouse(view, pane, QEvent.Type.MouseButtonPress, points[0])
    for point in points:
        mouse(view, pane, QEvent.Type.MouseMove, point, held=Qt.MouseButton.LeftButton)
    mouse(view, pane, QEvent.Type.MouseButtonRelease, points[-1])


def hover(view: PairView, pane: int, x: float, y: float) -> None:
    """Rest the pointer on a place of the picture."""
    at = place(view, pane, x, y)
    mouse(view, pane, QEvent.Type.MouseMove, at, held=Qt.MouseButton.NoButton)


def wheel(view: PairView, pane: int, at: QPointF, notches: int) -> None:
    """Turn the wheel."""
    surface = view.panes[pane].canvas.viewport()
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    turned = QPoint(0, 120 * notches)
    event = QWheelEvent(at, surface.mapToGlobal(at), QPoint(), turned, *none, False)
    QApplication.sendEvent(surface, event)


# what is shown


def test_each_pane_shows_its_picture(view):
    view.show_state(state())
    assert plain(view, 0) == (60, 60, 60)
    assert plain(view, 1) == (200, 200, 200)


def test_without_pictures_nothing_of_the_part_before_stays(view):
    view.show_state(state())
    view.show_state(state(pictures=None))
    surround = view.panes[0].canvas.viewport().grab().toImage().pixelColor(1, 1).toTuple()[:3]
    for pane in (0, 1):
        assert plain(view, pane) == surround
        assert view.panes[pane].note.isVisible()
        assert view.panes[pane].cell_at(place(view, pane, 40, 40)) is None


def test_the_same_pictures_are_not_prepared_again(view, monkeypatch):
    shown = state()
    view.show_state(shown)
    prepared = []
    monkeypatch.setattr(
        "qeu_station.gui.widgets.pair_view.images.to_qimage", lambda *a, **k: prepared.append(a)
    )
    view.show_state(replace(shown, note="scratched before", cells=shown.cells[:5]))
    view.show_state(replace(shown, pictures=replace(shown.pictures, difference=None)))
    assert prepared == []


def test_zoom_and_place_are_kept_from_part_to_part_of_one_size(view):
    view.show_state(state())
    view.zoom(4)
    before = view.panes[1].view()
    view.show_state(state(pictures=pair(10, 20)))
    assert view.panes[1].view() == before
    view.show_state(state(pictures=pair(size=(300, 300)), grid=None, cells=()))
    assert view.panes[1].view().scale < before.scale / 2


def test_a_test_picture_that_is_not_aligned_carries_no_grid(view):
    view.show_state(state(pictures=pair(aligned=False)))
    at = [place(view, pane, 40, 40) for pane in (0, 1)]
    assert view.panes[0].cell_at(at[0]) == "U1"
    assert view.panes[1].cell_at(at[1]) is None


def test_a_long_title_makes_no_pane_wider_than_the_other(view, qtbot):
    view.resize(420, 300)
    view.set_stacked(False)
    view.show_state(state(pictures=pair(aligned=False)))
    first, second = view.panes
    qtbot.waitUntil(lambda: second.title.text().endswith("…"))
    assert abs(first.width() - second.width()) <= 1
    assert second.title.toolTip().startswith("Test (not aligned")
    view.resize(1000, 440)
    qtbot.waitUntil(lambda: not second.title.toolTip())


def test_a_failed_cell_looks_different_from_one_that_passed(view):
    view.show_state(state())
    x, y = 20 + 3 * 30 + 1.5, 50
    failed = pixel(view, 1, x, y)
    cells = tuple(CellMark(address, Verdict.PASS) for address in GRID.addresses)
    view.show_state(state(cells=cells))
    assert pixel(view, 1, x, y) != failed


def test_the_grid_can_be_taken_away(view):
    view.show_state(state())
    view.set_grid(False)
    assert view.panes[0].cell_at(place(view, 0, 40, 40)) is None
    assert pixel(view, 0, 110, 45) == (60, 60, 60)
    view.set_grid(True)
    assert view.panes[0].cell_at(place(view, 0, 40, 40)) == "U1"


@pytest.mark.parametrize(
    "odd",
    [
        InspectState(),
        InspectState(grid=GRID),
        state(cells=()),
        state(cells=(CellMark("Z9", Verdict.FAIL),)),
        state(grid=None),
        state(pictures=ViewedPair("1", np.zeros((1, 1), np.uint8), np.zeros((1, 1), np.uint8))),
        state(pictures=pair(size=(4, 900))),
        state(pictures=replace(pair(), test=np.zeros((50, 900), np.uint8))),
        state(grid=Grid(((-500, -400), (900, -90), (1200, 900), (-50, 700)))),
        state(grid=Grid.over_rectangle((0, 0, 9, 9), unused=frozenset({"U1", "C5"}))),
        state(boxes=(BoxMark("R", (-90, -90, 9000, 9000), "", "no colour"),)),
        state(boxes=(BoxMark("R", (5, 5, 5, 5), "x" * 200, "#123456", Verdict.FAIL),)),
        state(cells=(CellMark("U1", Verdict.FAIL, "とても長い名前" * 9, "nonsense", True),)),
    ],
)
@pytest.mark.parametrize("size", [(1000, 440), (60, 50)])
def test_odd_parts_are_drawn_without_a_fault(view, odd, size, caplog):
    view.resize(*size)
    for factor in (1, 3, 1000):
        view.show_state(odd)
        view.zoom(factor)
        view.grab()
    assert caplog.records == []


def test_a_fault_while_drawing_is_seen_and_never_looks_like_a_pass(view, monkeypatch, caplog):
    view.show_state(state(cells=(), boxes=()))
    before = plain(view, 1)

    def broken(*_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("qeu_station.gui.widgets.pair_view.layers.render", broken)
    view.show_state(state())
    grabbed = view.panes[1].canvas.viewport().grab().toImage()
    shades = {grabbed.pixelColor(x, 200).name() for x in range(100, 200)}
    assert before == (200, 200, 200)
    assert len(shades) > 1
    assert "could not be drawn" in caplog.text
    caplog.clear()


# where it is looked at


def test_the_wheel_zooms_at_the_pointer_in_both_panes(view):
    view.show_state(state())
    at = place(view, 1, 200, 120)
    wheel(view, 1, at, 10)
    first, second = (pane.view() for pane in view.panes)
    assert first == second
    assert first.scale > 4
    assert first.picture_point(at) == pytest.approx((200, 120), abs=1)


def test_a_drag_pans_and_is_no_click(view, qtbot):
    view.show_state(state())
    view.zoom(4)
    before = view.panes[0].view()
    with qtbot.assertNotEmitted(view.cell_clicked, wait=20):
        drag(view, 0, (160, 120), (155, 118), (150, 115))
    after = view.panes[0].view()
    assert after.left > before.left
    assert view.panes[1].view() == after


def test_a_double_click_fits(view):
    view.show_state(state())
    whole = view.panes[0].view()
    view.zoom(5)
    at = place(view, 0, 160, 120)
    kinds = QEvent.Type
    for kind in (kinds.MouseButtonPress, kinds.MouseButtonRelease,
                 kinds.MouseButtonDblClick, kinds.MouseButtonRelease):  # fmt: skip
        mouse(view, 0, kind, at)
    assert view.panes[0].view() == whole


def test_the_view_fits_again_when_the_window_grows(view, qtbot):
    view.show_state(state())
    before = view.panes[0].view().scale
    view.resize(1600, 800)
    qtbot.waitUntil(lambda: view.panes[0].view().scale > before * 1.4)
    assert view.panes[0].view() == view.panes[1].view()


def test_panes_lie_beside_or_above_each_other(view, qtbot):
    view.show_state(state())
    assert view.panes[1].x() > view.panes[0].x()
    view.set_stacked(True)
    qtbot.waitUntil(lambda: view.panes[1].y() > view.panes[0].y())
    view.set_stacked(None)
    view.show_state(state(pictures=pair(size=(60, 800)), grid=None, cells=()))
    qtbot.waitUntil(lambda: view.panes[1].y() > view.panes[0].y())


# what a click means


def test_a_trembling_hand_still_clicks(view, qtbot):
    view.show_state(state())
    with qtbot.waitSignal(view.cell_clicked) as clicked:
        drag(view, 0, (40, 40), (41, 41), (40, 42))
    assert clicked.args == ["U1", False]


@pytest.mark.parametrize("pane", [0, 1])
@pytest.mark.parametrize(
    ("keys", "add"),
    [
        (Qt.KeyboardModifier.NoModifier, False),
        (Qt.KeyboardModifier.ControlModifier, True),
        (Qt.KeyboardModifier.ShiftModifier, True),
    ],
)
def test_a_click_on_a_cell(view, qtbot, pane, keys, add):
    view.show_state(state())
    with qtbot.waitSignal(view.cell_clicked) as clicked:
        click(view, pane, 40, 40, keys=keys)
    assert clicked.args == ["U1", add]


def test_a_click_on_the_border_of_a_finding_means_the_finding(view, qtbot):
    view.show_state(state())
    with qtbot.waitSignal(view.box_clicked) as clicked:
        click(view, 1, 100, 115)
    assert clicked.args == ["R1"]


def test_a_click_on_the_tag_of_a_finding_means_the_finding(view, qtbot):
    view.show_state(state())
    view.grab()
    tag = view.panes[1].marks.tags["drawn:1"]
    with qtbot.waitSignal(view.box_clicked) as clicked:
        click(view, 1, *view.panes[1].view().picture_point(tag.center()))
    assert clicked.args == ["drawn:1"]


def test_a_click_inside_a_finding_means_its_cell(view, qtbot):
    view.show_state(state(boxes=(BoxMark("R1", (60, 60, 160, 160), "dent", "#8250df"),)))
    with qtbot.waitSignal(view.cell_clicked) as clicked:
        click(view, 1, 105, 115)
    assert clicked.args == ["C3", False]


def test_a_click_beside_the_grid_means_nothing(view, qtbot):
    view.show_state(state(boxes=()))
    with qtbot.assertNotEmitted(view.cell_clicked, wait=20):
        click(view, 0, 310, 225)


# the box tool


def test_a_box_is_drawn_in_reference_pixels(view):
    view.show_state(state())
    view.set_box_tool(True)
    told: list[object] = []
    view.box_drawn.connect(told.append)
    view.box_tool_done.connect(lambda: told.append("done"))
    drag(view, 1, (150, 90), (120, 80), (100, 60))
    assert told == [pytest.approx((100, 60, 150, 90), abs=1.5), "done"]


def test_a_box_ends_at_the_edge_of_the_picture(view, qtbot):
    view.show_state(state())
    view.set_box_tool(True)
    with qtbot.waitSignal(view.box_drawn) as drawn:
        drag(view, 0, (300, 220), (310, 230), (330, 400))
    assert drawn.args[0][2:] == (WIDTH, HEIGHT)


def test_a_slip_of_the_hand_draws_no_box_and_keeps_the_tool(view, qtbot):
    view.show_state(state())
    view.set_box_tool(True)
    with (
        qtbot.assertNotEmitted(view.box_drawn, wait=20),
        qtbot.assertNotEmitted(view.cell_clicked, wait=20),
    ):
        drag(view, 0, (100, 100), (110, 100), (100.5, 100.5))
        click(view, 0, 40, 40)
    with qtbot.waitSignal(view.box_drawn):
        drag(view, 0, (100, 100), (110, 100), (150, 150))


def test_escape_puts_the_box_tool_down(view, qtbot):
    view.show_state(state())
    view.set_box_tool(True)
    override = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier
    )
    override.ignore()
    QApplication.sendEvent(view, override)
    assert override.isAccepted()
    with qtbot.waitSignal(view.box_tool_done):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(view.box_drawn, wait=20):
        drag(view, 0, (100, 100), (110, 100), (150, 150))


def test_a_new_part_ends_the_box_that_is_being_drawn(view, qtbot):
    view.show_state(state())
    view.set_box_tool(True)
    start, end = place(view, 0, 100, 100), place(view, 0, 150, 150)
    mouse(view, 0, QEvent.Type.MouseButtonPress, start)
    mouse(view, 0, QEvent.Type.MouseMove, end, held=Qt.MouseButton.LeftButton)
    view.show_state(state(pictures=pair(1, 2)))
    with qtbot.assertNotEmitted(view.box_drawn, wait=20):
        mouse(view, 0, QEvent.Type.MouseButtonRelease, end)


# evidence


def test_evidence_appears_beside_the_cell_and_follows(view, qtbot):
    view.evidence = lambda address: CellEvidence(address, f"{address} said", (("P(ok)", "0.5"),))
    view.show_state(state())
    panel = view._hover.panel
    hover(view, 1, 40, 40)
    assert not panel.isVisible()
    qtbot.waitUntil(panel.isVisible)
    assert panel.accessibleName() == "U1 said"
    hover(view, 1, 40, 105)
    assert panel.accessibleName() == "C1 said"
    pane = view.panes[1]
    corner = pane.canvas.mapTo(view, QPoint(0, 0))
    cell = pane.cell_rect("C1").toAlignedRect().translated(corner)
    assert not panel.geometry().intersects(cell)
    assert view.rect().contains(panel.geometry())
    QApplication.sendEvent(pane.canvas, QEvent(QEvent.Type.Leave))
    assert not panel.isVisible()


def test_evidence_goes_with_the_part(view, qtbot):
    view.evidence = lambda address: CellEvidence(address, address)
    view.show_state(state())
    hover(view, 0, 40, 40)
    qtbot.waitUntil(view._hover.panel.isVisible)
    view.show_state(state(pictures=pair(3, 4)))
    assert not view._hover.panel.isVisible()


def test_evidence_is_out_of_the_way_of_a_box(view, qtbot):
    """Gone as soon as the tool is taken up, and not back before the class is answered."""
    view.evidence = lambda address: CellEvidence(address, address)
    view.show_state(state())
    hover(view, 0, 40, 40)
    qtbot.waitUntil(view._hover.panel.isVisible)
    view.set_box_tool(True)
    assert not view._hover.panel.isVisible()
    view.set_box_tool(False)
    view.show_state(state(question=Question("What is in the box?", (("s", "s"),))))
    hover(view, 0, 40, 105)
    qtbot.wait(300)
    assert not view._hover.panel.isVisible()


def test_a_cell_of_which_nothing_is_known_shows_nothing(view, qtbot):
    view.show_state(state())
    hover(view, 0, 40, 40)
    qtbot.wait(300)
    assert not view._hover.panel.isVisible()


# blinking, difference, live pictures


def test_blinking_shows_both_in_turn_and_says_which(view, qtbot):
    view.show_state(state())
    view.set_blink(True)
    assert not view.panes[1].isVisible()
    qtbot.waitUntil(lambda: view.panes[0].title.text() == "Test")
    assert plain(view, 0) == (200, 200, 200)
    qtbot.waitUntil(lambda: view.panes[0].title.text() == "Reference")
    assert plain(view, 0) == (60, 60, 60)
    view.set_blink(False)
    assert view.panes[1].isVisible()


def test_no_timer_runs_when_hidden(view):
    view.show_state(state())
    view.set_blink(True)
    hover(view, 0, 40, 40)
    assert any(timer.isActive() for timer in view.findChildren(QTimer))
    view.hide()
    assert not any(timer.isActive() for timer in view.findChildren(QTimer))
    view.show()
    assert any(timer.isActive() for timer in view.findChildren(QTimer))


def test_the_difference_takes_the_place_of_the_test_picture(view):
    difference = np.zeros((HEIGHT, WIDTH), np.uint8)
    view.show_state(state(pictures=pair(difference=difference)))
    view.set_difference(True)
    assert sum(plain(view, 1)) < 20
    assert plain(view, 0) == (60, 60, 60)
    assert view.panes[1].legend.isVisible()
    view.show_state(state(pictures=pair()))
    assert view.panes[1].note.text() == "No difference yet"
    assert view.panes[1].note.isVisible()
    view.set_difference(False)
    assert plain(view, 1) == (200, 200, 200)
    assert not view.panes[1].legend.isVisible()


def test_live_frames_shine_through_the_reference(view):
    view.show_state(InspectState(live=True, grid=GRID))
    frame = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    frame[:] = 30, 60, 200
    reference = np.full((HEIGHT, WIDTH, 3), 100, np.uint8)
    view.set_overlay(0)
    view.show_frame(frame, reference)
    assert plain(view, 1) == (200, 60, 30)
    assert plain(view, 0) == (100, 100, 100)
    view.set_overlay(0.5)
    assert plain(view, 1) == pytest.approx((150, 80, 65), abs=2)
    view.show_frame(frame[:, :, 0], None)
    assert plain(view, 1) == (30, 30, 30)


def test_the_judged_part_takes_the_place_of_the_live_picture(view):
    frame = np.full((HEIGHT, WIDTH), 30, np.uint8)
    view.show_state(InspectState(live=True))
    view.show_frame(frame, None)
    view.show_state(state(live=True))
    assert plain(view, 1) == (200, 200, 200)
    view.show_frame(frame, None)
    assert plain(view, 1) == (30, 30, 30)
    assert view.panes[1].marks.marks.cells == ()
    view.show_state(InspectState())
    assert view.panes[1].note.isVisible()


def test_themes_change_while_it_runs(view, qapp):
    from qeu_station.gui.theme import DARK, LIGHT, apply_theme

    view.show_state(state())
    try:
        for dark, tokens in ((True, DARK), (False, LIGHT)):
            apply_theme(qapp, dark)
            view.retheme()
            grabbed = view.panes[0].canvas.viewport().grab().toImage()
            assert grabbed.pixelColor(1, 1).name() == tokens.picture
    finally:
        apply_theme(qapp, False)


def test_the_focus_is_seen_by_who_uses_tab(view):
    view.setFocus(Qt.FocusReason.OtherFocusReason)
    before = view.grab().toImage().pixelColor(1, 1)
    view.clearFocus()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    after = view.grab().toImage().pixelColor(1, 1)
    assert after != before
    view.clearFocus()
    assert view.grab().toImage().pixelColor(1, 1) == before


def test_a_lost_live_picture_fades_and_says_so_until_a_new_one_comes(view):
    red = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    red[:] = 20, 40, 220
    live = InspectState(live=True)
    view.show_state(live)
    view.show_frame(red, None)
    pane = view.panes[1]

    def middle() -> tuple[int, int, int]:
        shot = pane.canvas.grab().toImage()
        return shot.pixelColor(shot.width() // 2, shot.height() // 4).toTuple()[:3]

    assert middle() == (220, 40, 20)
    words = "Camera lost: this picture is 3 s old"
    view.show_state(replace(live, stale=words))
    assert len(set(middle())) == 1
    assert max(middle()) < 60
    assert (pane.warning.text(), pane.warning.isVisible()) == (words, True)
    assert pane.title.text() == "Last picture"
    view.show_frame(red, None)
    assert middle() == (220, 40, 20)
    assert not pane.warning.isVisible()
    assert pane.title.text() == "Live"


def test_no_age_is_written_where_there_is_no_picture(view):
    view.show_state(InspectState(live=True, stale="Camera lost: this picture is 3 s old"))
    assert not any(pane.warning.isVisible() for pane in view.panes)
    view.show_state(state(live=True))
    assert not any(pane.warning.isVisible() for pane in view.panes)
