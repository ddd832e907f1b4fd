"""Actions found by a few letters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qeu_station.gui.presenters.palette import Entry
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.command_palette import CommandPalette


@pytest.fixture
def chosen() -> list[str]:
    return []


@pytest.fixture
def palette(qtbot, chosen):
    entries = [Entry("a", "Next part", "Right"), Entry("b", "Undo", "Ctrl+Z"), Entry("c", "Quit")]
    made = CommandPalette(None, entries, chosen.append)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def test_letters_and_enter(palette, chosen):
    QTest.keyClicks(palette.picker.field, "un")
    assert palette.picker.shown == ["b"]
    QTest.keyClick(palette.picker.field, Qt.Key.Key_Return)
    assert chosen == ["b"]
    assert not palette.isVisible()


@pytest.mark.parametrize(("key", "current"), [("Down", "b"), ("Up", "a"), ("PageDown", "c"),
                                              ("End", "c"), ("Home", "a")])  # fmt: skip
def test_keys_move_in_the_list_from_within_the_field(palette, key, current):
    QTest.keyClick(palette.picker.field, Qt.Key[f"Key_{key}"])
    assert palette.picker.current == current


def test_one_click_does_it(palette, chosen):
    rows = palette.picker.list
    at = rows.visualRect(rows.model().index(2, 0))
    assert at.height() >= TOUCH
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=at.center())
    assert chosen == ["c"]


def test_esc_does_nothing(palette, chosen):
    QTest.keyClick(palette.picker.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert chosen == []


def test_a_row_is_read_with_its_key(palette):
    index = palette.picker.list.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Next part (Right)"
    assert palette.picker.field.accessibleName()
