"""Cells are what the station said, or what the operator made of it; never PASS by default."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qeu_station.core.classes import DefectClass
from qeu_station.core.correction import Correction
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.correcting import Entry, Said, said
from qeu_station.gui.presenters.marks import cell_marks, class_keys, contradicts, grid_over
from tests.unit.gui.presenters.doubles import RECIPE, make_record


def test_a_cell_the_record_says_nothing_of_is_review():
    record = replace(make_record("p0"), cells={})
    (mark,) = cell_marks(record, ["U1"], Said(), {}, [])
    assert mark.verdict is Verdict.REVIEW


def test_nothing_is_marked_before_it_is_judged():
    assert cell_marks(None, ["U1"], Said(), {}, []) == ()


@pytest.mark.parametrize(("name", "verdict"), [("ok", "PASS"), ("scratch", "FAIL")])
def test_a_correction_changes_the_verdict_of_its_cell(name, verdict):
    what = said([Entry(Correction("id-p0", "Sato", {"U4": name}))])
    other, mark = cell_marks(
        make_record("p0", "REVIEW"), ["U1", "U4"], what, {name: "#123456"}, ["U4"]
    )
    assert (mark.verdict, mark.corrected, mark.colour, mark.selected) == (
        verdict, name, "#123456", True,
    )  # fmt: skip
    assert (other.verdict, other.corrected, other.selected) == ("PASS", None, False)


@pytest.mark.parametrize(
    ("verdict", "cells", "expected"),
    [
        ("PASS", {"U1": "ok"}, False),
        ("PASS", {"U1": "scratch"}, True),
        ("FAIL", {"U4": "scratch"}, False),
        ("FAIL", {"U4": "ok"}, True),
        ("FAIL", {"U4": "ok", "U5": "scratch"}, False),
        ("REVIEW", {"U4": "ok"}, False),
    ],
)
def test_enter_is_refused_when_the_cells_say_the_opposite(verdict, cells, expected):
    record, what = make_record("p0", verdict), said([Entry(Correction("id-p0", "Sato", cells))])
    marks = cell_marks(record, list(record.cells), what, {}, [])
    assert contradicts(record, what, marks) is expected


def test_the_same_grid_is_the_same_object():
    assert grid_over(RECIPE.grid, 64, 48) is grid_over(RECIPE.grid, 64, 48)


def test_a_letter_that_begins_a_row_is_the_key_of_no_class():
    own = (DefectClass("crack", "c"), DefectClass("scratch", "s"), DefectClass("dent", "1"))
    shown = class_keys(replace(RECIPE, classes=own))
    assert [entry.key for entry in shown] == ["o", "?", "", "s", "1"]
