"""A watched folder: what is complete is appended and judged, the newest is shown at the end."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from qeu_station.core.pair import Pair
from qeu_station.gui.presenters.inspect_state import Kind


class FakeWatch:
    """Gives the pairs it is handed, once."""

    def __init__(self) -> None:
        self.new: list[Pair] = []
        self.broken: Exception | None = None
        self.asked: list[tuple[Path, bool]] = []

    def poll(self):
        if self.broken is not None:
            raise self.broken
        new, self.new = self.new, []
        return new


@pytest.fixture
def folder(monkeypatch) -> FakeWatch:
    """The folder that the next ``watch`` follows."""
    watched = FakeWatch()
    module = ModuleType("qeu_station.services.capturing")

    def watch_folder(folder, need_reference):
        watched.asked.append((folder, need_reference))
        return watched

    module.watch_folder = watch_folder  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    return watched


def pairs(*names: str) -> list[Pair]:
    return [Pair(name, Path(f"{name}_test.png")) for name in names]


def poll(bench) -> None:
    bench.jobs.pass_time(0.5)
    bench.jobs.run_all()


def watching(bench, folder, *names: str):
    folder.new = pairs(*names)
    bench.presenter.watch(Path("drop"))
    bench.jobs.run_all()
    return bench


def test_an_empty_folder_waits(bench, folder):
    watching(bench, folder)
    assert (bench.state.band.kind, bench.state.band.word) == (Kind.WAITING, "Waiting")
    assert folder.asked == [(Path("drop"), False)]


def test_what_lies_there_already_is_shown_from_its_newest(bench, folder):
    watching(bench, folder, "a", "b")
    assert (bench.state.part.name, bench.state.part.count) == ("b", 2)


def test_every_new_pair_is_judged_and_the_newest_shown(bench, folder):
    watching(bench, folder, "a")
    bench.judge()
    folder.new = pairs("b", "c")
    poll(bench)
    assert (bench.state.part.name, bench.state.part.count) == ("c", 3)
    assert [pair.name for pair, _ in bench.station.inspected] == ["a", "b", "c"]
    assert bench.state.band.kind is Kind.PASS
    bench.judge()
    assert len(bench.station.inspected) == 3


def test_an_operator_who_looks_at_another_part_is_not_moved(bench, folder):
    watching(bench, folder, "a", "b")
    bench.do("part.previous")
    folder.new = pairs("c")
    poll(bench)
    assert (bench.state.part.name, bench.state.part.count) == ("a", 3)
    assert "c" in [pair.name for pair, _ in bench.station.inspected]


def test_a_pair_told_twice_is_one(bench, folder):
    watching(bench, folder, "a")
    folder.new = pairs("a")
    poll(bench)
    assert bench.state.part.count == 1


def test_a_folder_that_is_gone_is_reported_once_and_found_again(bench, folder):
    watching(bench, folder, "a")
    folder.broken = OSError("the network drive is gone")
    poll(bench)
    poll(bench)
    assert [str(error) for error in bench.errors] == ["the network drive is gone"]
    folder.broken = None
    folder.new = pairs("b")
    poll(bench)
    assert bench.state.part.name == "b"


def test_closed_is_closed(bench, folder):
    watching(bench, folder, "a")
    bench.do("file.close")
    folder.new = pairs("b")
    poll(bench)
    assert bench.state.part is None
