from __future__ import annotations

from collections import Counter
from itertools import chain

import pytest

from qeu_station.gui.actions import ACTIONS, MENUS, SEPARATOR, TOOLBAR, action

KEYS = [spec.key for spec in ACTIONS]


def test_no_key_and_no_shortcut_stands_twice():
    for counts in (Counter(KEYS), Counter(chain(*(spec.shortcuts for spec in ACTIONS)))):
        assert [name for name, count in counts.items() if count > 1] == []


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
