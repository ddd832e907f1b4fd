"""The window as a whole: which page it shows, whose keys are whose, and what closing it does."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDockWidget,
    QLineEdit,
    QMessageBox,
    QPushButton,
)

from qeu_station.errors import InputError, StorageError
from qeu_station.gui import scanner_filter
from qeu_station.gui.commands import NEEDS_STATION
from qeu_station.gui.main_window import MainWindow
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.widgets.log_panel import LogPanel
from qeu_station.storage.journal import Journal
from tests.unit.gui.presenters.doubles import FakeStation

LEFT = Qt.MouseButton.LeftButton
PREFERENCES = {"operator": "Sato", "scanner_gap_ms": 10}


@pytest.fixture
def opened(qtbot, desk, window):
    """The window with a part judged and its pictures shown."""
    desk.remember(replace(desk.preferences, **PREFERENCES))
    station = FakeStation()
    desk.presenter.attach(station)
    desk.presenter.use_recipe("board")
    desk.presenter.open_pairs(Path("pairs.csv"))
    qtbot.waitUntil(lambda: desk.presenter.state.band.kind is Kind.PASS)
    qtbot.waitUntil(lambda: desk.presenter.state.pictures is not None)
    window.screen_inspect.focus_pictures()
    return station


def test_the_title_names_part_and_verdict(opened, window, desk):
    assert window.windowTitle() == "p0 — PASS — QEU Station"
    desk.presenter.close_source()
    assert window.windowTitle() == "QEU Station"


def test_enter_agrees_with_the_part(qtbot, opened, window, desk):
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened.written) == 1)
    assert opened.written[0][1].part == "ok"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_in_a_text_field_never_agrees(qtbot, opened, window, key):
    window.commands.do("shift.serial")
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    QTest.keyClicks(field, "12345")
    QTest.keyClick(field, key)
    qtbot.wait(30)
    assert opened.written == []
    assert window.desk.presenter.state.serial == "12345"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_plain_text_field_keeps_its_keys(qtbot, opened, window, key):
    """Fields of docks and dialogs are no fields of ours."""
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    count = len(opened.inspected)
    QTest.keyClick(field, key)
    qtbot.wait(30)
    assert opened.written == []
    assert len(opened.inspected) == count


def test_space_inspects_again(qtbot, opened, window):
    count = len(opened.inspected)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(opened.inspected) == count + 1)


def test_space_on_a_button_presses_it(qtbot, opened, window):
    pressed: list[bool] = []
    button = QPushButton("Mine", window)
    button.clicked.connect(lambda: pressed.append(True))
    button.show()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    count = len(opened.inspected)
    QTest.keyClick(button, Qt.Key.Key_Space)
    qtbot.wait(30)
    assert pressed == [True]
    assert len(opened.inspected) == count


@pytest.fixture
def scan(monkeypatch):
    """Type a code as a scanner does: no time passes, however busy the machine is."""

    def type_code(widget, code: str) -> None:
        now = time.monotonic()
        with monkeypatch.context() as still:
            still.setattr(scanner_filter, "time", SimpleNamespace(monotonic=lambda: now))
            for character in code:
                QTest.keyClick(widget, character)
            QTest.keyClick(widget, Qt.Key.Key_Return)

    return type_code


def test_a_scanned_serial_reaches_its_field_only(qtbot, opened, window, desk, scan):
    scan(window.focusWidget(), "SN-1042")
    qtbot.waitUntil(lambda: desk.presenter.state.serial == "SN-1042")
    assert opened.written == []
    assert desk.presenter.state.typed == ""


def test_a_serial_scanned_into_a_note_leaves_the_note_alone(qtbot, opened, window, desk, scan):
    window.commands.do("part.note")
    note = window.screen_inspect.note
    QTest.keyClicks(note.field, "dust ", delay=30)
    scan(note.field, "SN-1042")
    assert desk.presenter.state.serial == "SN-1042"
    assert window.screen_inspect.serial.field.text() == "SN-1042"
    assert (note.field.text(), note.isVisible()) == ("dust ", True)
    assert opened.written == []
    QTest.keyClick(note.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(opened.written) == 1)
    assert opened.written[0][1].note == "dust"


def test_a_serial_scanned_over_a_dialog_is_the_serial_and_told(qtbot, opened, window, desk, scan):
    window.commands.do("help.palette")
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not window.screen_inspect.pictures)
    field = QApplication.focusWidget()
    scan(field, "SN-1042")
    assert desk.presenter.state.serial == "SN-1042"
    assert field.text() == ""
    assert "SN-1042" in window.notices.notices.current.text


def test_the_end_of_a_code_is_no_serial(opened, window, desk):
    window.keys.scanned("1042", True)
    assert desk.presenter.state.serial == ""
    assert "1042" in window.notices.notices.current.text


def test_a_serial_scanned_while_one_is_typed_takes_its_place(opened, window, desk, scan):
    window.commands.do("shift.serial")
    field = window.screen_inspect.serial.field
    QTest.keyClicks(field, "12", delay=30)
    QTest.qWait(80)
    scan(field, "SN-1042")
    assert (desk.presenter.state.serial, field.text()) == ("SN-1042", "SN-1042")
    assert not field.hasFocus()


def test_a_serial_scanned_before_the_station_is_open_is_refused(window, desk, scan):
    scan(window.focusWidget() or window, "SN-1042")
    assert "SN-1042" in window.notices.notices.current.text


def test_actions_follow_what_is_possible(opened, window, desk):
    assert window.actions_by_key["part.next"].isEnabled()
    assert not window.actions_by_key["part.previous"].isEnabled()
    desk.presenter.close_source()
    assert not window.actions_by_key["part.next"].isEnabled()
    assert window.actions_by_key["file.pairs"].isEnabled()


def test_the_header_says_recipe_and_operator(opened, window):
    assert window.bars.recipe.text() == window.desk.presenter.state.recipe
    assert window.bars.operator.text() == "Sato"


def test_the_first_page_leads_on(qtbot, window, desk):
    desk.presenter.attach(FakeStation())
    window.desk.opened.emit()
    assert window.welcome.isVisible()
    qtbot.mouseClick(window.welcome.cards["recipe.new"], LEFT)
    (dialog,) = [each for each in window.findChildren(QDialog) if each.isVisible()]
    assert type(dialog).__name__ == "NewProductDialog"
    window.dialogs.close()


def test_the_first_page_gives_way_to_a_recipe_that_is_being_opened(qtbot, window, desk):
    desk.presenter.attach(FakeStation())
    desk.presenter.use_recipe("board")
    window.desk.opened.emit()
    assert window.screen_inspect.isVisible()
    qtbot.waitUntil(lambda: bool(desk.presenter.state.recipe))
    assert window.screen_inspect.isVisible()


def test_what_keeps_the_station_from_opening_fills_the_page(qtbot, window, desk, monkeypatch):
    tried: list[str] = []
    monkeypatch.setattr(desk, "open", lambda: tried.append("again"))
    desk.not_opened.emit(StorageError("The journal is damaged."))
    assert window.welcome.problem_shown
    assert "The journal is damaged." in window.welcome.text.text()
    qtbot.mouseClick(window.welcome.retry, LEFT)
    assert tried == ["again"]
    assert not window.welcome.problem_shown


def test_errors_are_told(window, desk):
    desk.failed.emit(InputError("No such folder."))
    assert window.notices.isVisible()
    desk.failed.emit(InputError("No such folder."))
    window.notices.dismiss()
    assert not window.notices.isVisible()


def test_operator_mode_hides_what_operators_do_not_need(window, desk):
    def in_menus() -> set[str]:
        menus = [made.menu() for made in window.menuBar().actions()]
        return {made.objectName() for menu in menus for made in menu.actions()}

    assert "recipe.new" in in_menus()
    window.actions_by_key["view.operator"].trigger()
    assert desk.preferences.operator_mode
    assert "recipe.new" not in in_menus()
    assert "view.operator" in in_menus()  # the way back
    window.actions_by_key["view.operator"].trigger()
    assert "recipe.new" in in_menus()


def test_the_log_is_shown_and_hidden(qtbot, window, desk):
    window.actions_by_key["view.log"].trigger()
    (dock,) = window.findChildren(QDockWidget)
    panel = dock.widget()
    assert isinstance(panel, LogPanel)
    assert panel.isVisible()
    dock.close()
    assert not window.actions_by_key["view.log"].isChecked()
    window.actions_by_key["view.log"].trigger()
    assert panel.isVisible()
    assert len(window.findChildren(QDockWidget)) == 1


@pytest.mark.parametrize("page", ["welcome", "screen_inspect"])
def test_a_folder_may_be_dropped_anywhere(qtbot, window, desk, tmp_path, monkeypatch, page):
    opened: list[Path] = []
    monkeypatch.setattr(desk.presenter, "open_pairs", opened.append)
    drop(window if page == "welcome" else window.screen_inspect, tmp_path)
    assert opened == [tmp_path]


def test_what_cannot_be_dropped_is_refused_with_a_reason(window, tmp_path):
    for name in "abc":
        (tmp_path / f"{name}.png").touch()
    drop(window, *sorted(tmp_path.glob("*.png")))
    assert window.notices.isVisible()


def test_closing_with_unsaved_corrections_asks_once(qtbot, opened, window, desk):
    opened.full = True
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.presenter.unsaved != "")
    assert "1 more" not in window.notices.more.text
    window.close()
    assert window.isVisible()
    asked = "1 correction of p0 is NOT SAVED. Sign on, or press Enter"
    assert window.notices.text.text().startswith(asked)  # before the error of the disk
    window.notices.dismiss()
    window.close()  # the question was closed: it is asked again
    assert window.isVisible()
    assert window.notices.text.text().startswith(asked)
    window.close()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(window)


def test_the_question_about_what_is_not_saved_ends_once_it_is(qtbot, opened, window, desk):
    opened.full = True
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk.presenter.unsaved != "")
    window.close()
    opened.full = False
    desk.presenter.do("part.agree")
    qtbot.waitUntil(lambda: not desk.presenter.unsaved)
    qtbot.waitUntil(lambda: not window.notices.isVisible())


def test_a_dialog_that_somebody_keeps_keeps_the_window(qtbot, window):
    keeps = Keeping(window)
    window.dialogs.show(keeps)
    window.close()
    assert window.isVisible()
    window.commands.do("help.about")  # nor does another dialog take its place
    assert [each for each in window.findChildren(QDialog) if each.isVisible()] == [keeps]
    keeps.may_go = True
    window.close()
    QApplication.sendPostedEvents(window, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(window)


class Keeping(QDialog):
    """A dialog with something in it."""

    may_go = False

    def reject(self) -> None:
        if self.may_go:
            super().reject()


def test_closing_keeps_the_place(qtbot, window, desk):
    window.close()
    assert desk.preferences.geometry


def drop(on, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, keys = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    entering = QDragEnterEvent(QPoint(5, 5), action, data, LEFT, keys)
    on.dragEnterEvent(entering)
    assert entering.isAccepted()
    on.dropEvent(QDropEvent(QPointF(5, 5), action, data, LEFT, keys))


def test_a_second_window_says_that_the_station_is_open_already(qtbot, window, desk):
    with Journal.open(desk.home / "journal.db", "station"), qtbot.waitSignal(desk.not_opened):
        desk.open()
    assert window.welcome.title.text() == "This station is open already"
    assert f"writes the journal in {desk.home}" in window.welcome.text.text()
    assert "this window only looks" in window.welcome.text.text()
    assert "Try again" in window.welcome.retry.text()
    for key in sorted(NEEDS_STATION):
        window.commands.do(key)
        assert "not open" in window.notices.text.text(), key
        assert window.welcome.problem_shown
    assert not window.findChildren(QDialog)
    desk.presenter.sign_on("Aoki")
    assert window.welcome.isVisible()
    with qtbot.waitSignal(desk.opened):
        qtbot.mouseClick(window.welcome.retry, LEFT)
    assert not window.welcome.problem_shown
    assert desk.problem is None
    assert not window.notices.isVisible()


def test_another_window_around_the_desk_says_it_too(qtbot, window, desk):
    desk.problem = StorageError("The journal is damaged.")
    later = MainWindow(desk)
    qtbot.addWidget(later)
    assert later.welcome.problem_shown


def test_recipes_asked_for_too_early_are_answered(window):
    window.commands.do("recipe.choose")
    assert "being opened" in window.notices.text.text()


@pytest.mark.parametrize("answer", ["Begin", "Cancel"])
def test_a_new_shift_is_asked_for_before_it_begins(qtbot, opened, window, desk, answer):
    assert desk.presenter.state.counters.total == 1
    window.actions_by_key["shift.new"].trigger()
    [asked] = window.findChildren(QMessageBox)
    assert "nothing is deleted" in asked.text()
    [button] = [each for each in asked.buttons() if answer in each.text()]
    qtbot.mouseClick(button, LEFT)
    assert desk.presenter.state.counters.total == (0 if answer == "Begin" else 1)
    assert bool(desk.preferences.shift_since) == (answer == "Begin")
    qtbot.waitUntil(lambda: not window.findChildren(QMessageBox))


@pytest.mark.parametrize("leave", ["page", "quit"])
def test_a_half_typed_note_is_kept_whatever_leaves_it(qtbot, opened, window, desk, leave):
    window.commands.do("part.note")
    window.screen_inspect.note.field.setText("lid ben")
    if leave == "page":
        desk.presenter.do("part.next")
    else:
        window.close()
        desk.jobs.close()
    qtbot.waitUntil(lambda: len(opened.written) == 1)
    said = opened.written[0][1]
    assert (said.inspection, said.note) == ("id-p0", "lid ben")


@pytest.mark.parametrize(
    ("names", "part", "told"),
    [
        (("部品_ref.png", "部品_test.png"), "部品", ""),
        (("一枚.png",), "一枚", ""),
        (("フォルダ",), "p0", ""),
        (("一覧.csv",), "p0", ""),
        (("a.png", "b.png", "c.png"), "p0", "3 pictures were dropped"),
        (("a.png", "メモ.txt"), "p0", "2 things were dropped"),
    ],
)
def test_whatever_is_dropped_ends_in_pictures_or_a_reason(
    qtbot, opened, window, desk, tmp_path, names, part, told
):
    drop(window, *(tmp_path / name for name in names))
    qtbot.waitUntil(lambda: desk.presenter.state.pictures is not None)
    assert desk.presenter.state.part.name == part
    assert desk.presenter.state.pictures.name == part
    assert told in (window.notices.text.text() if window.notices.isVisible() else "")
    assert window.notices.isVisible() == bool(told)
