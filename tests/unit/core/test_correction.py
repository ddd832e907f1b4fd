"""Corrections supersede, they never overwrite."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.correction import Correction, DrawnBox, Standing, in_force, standing
from qeu_station.errors import InputError

boxes = st.tuples(*[st.floats(0, 1e4)] * 4)
corrections = st.builds(
    Correction,
    inspection=st.text(max_size=8),
    operator=st.text(max_size=8),
    cells=st.dictionaries(st.text(max_size=3), st.text(max_size=5), max_size=3),
    part=st.sampled_from([None, "ok", "ng"]),
    added=st.lists(st.builds(DrawnBox, boxes, st.text(max_size=5)), max_size=2).map(tuple),
    struck=st.lists(st.text(max_size=4), max_size=2).map(tuple),
    note=st.text(max_size=20),
    supersedes=st.none() | st.text(min_size=1, max_size=8),
)


@given(corrections)
def test_json_brings_it_back(correction):
    assert Correction.from_json(json.loads(json.dumps(correction.as_json()))) == correction


def said(
    entry: str, supersedes: str | None = None, inspection: str = "i"
) -> tuple[str, Correction]:
    return entry, Correction(inspection, "anna", note=entry, supersedes=supersedes)


@pytest.mark.parametrize(
    ("chain", "kept"),
    [
        ([], []),
        ([said("a"), said("b")], ["a", "b"]),
        ([said("a"), said("b", "a")], ["b"]),
        ([said("a"), said("b", "a"), said("c", "b")], ["c"]),  # an undone undo brings nothing back
        ([said("a"), said("b", "a"), said("c", "a")], ["b", "c"]),
        ([said("a"), said("b", "nowhere")], ["a", "b"]),
        ([said("a"), said("b", "a", inspection="another")], ["a", "b"]),
    ],
)
def test_what_is_in_force(chain, kept):
    assert [correction.note for _, correction in in_force(chain)] == kept


def test_a_part_is_ok_or_ng():
    with pytest.raises(InputError, match="say ok or ng"):
        Correction("i", "anna", part="good")


words = st.one_of(
    st.builds(
        lambda cell, name: {"cells": {cell: name}},
        st.sampled_from(["U1", "U2"]),
        st.sampled_from(["ok", "hole", "scratch"]),
    ),
    st.builds(lambda part: {"part": part}, st.sampled_from(["ok", "ng"])),
    st.builds(
        lambda x: {"added": (DrawnBox((x, 0.0, 9.0, 9.0), "hole"),)}, st.sampled_from([1.0, 2.0])
    ),
)


def chained(*said: dict) -> list[tuple[str, Correction]]:
    return [(f"e{n}", Correction("i", "anna", **each)) for n, each in enumerate(said)]


@given(st.lists(words, max_size=8))
def test_later_words_count(said):
    """The rule once more, one word after the other."""
    marked, boxes, word = [], [], None
    for each in said:
        if each.get("part") == "ok":
            marked = [(cell, name) for cell, name in marked if name == "ok"]
            boxes = []
        word = each.get("part", word)
        marked += each.get("cells", {}).items()
        boxes += [box for box in each.get("added", ()) if box not in boxes]
    cells = dict(marked)
    bad = bool(boxes) or any(name != "ok" for name in cells.values())
    assert standing(chained(*said)) == Standing(
        cells, "ng" if bad else word, tuple(boxes), operator="anna" if said else "",
        cleared=word == "ok",
    )  # fmt: skip


@given(st.lists(words, max_size=6), words)
def test_the_last_word_is_always_taken(before, last):
    stands = standing(chained(*before, last))
    if "cells" in last:
        assert last["cells"].items() <= stands.cells.items()
    if "part" in last and last["part"] == "ok":
        assert stands.part == "ok" and not stands.added
        assert set(stands.cells.values()) <= {"ok"}
    elif last.get("cells") != {"U1": "ok"} and last.get("cells") != {"U2": "ok"}:
        assert stands.part == "ng"


@given(st.lists(words, max_size=5), st.integers(0, 4))
def test_what_is_undone_and_done_again_keeps_its_place(said, which):
    chain = chained(*said)
    if which < len(chain):
        entry, content = chain[which]
        chain.append(("undo", Correction("i", "mori", supersedes=entry)))
        chain.append(("redo", replace(content, operator="mori", supersedes="undo")))
    again, before = standing(chain), standing(chained(*said))
    assert replace(again, operator="") == replace(before, operator="")


def test_another_word_in_place_of_one_counts_as_said_last():
    chain = chained({"cells": {"U1": "hole"}}, {"part": "ok"})
    chain.append(("new", Correction("i", "anna", {"U2": "hole"}, supersedes="e0")))
    assert standing(chain).cells == {"U2": "hole"}
    assert standing(chain).part == "ng"


def test_a_note_taken_from_a_mark_does_not_mark_again():
    chain = chained({"cells": {"U1": "hole"}, "note": "dust?"}, {"part": "ok"})
    chain.append(("new", Correction("i", "anna", {"U1": "hole"}, supersedes="e0")))
    assert standing(chain) == Standing(part="ok", operator="anna", cleared=True)
