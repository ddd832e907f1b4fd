from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.storage.text import file_name, printable


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_ordinary_text_stays(text):
    assert printable(text) == text


@given(st.text())
def test_everything_can_be_stored(text):
    assert "\0" not in printable(text).encode().decode()


@given(st.text(), st.text())
def test_names_of_files_are_their_own_everywhere(text, other):
    name = file_name(text)
    assert 0 < len(name) <= 80
    assert not set(name) & set('<>:"/\\|?*\0\n')
    assert name == name.strip(". ")
    assert name.partition(".")[0].lower() not in ("con", "prn", "aux", "nul", "com1", "lpt9")
    assert (file_name(other) == name) == (other == text)


@pytest.mark.parametrize("text", ["検査 1", "part-07_b", "a.b"])
def test_plain_names_stay(text):
    assert file_name(text) == text


@pytest.mark.parametrize("text", ["", ".", "..", "con", "NUL.txt", "a/b", "x ", "é" * 61])
def test_names_that_some_system_refuses_are_changed(text):
    assert file_name(text) != text
