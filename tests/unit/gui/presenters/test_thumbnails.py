"""Small pictures of the strip: of parts that were paged past too, and never at others' cost."""

from __future__ import annotations

from qeu_station.gui.presenters.thumbnails import BREATH_S, PATIENCE_S
from tests.unit.gui.presenters.conftest import Bench
from tests.unit.gui.presenters.doubles import FakeStation


def pictured(bench: Bench) -> dict[str, bool]:
    return {entry.part: entry.thumbnail is not None for entry in bench.state.strip}


def paged_past(bench: Bench, count: int) -> Bench:
    """Have parts judged whose pictures never came on the screen."""
    for _ in range(count):
        bench.presenter.do("part.inspect")
        bench.presenter.do("part.next")
        while any(key != "pictures" for key in bench.jobs.keys):
            bench.jobs.run_key(next(key for key in bench.jobs.keys if key != "pictures"))
        bench.jobs.run_all()
    return bench


def test_a_part_that_was_paged_past_gets_its_picture_soon(bench):
    paged_past(bench.open(), 3)
    assert not all(pictured(bench).values())
    bench.jobs.pass_time(PATIENCE_S)
    for _ in range(4):
        bench.jobs.run_all()
        bench.jobs.pass_time(BREATH_S)
    assert {"p0", "p1", "p2"} <= pictured(bench).keys()
    assert all(pictured(bench).values())


def test_a_part_that_the_screen_shows_is_not_read_again(judged):
    judged.jobs.pass_time(0)
    judged.jobs.run_all()
    read = list(judged.station.read)
    assert pictured(judged) == {"p0": True}
    judged.jobs.pass_time(5)
    judged.jobs.run_all()
    assert judged.station.read == read


def test_a_picture_that_is_gone_is_told_and_holds_up_no_other(bench):
    paged_past(bench.open(), 2)
    assert pictured(bench) == {"p1": False, "p0": False}
    bench.station.gone.add("id-p1")
    for _ in range(4):
        bench.jobs.pass_time(PATIENCE_S)
        bench.jobs.run_all()
    entries = {entry.part: entry for entry in bench.state.strip}
    assert (entries["p1"].thumbnail, entries["p1"].gone) == (None, True)
    assert entries["p0"].thumbnail is not None
    read = len(bench.station.read)
    bench.jobs.pass_time(10)
    bench.jobs.run_all()
    assert len(bench.station.read) == read


def test_the_newest_of_the_last_shift_come_first():
    before = Bench().open()
    for _ in range(3):
        before.judge()
        before.do("part.next")
    before.judge()
    later = Bench(station=FakeStation(records=before.station.records))
    later.jobs.pass_time(PATIENCE_S)
    later.jobs.run_all()
    assert list(pictured(later).values()) == [True, False, False, False]
