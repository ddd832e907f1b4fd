"""What is typed finds entries, whatever it is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qeu_station.gui.presenters.palette import Entry, folded, search

entries = st.lists(
    st.builds(Entry, key=st.text(max_size=4), text=st.text(max_size=20)), max_size=12
)
one_word = st.text(max_size=6).filter(lambda text: len(folded(text).split()) == 1)


def _holds(text: str, query: str) -> bool:
    left = iter("".join(folded(text).split()))
    return all(character in left for character in "".join(folded(query).split()))


@given(entries, one_word)
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


def test_words_find_in_any_order_and_by_their_beginning():
    texts = ("Open two pictures…", "Fit pictures", "Open folder of pairs…")
    assert _texts("pairs open", *texts) == ["Open folder of pairs…"]
    assert _texts("pic op", *texts) == ["Open two pictures…"]


def test_words_as_they_were_typed_come_before_words_in_another_order():
    assert _texts("part next", "Next part", "Part next") == ["Part next", "Next part"]


@given(entries, st.lists(st.text(max_size=4), min_size=2, max_size=3))
def test_every_word_of_the_query_is_somewhere_in_what_is_found(known, words):
    wanted = folded(" ".join(words)).split()
    for entry in search(known, " ".join(words)):
        text = "".join(folded(entry.text).split())
        assert all(_holds(text, word) for word in wanted)


UNDO = Entry("undo", "訂正を取り消す", "Ctrl+Z", ("Undo correction", "Ctrl+ Z"))
REDO = Entry("redo", "訂正をやり直す", "Ctrl+Y", ("Redo correction", "Ctrl+ Y"))
PAGE = Entry("zoom", "Zoom in", "", ())


def _keys(query: str) -> list[str]:
    return [entry.key for entry in search([REDO, PAGE, UNDO], query)]


def test_another_name_finds_too():
    assert _keys("undo") == ["undo"]
    assert _keys("corr redo") == ["redo"]
    assert _keys("undo 訂正") == ["undo"]


def test_a_shortcut_finds_however_it_is_typed():
    assert _keys("ctrl+z") == _keys("Ctrl Z") == _keys("ＣＴＲＬ＋Ｚ") == ["undo"]


def test_the_shown_name_comes_before_other_names():
    assert _keys("z") == ["zoom", "undo"]


def test_letters_that_stand_apart_in_another_name_find_nothing():
    assert _keys("uorn") == []
