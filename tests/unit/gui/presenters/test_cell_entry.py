"""Typed addresses, clicks and class keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.grid import Grid
from qeu_station.gui.presenters.cell_entry import CellEntry, Meaning

NINE = Grid.over_rectangle((0, 0, 90, 30)).addresses
TWELVE = Grid.over_rectangle((0, 0, 120, 30), columns=tuple(map(str, range(1, 13)))).addresses
CLASSES = {"o": "ok", "?": "unknown", "s": "scratch", "1": "dent"}


def typed(text: str, addresses=NINE, entry: CellEntry | None = None):
    """Type a text; return the entry and the corrections that came of it."""
    entry, said, wrong = entry or CellEntry(), [], 0
    for key in text:
        entry, meaning, name = entry.press(key, addresses, CLASSES)
        wrong += meaning is Meaning.WRONG
        if meaning is Meaning.CORRECT:
            said.append((entry.selected, name))
            entry = CellEntry()
    return entry, said, wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("u4s", [(("U4",), "scratch")]),
        ("U4O", [(("U4",), "ok")]),
        ("u4,u5o", [(("U4", "U5"), "ok")]),
        ("u4 d9,c1?", [(("U4", "D9", "C1"), "unknown")]),
        ("u4,u4s", [(("U4",), "scratch")]),
        ("u4su5?", [(("U4",), "scratch"), (("U5",), "unknown")]),
        ("u41", [(("U4",), "dent")]),
        ("d5u4?", [(("U4",), "unknown")]),
        ("d5,c1u41", [(("U4",), "dent")]),
    ],
)
def test_addresses_and_class_keys(text, said):
    assert typed(text) == (CellEntry(), said, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("u1s", [(("U1",), "scratch")]),
        ("u12s", [(("U12",), "scratch")]),
        ("u1,u12o", [(("U1", "U12"), "ok")]),
    ],
)
def test_an_address_that_begins_another_waits_for_the_next_key(text, said):
    assert typed(text, TWELVE) == (CellEntry(), said, 0)


@pytest.mark.parametrize("text", ["x", "s", "ux", "u,", ",", "u4x"])
def test_a_wrong_key_changes_nothing(text):
    before, _, _ = typed(text[:-1])
    after, said, wrong = typed(text)
    assert (after, said, wrong) == (before, [], 1)


def test_clicks_choose_join_and_leave():
    entry = CellEntry().click("U4", False).click("U5", True).click("C1", True).click("U5", True)
    assert entry.selected == ("U4", "C1")
    assert entry.click("D9", False).selected == ("D9",)


@given(
    st.text(st.sampled_from("ucdUCD0123456789, osx"), max_size=20), st.sampled_from([NINE, TWELVE])
)
def test_only_cells_of_the_grid_are_ever_chosen_and_once(text, addresses):
    entry, said, _ = typed(text, addresses)
    for selected in (entry.selected, *(cells for cells, _ in said)):
        assert set(selected) <= set(addresses)
        assert len(set(selected)) == len(selected)
    assert all(cells for cells, _ in said)
    assert not entry.typed or any(address.startswith(entry.typed) for address in addresses)
