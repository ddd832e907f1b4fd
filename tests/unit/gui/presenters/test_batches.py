"""The Batches screen's presenter over a queue that is driven by hand."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from qeu_station.errors import StorageError
from qeu_station.gui.presenters.batches import BatchesPresenter
from qeu_station.gui.presenters.batches_state import BatchesState
from qeu_station.gui.presenters.batches_words import (
    moment_words,
    rate_words,
    size_words,
    time_words,
)
from qeu_station.gui.presenters.notices import Notice
from qeu_station.services.jobqueue import (
    BatchJob,
    BatchOrder,
    JobState,
    Progress,
    QueueState,
    changes,
)
from qeu_station.services.jobqueue.deleting import Deleted, Deletion
from tests.unit.gui.presenters.doubles import HandJobs


def job(id: str, state: str = "waiting", done: int = 0, total: int = 0, **more) -> BatchJob:
    progress = Progress(done, total, more.pop("verdicts", {}), more.pop("rate", 0.0))
    order = BatchOrder("tray@2", Path("pairs"), Path("results") / id)
    return BatchJob(id, order, "2026-01-02T03:04:05+00:00", JobState(state), None, progress, **more)


@dataclass
class FakeQueue:
    """A queue without processes; what is asked of it is noted."""

    state: QueueState = field(default_factory=QueueState)
    note: str = ""
    asked: list[tuple[object, ...]] = field(default_factory=list)
    closed: bool = False

    def add(self, order: BatchOrder) -> BatchJob:
        made = replace(job("new"), order=order)
        self.state = changes.added(self.state, made)
        return made

    def pause(self, id: str) -> None:
        self.asked.append(("pause", id))
        self.state = changes.paused(self.state, id)

    def go_on(self, id: str) -> None:
        self.asked.append(("go on", id))
        self.state = changes.going_on(self.state, id)

    def cancel(self, id: str) -> None:
        self.state = changes.cancelled(self.state, id)

    def move(self, id: str, places: int) -> None:
        self.state = changes.moved(self.state, id, places)

    def hold(self, on: bool) -> None:
        self.state = changes.held(self.state, on)

    def remove(self, id: str, what: Deletion) -> Deleted:
        self.asked.append(("remove", id, what))
        self.state = changes.removed(self.state, id)
        return Deleted(3, 100)

    def close(self) -> None:
        self.closed = True


@dataclass
class FakeDesk:
    queue: FakeQueue
    old: bool = True
    error: Exception | None = None
    lanes: int = 1

    def has_queue(self) -> bool:
        return self.old

    def open(self) -> FakeQueue:
        if self.error is not None:
            raise self.error
        return self.queue


class Bench:
    """A presenter, what it showed, told and failed with."""

    def __init__(self, *jobs: BatchJob, **more) -> None:
        self.jobs = HandJobs()
        self.queue = FakeQueue(QueueState(jobs))
        self.desk = FakeDesk(self.queue, **more)
        self.shown: list[BatchesState] = []
        self.errors: list[Exception] = []
        self.told: list[Notice] = []
        self.presenter = BatchesPresenter(
            self.jobs, self.shown.append, self.errors.append, self.told.append
        )

    def attach(self) -> Bench:
        self.presenter.attach(lambda: self.desk)
        self.jobs.run_all()
        return self

    def do(self, *keys: str) -> None:
        for key in keys:
            self.presenter.do(key)
            self.jobs.run_all()

    @property
    def state(self) -> BatchesState:
        return self.presenter.state

    @property
    def ids(self) -> str:
        return "".join(row.id for row in self.state.rows)

    def becomes(self, *jobs: BatchJob) -> None:
        """Let the queue go on by itself."""
        self.queue.state = replace(self.queue.state, jobs=jobs)
        self.jobs.pass_time(0.6)


def test_a_home_without_batches_opens_no_queue_until_somebody_looks():
    bench = Bench(old=False).attach()
    assert not bench.state.ready
    bench.presenter.want()
    bench.jobs.run_all()
    assert bench.state.ready
    assert bench.state.can == {"batch.new"}


def test_who_looks_before_the_station_is_open_waits_for_it():
    bench = Bench(old=False)
    bench.presenter.want()
    bench.jobs.run_all()
    assert not bench.state.ready
    assert bench.attach().state.ready


def test_what_was_under_way_goes_on_though_nobody_looks():
    bench = Bench(job("a", "running", 1, 4)).attach()
    assert bench.ids == "a"
    assert bench.state.current == "a"


def test_jobs_stand_where_people_look_for_them():
    jobs = [
        job("a", "done", ended="2026-01-01T00:00:00+00:00"),
        job("b", "waiting"),
        job("c", "failed"),
        job("d", "running"),
        job("e", "cancelled", ended="2026-01-02T00:00:00+00:00"),
        job("f", "paused"),
        job("g", "waiting"),
    ]
    assert Bench(*jobs).attach().ids == "dbgcfea"


def test_a_batch_that_goes_on_has_not_ended():
    def facts(state: str) -> dict[str, str]:
        bench = Bench(job("a", state, ended="2026-01-01T00:00:00+00:00")).attach()
        bench.presenter.select("a")
        assert bench.state.detail is not None
        return dict(bench.state.detail.facts)

    assert "Ended" in facts("cancelled")
    assert "Ended" not in facts("running")


def test_what_can_be_done_with_each():
    def can(state: str, **more) -> set[str]:
        keys = Bench(job("a", state, **more)).attach().state.can
        return {key.removeprefix("batch.") for key in keys} - {"new", "hold", "folder", "log"}

    assert can("waiting") == {"pause", "cancel", "delete"}
    assert can("running", done=1, total=4) == {"open", "report", "pause", "cancel"}
    assert can("paused", done=1, total=4) == {"open", "report", "pause", "cancel", "delete"}
    assert can("failed") == {"pause", "cancel", "delete"}
    assert can("cancelled") == {"pause", "delete"}
    assert can("done", done=4, total=4) == {"open", "report", "delete"}


def test_only_waiting_jobs_change_places_and_keep_the_choice():
    bench = Bench(job("a", "running"), job("b"), job("c")).attach()
    bench.presenter.select("c")
    assert "batch.sooner" in bench.state.can
    assert "batch.later" not in bench.state.can
    bench.do("batch.sooner")
    assert (bench.ids, bench.state.current) == ("acb", "c")
    bench.do("batch.sooner")
    assert bench.ids == "acb"


def test_one_key_pauses_and_goes_on():
    bench = Bench(job("a", "running", 1, 4)).attach()
    bench.do("batch.pause")
    assert bench.state.rows[0].word == "Pausing…"
    bench.do("batch.pause")
    assert bench.queue.asked == [("pause", "a"), ("go on", "a")]
    bench.becomes(job("a", "paused", 1, 4))
    bench.do("batch.pause", "batch.pause")
    assert bench.queue.asked[2:] == [("go on", "a"), ("pause", "a")]


def test_a_held_queue_says_so_and_is_released_by_the_same_key():
    bench = Bench(job("a")).attach()
    bench.do("batch.hold")
    assert bench.state.held
    assert bench.state.rows[0].word == "Held"
    bench.do("batch.hold")
    assert (bench.state.held, bench.state.rows[0].word) == (False, "Waiting")


def test_results_stream_in_while_something_goes_on_and_only_then():
    bench = Bench(job("a", "running")).attach()
    assert bench.state.rows[0].word == "Starting…"
    bench.becomes(job("a", "running", 1, 4, rate=2.0, verdicts={"PASS": 1}))
    row = bench.state.rows[0]
    assert (row.word, row.counted, row.done, row.rate) == ("Judging", "1 of 4", 0.25, "2.0 / s")
    assert (row.passed, row.review, row.failed) == (1, 0, 0)
    bench.becomes(job("a", "running", 4, 4, rate=2.0))
    assert bench.state.rows[0].word == "Writing the report…"
    bench.becomes(job("a", "done", 4, 4))
    assert "batches" not in bench.jobs.timers


def test_a_queue_that_did_not_change_is_not_shown_again():
    bench = Bench(job("a", "running", 1, 4)).attach()
    count = len(bench.shown)
    bench.jobs.pass_time(5)
    assert len(bench.shown) == count


def test_every_screen_is_told_when_a_batch_ends_by_itself():
    bench = Bench(job("a", "running", 3, 4), job("b")).attach()
    bench.becomes(job("a", "done", 4, 4), job("b", "running"))
    assert [(n.severity, n.text) for n in bench.told] == [
        ("info", "Batch a is done: 4 pairs judged.")
    ]
    bench.becomes(job("a", "done", 4, 4), job("b", "failed", problem="The disk is full."))
    assert (bench.told[1].severity, bench.told[1].text) == (
        "warning",
        "Batch b failed. The disk is full.",
    )
    bench.becomes(job("a", "done", 4, 4), job("b", "cancelled"))
    assert len(bench.told) == 2


def test_what_failed_before_the_window_was_opened_is_not_told_again():
    assert Bench(job("a", "failed", problem="x")).attach().told == []


def test_the_reason_of_a_failure_stands_with_the_batch():
    problem = "The process of this batch died with signal 9 (killed)."
    bench = Bench(job("a", "failed", problem=problem)).attach()
    assert bench.state.detail is not None
    assert bench.state.detail.problem == problem
    assert "go on" in bench.state.detail.sentence


def test_a_choice_that_is_gone_falls_to_the_first():
    bench = Bench(job("a"), job("b")).attach()
    bench.presenter.select("b")
    bench.presenter.remove("b", Deletion(results=True))
    bench.jobs.run_all()
    assert (bench.ids, bench.state.current) == ("a", "a")
    assert bench.queue.asked == [("remove", "b", Deletion(results=True))]
    assert bench.told[0].text == "b was deleted: 3 files."


def test_what_is_added_is_chosen():
    bench = Bench(job("a")).attach()
    added: list[BatchJob] = []
    bench.presenter.add(BatchOrder("tray", Path("p"), Path("o")), added.append, bench.errors.append)
    bench.jobs.run_all()
    assert [each.id for each in added] == ["new"]
    assert bench.state.current == "new"
    assert bench.presenter.taken == (Path("results/a"), Path("o"))


def test_what_is_refused_is_told():
    bench = Bench(job("a", "running")).attach()
    bench.presenter.remove("a", Deletion())
    bench.jobs.run_all()
    assert "Cancel it first" in str(bench.errors[0])


def test_a_queue_that_cannot_be_opened_says_why_and_is_tried_again():
    bench = Bench(job("a"), error=StorageError("The disk is away."))
    bench.attach()
    assert (bench.state.ready, bench.state.closed) == (False, "The disk is away.")
    bench.desk.error = None
    bench.presenter.want()
    bench.jobs.run_all()
    assert (bench.state.ready, bench.state.closed, bench.ids) == (True, "", "a")


def test_a_damaged_file_is_told_once():
    bench = Bench()
    bench.queue.note = "The queue was damaged."
    bench.attach()
    bench.presenter.want()
    bench.jobs.run_all()
    assert [n.text for n in bench.told] == ["The queue was damaged."]


def test_a_queue_that_cannot_be_written_is_looked_at_until_it_can():
    bench = Bench(job("a", "done", 1, 1)).attach()
    bench.queue.state = replace(bench.queue.state, problem="The disk is full.")
    bench.presenter.refresh()
    bench.do("batch.hold")
    assert bench.state.problem == "The disk is full."
    bench.queue.state = replace(bench.queue.state, problem="")
    bench.jobs.pass_time(0.6)
    assert bench.state.problem == ""


def test_closing_closes_what_was_opened_even_when_its_answer_came_too_late():
    bench = Bench(job("a"))
    bench.presenter.attach(lambda: bench.desk)
    bench.presenter.close()
    bench.jobs.run_all()
    assert bench.queue.closed
    assert bench.shown == []


def test_the_summary_says_what_is_left_once_all_is_counted():
    running = job("a", "running", 100, 700, rate=10.0)
    assert Bench(running).attach().state.summary == "1 to do, 600 pairs left, 1 min"
    assert Bench(running, job("b")).attach().state.summary == "2 to do"
    assert Bench(job("b", "done", 1, 1)).attach().state.summary == "Nothing waits."
    assert Bench().attach().state.summary == ""


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (None, ""),
        (0, "a few seconds"),
        (9.9, "a few seconds"),
        (42, "40 s"),
        (58, "60 s"),
        (61, "1 min"),
        (3591, "60 min"),
        (3660, "1 h 1 min"),
        (90_000, "25 h 0 min"),
    ],
)
def test_time_is_said_as_coarsely_as_it_is_known(seconds, words):
    assert time_words(seconds) == words


def test_numbers_in_words():
    assert [rate_words(rate) for rate in (0, 0.05, 0.999, 1, 12.34)] == [
        "", "3.0 / min", "59.9 / min", "1.0 / s", "12.3 / s",
    ]  # fmt: skip
    assert [size_words(size) for size in (0, 1499, 2_500_000, 3e9)] == [
        "0 kB", "1 kB", "2.5 MB", "3.0 GB",
    ]  # fmt: skip
    assert moment_words("") == moment_words("yesterday") == ""
    assert moment_words("2026-01-02T12:00:00+00:00").startswith("2026-01-0")
