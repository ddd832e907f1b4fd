"""What is typed finds entries, whatever it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qeu_station.gui.presenters.palette import Entry, folded, search

entries = st.lists(
    st.builds(Entry, key=st.text(max_size=4), text=st.text(max_size=20)), max_size=12
)


def _holds(text: str, query: str) -> bool:
    left = iter("".join(folded(text).split()))
    return all(character in left for character in "".join(folded(query).split()))


@given(entries, st.text(max_size=6))
def test_exactly_what_holds_the_characters_in_order_is_found(known, query):
    found = search(known, query)
    assert sorted(map(id, found)) == sorted(id(e) for e in known if _holds(e.text, query))


@given(entries)
def test_an_empty_query_gives_everything_in_its_order(known):
    assert search(known, "") == search(known, " \t　") == known


def _texts(query: str, *texts: str) -> list[str]:
    return [entry.text for entry in search([Entry(text, text) for text in texts], query)]


def test_the_better_fit_comes_first():
    texts = ("No pxaxrt", "Impart", "Next part", "Part is OK", "Part")
    assert _texts("part", *texts) == ["Part", "Part is OK", "Next part", "Impart", "No pxaxrt"]


def test_initials_find():
    assert _texts("np", "Snap", "Next part") == ["Next part", "Snap"]


def test_width_case_and_kana_do_not_count():
    assert _texts("ＮＥＸＴ", "next part") == ["next part"]
    assert _texts("れしぴ", "レシピを選ぶ") == ["レシピを選ぶ"]


def test_hints_are_not_searched():
    assert search([Entry("a", "Undo", "Ctrl+Z")], "ctrl") == []
