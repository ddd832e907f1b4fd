"""Which keys write something."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from qeu_station.gui.widgets.keys import printable, types

NONE, CTRL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


def pressed(text: str, held: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, 0, held, text)


@pytest.mark.parametrize("text", ["a", "1", ",", "é"])
def test_letters_digits_and_signs_are_typed(text):
    assert types(pressed(text))
    assert not types(pressed(text, CTRL))


@pytest.mark.parametrize("text", [" ", "", "\r", "\t"])
def test_blanks_and_keys_that_write_nothing_are_not_typed(text):
    assert not types(pressed(text))


def test_a_blank_is_printable_where_it_is_kept_from_shortcuts():
    assert printable(pressed(" "))
