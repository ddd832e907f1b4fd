"""The line for a note."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from qeu_station.gui.widgets.note_editor import NoteEditor


@pytest.fixture
def note(qtbot):
    made = NoteEditor()
    qtbot.addWidget(made)
    made.open_with("scratch on the lid")
    return made


def test_it_begins_with_the_note_there_is(note):
    assert note.isVisible()
    assert note.field.text() == "scratch on the lid"


def test_enter_keeps_the_note(note, qtbot):
    note.field.setText("  lid bent ")
    with qtbot.waitSignal(note.written) as written, qtbot.waitSignal(note.left):
        qtbot.keyClick(note.field, Qt.Key.Key_Return)
    assert written.args == ["lid bent"]
    assert note.isHidden()


def test_escape_leaves_the_old_one(note, qtbot):
    note.field.setText("wrong part?")
    with qtbot.assertNotEmitted(note.written), qtbot.waitSignal(note.left):
        qtbot.keyClick(note.field, Qt.Key.Key_Escape)
    assert note.isHidden()


def test_it_closes_quietly_when_its_part_has_gone(note, qtbot):
    with qtbot.assertNotEmitted(note.written), qtbot.waitSignal(note.left):
        note.close_quietly()
    with qtbot.assertNotEmitted(note.left):
        note.close_quietly()
