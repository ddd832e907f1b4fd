"""The inspect screen keeps its promises to the operator."""

from __future__ import annotations

from qeu_station.gui.presenters.inspect_state import Kind


def test_a_folder_opens_on_its_first_part(bench):
    bench.open()
    assert (bench.state.part.name, bench.state.part.position, bench.state.part.count) == (
        "p0", 1, 10,
    )  # fmt: skip
    assert bench.state.pictures.name == "p0"
    assert bench.state.band.kind is Kind.WAITING


def test_a_part_that_rests_is_judged(bench):
    bench.open()
    assert bench.station.inspected == []
    bench.judge()
    assert [pair.name for pair, _ in bench.station.inspected] == ["p0"]
    assert bench.state.band.kind is Kind.PASS
    assert bench.state.pictures.aligned


def test_enter_agrees_and_goes_on_once_it_is_on_the_disk(judged):
    judged.presenter.do("part.agree")
    assert judged.state.part.name == "p0"
    assert (judged.state.band.said, judged.state.band.saved) == ("OK by Sato", False)
    judged.jobs.run_all()
    assert judged.said == ["id-p0 ok"]
    assert judged.state.part.name == "p1"


def test_a_typed_address_and_a_class_key_correct_a_cell(judged):
    judged.press("u4s")
    mark = next(cell for cell in judged.state.cells if cell.address == "U4")
    assert (mark.corrected, mark.verdict, mark.colour) == ("scratch", "FAIL", "#aa0000")
    assert judged.said == ["id-p0 {'U4': 'scratch'}"]


def test_undo_and_redo_leave_their_trace(judged):
    judged.press("u4s")
    judged.do("correct.undo")
    assert all(cell.corrected is None for cell in judged.state.cells)
    judged.do("correct.redo")
    assert judged.said == ["id-p0 {'U4': 'scratch'}", "id-p0 -", "id-p0 {'U4': 'scratch'}"]
    assert [said.supersedes for _, said in judged.station.written] == [None, "h0", "h1"]


def test_a_full_disk_keeps_the_correction_and_the_part(judged):
    judged.station.full = True
    judged.do("part.agree")
    assert (judged.state.part.name, judged.state.band.saved) == ("p0", False)
    assert [str(error) for error in judged.errors] == ["The disk is full."]
    judged.station.full = False
    judged.do("part.agree")
    assert judged.said == ["id-p0 ok"]
    assert judged.state.part.name == "p1"
