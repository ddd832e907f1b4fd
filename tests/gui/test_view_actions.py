from __future__ import annotations

import pytest

from qeu_station.gui.widgets.class_bar import ClassBar
from qeu_station.gui.widgets.pair_view import PairView
from qeu_station.gui.widgets.view_actions import change_view


@pytest.fixture
def parts(qtbot) -> tuple[PairView, ClassBar]:
    made = PairView(), ClassBar()
    for widget in made:
        qtbot.addWidget(widget)
    return made


def test_the_difference_is_shown_and_read(parts):
    pictures, classes = parts
    read: list[bool] = []
    change_view("view.difference", True, pictures, classes, read.append)
    change_view("view.difference", False, pictures, classes, read.append)
    assert read == [True, False]


def test_the_box_tool_is_taken_up_and_put_down(parts):
    pictures, classes = parts
    change_view("correct.box", True, pictures, classes, lambda on: None)
    assert pictures.box_tool
    change_view("correct.box", False, pictures, classes, lambda on: None)
    assert not pictures.box_tool


def test_an_unknown_key_is_a_mistake(parts):
    with pytest.raises(KeyError):
        change_view("view.upside_down", True, *parts, lambda on: None)
