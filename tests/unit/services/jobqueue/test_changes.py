"""What wishes and messages make of the queue, without a process."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.errors import InputError
from qeu_station.services.jobqueue import changes
from qeu_station.services.jobqueue.job import (
    BatchJob,
    BatchOrder,
    JobState,
    Progress,
    QueueState,
)
from qeu_station.services.jobqueue.running import Told

NOW = "2026-01-02T03:04:05+00:00"


def job(id: str, state: JobState = JobState.WAITING, **more) -> BatchJob:
    return BatchJob(id, BatchOrder("tray@1", Path("pairs"), Path("out") / id), NOW, state, **more)


def queue(*states: str, held: bool = False) -> QueueState:
    """Jobs a, b, c … in these states."""
    return QueueState(
        tuple(job(chr(97 + n), JobState(state)) for n, state in enumerate(states)), held
    )


def states(state: QueueState) -> list[str]:
    return [str(each.wish or each.state) for each in state.jobs]


def order(state: QueueState) -> str:
    return "".join(each.id for each in state.jobs)


def test_jobs_run_in_their_order_and_none_while_the_queue_is_held():
    assert changes.next_to_start(queue("done", "paused", "waiting", "waiting")).id == "c"
    assert changes.next_to_start(queue("done", "failed")) is None
    assert changes.next_to_start(queue("waiting", held=True)) is None


def test_two_jobs_never_share_an_output_folder():
    with pytest.raises(InputError, match='Batch "a" in the queue has the output folder'):
        changes.added(queue("done"), replace(job("b"), order=job("a").order))
    assert order(changes.added(queue("done"), job("b"))) == "ab"


@pytest.mark.parametrize(
    ("change", "before", "after"),
    [
        (changes.paused, "waiting", "paused"),
        (changes.paused, "running", "paused"),
        (changes.paused, "done", "done"),
        (changes.cancelled, "waiting", "cancelled"),
        (changes.cancelled, "paused", "cancelled"),
        (changes.cancelled, "failed", "cancelled"),
        (changes.cancelled, "running", "cancelled"),
        (changes.cancelled, "done", "done"),
        (changes.going_on, "paused", "waiting"),
        (changes.going_on, "cancelled", "waiting"),
        (changes.going_on, "failed", "waiting"),
        (changes.going_on, "running", "running"),
        (changes.going_on, "done", "done"),
    ],
)
def test_what_a_wish_makes_of_each_state(change, before, after):
    assert states(change(queue(before), "a")) == [after]


def test_a_running_job_keeps_running_until_its_process_has_ended():
    stopping = changes.paused(queue("running"), "a")
    assert stopping.jobs[0].running
    assert stopping.jobs[0].wish is JobState.PAUSED
    ended = changes.heard(stopping, "a", Told(ended=True), NOW)
    assert (ended.jobs[0].state, ended.jobs[0].wish) == (JobState.PAUSED, None)


def test_who_changes_their_mind_while_it_stops_gets_it_back_in_the_queue():
    stopping = changes.cancelled(queue("running"), "a")
    back = changes.going_on(stopping, "a")
    assert states(changes.heard(back, "a", Told(ended=True), NOW)) == ["waiting"]


def test_a_job_that_was_done_all_the_same_is_done():
    stopping = changes.cancelled(queue("running"), "a")
    told = Told(Progress(4, 4, {"PASS": 4}), ended=True, completed=True, overlays=("A.jpg",))
    done = changes.heard(stopping, "a", told, NOW).jobs[0]
    assert (done.state, done.ended, done.overlays) == (JobState.DONE, NOW, ("A.jpg",))
    assert (done.progress.rate, done.progress.remaining_s) == (0.0, None)


def test_a_failure_is_told_and_going_on_forgets_it():
    failed = changes.heard(queue("running"), "a", Told(ended=True, reason="disk full"), NOW)
    assert (failed.jobs[0].state, failed.jobs[0].problem) == (JobState.FAILED, "disk full")
    again = changes.started(changes.going_on(failed, "a"), "a").jobs[0]
    assert (again.state, again.problem) == (JobState.RUNNING, "")


def test_a_job_stopped_by_closing_goes_on_at_the_next_start():
    told = Told(Progress(2, 4), ended=True)
    kept = changes.heard(queue("running"), "a", told, NOW, closing=True).jobs[0]
    assert (kept.state, kept.progress.done) == (JobState.RUNNING, 2)


def test_progress_changes_nothing_else():
    told = Told(Progress(2, 4, {"FAIL": 2}, 3.0, 1.0), identity="ab")
    heard = changes.heard(queue("running", "waiting"), "a", told, NOW)
    assert heard.jobs[0] == replace(queue("running").jobs[0], progress=told.progress, identity="ab")
    assert heard.jobs[1] == queue("running", "waiting").jobs[1]


def test_holding_puts_what_runs_back_and_respects_other_wishes():
    cancelled = changes.cancelled(queue("running", "running", "waiting"), "b")
    assert states(changes.held(cancelled, True)) == ["waiting", "cancelled", "waiting"]
    released = changes.held(cancelled, False)
    assert (released.held, released.jobs) == (False, cancelled.jobs)


def test_what_runs_is_not_removed():
    with pytest.raises(InputError, match="Cancel it first"):
        changes.removed(queue("running"), "a")
    assert order(changes.removed(queue("done", "waiting"), "a")) == "b"


def test_moving_passes_over_what_does_not_wait():
    before = queue("waiting", "done", "waiting", "running", "waiting")
    assert order(changes.moved(before, "e", -1)) == "abedc"
    assert order(changes.moved(before, "e", -9)) == "ebadc"
    assert order(changes.moved(before, "a", +1)) == "cbade"
    assert changes.moved(before, "b", -1) == before
    assert changes.moved(before, "gone", -1) == before


@given(
    st.lists(st.sampled_from([s.value for s in JobState]), max_size=6),
    st.integers(0, 6),
    st.integers(-7, 7),
)
def test_moving_loses_no_job_and_moves_only_waiting_ones(kinds, which, places):
    before = queue(*kinds)
    after = changes.moved(before, chr(97 + which), places)
    assert sorted(after.jobs, key=lambda j: j.id) == sorted(before.jobs, key=lambda j: j.id)
    for old, new in zip(before.jobs, after.jobs, strict=True):
        assert old == new or (old.state is new.state is JobState.WAITING)
