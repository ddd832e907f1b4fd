"""Signing on by name, by badge, or by one touch."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qeu_station.gui.presenters.operators import LONGEST
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.sign_on_dialog import SignOnDialog


@pytest.fixture
def signed() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def dialog(qtbot, signed):
    made = SignOnDialog(None, "Sato", ["Sato", "R&D"], lambda *what: signed.append(what))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_a_badge_and_its_enter_sign_on(dialog, signed):
    QTest.keyClicks(dialog.field, "Mori")
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert signed == [("Mori", False)]
    assert not dialog.isVisible()


def test_another_one_may_begin_a_new_shift(dialog, signed):
    dialog.field.setText("Mori")
    assert dialog.new_shift.isVisible()
    QTest.mouseClick(dialog.new_shift, Qt.MouseButton.LeftButton)
    QTest.mouseClick(dialog.sign, Qt.MouseButton.LeftButton)
    assert signed == [("Mori", True)]


def test_the_same_one_is_not_asked_for_a_new_shift(dialog):
    dialog.field.setText(" Sato ")
    assert not dialog.new_shift.isVisible()


@pytest.mark.parametrize(("typed", "said"), [("", "Type a name"), ("x" * (LONGEST + 1), "61")])
def test_what_is_no_name_is_refused_with_a_word(dialog, signed, typed, said):
    dialog.field.setText(typed)
    QTest.keyClick(dialog.field, Qt.Key.Key_Return)
    assert said in dialog.problem.words
    assert dialog.problem.isVisible()
    assert dialog.isVisible()
    assert signed == []
    QTest.keyClicks(dialog.field, "a")
    assert not dialog.problem.isVisible()


def test_one_touch_signs_on_who_did_lately(dialog, signed):
    button = dialog.recent[1]
    assert (button.text(), button.accessibleName()) == ("R&&D", "R&D")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert signed == [("R&D", False)]


def test_esc_and_cancel_sign_nobody_on(dialog, signed):
    QTest.keyClick(dialog.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.show()
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert signed == []


def test_it_is_named_and_large_enough_to_touch(dialog):
    assert dialog.field.accessibleName()
    for pressed in (dialog.sign, dialog.cancel, *dialog.recent):
        assert pressed.height() >= TOUCH
