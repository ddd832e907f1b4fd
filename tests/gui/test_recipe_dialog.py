"""Choosing a recipe by mouse and by keys."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.recipe_dialog import RecipeDialog


def _place(name: str, version: int = 1, shipped: bool = False) -> SimpleNamespace:
    return SimpleNamespace(name=name, version=version, shipped=shipped)


@pytest.fixture
def chosen() -> list[str]:
    return []


@pytest.fixture
def opened(qtbot, chosen):
    def make(*places, current=""):
        made = RecipeDialog(None, places, current, chosen.append)
        qtbot.addWidget(made)
        made.show()
        return made

    return make


def test_the_one_in_use_is_current_and_enter_takes_what_was_typed(opened, chosen):
    dialog = opened(_place("board"), _place("gear"), current="gear")
    assert dialog.picker.current == "gear"
    QTest.keyClicks(dialog.picker.field, "bo")
    QTest.keyClick(dialog.picker.field, Qt.Key.Key_Return)
    assert chosen == ["board"]
    assert not dialog.isVisible()


def test_the_button_uses_what_is_current_and_is_off_without(opened, chosen):
    dialog = opened(_place("board"), _place("gear"))
    QTest.keyClicks(dialog.picker.field, "zz")
    assert not dialog.use.isEnabled()
    assert dialog.picker.nothing.isVisible()
    dialog.picker.field.clear()
    QTest.keyClick(dialog.picker.field, Qt.Key.Key_Down)
    QTest.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert chosen == ["gear"]


def test_esc_chooses_nothing(opened, chosen):
    dialog = opened(_place("board"))
    QTest.keyClick(dialog.picker.field, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert chosen == []


def test_without_a_recipe_its_only_button_closes(opened):
    dialog = opened()
    assert dialog.empty.isVisible()
    assert not dialog.use.isVisible()
    assert dialog.cancel.text() == "Close"
    assert dialog.cancel.height() >= TOUCH
    QTest.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


@pytest.mark.parametrize(("teaches", "words"), [(True, "New product"), (False, "Operator mode")])
def test_without_recipes_it_says_what_this_person_can_do(qtbot, chosen, teaches, words):
    dialog = RecipeDialog(None, (), "", chosen.append, teaches)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.empty.isVisible()
    assert [each for each in ("New product", "Operator mode") if each in dialog.empty.text()] == [
        words
    ]
