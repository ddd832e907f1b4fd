from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qeu_station.storage.text import printable


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0")))
def test_ordinary_text_stays(text):
    assert printable(text) == text


@given(st.text())
def test_everything_can_be_stored(text):
    assert "\0" not in printable(text).encode().decode()
