"""The whole inspect screen: what it shows, and where every key and click goes."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import MagicMock, call

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, QSize, Qt, QUrl
from PySide6.QtGui import QAction, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from qeu_station.gui.actions import ACTIONS
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.inspect import InspectPresenter
from qeu_station.gui.presenters.inspect_state import (
    Band,
    InspectState,
    Kind,
    PartLabel,
    Question,
)
from qeu_station.gui.theme import DARK, TOUCH
from qeu_station.gui.widgets.inspect_places import SHORT, TALL
from qeu_station.gui.widgets.inspect_screen import InspectScreen
from qeu_station.gui.widgets.press_button import PressButton
from tests.gui.states import chosen, judged

WINDOWS = {"view.full_screen", "view.operator", "view.log"}
"""Actions of ``view.…`` that are about the window, not about the pictures."""


@pytest.fixture
def presenter():
    made = MagicMock(spec=InspectPresenter)
    made.press.return_value = True
    made.frame.return_value = None
    made.evidence.return_value = None
    return made


@pytest.fixture
def screen(qtbot, presenter):
    made = InspectScreen(presenter, Preferences())
    qtbot.addWidget(made)
    made.resize(1280, 728)
    made.show_state(judged())
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.focus_pictures()
    yield made
    made.hide()


def drop(screen, *names) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(f"/data/{name}") for name in names])
    event = QDropEvent(
        QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    screen.dropEvent(event)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("part", [None, PartLabel("T04", 5, 12)], ids=["nothing", "part"])
def test_every_kind_of_state_can_be_shown(screen, kind, part):
    screen.show_state(InspectState(part=part, band=Band(kind, kind.name)))
    assert screen.band.kind is kind
    assert screen.empty.isVisible() == (kind is Kind.EMPTY and part is None)
    assert screen.pictures.isVisible() != screen.empty.isVisible()


def test_what_is_typed_goes_to_the_presenter(screen, presenter, qtbot):
    qtbot.keyClicks(screen.pictures, "u4m")
    assert presenter.press.call_args_list == [call("u"), call("4"), call("m")]


def test_a_key_with_ctrl_or_alt_is_no_class_key(screen, presenter, qtbot):
    qtbot.keyClick(screen.pictures, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(screen.pictures, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    presenter.press.assert_not_called()


@pytest.mark.parametrize("key", ["Return", "Right", "PgDown", "F9", "Space", "Del"])
def test_the_screen_leaves_the_shortcuts_of_the_window_alone(screen, qtbot, key):
    triggered = []
    action = QAction("any", screen)
    action.setShortcut(QKeySequence(key))
    action.triggered.connect(lambda: triggered.append(key))
    screen.addAction(action)
    qtbot.keyClick(screen.pictures, QKeySequence(key)[0].key())
    assert triggered == [key]


@pytest.mark.parametrize(("key", "action"), [("F9", "part.ok"), ("Ctrl+B", "correct.box")])
def test_a_shortcut_that_cannot_be_used_reaches_the_presenter(
    screen, presenter, qtbot, key, action
):
    screen.show_state(judged(can=frozenset()))
    pressed = QKeySequence(key)[0]
    qtbot.keyClick(screen.pictures, pressed.key(), pressed.keyboardModifiers())
    assert presenter.do.call_args_list == [call(action)]


def test_a_key_held_down_says_nothing_of_the_part(screen, presenter):
    screen.show_state(judged(can=frozenset()))
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(screen.pictures, held)
    presenter.do.assert_not_called()


def test_a_serial_number_is_typed_entered_and_agrees_with_nothing(screen, presenter, qtbot):
    screen.focus_serial()
    qtbot.keyClicks(screen.serial.field, "um9")
    qtbot.keyClick(screen.serial.field, Qt.Key.Key_Return)
    assert presenter.method_calls == [call.set_serial("um9")]
    assert screen.pictures.hasFocus()


def test_the_field_does_not_have_the_focus_when_work_begins(qtbot, presenter):
    made = InspectScreen(presenter, Preferences())
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    assert not isinstance(made.focusWidget(), QLineEdit)
    made.show_state(judged())
    qtbot.keyClicks(made.focusWidget(), "u")
    assert presenter.press.call_args_list == [call("u")]
    made.hide()


def test_classes_correct_or_answer(screen, presenter, qtbot):
    screen.show_state(judged(cells=chosen("U2")))
    qtbot.mouseClick(screen.classes.buttons["missing"], Qt.MouseButton.LeftButton)
    presenter.choose_class.assert_called_once_with("missing")
    screen.show_state(judged(question=Question("What is it?", (("missing", "missing"),))))
    qtbot.mouseClick(screen.classes.buttons["missing"], Qt.MouseButton.LeftButton)
    presenter.answer.assert_called_once_with("missing")


def test_part_buttons_and_strip_reach_the_presenter(screen, presenter, qtbot):
    qtbot.mouseClick(screen.classes.parts["part.ng"], Qt.MouseButton.LeftButton)
    presenter.do.assert_called_once_with("part.ng")
    screen.strip.opened.emit("id2")
    presenter.open_record.assert_called_once_with("id2")
    screen.cards.restart.emit("vlm")
    presenter.restart.assert_called_once_with("vlm")


def test_pictures_reach_the_presenter(screen, presenter):
    screen.pictures.cell_clicked.emit("U2", True)
    screen.pictures.box_clicked.emit("R1")
    screen.pictures.box_drawn.emit((1, 2, 3, 4))
    assert presenter.method_calls == [
        call.click_cell("U2", True), call.click_box("R1"), call.draw_box((1, 2, 3, 4), None),
    ]  # fmt: skip


def test_a_number_answers_a_question_wherever_the_focus_is(screen, presenter, qtbot):
    screen.show_state(judged(question=Question("Again?", (("yes", "Yes"), ("no", "No")))))
    screen.focus_pictures()
    qtbot.keyClicks(screen.pictures, "2")
    presenter.answer.assert_called_once_with("no")
    presenter.press.assert_not_called()


def test_a_question_moves_no_picture(screen, qtbot):
    before = screen.pictures.geometry()
    screen.show_state(judged(question=Question("Again?", (("yes", "Yes"), ("no", "No")))))
    qtbot.wait(1)
    assert screen.question.isVisible()
    assert screen.pictures.geometry() == before


def test_a_note_is_written_and_the_pictures_get_the_keyboard_back(screen, presenter, qtbot):
    screen.show_state(judged(note="old", inspection="id-T03"))
    screen.edit_note()
    assert screen.note.field.text() == "old"
    screen.note.field.setText("lid bent")
    qtbot.keyClick(screen.note.field, Qt.Key.Key_Return)
    presenter.set_note.assert_called_once_with("lid bent", "id-T03")
    assert screen.pictures.hasFocus()


def test_a_note_that_is_left_behind_stays_with_its_own_part(screen, presenter, qtbot):
    screen.show_state(judged(inspection="id-T03"))
    screen.edit_note()
    screen.note.field.setText("lid bent")
    screen.show_state(judged(part=PartLabel("T04", 5, 12), inspection="id-T04"))
    presenter.set_note.assert_not_called()  # only once this state is shown
    qtbot.waitUntil(lambda: not screen.note.isVisible())
    presenter.set_note.assert_called_once_with("lid bent", "id-T03")


def test_a_note_survives_news_of_its_own_part(screen):
    screen.edit_note()
    screen.show_state(judged(part=PartLabel("T03", 4, 13, "SN-417"), hint="other"))
    assert screen.note.isVisible()


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("A_test.png", "A_temp.png"),
         call.open_pair(Path("/data/A_test.png"), Path("/data/A_temp.png"))),
        (("A.png",), call.open_pair(Path("/data/A.png"), None)),
        (("parts",), call.open_pairs(Path("/data/parts"))),
    ],
)  # fmt: skip
def test_dropped_files_are_opened(screen, presenter, names, expected):
    drop(screen, *names)
    assert presenter.method_calls == [expected]


def test_what_cannot_be_opened_is_refused_where_one_sees_it(screen, presenter):
    drop(screen, "a.png", "b.png", "c.png")
    assert presenter.method_calls == []
    assert screen.hint.text.startswith("3 pictures were dropped")
    screen.hint._over.stop()


def test_live_pictures_are_only_looked_for_while_they_are_seen(screen, presenter, qtbot):
    presenter.frame.return_value = np.zeros((60, 90, 3), np.uint8)
    screen.show_state(InspectState(live=True, band=Band(Kind.LIVE, "Live")))
    qtbot.waitUntil(lambda: presenter.frame.call_count > 2)
    screen.hide()
    assert not screen._live.looking
    screen.show()
    assert screen._live.looking
    screen.show_state(judged())
    assert not screen._live.looking


@pytest.mark.parametrize("key", [spec.key for spec in ACTIONS if spec.key.startswith("view.")
                                 and spec.key not in WINDOWS])  # fmt: skip
def test_every_action_about_the_pictures_is_known(screen, key):
    screen.set_view(key, True)
    screen.set_view(key, False)


def test_the_difference_is_read_when_it_is_wanted(screen, presenter):
    screen.set_view("view.difference", True)
    presenter.show_difference.assert_called_once_with(True)


def test_the_box_tool_is_announced_as_put_down(screen, qtbot):
    screen.set_view("correct.box", True)
    assert screen.classes.buttons["missing"].isEnabled()
    with qtbot.waitSignal(screen.box_tool_done):
        screen.set_view("correct.box", False)
    assert not screen.classes.buttons["missing"].isEnabled()


@pytest.mark.parametrize("key", ["file.pairs", "file.live", "file.demo"])
def test_the_empty_screen_leads_on(screen, qtbot, key):
    screen.show_state(InspectState())
    with qtbot.waitSignal(screen.wants_action) as signal:
        screen.empty.buttons[key].click()
    assert signal.args == [key]


def test_a_new_shift_is_an_action_of_the_window(screen, qtbot):
    with qtbot.waitSignal(screen.wants_action) as signal:
        screen.counters.button.click()
    assert signal.args == ["shift.new"]


def test_tab_goes_from_the_serial_number_down_and_to_the_right(screen):
    stops, widget = [], screen.serial.field
    known = {
        screen.serial.field: "serial", screen.pictures: "pictures", screen.strip: "strip",
        screen.counters.button: "counters", screen.cards.views[1].button: "cards",
        screen.classes.buttons["ok"]: "classes", screen.classes.parts["part.ok"]: "part",
    }  # fmt: skip
    for _ in range(400):
        if widget in known:
            stops.append(known[widget])
        widget = widget.nextInFocusChain()
        if widget is screen.serial.field:
            break
    assert stops == ["serial", "pictures", "classes", "part", "cards", "counters", "strip"]


@pytest.mark.parametrize(("width", "height", "share"), [(1280, 728, 0.66), (1920, 1008, 0.63)])
def test_the_pictures_get_most_of_the_screen(screen, qtbot, width, height, share):
    screen.resize(width, height)
    qtbot.wait(1)
    size = screen.pictures.size()
    assert size.width() * size.height() >= share * width * height


@pytest.mark.parametrize(("width", "height"), [(1280, 728), (1920, 1008), (3840, 2080)])
def test_nothing_that_is_pressed_is_cut_or_too_small(screen, qtbot, width, height):
    screen.resize(width, height)
    qtbot.wait(1)
    for button in screen.findChildren(PressButton):
        if button.isVisible():
            least = button.minimumSizeHint()
            assert button.height() >= TOUCH, button.text()
            assert button.width() >= least.width(), button.text()


def test_everything_that_is_pressed_has_a_name(screen):
    for button in screen.findChildren(PressButton):
        assert button.accessibleName(), button


def test_the_strip_stands_where_there_is_room(screen, qtbot):
    assert screen.strip.parentWidget() is screen._places._column
    screen.resize(1280, TALL)
    qtbot.wait(1)
    assert screen.strip.mapTo(screen, screen.strip.rect().topLeft()).y() > (
        screen.pictures.mapTo(screen, screen.pictures.rect().bottomLeft()).y()
    )
    screen.resize(1280, 728)
    assert screen.strip.parentWidget() is screen._places._column


def test_operator_mode_hides_devices(screen):
    screen.set_operator_mode(True)
    assert not screen.cards.views[0]._foot.isVisible()
    screen.set_operator_mode(False)
    assert screen.cards.views[0]._foot.isVisible()


def test_another_theme_is_followed(screen, monkeypatch):
    light = screen.grab().toImage()
    monkeypatch.setattr("qeu_station.gui.theme._current", DARK)
    screen.retheme()
    assert screen.grab().toImage() != light


def test_the_same_state_again_draws_nothing(screen, monkeypatch):
    state = judged()
    screen.show_state(state)
    drawn = []
    monkeypatch.setattr(screen.band, "update", lambda: drawn.append("band"))
    monkeypatch.setattr(screen.cards, "_refresh", lambda: drawn.append("cards"))
    monkeypatch.setattr(screen.counters, "_show", lambda counters: drawn.append("counters"))
    monkeypatch.setattr(screen.strip.parts, "show_entries", lambda entries: drawn.append("strip"))
    screen.show_state(state)
    assert drawn == []


def test_on_a_low_screen_the_counters_leave_their_place_to_cards_and_strip(screen):
    screen._places.fit_to(QSize(960, SHORT - 1))
    assert not screen.counters.isVisible()
    assert screen.strip.isVisible()
    screen._places.fit_to(QSize(960, SHORT))
    assert screen.counters.isVisible()


def test_no_part_may_come_by_itself_while_somebody_types_or_draws(screen, presenter, qtbot):
    assert not presenter.occupied()
    screen.edit_note()
    assert presenter.occupied()
    screen.note.finish()
    assert not presenter.occupied()
    screen.focus_serial()
    assert presenter.occupied()
    screen.focus_pictures()
    screen.set_view("correct.box", True)
    assert presenter.occupied()
    screen.set_view("correct.box", False)
    assert not presenter.occupied()
    dialog = QDialog(screen)
    qtbot.addWidget(dialog)
    dialog.open()
    assert presenter.occupied()
    dialog.reject()
    assert not presenter.occupied()
