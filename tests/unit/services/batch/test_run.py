"""A batch judges every pair once: through deaths of lanes, cancelling and resuming."""

from __future__ import annotations

import multiprocessing
import multiprocessing.connection
from collections import deque
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import pytest

from qeu_station.core.pair import Pair
from qeu_station.errors import InputError, StorageError
from qeu_station.pluginhost import HostOptions
from qeu_station.services.batch import run as run_module
from qeu_station.services.batch.lane import Judged, LaneSettings, as_judged
from qeu_station.services.batch.plan import BatchRequest, plan_batch
from qeu_station.services.batch.run import BatchProgress, run_batch
from qeu_station.services.opening import OpenHome
from qeu_station.services.station import StationOptions
from qeu_station.storage.journal import Journal
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.serial import record_from_json, record_to_json
from tests.unit.services.making import item, record, tiny_recipe


class FakeLane:
    """A lane that judges at once; it dies over pairs called ``kills``, once or ``kills-always``."""

    opened: ClassVar[list[FakeLane]] = []
    killed: ClassVar[list[str]] = []

    def __init__(self, settings: LaneSettings, core: int | None) -> None:
        self.pipe, self._end = multiprocessing.Pipe()
        self.core = core
        self.waiting: deque[Pair] = deque()
        self.stopped = False
        FakeLane.opened.append(self)

    @property
    def free(self) -> bool:
        return len(self.waiting) < 2

    def give(self, pair: Pair) -> None:
        self.waiting.append(pair)
        again = pair.name in FakeLane.killed
        if self._end.closed:
            return
        if pair.name.startswith("kills-always") or (pair.name.startswith("kills") and not again):
            FakeLane.killed.append(pair.name)
            self._end.close()
        else:
            verdict = item("FAIL", 0.1) if pair.name.startswith("bad") else item("PASS", 0.9)
            self._end.send_bytes(record_to_json(record(pair.name, verdict)))

    def take(self) -> Judged | None:
        try:
            message = self.pipe.recv_bytes()
        except EOFError:
            return None
        self.waiting.popleft()
        return as_judged(record_from_json(message))

    def exit_reason(self) -> str:
        return "the judging process ended with exit code -9"

    def stop(self) -> None:
        self.stopped = True
        self.pipe.close()
        self._end.close()


@pytest.fixture
def fake_lanes(monkeypatch: pytest.MonkeyPatch) -> type[FakeLane]:
    monkeypatch.setattr(run_module, "Lane", FakeLane)
    FakeLane.opened, FakeLane.killed = [], []
    return FakeLane


@pytest.fixture
def ask(tmp_path: Path) -> Callable[..., BatchRequest]:
    def make(*names: str, **more: Any) -> BatchRequest:
        pairs = tuple(Pair(name, tmp_path / f"{name}_test.png") for name in names)
        loaded = LoadedRecipe(tiny_recipe(), tmp_path, "name = 'tray'", "ab" * 32)
        options = StationOptions(HostOptions(), "line 1")
        return BatchRequest(loaded, pairs, tmp_path / "out", options, **more)

    return make


def judged(request: BatchRequest) -> dict[str, str]:
    """Verdict per pair; fails when a pair stands twice, or the chain is not sound."""
    with Journal.open(request.out / "journal.db", "line 1", readonly=True) as journal:
        assert journal.verify().problems == ()
        said = [(each.pair, each.part.verdict) for each in journal.inspections()]
    assert len(said) == len(dict(said))
    return dict(said)


@pytest.mark.usefixtures("fake_lanes")
def test_every_pair_is_judged_once(ask: Callable[..., BatchRequest]) -> None:
    request = ask("a", "bad-1", "c", lanes=2)
    done = run_batch(plan_batch(request))
    assert done.completed
    assert done.progress.verdicts == {"PASS": 2, "FAIL": 1}
    assert judged(request) == {"a": "PASS", "bad-1": "FAIL", "c": "PASS"}


def test_no_more_lanes_than_pairs(
    ask: Callable[..., BatchRequest], fake_lanes: type[FakeLane]
) -> None:
    run_batch(plan_batch(ask("a", lanes=8)))
    assert len(fake_lanes.opened) == 1
    assert all(lane.stopped for lane in fake_lanes.opened)


def test_a_lane_that_dies_is_replaced_and_its_pair_tried_once_more(
    ask: Callable[..., BatchRequest], fake_lanes: type[FakeLane]
) -> None:
    request = ask("a", "kills-1", "c", "d")
    done = run_batch(plan_batch(request))
    assert done.completed
    assert set(judged(request).values()) == {"PASS"}
    assert fake_lanes.killed == ["kills-1"]
    assert all(lane.stopped for lane in fake_lanes.opened)


