"""Buttons with a key cap."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QColor, QIcon, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.marks import mark_pixmap
from qeu_station.gui.widgets.press_button import PressButton, ink_on


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    return made


def test_it_is_large_enough_for_a_finger_and_names_its_key(qtbot):
    button = PressButton("OK", "F9", mark=Kind.PASS)
    qtbot.addWidget(button)
    assert button.sizeHint().height() >= TOUCH
    assert button.sizeHint().width() >= TOUCH
    assert button.accessibleName() == "OK (F9)"


def test_words_are_never_cut_unless_that_is_allowed(qtbot):
    whole, short = PressButton("a long class name", "K"), PressButton("a long class name", "K",
                                                                      shrinks=True)  # fmt: skip
    for button in (whole, short):
        qtbot.addWidget(button)
    assert whole.minimumSizeHint() == whole.sizeHint()
    assert TOUCH < short.minimumSizeHint().width() < short.sizeHint().width()
    assert short.toolTip() == "a long class name"


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_with_the_focus_enter_presses_it_and_not_the_shortcut_of_the_window(qtbot, window, key):
    pressed, triggered = [], []
    action = QAction("Agree", window)
    action.setShortcuts([QKeySequence(k) for k in ("Return", "Enter", "Space")])
    action.triggered.connect(lambda: triggered.append(1))
    window.addAction(action)
    button = PressButton("NG")
    button.clicked.connect(lambda: pressed.append(1))
    window.layout().addWidget(button)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, key)
    assert (pressed, triggered) == ([1], [])


def test_a_click_leaves_the_focus_where_it_is(qtbot, window):
    button = PressButton("NG")
    window.layout().addWidget(button)
    window.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not button.hasFocus()


@pytest.mark.parametrize(("fill", "ink"), [("#ffff00", "black"), ("#1b1e22", "white"),
                                           ("#c62828", "white"), ("#9ccc65", "black")])  # fmt: skip
def test_the_key_is_read_on_the_colour_of_its_class(fill, ink):
    assert ink_on(QColor(fill)) == QColor(ink)


def test_an_icon_keeps_the_words_for_tooltip_and_reader(qtbot):
    button = PressButton("Undo")
    qtbot.addWidget(button)
    button.show_icon(mark_icon(), "Ctrl+Z")
    assert button.accessibleName() == button.toolTip() == "Undo (Ctrl+Z)"
    assert button.sizeHint().width() == TOUCH


def mark_icon() -> QIcon:
    return QIcon(mark_pixmap(Kind.PASS, 16))


def test_a_disabled_one_looks_different(qtbot):
    button = PressButton("missing", "M", "#c62828")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    enabled = button.grab().toImage()
    button.setEnabled(False)
    assert button.grab().toImage() != enabled
