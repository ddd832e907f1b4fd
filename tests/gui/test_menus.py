"""Menus, toolbar and shortcuts follow the table of actions."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenuBar, QToolBar, QToolButton

from qeu_station.gui.actions import ACTIONS, MENUS, SEPARATOR, TOOLBAR, action
from qeu_station.gui.menus import build_actions, fill_menus, fill_toolbar


@pytest.fixture
def host(qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def chosen() -> list[tuple[str, bool]]:
    return []


@pytest.fixture
def actions(host, chosen) -> dict[str, QAction]:
    return build_actions(host, lambda key, on: chosen.append((key, on)))


def test_every_entry_of_the_table_is_an_action(actions):
    assert list(actions) == [spec.key for spec in ACTIONS]
    for spec in ACTIONS:
        made = actions[spec.key]
        assert made.text() == spec.text()
        assert made.isCheckable() == spec.checkable
        assert made.autoRepeat() == spec.repeats
        assert [key.toString() for key in made.shortcuts()] == [
            QKeySequence(text).toString() for text in spec.shortcuts
        ]


def test_every_shortcut_is_one(actions):
    """A misspelt one would be an empty sequence."""
    assert all(key.count() == 1 for made in actions.values() for key in made.shortcuts())


def test_no_shortcut_is_a_character(actions):
    """The first character of a code, or of a cell's address, would be taken for it."""
    typed = [key for made in actions.values() for key in made.shortcuts()]
    assert [key.toString() for key in typed if len(key.toString()) == 1] == []


def test_what_is_chosen_is_told(actions, chosen):
    actions["part.next"].trigger()
    actions["view.grid"].trigger()
    actions["view.grid"].trigger()
    assert chosen == [("part.next", False), ("view.grid", True), ("view.grid", False)]


def test_tooltips_name_the_key(actions):
    assert actions["part.inspect"].toolTip() == "Inspect (Space)"
    assert actions["file.close"].toolTip() == "Close source"


@pytest.mark.parametrize("operator_mode", [False, True])
def test_the_menus_hold_what_is_for_those_who_see_them(actions, operator_mode):
    bar = QMenuBar()
    fill_menus(bar, actions, operator_mode)
    wanted = {
        title(): here
        for title, keys in MENUS.items()
        if (here := [key for key in keys if shown(key, operator_mode)])
    }
    assert [keys_of(menu.menu()) for menu in bar.actions()] == list(wanted.values())
    assert [menu.text() for menu in bar.actions()] == list(wanted)
    for menu in bar.actions():
        lines = [made.isSeparator() for made in menu.menu().actions()]
        assert not lines[0] and not lines[-1]
        assert (True, True) not in pairwise(lines)


def test_operator_mode_leaves_something_out():
    hidden = [spec.key for spec in ACTIONS if not spec.operator]
    assert "recipe.new" in hidden
    assert "part.agree" not in hidden


def test_filling_again_replaces(actions):
    bar = QMenuBar()
    counts = []
    for _ in range(2):
        fill_menus(bar, actions, False)
        counts.append(len(bar.actions()))
    assert counts[0] == counts[1] > 0


@pytest.mark.parametrize("operator_mode", [False, True])
def test_the_toolbar_leaves_the_keyboard_to_the_part(host, actions, operator_mode):
    bar = QToolBar(host)
    for _ in range(2):
        fill_toolbar(bar, actions, operator_mode)
    assert keys_of(bar) == [key for key in TOOLBAR if shown(key, operator_mode)]
    buttons = [bar.widgetForAction(made) for made in bar.actions() if not made.isSeparator()]
    assert buttons
    for button in buttons:
        assert isinstance(button, QToolButton)
        assert button.focusPolicy() == Qt.FocusPolicy.TabFocus
        assert button.accessibleName()


def shown(key: str, operator_mode: bool) -> bool:
    if key == SEPARATOR or not action(key).is_on("inspect"):
        return False
    return action(key).operator or not operator_mode


def keys_of(of) -> list[str]:
    return [made.objectName() for made in of.actions() if not made.isSeparator()]
