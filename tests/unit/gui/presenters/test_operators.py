"""Which names may sign on, and who did lately."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.errors import InputError
from qeu_station.gui.presenters.operators import LONGEST, RECENT, operator_name, with_recent


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "　"])
def test_no_name_is_refused(text):
    with pytest.raises(InputError, match="Type a name"):
        operator_name(text)


def test_a_name_too_long_is_refused_with_both_numbers():
    assert operator_name("あ" * LONGEST) == "あ" * LONGEST
    with pytest.raises(InputError, match=rf"{LONGEST + 1} characters; {LONGEST} are"):
        operator_name("あ" * (LONGEST + 1))


def test_what_cannot_be_printed_is_refused():
    with pytest.raises(InputError, match="cannot be printed"):
        operator_name("Ken\x00ji")


def test_composed_and_decomposed_are_one_name():
    assert operator_name(" Ame\u0301lie ") == "Am\u00e9lie"


@given(st.text(max_size=80))
def test_a_name_once_taken_stays_as_it_is(text):
    try:
        name = operator_name(text)
    except InputError:
        return
    assert 0 < len(name) <= LONGEST
    assert operator_name(name) == name


@given(st.lists(st.text(min_size=1, max_size=3), unique=True, max_size=RECENT), st.text(max_size=3))
def test_the_last_one_stands_first_once(recent, name):
    after = with_recent(recent, name)
    assert len(after) <= RECENT
    assert len(set(after)) == len(after)
    assert after[0] == name if name else after == tuple(recent)
