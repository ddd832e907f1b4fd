"""Advice is marked where it finds more than the verdict, as advice, and takes nobody's word."""

from __future__ import annotations

from dataclasses import replace

from qeu_station.core.correction import Correction
from qeu_station.core.record import AdviceRecord, ItemRecord, OpinionRecord
from qeu_station.core.region import Region
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.boxes import box_marks
from qeu_station.gui.presenters.correcting import Entry, Said, said
from qeu_station.gui.presenters.inspect_state import AdviceMark
from qeu_station.gui.presenters.marks import cell_marks, contradicts
from tests.unit.gui.presenters.doubles import CLASSES, VECTORS, make_record

IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)
BAD = ItemRecord("FAIL", VECTORS["FAIL"])
UNSAID = Said()
LABEL = CLASSES[max((1, 2), key=VECTORS["FAIL"].__getitem__)]
SEEN = Region("vlm:1", (2, 3, 8, 9), (2, 3, 8, 9), 36, 90.0, 60.0, ("U1",))
ANSWER = OpinionRecord(
    "vlm", "advisory", "answered", cells={"U1": BAD, "U4": BAD, "C2": ItemRecord("PASS")},
    regions={"vlm:1": BAD, "R1": BAD},
)  # fmt: skip
ADVICE = (AdviceRecord("vlm", (ANSWER,), (SEEN,)),)


def cells(record, said=UNSAID, advice=ADVICE):
    return {
        mark.address: mark
        for mark in cell_marks(record, list(record.cells), said, {LABEL: "#123456"}, [], advice)
    }


def boxes(record, said=UNSAID, advice=ADVICE):
    return box_marks(record, said, {}, "", IDENTITY, advice)


def test_cells_that_advice_finds_worse_are_marked_and_keep_their_verdict():
    marked = cells(make_record("p0", "FAIL"))
    assert marked["U1"].advised == AdviceMark(Verdict.FAIL, LABEL, "#123456", "vlm")
    assert marked["U1"].verdict is Verdict.PASS
    assert {address for address, mark in marked.items() if mark.advised} == {"U1"}  # U4 fails too


def test_advice_in_time_is_marked_as_late_advice_is_and_what_gates_is_not():
    plain = make_record("p0")
    for role, expected in (("advisory", True), ("gating", False)):
        record = replace(plain, opinions=(*plain.opinions, replace(ANSWER, role=role)))
        assert (cells(record, advice=())["U1"].advised is not None) is expected


def test_where_the_operator_spoke_no_advice_is_marked():
    record = make_record("p0")
    what = said([Entry(Correction("id-p0", "Sato", {"U1": "ok", "U4": "ok"}))])
    assert not [mark for mark in cells(record, what).values() if mark.advised]
    assert boxes(record, what) == ()


def test_regions_that_advice_found_are_boxes_of_whom_found_them():
    found = {box.id: box for box in boxes(make_record("p0"))}
    assert set(found) == {"advice:vlm:1", "advice:R1"}
    box = found["advice:vlm:1"]
    assert (box.box, box.verdict, box.by, box.cell) == ((2, 3, 8, 9), "FAIL", "vlm", "U1")
    agreed = {box.id: box for box in boxes(make_record("p0", "FAIL"))}
    assert set(agreed) == {"R1", "advice:vlm:1"}  # the station found R1 itself


def test_a_fault_or_a_region_that_nobody_knows_marks_nothing():
    record = make_record("p0")
    fault = AdviceRecord("vlm", (replace(ANSWER, status="timeout"),), (SEEN,))
    stray = AdviceRecord("vlm", (replace(ANSWER, cells={}, regions={"vlm:9": BAD}),))
    assert not [mark for mark in cells(record, advice=(fault,)).values() if mark.advised]
    assert boxes(record, advice=(fault,)) == boxes(record, advice=(stray,)) == ()


def test_what_advice_says_nothing_of_is_not_marked():
    silent = ItemRecord("REVIEW", None, ("not judged",))
    answer = replace(ANSWER, cells={"U1": silent}, regions={"vlm:1": silent, "R1": silent})
    advice = (AdviceRecord("vlm", (answer,), (SEEN,)),)
    assert not [mark for mark in cells(make_record("p0"), advice=advice).values() if mark.advised]
    assert boxes(make_record("p0"), advice=advice) == ()


def test_advice_never_stands_against_agreeing():
    record = make_record("p0")
    marked = tuple(cells(record).values())
    assert contradicts(record, Said(), marked) is False
