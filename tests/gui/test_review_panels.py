"""The panels of the Review screen as widgets: what is seen, pressed, dragged and typed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget

from qeu_station.core.grid import Grid
from qeu_station.core.recipe import Recipe
from qeu_station.gui import theme
from qeu_station.gui.jobs import QtJobs
from qeu_station.gui.presenters.review_beside import ReviewBeside
from qeu_station.gui.presenters.review_panels_state import Phase
from qeu_station.gui.theme import SMALL, TOUCH
from qeu_station.gui.widgets.review_panels import PanelTabs
from qeu_station.gui.widgets.review_panels.draw_map import number_size, shade_colour
from qeu_station.gui.widgets.review_panels.matrix_view import CELL
from qeu_station.services import review
from qeu_station.services.review import Filter, product, select
from qeu_station.services.review.product import Product
from tests.unit.gui.presenters.review_columns import columns, many

RECIPE = Recipe("tray", ("r.png",), 3)
COLUMNS = many(400)
OTHER = many(400, seed=3, drift=-1.0, recipe="b")


class Source:
    """A journal without files."""

    note = "A copy is shown."
    reader = None

    def close(self) -> None:
        pass


@pytest.fixture
def jobs(qapp):
    heard: list[Exception] = []
    made = QtJobs(heard.append)
    yield made
    made.close()
    made.deleteLater()
    assert heard == []


@pytest.fixture
def beside(jobs) -> ReviewBeside:
    return ReviewBeside(jobs, Path("home"), lambda place: Source())


@pytest.fixture
def tabs(qtbot, beside, monkeypatch):
    picture = np.full((30, 90), 120, np.uint8)
    grid = Grid.over_rectangle((0, 0, 90, 30))
    monkeypatch.setattr(
        product, "product_of", lambda *_: Product("a" * 64, RECIPE, grid, (90, 30), picture)
    )
    monkeypatch.setattr(review, "load", lambda source: OTHER)
    made = PanelTabs(beside)
    qtbot.addWidget(made)
    made.resize(1200, 640)
    made.set_source(Source())
    made.set_rows(COLUMNS)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    ready(qtbot, made.map)
    return made


def ready(qtbot, panel) -> None:
    qtbot.waitUntil(lambda: panel.presenter.state.look.phase is Phase.READY)


def open_tab(qtbot, tabs: PanelTabs, panel: QWidget) -> None:
    tabs.setCurrentWidget(panel)
    ready(qtbot, panel)


def middle(tabs: PanelTabs, address: str) -> QPoint:
    return tabs.map.view.outline(address).boundingRect().center().toPoint()


def pixels(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_a_click_on_a_cell_wants_a_filter(qtbot, tabs):
    with qtbot.waitSignal(tabs.filter_wanted) as heard:
        qtbot.mouseClick(tabs.map.view, Qt.MouseButton.LeftButton, pos=middle(tabs, "C7"))
    assert heard.args[0].conditions == {"cells": ("C7",), "classes": ()}
    assert "C7" in tabs.map.view.accessibleDescription()


def test_arrows_and_enter_choose_a_cell_and_escape_gives_it_up(qtbot, tabs):
    view = tabs.map.view
    view.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        qtbot.keyClick(view, key)
    assert view.cursor_at == "C3"
    with qtbot.waitSignal(tabs.filter_wanted) as heard:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert heard.args[0].conditions["cells"] == ("C3",)
    with qtbot.waitSignal(tabs.filter_wanted) as heard:
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert heard.args[0].conditions["cells"] == ()


def test_outside_of_the_grid_nothing_is_chosen(qtbot, tabs):
    with qtbot.assertNotEmitted(tabs.filter_wanted):
        qtbot.mouseClick(tabs.map.view, Qt.MouseButton.LeftButton, pos=QPoint(2, 2))


def test_a_class_wants_a_filter(qtbot, tabs):
    row = next(row for row in tabs.map.classes.rows if "scratch" in row.accessibleName())
    assert row.height() >= TOUCH
    with qtbot.waitSignal(tabs.filter_wanted) as heard:
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert heard.args[0].conditions == {"cells": (), "classes": ("scratch",)}
    assert row.isChecked()
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert not row.isChecked()


def test_the_frequent_cell_has_the_stronger_shade(qtbot, tabs):
    image = pixels(tabs.map.view)

    def colour(address: str) -> QColor:
        box = tabs.map.view.outline(address).boundingRect()
        return image.pixelColor(int(box.center().x()), int(box.bottom()) - 6)

    assert colour("C7").saturation() > colour("U9").saturation()
    assert shade_colour(0).alpha() == 0


def test_numbers_fit_into_narrow_cells(qtbot, tabs):
    view = tabs.map.view
    outlines = {address: view.outline(address) for address in view._state.grid.addresses}
    roomy = number_size(outlines, {})
    view.resize(320, 400)
    narrow = {address: view.outline(address) for address in outlines}
    assert SMALL <= number_size(narrow, dict.fromkeys(outlines, 12345)) < roomy


@pytest.fixture
def histogram(qtbot, tabs):
    open_tab(qtbot, tabs, tabs.histogram)
    return tabs.histogram


def texts(panel) -> list[str]:
    return [line[3].text for line in panel.controls.figures.lines]


def test_a_dragged_line_changes_the_figures_at_once(qtbot, histogram):
    before = texts(histogram)
    grip = histogram.view.grips["t_pass"]
    start = grip.rect().center()
    qtbot.mousePress(grip, Qt.MouseButton.LeftButton, pos=start)
    drag(grip, start + QPoint(150, 0))
    qtbot.mouseRelease(grip, Qt.MouseButton.LeftButton)
    assert histogram.presenter.state.t_pass > 0.6
    assert texts(histogram) != before
    assert histogram.controls.boxes["t_pass"].value() == histogram.presenter.state.t_pass


def drag(widget: QWidget, to: QPoint) -> None:
    """Move the pointer with the button held, which QTest does not do offscreen."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent
    from PySide6.QtWidgets import QApplication

    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(to), QPointF(widget.mapToGlobal(to)),
        Qt.MouseButton.NoButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_a_line_is_taken_hold_of_anywhere(qtbot, histogram):
    view = histogram.view
    at = QPoint(round(view.x_of(0.5)), round(view.plot.center().y()))
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=at)
    drag(view, at + QPoint(-60, 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=at)
    assert 0.2 < histogram.presenter.state.t_pass < 0.5


def test_keys_move_a_line(qtbot, histogram):
    grip = histogram.view.grips["t_fail"]
    grip.setFocus()
    qtbot.keyClick(grip, Qt.Key.Key_Right)
    assert histogram.presenter.state.t_fail == 0.21
    qtbot.keyClick(grip, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert histogram.presenter.state.t_fail == 0.209
    qtbot.keyClick(grip, Qt.Key.Key_Home)
    assert histogram.presenter.state.t_fail == 0.0
    assert grip.accessibleDescription() == "0.00"


def test_a_typed_threshold_moves_its_line(qtbot, histogram):
    box, grip = histogram.controls.boxes["t_pass"], histogram.view.grips["t_pass"]
    before = grip.x()
    box.setFocus()
    box.lineEdit().selectAll()
    qtbot.keyClicks(box.lineEdit(), "0.987654")
    qtbot.keyClick(box.lineEdit(), Qt.Key.Key_Return)
    assert histogram.presenter.state.t_pass == 0.987654
    assert box.text() == "0.987654"
    assert grip.x() > before


def test_a_new_version_is_only_offered_when_something_changed(qtbot, tabs, histogram):
    write = histogram.controls.write
    assert not write.isEnabled()
    histogram.presenter.move("t_pass", 0.75)
    with qtbot.waitSignal(tabs.version_wanted) as heard:
        qtbot.mouseClick(write, Qt.MouseButton.LeftButton)
    wanted = heard.args[0]
    assert (wanted.recipe, wanted.version, wanted.t_fail, wanted.t_pass) == ("tray", 3, 0.2, 0.75)
    qtbot.mouseClick(histogram.controls.reset, Qt.MouseButton.LeftButton)
    assert not write.isEnabled()


def test_saving_a_new_version_asks_first(qtbot, jobs, tabs, histogram, monkeypatch):
    saved: list[object] = []
    monkeypatch.setattr(
        histogram.presenter, "_save", lambda wanted: saved.append(wanted) or "tray v4"
    )
    controls = histogram.controls
    histogram.presenter.move("t_pass", 0.75)
    qtbot.mouseClick(controls.write, Qt.MouseButton.LeftButton)
    assert saved == []
    assert controls.asks.isVisible()
    assert not controls.write.isVisible()
    qtbot.mouseClick(controls.cancel, Qt.MouseButton.LeftButton)
    assert controls.write.isVisible()
    qtbot.mouseClick(controls.write, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(controls.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: controls.told.text() == "Saved as tray v4.")
    assert len(saved) == 1


def test_what_the_lines_change_can_be_seen_in_the_table(qtbot, tabs, histogram):
    histogram.presenter.move("t_pass", 0.95)
    with qtbot.waitSignal(tabs.filter_wanted) as heard:
        qtbot.mouseClick(histogram.controls.changing, Qt.MouseButton.LeftButton)
    assert len(heard.args[0].rows) > 0


def test_a_bar_wants_a_filter(qtbot, tabs, histogram):
    view = histogram.view
    at = QPoint(round(view.x_of(0.995)), round(view.plot.bottom()) - 4)
    with qtbot.waitSignal(tabs.filter_wanted) as heard:
        qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=at)
    low, high = heard.args[0].conditions["p_ok"]
    assert (low, high) == (pytest.approx(0.98), 1.0)


def test_costs_are_kept_in_their_fields(qtbot, histogram):
    histogram.controls.escape.setValue(50)
    histogram.controls.overkill.setValue(10)
    assert histogram.presenter.state.costs == (50, 10)
    qtbot.mouseClick(histogram.controls.by_costs, Qt.MouseButton.LeftButton)
    assert histogram.presenter.state.t_pass == 0.98


def test_a_count_wants_the_inspections_behind_it(qtbot, tabs):
    open_tab(qtbot, tabs, tabs.confusion)
    matrix = tabs.confusion.matrix
    place = matrix.visualRect(matrix.shown.index(0, 0)).center()
    with qtbot.waitSignal(tabs.filter_wanted) as heard:
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert len(heard.args[0].rows) == matrix.shown.count(matrix.shown.index(0, 0)) > 0
    assert heard.args[0].words == "known good, said PASS"


def test_the_matrix_is_walked_with_the_keys(qtbot, tabs):
    open_tab(qtbot, tabs, tabs.confusion)
    matrix = tabs.confusion.matrix
    matrix.setFocus()
    matrix.setCurrentIndex(matrix.shown.index(0, 0))
    qtbot.keyClick(matrix, Qt.Key.Key_Down)
    with qtbot.waitSignal(tabs.filter_wanted) as heard:
        qtbot.keyClick(matrix, Qt.Key.Key_Space)
    assert heard.args[0].words == "known defective, said PASS"
    with qtbot.waitSignal(matrix.chosen):
        qtbot.keyClick(matrix, Qt.Key.Key_Return)


def test_counts_and_rates_are_said_in_words(qtbot, tabs):
    open_tab(qtbot, tabs, tabs.confusion)
    matrix = tabs.confusion.matrix
    said = matrix.shown.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("good × PASS: ")
    assert "Escape" in tabs.confusion.rates.accessibleDescription()
    assert CELL.height() >= TOUCH


def test_truth_given_counts_in_the_histogram_too(qtbot, tabs, monkeypatch):
    from qeu_station.services.review import known

    truth = {f"p{n}": {"U1": "ok"} for n in range(50)}
    monkeypatch.setattr(known, "load_known", lambda *_: truth)
    open_tab(qtbot, tabs, tabs.confusion)
    tabs.confusion.presenter.give_truth(Path("truth.csv"))
    qtbot.waitUntil(lambda: tabs.confusion.about.text == "known: 50 of 400 inspections")
    open_tab(qtbot, tabs, tabs.histogram)
    assert tabs.histogram.controls.basis.currentText() == "given truth"


@pytest.fixture
def runs(qtbot, tabs):
    tabs.setCurrentWidget(tabs.runs)
    tabs.runs.presenter.choose(Path("other"))
    qtbot.waitUntil(lambda: tabs.runs.presenter.state.pairs is not None)
    return tabs.runs


def test_changed_pairs_stand_side_by_side(qtbot, runs):
    model = runs.table.shown
    assert model.rowCount() == len(runs.presenter.state.shown) > 0
    row = [model.index(0, column).data() for column in range(model.columnCount())]
    assert row[0].startswith("p")
    assert {row[1], row[3]} <= {"PASS", "REVIEW", "FAIL"}
    assert row[1] != row[3]
    assert row[6]
    assert runs.note.words == "A copy is shown."


def test_a_pair_is_opened_with_enter_and_with_two_clicks(qtbot, tabs, runs):
    runs.table.selectRow(1)
    expected = runs.presenter.wish(1)
    with qtbot.waitSignal(tabs.pair_wanted) as heard:
        qtbot.keyClick(runs.table, Qt.Key.Key_Return)
    assert heard.args[0] == expected
    place = runs.table.visualRect(runs.table.shown.index(0, 0)).center()
    qtbot.mouseClick(runs.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(tabs.pair_wanted) as heard:
        qtbot.mouseDClick(runs.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert heard.args[0] == runs.presenter.wish(0)


def test_a_kind_of_change_narrows_the_table(qtbot, runs):
    index = runs.matrix.shown.index(0, 1)
    place = runs.matrix.visualRect(index).center()
    qtbot.mouseClick(runs.matrix.viewport(), Qt.MouseButton.LeftButton, pos=place)
    count = runs.matrix.shown.count(index)
    qtbot.waitUntil(lambda: runs.table.shown.rowCount() == count)
    assert {runs.table.shown.index(n, 1).data() for n in range(count)} == {"PASS"}


def test_no_change_is_said(qtbot, tabs, runs):
    assert not runs.none.isVisible()
    runs.presenter.press_kind(0, 0)
    runs.presenter.press_cause("16")
    qtbot.waitUntil(runs.none.isVisible)
    assert not runs.table.isVisible()


def test_a_head_sorts_the_table(qtbot, runs):
    with qtbot.waitSignal(runs.table.sorted_by):
        runs.table.horizontalHeader().sectionClicked.emit(4)
    values = lambda: [float(runs.table.shown.index(n, 4).data()) for n in range(5)]  # noqa: E731
    qtbot.waitUntil(lambda: values() == sorted(values()))


def test_only_the_panel_that_is_seen_counts(qtbot, tabs):
    assert tabs.histogram.presenter.state.counts is None
    chosen = Filter(verdicts=("FAIL",))
    tabs.set_rows(COLUMNS, select(COLUMNS, chosen), chosen)
    ready(qtbot, tabs.map)
    assert tabs.histogram.presenter.state.counts is None
    open_tab(qtbot, tabs, tabs.histogram)
    assert tabs.histogram.presenter.state.counts[:2].sum() == 0


def test_what_is_missing_is_said_in_place_of_the_picture(qtbot, tabs):
    tabs.set_rows(columns([]))
    assert tabs.map.message.text() == "Nothing is recorded here yet"
    assert tabs.map.message.isVisible()
    tabs.set_source(None)
    assert tabs.map.message.text() == "Nothing is open"


def test_everything_that_is_used_has_a_name_and_room_for_a_finger(qtbot, qapp, tabs, runs):
    theme.apply_theme(qapp, False)
    from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox

    for kind in (QAbstractButton, QAbstractSpinBox, QComboBox):
        for widget in tabs.findChildren(kind):
            if widget.isVisible() and widget.objectName() not in QT_OWN:
                assert widget.accessibleName() or widget.text(), widget
                assert widget.height() >= TOUCH, widget


QT_OWN = {"ScrollLeftButton", "ScrollRightButton", "qt_tableview_cornerbutton"}


@pytest.mark.parametrize("width", [520, 900, 1600])
def test_nothing_is_cut_and_nothing_overlaps(qtbot, tabs, runs, width):
    tabs.resize(width, 800)
    for panel in (tabs.histogram, tabs.runs):
        tabs.setCurrentWidget(panel)
        qtbot.wait(20)
    controls = tabs.histogram.controls
    for button in (controls.by_costs, controls.write, controls.reset, controls.changing):
        assert button.width() >= button.minimumSizeHint().width()
    matrix, causes, table = runs.matrix, runs.causes, runs.table
    boxes = [w.geometry().translated(w.parentWidget().mapTo(runs, QPoint())) for w in
             (matrix, causes, table)]  # fmt: skip
    assert not any(a.intersects(b) for a in boxes for b in boxes if a is not b)


@pytest.mark.parametrize("dark", [False, True])
def test_every_panel_is_drawn_in_both_themes(qtbot, qapp, tabs, runs, dark):
    theme.apply_theme(qapp, dark)
    try:
        for panel in (tabs.map, tabs.histogram, tabs.confusion, tabs.runs):
            open_tab(qtbot, tabs, panel)
            image = pixels(panel)
            places = [(x, y) for x in range(0, 1000, 37) for y in range(0, 500, 29)]
            assert len({image.pixel(x, y) for x, y in places}) > 3
    finally:
        theme.apply_theme(qapp, False)


def test_panels_of_another_window_show_what_was_there(qtbot, tabs, runs, beside):
    """Lines, costs and the second run are no part of a language or of colours."""
    open_tab(qtbot, tabs, tabs.histogram)
    beside.histogram.move("t_pass", 0.7)
    beside.histogram.price(40, 3)
    beside.refresh()
    between, again = PanelTabs(beside), PanelTabs(beside)
    qtbot.addWidget(again)
    again.resize(1200, 640)
    again.setCurrentWidget(again.histogram)
    again.show()
    tabs.hide()
    shiboken6.delete(between)
    ready(qtbot, again.histogram)
    assert again.histogram.controls.boxes["t_pass"].value() == 0.7
    controls = again.histogram.controls
    assert (controls.escape.value(), controls.overkill.value()) == (40, 3)
    open_tab(qtbot, again, again.runs)
    assert again.runs.place.text().replace("\u200b", "") == "other"
    assert again.runs.table.isVisible()
    assert again.runs.causes.isVisible()


def test_panels_that_are_gone_are_told_nothing(qtbot, beside):
    """Another theme makes other panels; what was begun for these must not reach them."""
    gone = PanelTabs(beside)
    presenter = gone.histogram.presenter
    presenter.wake(True)
    presenter.set_rows(COLUMNS)
    shiboken6.delete(gone)
    qtbot.waitUntil(lambda: presenter.state.counts is not None)
    presenter.move("t_pass", 0.7)
    assert presenter.state.t_pass == 0.7
