"""A list that is narrowed by typing and chosen from without leaving the field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qeu_station.gui.presenters.palette import Entry
from qeu_station.gui.widgets.pick_list import PickList

ENTRIES = [Entry(f"k{n}", f"Recipe {n}", "v1" if n else "") for n in range(30)]


@pytest.fixture
def picker(qtbot):
    made = PickList(ENTRIES, "Name of the recipe")
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.show()
    return made


def test_all_are_shown_and_the_first_is_current(picker):
    assert picker.shown == [entry.key for entry in ENTRIES]
    assert picker.current == "k0"
    assert picker.field.accessibleName() == picker.list.accessibleName() == "Name of the recipe"


def test_typing_narrows_and_clearing_shows_all_again(picker):
    QTest.keyClicks(picker.field, "29")
    assert picker.shown == ["k29"]
    picker.field.clear()
    assert len(picker.shown) == 30


def test_what_matches_nothing_says_so_and_enter_chooses_nothing(picker, qtbot):
    with qtbot.waitSignal(picker.current_changed, check_params_cb=lambda key: key == ""):
        QTest.keyClicks(picker.field, "xyz")
    assert picker.nothing.isVisible() and "xyz" in picker.nothing.text()
    assert not picker.list.isVisible()
    with qtbot.assertNotEmitted(picker.picked):
        QTest.keyClick(picker.field, Qt.Key.Key_Return)


def test_enter_chooses_the_current_one(picker, qtbot):
    picker.select("k7")
    with qtbot.waitSignal(picker.picked) as signal:
        QTest.keyClick(picker.field, Qt.Key.Key_Return)
    assert signal.args == ["k7"]


def test_arrows_stop_at_both_ends(picker):
    QTest.keyClick(picker.field, Qt.Key.Key_Up)
    assert picker.current == "k0"
    QTest.keyClick(picker.field, Qt.Key.Key_End)
    QTest.keyClick(picker.field, Qt.Key.Key_Down)
    assert picker.current == "k29"


def test_the_current_one_is_in_sight(picker):
    QTest.keyClick(picker.field, Qt.Key.Key_End)
    place = picker.list.visualRect(picker.list.currentIndex())
    assert picker.list.viewport().rect().contains(place)
    assert not picker.list.horizontalScrollBar().isVisible()


def test_end_moves_the_cursor_once_something_is_typed(picker):
    QTest.keyClicks(picker.field, "recipe")
    picker.field.setCursorPosition(0)
    QTest.keyClick(picker.field, Qt.Key.Key_End)
    assert picker.field.cursorPosition() == 6
    assert picker.current == "k0"


def test_what_is_not_shown_cannot_be_selected(picker):
    QTest.keyClicks(picker.field, "29")
    picker.select("k3")
    assert picker.current == "k29"


def test_one_click_chooses_only_where_that_is_wanted(picker, qtbot):
    place = picker.list.visualRect(picker.list.model().index(2, 0)).center()
    with qtbot.assertNotEmitted(picker.picked):
        qtbot.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picker.current == "k2"