def test_a_pair_that_always_kills_is_review_and_the_others_are_judged(
    ask: Callable[..., BatchRequest], fake_lanes: type[FakeLane]
) -> None:
    request = ask("a", "kills-always", "c", "d", lanes=2)
    done = run_batch(plan_batch(request))
    assert done.progress.verdicts == {"PASS": 3, "REVIEW": 1}
    assert judged(request)["kills-always"] == "REVIEW"
    assert fake_lanes.killed == ["kills-always"] * 2
    with Journal.open(request.out / "journal.db", "line 1", readonly=True) as journal:
        (given_up,) = journal.inspections(verdict="REVIEW")
    assert "exit code -9" in given_up.part.reasons[0]
    assert not given_up.replayable


@pytest.mark.usefixtures("fake_lanes")
def test_cancelling_keeps_what_was_judged_and_resuming_completes(
    ask: Callable[..., BatchRequest],
) -> None:
    names = [f"p{number}" for number in range(30)]
    request = ask(*names)
    seen: list[BatchProgress] = []
    calls = iter([False] * 5 + [True] * 1000)
    first = run_batch(plan_batch(request), seen.append, lambda: next(calls))
    assert not first.completed
    assert 0 < first.progress.done < 30
    assert len(judged(request)) == first.progress.done
    second = run_batch(plan_batch(replace(request, resume=True)), seen.append)
    assert second.completed
    assert second.progress.done == second.progress.total == 30
    assert set(judged(request)) == set(names)
    assert seen[-1].remaining_s == 0


def test_a_complete_batch_is_left_alone(
    ask: Callable[..., BatchRequest], fake_lanes: type[FakeLane]
) -> None:
    request = ask("a", "b")
    run_batch(plan_batch(request))
    before = (request.out / "journal.db").read_bytes()
    opened = len(fake_lanes.opened)
    again = run_batch(plan_batch(replace(request, resume=True)))
    assert again.completed
    assert again.progress.remaining_s is None
    assert len(fake_lanes.opened) == opened
    assert (request.out / "journal.db").read_bytes() == before


@pytest.mark.usefixtures("fake_lanes")
def test_records_are_committed_in_groups(
    ask: Callable[..., BatchRequest], monkeypatch: pytest.MonkeyPatch
) -> None:
    groups: list[int] = []
    append = Journal.append_written

    def counted(journal: Journal, records: list[Any]) -> None:
        groups.append(len(records))
        append(journal, records)

    monkeypatch.setattr(Journal, "append_written", counted)
    monkeypatch.setattr(run_module, "GROUP", 8)
    monkeypatch.setattr(run_module, "GROUP_S", 60.0)
    run_batch(plan_batch(ask(*(f"p{number}" for number in range(20)))))
    assert groups == [8, 8, 4]


def test_lanes_end_even_when_nothing_can_be_committed(
    ask: Callable[..., BatchRequest], fake_lanes: type[FakeLane], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(journal: Journal, records: list[Any]) -> None:
        raise StorageError("The disk is full; nothing was recorded.")

    request = ask("a", "b", "c")
    with monkeypatch.context() as patched:
        patched.setattr(Journal, "append_written", full)
        with pytest.raises(StorageError, match="disk is full"):
            run_batch(plan_batch(request))
    assert all(lane.stopped for lane in fake_lanes.opened)
    assert judged(request) == {}
    run_batch(plan_batch(replace(request, resume=True)))
    assert set(judged(request)) == {"a", "b", "c"}


@pytest.mark.usefixtures("fake_lanes")
def test_only_one_program_writes_a_batch(ask: Callable[..., BatchRequest]) -> None:
    request = ask("a")
    run_batch(plan_batch(request))
    with (
        Journal.open(request.out / "journal.db", "line 1"),
        pytest.raises(StorageError, match="Another program is writing"),
    ):
        run_batch(plan_batch(replace(request, resume=True)))


@pytest.mark.usefixtures("fake_lanes")
def test_an_output_folder_that_cannot_be_made_is_named(
    ask: Callable[..., BatchRequest], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")
    request = replace(ask("a"), out=tmp_path / "file" / "out")
    with pytest.raises(StorageError, match="file"):
        run_batch(plan_batch(request))
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_real_lane_that_dies_is_replaced(
    home: OpenHome, loaded: LoadedRecipe, tests: Path
) -> None:
    """The inspector of ``kills-always`` ends whatever lane it works in."""
    pairs = [Pair(name, tests / "A_test.png") for name in ("good", "kills-always", "last")]
    request = BatchRequest(
        loaded, pairs, tests.parent / "out", replace(home.station, name="line 1")
    )
    done = run_batch(plan_batch(request))
    assert done.completed
    assert judged(request) == {
        "good": "PASS", "kills-always": "REVIEW", "last": "PASS",
    }  # fmt: skip
    assert multiprocessing.active_children() == []


def test_a_recipe_that_cannot_run_stops_the_batch(
    home: OpenHome, loaded: LoadedRecipe, tests: Path
) -> None:
    gone = replace(loaded, references=(tests / "gone.png",))
    pairs = [Pair("A", tests / "A_test.png")]
    request = BatchRequest(gone, pairs, tests.parent / "out", replace(home.station, name="line 1"))
    with pytest.raises((InputError, StorageError), match=r"gone\.png"):
        run_batch(plan_batch(request))
    assert judged(request) == {}
    assert multiprocessing.active_children() == []
