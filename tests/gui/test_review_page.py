"""The Review screen in its window: keys, table, filters, pair."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pytest
import shiboken6
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from qeu_station.gui import theme
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.review_state import Phase
from qeu_station.gui.widgets.review.columns import COLUMNS
from qeu_station.gui.widgets.review.page import ReviewPage
from tests.gui.test_theme import contrast
from tests.unit.gui.presenters.review_columns import columns
from tests.unit.gui.presenters.review_doubles import FULL, FakeReviewDesk

Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@dataclass
class Small:
    row: int
    picture: np.ndarray | None = None
    why: str = ""


class Desk(FakeReviewDesk):
    """With small pictures."""

    def small(self, known, rows):
        yield from (Small(row, np.full((48, 64, 3), 9, np.uint8)) for row in rows)


@pytest.fixture
def journal() -> Desk:
    return Desk()


@pytest.fixture
def page(qtbot, desk, window, journal, monkeypatch) -> ReviewPage:
    """The screen with six pairs, the most uncertain on the screen."""
    monkeypatch.setattr(desk, "open_review", lambda place: journal)
    desk.remember(replace(desk.preferences, operator="Sato", scanner_gap_ms=10))
    window.activateWindow()
    desk.review_wanted.emit(None)
    made = window.screens.shown
    for panel in (made.panels, made.similar.presenter):
        monkeypatch.setattr(panel, "set_source", lambda source: None)
    qtbot.waitUntil(lambda: bool(shown(made)))
    return made


def shown(page: ReviewPage) -> str:
    """Return the inspection that a key pressed now is meant for, empty for none."""
    pair = page.presenter.state.pair
    return pair.inspection if pair.pictures is not None and page.attention.ready else ""


def press(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget(), key, held)


def rows(page: ReviewPage) -> list[int]:
    return page.table.inspections.rows.tolist()


def text(page: ReviewPage, place: int, key: str) -> str:
    model = page.table.inspections
    column = next(n for n, spec in enumerate(COLUMNS) if spec.key == key)
    return model.data(model.index(place, column))


def test_the_table_has_the_keyboard_and_lists_everything(page):
    assert QApplication.focusWidget() is page.table
    assert sorted(rows(page)) == [0, 1, 2, 3, 4, 5]
    assert text(page, 0, "verdict") == "REVIEW"
    assert page.table.currentIndex().row() == 0


def test_a_key_decides_and_the_next_pair_comes(qtbot, page, journal):
    first, second = rows(page)[:2]
    press(Key.Key_F10)
    qtbot.waitUntil(lambda: shown(page) == f"id{second}")
    assert [(c.inspection, c.part) for _, c in journal.written] == [(f"id{first}", "ng")]
    assert text(page, 0, "said") == "NG"
    assert page.table.currentIndex().row() == 1
    assert page.foot.progress.text.startswith("1 of 6")


def test_a_pair_that_is_not_seen_takes_no_word_and_is_shown(qtbot, page, journal):
    page.panels.setCurrentWidget(page.cards)
    press(Key.Key_F10)
    qtbot.wait(50)
    assert journal.written == []
    assert page.panels.currentWidget() is page.pair
    assert "nothing was taken" in page.presenter.state.pair.hint
    press(Key.Key_F10)
    qtbot.waitUntil(lambda: len(journal.written) == 1)


def test_the_keys_of_review_never_reach_inspect(qtbot, page, desk, journal):
    before = desk.presenter.state
    for key in (Key.Key_F9, Key.Key_U, Key.Key_4, Key.Key_Right):
        press(key)
        qtbot.wait(15)
    qtbot.waitUntil(lambda: len(journal.written) == 1)
    assert desk.presenter.state.typed == before.typed == ""
    assert desk.presenter.state.part is None


def test_letters_choose_cells_and_never_search_in_the_table(qtbot, page):
    press(Key.Key_P)  # a name in the table begins with it
    press(Key.Key_U)
    press(Key.Key_4)
    qtbot.waitUntil(lambda: any(c.selected for c in page.presenter.state.pair.cells))
    assert [c.address for c in page.presenter.state.pair.cells if c.selected] == ["U4"]
    assert page.table.currentIndex().row() == 0


def test_arrows_and_pages_move_through_the_list(qtbot, page):
    press(Key.Key_Down)
    assert page.presenter.state.position == 1
    press(Key.Key_Right)
    assert (page.presenter.state.position, page.table.currentIndex().row()) == (2, 2)
    press(Key.Key_End)
    assert page.table.currentIndex().row() == 5
    press(Key.Key_PageUp)
    assert page.presenter.state.position == 0


def click_tab(page: ReviewPage, widget: QWidget) -> None:
    bar = page.panels.tabBar()
    middle = bar.tabRect(page.panels.indexOf(widget)).center()
    QTest.mouseClick(bar, Qt.MouseButton.LeftButton, pos=middle)


def test_a_press_on_a_tab_leaves_the_keyboard_to_the_table(page):
    for panel in (page.panels.confusion, page.pair):
        click_tab(page, panel)
        assert page.panels.currentWidget() is panel
        assert QApplication.focusWidget() is page.table
    press(Key.Key_Down)
    assert page.presenter.state.position == 1


@pytest.mark.parametrize("where", ["tabs", "pictures"])
def test_keys_of_the_table_move_it_from_elsewhere_on_the_screen(page, where):
    part = {"tabs": page.panels.tabBar(), "pictures": page.pair.pictures}[where]
    part.setFocus(Qt.FocusReason.TabFocusReason)
    places = []
    for key in (Key.Key_Down, Key.Key_PageDown, Key.Key_Up, Key.Key_PageUp):
        press(key)
        places.append(page.presenter.state.position)
    press(Key.Key_A, CTRL)
    assert places == [1, 5, 4, 0]
    assert page.presenter.state.selected == 6
    assert part.hasFocus()


def test_the_keys_of_a_panel_end_with_the_pair(page):
    page.panels.setCurrentWidget(page.panels.runs)
    button = page.panels.runs.findChild(QWidget, "choose-run")
    button.setFocus()
    assert button.hasFocus()
    press(Key.Key_F10)
    assert page.panels.currentWidget() is page.pair
    assert QApplication.focusWidget() is page.table


def test_a_key_that_was_not_taken_is_told_until_something_else_is_shown(page):
    page.panels.setCurrentWidget(page.cards)
    press(Key.Key_F10)
    assert "nothing was taken" in page.presenter.state.pair.hint
    click_tab(page, page.panels.confusion)
    assert "nothing was taken" not in page.presenter.state.pair.hint


def test_selected_rows_are_corrected_at_once_and_taken_back(qtbot, page, journal):
    press(Key.Key_Down, SHIFT)
    press(Key.Key_Down, SHIFT)
    chosen = {f"id{row}" for row in rows(page)[:3]}
    assert page.presenter.state.selected == 3
    press(Key.Key_F9, CTRL)
    qtbot.waitUntil(lambda: len(journal.written) == 3)
    assert {c.inspection for _, c in journal.written} == chosen
    qtbot.waitUntil(lambda: "Ctrl+Z" in page.foot.told.text)
    press(Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(journal.written) == 6)
    qtbot.waitUntil(lambda: {text(page, place, "said") for place in range(3)} == {""})


def test_escape_leaves_the_current_row_selected_only(page):
    page.table.selectAll()
    assert page.presenter.state.selected == 6
    press(Key.Key_Escape)
    assert page.presenter.state.selected == 1
    assert page.table.selected_rows().tolist() == rows(page)[:1]


def test_a_header_sorts_turns_round_and_gives_up(qtbot, page):
    uncertain = rows(page)
    column = next(n for n, spec in enumerate(COLUMNS) if spec.key == "p_ok")
    click = page.table.horizontalHeader().sectionClicked
    for wanted in ([3, 0, 5, 2, 4, 1], [1, 4, 2, 5, 0, 3], uncertain):
        click.emit(column)
        qtbot.waitUntil(lambda wanted=wanted: rows(page) == wanted)


def test_the_selection_never_means_other_rows_after_sorting(qtbot, page):
    page.table.selectAll()
    page.table.sorted.emit("p_ok", True)
    qtbot.waitUntil(lambda: rows(page) == [1, 4, 2, 5, 0, 3])
    assert page.presenter.state.selected == 1
    assert page.table.selected_rows().tolist() == [page.presenter.state.current]


def test_nothing_that_is_not_listed_any_more_stays_selected(qtbot, page):
    page.table.selectAll()
    page.presenter.conditions.filter(replace(page.presenter.state.filter, text="nothing like this"))
    qtbot.waitUntil(lambda: rows(page) == [])
    assert page.presenter.state.selected == 0
    assert "review.all_ng" not in page.presenter.state.can


def test_what_is_typed_is_searched_for_and_taken_back(qtbot, page):
    press(Key.Key_F, CTRL)
    assert QApplication.focusWidget() is page.filters.search
    QTest.keyClicks(page.filters.search, "p3", delay=15)
    qtbot.waitUntil(lambda: rows(page) == [3])
    press(Key.Key_Return)
    assert QApplication.focusWidget() is page.table
    (chip,) = page.filters.conditions._buttons
    chip.click()
    qtbot.waitUntil(lambda: len(rows(page)) == 6)
    assert page.filters.search.text() == ""


def test_enter_in_the_search_agrees_with_nothing(qtbot, page, journal):
    press(Key.Key_F, CTRL)
    press(Key.Key_Return)
    qtbot.wait(50)
    assert journal.written == []


def test_verdicts_and_words_are_conditions(qtbot, page):
    page.filters.verdicts["FAIL"].click()
    qtbot.waitUntil(lambda: rows(page) == [3])
    page.filters.verdicts["PASS"].click()
    qtbot.waitUntil(lambda: sorted(rows(page)) == [1, 3, 4])
    page.filters.spoken.setCurrentIndex(2)
    page.filters.spoken.activated.emit(2)
    qtbot.waitUntil(lambda: rows(page) == [])
    assert page.head.count.text == "0 of 6 inspections"


def test_a_time_that_is_none_is_said_and_changes_nothing(page):
    field = page.filters.panel.texts["since"]
    field.setText("yesterday")
    field.editingFinished.emit()
    assert "yesterday" in page.filters.panel._wrong.words
    assert page.presenter.state.chips == ()


def test_listing_everything_forgets_what_could_not_be_read(qtbot, page):
    panel = page.filters.panel
    page.filters.verdicts["FAIL"].click()
    panel.texts["since"].setText("yesterday")
    panel.texts["since"].editingFinished.emit()
    assert panel.texts["since"].property("wrong")
    page.do("review.clear")
    assert (panel.texts["since"].text(), panel._wrong.words) == ("", "")
    assert not panel.texts["since"].property("wrong")


def test_probabilities_are_read_as_people_write_them(qtbot, page):
    field = page.filters.panel.texts["p_ok.1"]
    field.setText("36 %")
    field.editingFinished.emit()
    qtbot.waitUntil(lambda: sorted(rows(page)) == [0, 3, 5])
    assert [chip.words for chip in page.presenter.state.chips] == ["P(ok) ≤ 0.36"]


def test_filters_are_kept_by_name(qtbot, page, desk):
    page.filters.verdicts["FAIL"].click()
    qtbot.waitUntil(lambda: rows(page) == [3])
    page.filters.saved_named.emit("bad ones")
    page.presenter.conditions.clear()
    qtbot.waitUntil(lambda: len(rows(page)) == 6)
    page.filters.saved_chosen.emit("bad ones")
    qtbot.waitUntil(lambda: rows(page) == [3])
    qtbot.waitUntil((desk.home / "review-filters.json").exists)
    page.filters.saved_removed.emit("bad ones")
    assert page.presenter.state.saved == ()


def test_small_pictures_come_for_what_is_seen(qtbot, page):
    qtbot.waitUntil(lambda: page.table.thumbnails.get(rows(page)[0]) is not None)


def test_a_scanned_code_is_searched_for(qtbot, page, desk):
    page.window().keys.scanned("p4", False)
    qtbot.waitUntil(lambda: rows(page) == [4])
    assert desk.presenter.state.serial == ""


def test_a_code_scanned_while_nothing_is_open_is_searched_for_in_the_stations_journal(
    qtbot, page, desk
):
    page.presenter.do("review.close")
    assert page.presenter.state.phase is Phase.EMPTY
    page.window().keys.scanned("p4", False)
    qtbot.waitUntil(lambda: rows(page) == [4])
    assert page.filters.search.text() == "p4"
    assert not page.window().notices.isVisible()


def test_another_language_keeps_list_pair_and_filter(qtbot, page, desk, window):
    from qeu_station.gui.main_window import MainWindow

    page.filters.verdicts["PASS"].click()
    qtbot.waitUntil(lambda: sorted(rows(page)) == [1, 4])
    page.panels.setCurrentWidget(page.panels.histogram)
    page.filters.more.setChecked(True)
    state = page.presenter.state
    later = MainWindow(desk)
    later.take_over(window)
    try:
        again = later.screens.shown
        assert again.presenter is page.presenter
        assert again.table.inspections.rows.tolist() == state.listed.rows.tolist()
        assert again.filters.verdicts["PASS"].isChecked()
        assert again.filters.drawer.isVisible()
        assert again.panels.currentWidget() is again.panels.histogram
        again.panels.setCurrentWidget(again.pair)
        qtbot.waitUntil(lambda: shown(again) == state.pair.inspection)
    finally:
        later.close()


def test_what_is_not_saved_keeps_the_window_open_once(qtbot, page, journal, window):
    journal.taken = FULL
    press(Key.Key_F9)
    qtbot.waitUntil(lambda: page.presenter.unsaved != "")
    window.close()
    assert window.isVisible()
    assert "NOT SAVED" in window.notices.text.text()
    window.show_screen("inspect")  # whatever is looked at meanwhile
    journal.taken = None
    page.presenter._writer.retry()
    qtbot.waitUntil(lambda: page.presenter.unsaved == "")
    qtbot.waitUntil(lambda: not window.notices.isVisible())


def test_a_vanished_journal_is_told_and_what_was_read_stays(qtbot, page, journal, window):
    from qeu_station.errors import StorageError

    journal.lost = StorageError("The share is gone.")
    page.presenter._list.soon(0)
    qtbot.waitUntil(window.notices.isVisible)
    assert "The share is gone." in window.notices.text.text()
    assert len(rows(page)) == 6


def test_what_is_added_comes_at_the_end_without_moving_anything(qtbot, page, journal):
    before = rows(page)
    journal.added = columns([0.3, 0.9, 0.4, 0.1, 0.8, 0.35, 0.3])
    page.presenter._list.soon(0)
    qtbot.waitUntil(lambda: len(rows(page)) == 7)
    assert rows(page) == [*before, 6]
    assert page.foot.fresh.isVisible()
    press(Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: not page.foot.fresh.isVisible())


def test_a_batch_is_dropped_onto_the_screen(qtbot, page, tmp_path):
    assert page.open_dropped([tmp_path]) != ""
    (tmp_path / "journal.db").touch()
    assert page.open_dropped([tmp_path]) == ""
    qtbot.waitUntil(lambda: page.presenter.state.phase is Phase.READY)


def test_why_nothing_can_be_opened_is_on_the_page(qtbot, page, desk, monkeypatch):
    def fails(place):
        raise FULL

    monkeypatch.setattr(desk, "open_review", fails)
    page.open_place(None)
    qtbot.waitUntil(lambda: page.presenter.state.phase is Phase.PROBLEM)
    assert page.opening.problem.words == "The disk is full."
    assert page.opening.isVisible()


def test_the_band_says_what_a_person_made_of_the_pair(qtbot, page, desk):
    desk.remember(replace(desk.preferences, advance=False))
    press(Key.Key_F9)
    qtbot.waitUntil(lambda: page.presenter.state.pair.band.decided is Kind.PASS)
    assert page.pair.band.kind is Kind.REVIEW


def test_every_control_can_be_told_apart_by_name(page):
    from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit

    kinds = (QAbstractButton, QComboBox, QLineEdit)
    inside = [w for kind in kinds for w in page.filters.findChildren(kind) if w.isVisible()]
    assert [w for w in inside if not (w.accessibleName() or getattr(w, "text", str)())] == []


def test_selecting_by_hand_keeps_the_pair(page):
    model = page.table.selectionModel()
    flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    before = page.presenter.state.current
    model.select(page.table.inspections.index(3, 0), flags)
    assert page.presenter.state.current == before
    assert page.presenter.state.selected == 2


@pytest.mark.parametrize("text", ["nan", "inf", "-Infinity", "nan %"])
def test_a_number_that_is_none_is_said_and_changes_nothing(page, text):
    field = page.filters.panel.texts["p_ok.0"]
    field.setText(text)
    field.editingFinished.emit()
    assert f"“{text}” is no number" in page.filters.panel._wrong.words
    assert page.presenter.state.chips == ()


def test_a_blank_means_nothing(qtbot, page, monkeypatch):
    typed: list[str] = []
    monkeypatch.setattr(page.presenter, "press", lambda text: not typed.append(text))
    press(Key.Key_Space)
    press(Key.Key_A)
    qtbot.waitUntil(lambda: typed != [])
    assert typed == ["a"]


def test_the_page_of_another_window_follows_the_presenter(qtbot, page, desk, window):
    from qeu_station.gui.main_window import MainWindow

    later = MainWindow(desk)
    later.take_over(window)
    try:
        later.screens.shown.presenter.conditions.filter(
            replace(page.presenter.state.filter, text="p3")
        )
        qtbot.waitUntil(lambda: rows(later.screens.shown) == [3])
    finally:
        later.close()


def test_the_desk_closes_a_review_whose_window_is_gone(qtbot, page, desk, window, journal, caplog):
    window.close()
    qtbot.waitUntil(lambda: not shiboken6.isValid(page))
    desk.close()
    assert journal.closed == 1
    assert "cannot be closed" not in caplog.text


def test_ticks_of_the_conditions_are_seen_in_the_dark(page, monkeypatch):
    monkeypatch.setattr(theme, "_current", theme.DARK)
    page.filters.more.setChecked(True)
    shown = page.filters.panel.newest.grab().toImage()
    edge = {shown.pixelColor(x, shown.height() // 2).name() for x in range(2, 30)}
    assert any(contrast(ink, theme.DARK.surface) >= 3 for ink in edge)


def test_the_pair_on_the_screen_is_marked_among_all_that_are_selected(page):
    page.table.selectAll()
    shown = page.table.viewport().grab().toImage()
    tops = [page.table.rowViewportPosition(place) + 20 for place in range(3)]
    stripes = [shown.pixelColor(1, top).name() for top in tops]
    assert stripes[0] == theme.LIGHT.on_accent
    assert set(stripes[1:]) == {theme.LIGHT.accent}
