"""A serial number goes to the next inspection, once it is known to be meant."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qeu_station.core.pair import Pair
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.services.live import Seen
from tests.unit.gui.presenters.conftest import Bench
from tests.unit.gui.presenters.doubles import FakeStation
from tests.unit.gui.presenters.test_watching import FakeWatch

SEEN = Seen("A1", 1, "2026-01-02T03:04:05.678+00:00", "FAIL", "p7")


def serials(bench: Bench) -> list[str]:
    return [pair.serial for pair, _ in bench.station.inspected]


def scanned(bench: Bench, text: str) -> None:
    bench.presenter.set_serial(text)
    bench.jobs.run_all()


def test_a_new_number_goes_to_the_next_inspection_and_is_spent(bench):
    bench.open()
    scanned(bench, " A1 ")
    assert bench.state.serial == "A1"
    bench.judge()
    assert (serials(bench), bench.state.serial) == (["A1"], "")
    assert bench.state.part.serial == "A1"
    bench.do("part.next")
    bench.judge()
    assert serials(bench) == ["A1", ""]


def test_nothing_is_judged_until_the_number_is_looked_up(bench):
    bench.open()
    bench.presenter.set_serial("A1")
    assert "part.inspect" not in bench.state.can
    bench.jobs.pass_time(0.2)
    assert bench.state.band.kind is Kind.WAITING
    bench.jobs.run_all()
    bench.judge()
    assert serials(bench) == ["A1"]


def test_a_number_seen_before_asks_and_a_re_inspection_goes_on():
    bench = Bench(FakeStation(before={"A1": SEEN})).open()
    scanned(bench, "A1")
    assert [key for key, _ in bench.state.question.answers] == ["reinspection", "mistake"]
    assert "FAIL as p7" in bench.state.question.text
    assert "part.inspect" not in bench.state.can
    bench.judge()
    assert serials(bench) == []
    bench.presenter.answer("reinspection")
    bench.judge()
    assert (serials(bench), bench.state.question) == (["A1"], None)


def test_a_mistake_clears_the_field():
    bench = Bench(FakeStation(before={"A1": SEEN})).open()
    scanned(bench, "A1")
    bench.presenter.answer("nonsense")
    assert bench.state.question is not None
    bench.presenter.answer("mistake")
    assert bench.state.serial == ""
    bench.judge()
    assert serials(bench) == [""]


def test_the_next_scan_takes_the_place_of_the_question():
    bench = Bench(FakeStation(before={"A1": SEEN})).open()
    scanned(bench, "A1")
    scanned(bench, "B2")
    assert bench.state.question is None
    bench.judge()
    assert serials(bench) == ["B2"]


def test_the_pair_of_a_list_keeps_its_own_number(bench):
    first, *others = bench.station.listed
    bench.station.listed = (replace(first, serial="own"), *others)
    bench.open()
    scanned(bench, "A1")
    bench.judge()
    assert (serials(bench), bench.state.serial) == (["own"], "A1")


def test_a_number_whose_inspection_did_not_happen_is_held_again(bench):
    bench.open()
    scanned(bench, "A1")
    bench.jobs.pass_time(0.2)
    assert bench.state.serial == ""
    bench.presenter.do("part.next")
    bench.jobs.run_all()
    assert bench.state.serial == "A1"
    bench.station.broken = OSError("gone")
    bench.judge()
    assert bench.state.serial == "A1"


def test_a_journal_that_cannot_be_asked_is_reported_and_work_goes_on(bench):
    bench.open()
    bench.station.seen = lambda serial: (_ for _ in ()).throw(OSError("gone"))
    scanned(bench, "A1")
    bench.judge()
    assert [str(error) for error in bench.errors] == ["gone"]
    assert serials(bench) == ["A1"]


def watched(bench: Bench) -> Bench:
    """A watched folder whose first part is judged."""
    bench.station.watch_of = FakeWatch()
    bench.presenter.watch(Path("drop"))
    bench.jobs.run_all()
    arrive(bench, "a")
    return bench


def arrive(bench: Bench, *names: str) -> None:
    bench.station.watch_of.new = [Pair(name, Path(f"{name}_test.png")) for name in names]
    bench.jobs.pass_time(0.5)
    bench.jobs.run_all()


def given(bench: Bench) -> list[str]:
    return [f"{pair.name} {pair.serial}" for pair, _ in bench.station.inspected]


def test_the_next_part_that_arrives_gets_the_number(bench):
    watched(bench)
    scanned(bench, "SN7788")
    arrive(bench, "b", "c")
    assert given(bench) == ["a ", "b SN7788", "c "]
    assert bench.state.serial == ""


def test_what_arrives_is_not_judged_until_the_number_is_answered_for(bench):
    bench.station.before["A1"] = SEEN
    watched(bench)
    scanned(bench, "A1")
    arrive(bench, "b", "c")
    assert given(bench) == ["a "]
    bench.presenter.answer("reinspection")
    bench.jobs.run_all()
    assert given(bench) == ["a ", "b A1", "c "]


def test_what_waited_for_a_number_is_judged_once(bench):
    watched(bench)
    bench.presenter.set_serial("A1")
    bench.station.watch_of.new = [Pair("b", Path("b_test.png"))]
    bench.jobs.pass_time(0.5)
    bench.jobs.run_key("watch")
    bench.jobs.run_all()
    bench.judge()
    bench.judge()
    assert given(bench) == ["a ", "b A1"]


def test_a_folder_that_is_closed_has_nothing_that_waits(bench):
    bench.station.before["A1"] = SEEN
    watched(bench)
    scanned(bench, "A1")
    arrive(bench, "b")
    bench.do("file.close")
    bench.presenter.answer("reinspection")
    bench.judge()
    assert given(bench) == ["a "]


def test_judging_a_part_again_keeps_its_number_and_leaves_the_next(bench):
    bench.open()
    scanned(bench, "A1")
    bench.judge()
    scanned(bench, "B2")
    bench.do("part.inspect")
    assert (serials(bench), bench.state.serial) == (["A1", "A1"], "B2")
    bench.station.broken = OSError("gone")
    scanned(bench, "")
    bench.do("part.inspect")
    assert bench.state.serial == ""


def test_a_part_judged_again_with_its_own_number_scanned_spends_it(bench):
    bench.open()
    scanned(bench, "A1")
    bench.judge()
    scanned(bench, "A1")
    bench.do("part.inspect")
    assert (serials(bench), bench.state.serial) == (["A1", "A1"], "")
