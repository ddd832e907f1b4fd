"""Boxes between reference pixels and test pixels."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qeu_station.core.correction import Correction, DrawnBox
from qeu_station.gui.presenters.boxes import box_marks, drawn_number, inverse, mapped
from qeu_station.gui.presenters.correcting import Entry, Said, said
from tests.unit.gui.presenters.doubles import make_record

IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
sides = st.tuples(*[st.floats(-100, 200)] * 4)
affine = st.tuples(
    st.floats(0.5, 2), st.floats(-0.3, 0.3), st.floats(-20, 20),
    st.floats(-0.3, 0.3), st.floats(0.5, 2), st.floats(-20, 20),
    st.just(0.0), st.just(0.0), st.just(1.0),
)  # fmt: skip


@given(sides, affine)
def test_a_mapped_box_lies_within_the_picture_and_is_not_empty(box, matrix):
    there = mapped(box, matrix, 64, 48)
    if there is not None:
        x1, y1, x2, y2 = there
        assert 0 <= x1 < x2 <= 64
        assert 0 <= y1 < y2 <= 48


@given(sides, affine)
def test_every_corner_lies_in_the_mapped_box(box, matrix):
    there = mapped(box, matrix, 0, 0)
    assume(there is not None)
    a, b, c, d, e, f, *_ = matrix
    for x in (box[0], box[2]):
        for y in (box[1], box[3]):
            assert there[0] - 1e-6 <= a * x + b * y + c <= there[2] + 1e-6
            assert there[1] - 1e-6 <= d * x + e * y + f <= there[3] + 1e-6


@given(affine)
def test_there_and_back(matrix):
    back = inverse(inverse(matrix))
    assert back == pytest.approx(matrix, abs=1e-6)


def test_beyond_the_horizon_is_nowhere():
    assert mapped((0, 0, 10, 10), (1, 0, 0, 0, 1, 0, -1, 0, 5), 64, 48) is None


def test_what_passes_is_not_drawn():
    assert box_marks(make_record("p0"), Said(), {}, "", IDENTITY) == ()
    assert box_marks(None, Said(), {}, "", IDENTITY) == ()


def test_findings_carry_their_class_and_drawn_boxes_their_place():
    content = Correction("id-p0", "Sato", added=(DrawnBox((5, 5, 15, 15), "unknown"),))
    doubled = (0.5, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 1.0)
    found, drawn = box_marks(
        make_record("p0", "FAIL"), said([Entry(content)]), {"scratch": "#aa0000"}, "R1", doubled
    )
    assert (found.id, found.label, found.colour, found.selected) == (
        "R1", "scratch", "#aa0000", True,
    )  # fmt: skip
    assert (found.cell, drawn.cell) == ("U4", "")
    assert (drawn.id, drawn.box, drawn.verdict) == ("drawn:1", (10, 10, 30, 30), None)


@pytest.mark.parametrize(
    ("box_id", "number"), [("drawn:1", 0), ("drawn:12", 11), ("R1", None), ("drawn:x", None)]
)
def test_ids_of_drawn_boxes(box_id, number):
    assert drawn_number(box_id) == number
