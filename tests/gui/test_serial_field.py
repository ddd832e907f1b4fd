"""The serial number."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qeu_station.gui.widgets.serial_field import SerialField
from tests.gui.states import judged


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.agreed = []
    action = QAction("Agree", made)
    action.setShortcuts([QKeySequence("Return"), QKeySequence("Enter"), QKeySequence("Esc")])
    action.triggered.connect(lambda: made.agreed.append(1))
    made.addAction(action)
    made.serial = SerialField()
    QVBoxLayout(made).addWidget(made.serial)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.serial.show_state(judged(serial="SN-1"))
    return made


def test_it_shows_the_number_of_the_next_inspection(window):
    window.serial.field.clearFocus()
    window.serial.show_state(judged(serial="SN-2"))
    assert window.serial.field.text() == "SN-2"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_gives_the_number_and_agrees_with_nothing(window, qtbot, key):
    window.serial.edit()
    qtbot.keyClicks(window.serial.field, "SN-77 ")
    with qtbot.waitSignal(window.serial.entered) as entered, qtbot.waitSignal(window.serial.left):
        qtbot.keyClick(window.serial.field, key)
    assert entered.args == ["SN-77"]
    assert window.agreed == []


def test_escape_brings_the_old_number_back(window, qtbot):
    window.serial.edit()
    qtbot.keyClicks(window.serial.field, "SN-7")
    with qtbot.assertNotEmitted(window.serial.entered), qtbot.waitSignal(window.serial.left):
        qtbot.keyClick(window.serial.field, Qt.Key.Key_Escape)
    assert window.serial.field.text() == "SN-1"
    assert window.agreed == []


def test_a_new_state_never_writes_over_what_is_typed(window, qtbot):
    window.serial.edit()
    qtbot.keyClicks(window.serial.field, "SN-7")
    window.serial.show_state(judged(serial=""))
    assert window.serial.field.text() == "SN-7"


def test_what_was_not_entered_is_dropped_with_the_focus(window, qtbot):
    window.serial.edit()
    qtbot.keyClicks(window.serial.field, "SN-7")
    window.serial.field.clearFocus()
    assert window.serial.field.text() == "SN-1"


def test_typing_replaces_the_old_number(window, qtbot):
    window.serial.edit()
    qtbot.keyClicks(window.serial.field, "X")
    assert window.serial.field.text() == "X"
