"""Corrections supersede, they never overwrite."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.correction import Correction, DrawnBox, in_force
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
    assert [correction.note for correction in in_force(chain)] == kept


def test_a_part_is_ok_or_ng():
    with pytest.raises(InputError, match="say ok or ng"):
        Correction("i", "anna", part="good")
