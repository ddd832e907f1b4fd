from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from qeu_station.gui.actions import ACTIONS, MENUS, SEPARATOR, TOOLBAR, action
from qeu_station.gui.screens import SCREENS

KEYS = [spec.key for spec in ACTIONS]


def test_no_key_stands_twice():
    assert [name for name, count in Counter(KEYS).items() if count > 1] == []


@pytest.mark.parametrize("screen", [spec.key for spec in SCREENS])
def test_no_shortcut_stands_twice_on_a_screen(screen):
    counts = Counter(chain(*(spec.shortcuts for spec in ACTIONS if spec.is_on(screen))))
    assert [keys for keys, count in counts.items() if count > 1] == []


def test_actions_name_screens_that_are_there():
    named = set(chain(*(spec.screens for spec in ACTIONS)))
    assert named <= {spec.key for spec in SCREENS}


def test_every_screen_has_the_action_that_shows_it():
    shows = [key for key in KEYS if key.startswith("screen.")]
    assert shows == [f"screen.{spec.key}" for spec in SCREENS]
    assert all(action(key).is_on("plugins") for key in shows)


def test_every_action_stands_in_one_menu_and_no_menu_names_another():
    listed = [key for keys in MENUS.values() for key in keys if key != SEPARATOR]
    assert sorted(listed) == sorted(KEYS)


def test_the_toolbar_names_actions_with_icons():
    assert all(action(key).icon for key in TOOLBAR if key != SEPARATOR)


def test_a_misspelt_key_is_told_the_right_one():
    with pytest.raises(KeyError, match=r'Did you mean "part\.next"'):
        action("part.nxt")


def test_every_action_has_words():
    assert all(spec.text() for spec in ACTIONS)
    assert all(title() for title in MENUS)
