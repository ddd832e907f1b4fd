"""The line for a note."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from qeu_station.gui.widgets.note_editor import NoteEditor


@pytest.fixture
def note(qtbot):
    made = NoteEditor()
    qtbot.addWidget(made)
    made.open_with("scratch on the lid", "id-p0")
    return made


def test_it_begins_with_the_note_there_is(note):
    assert note.isVisible()
    assert note.field.text() == "scratch on the lid"


def test_enter_keeps_the_note(note, qtbot):
    note.field.setText("  lid bent ")
    with qtbot.waitSignal(note.written) as written, qtbot.waitSignal(note.left):
        qtbot.keyClick(note.field, Qt.Key.Key_Return)
    assert written.args == ["lid bent", "id-p0"]
    assert note.isHidden()


def test_escape_leaves_the_old_one(note, qtbot):
    note.field.setText("wrong part?")
    with qtbot.assertNotEmitted(note.written), qtbot.waitSignal(note.left):
        qtbot.keyClick(note.field, Qt.Key.Key_Escape)
    assert note.isHidden()


def test_what_is_typed_is_kept_when_its_part_has_gone(note, qtbot):
    note.field.setText("lid ben")
    with qtbot.waitSignal(note.written) as written, qtbot.waitSignal(note.left):
        note.finish()
    assert written.args == ["lid ben", "id-p0"]
    with qtbot.assertNotEmitted(note.written), qtbot.assertNotEmitted(note.left):
        note.finish()


@pytest.mark.parametrize("text", ["", "  ", " scratch on the lid "])
def test_nothing_new_is_no_note_and_takes_none_back(note, qtbot, text):
    note.field.setText(text)
    with qtbot.assertNotEmitted(note.written), qtbot.waitSignal(note.left):
        note.finish()


def test_a_second_request_goes_on_with_what_is_typed(note):
    note.field.setText("lid ben")
    note.open_with("scratch on the lid", "id-p0")
    assert note.field.text() == "lid ben"
    note.open_with("other", "id-p1")
    assert note.field.text() == "other"
