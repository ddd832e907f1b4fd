"""What each wish and each message makes of the queue: pure functions from state to state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from qeu_station.errors import InputError
from qeu_station.services.jobqueue.job import (
    CAN_GO_ON,
    BatchJob,
    JobState,
    QueueState,
)
from qeu_station.services.jobqueue.running import Told


def added(state: QueueState, job: BatchJob) -> QueueState:
    """Put a job at the end.

    Raises:
        InputError: Another job has its output folder.
    """
    for other in state.jobs:
        if other.order.out == job.order.out:
            raise InputError(
                f'Batch "{other.name}" in the queue has the output folder "{job.order.out}" '
                "already. Go on with that one, or choose another folder."
            )
    return replace(state, jobs=(*state.jobs, job))


def paused(state: QueueState, id: str) -> QueueState:
    """Let a job rest once its process has ended."""
    return _to_rest(state, id, JobState.PAUSED)


def cancelled(state: QueueState, id: str) -> QueueState:
    """End a job for good, as far as nobody goes on with it."""
    return _to_rest(state, id, JobState.CANCELLED)


def going_on(state: QueueState, id: str) -> QueueState:
    """Let a resting job wait for its turn; one that is being stopped goes on after that."""

    def change(job: BatchJob) -> BatchJob:
        if job.running:
            return replace(job, wish=job.wish and JobState.WAITING)
        if job.state not in CAN_GO_ON:
            return job
        return replace(job, state=JobState.WAITING, problem="", ended="")

    return _changed(state, id, change)


def moved(state: QueueState, id: str, places: int) -> QueueState:
    """Move a waiting job among the waiting ones; others keep their places."""
    where = [n for n, job in enumerate(state.jobs) if job.state is JobState.WAITING]
    waiting = [state.jobs[n] for n in where]
    job = state.job(id)
    if job not in waiting:
        return state
    to = max(0, min(len(waiting) - 1, waiting.index(job) + places))
    waiting.remove(job)
    waiting.insert(to, job)
    jobs = list(state.jobs)
    for place, each in zip(where, waiting, strict=True):
        jobs[place] = each
    return replace(state, jobs=tuple(jobs))


def held(state: QueueState, on: bool) -> QueueState:
    """Start no job while it is on; what runs waits again, unless it was to rest or end."""
    jobs = tuple(
        replace(job, wish=job.wish or JobState.WAITING) if on and job.running else job
        for job in state.jobs
    )
    return replace(state, held=on, jobs=jobs)


def removed(state: QueueState, id: str) -> QueueState:
    """Take a job off the list.

    Raises:
        InputError: It runs.
    """
    job = state.job(id)
    if job is not None and job.running:
        raise InputError(f'Batch "{job.name}" is running. Cancel it first, then delete it.')
    return replace(state, jobs=tuple(each for each in state.jobs if each.id != id))


def next_to_start(state: QueueState) -> BatchJob | None:
    """Return the job whose turn it is."""
    waiting = (job for job in state.jobs if job.state is JobState.WAITING)
    return None if state.held else next(waiting, None)


def started(state: QueueState, id: str) -> QueueState:
    """Say that a job's process works."""

    def change(job: BatchJob) -> BatchJob:
        resting = replace(job.progress, rate=0.0, remaining_s=None)
        return replace(job, state=JobState.RUNNING, wish=None, problem="", progress=resting)

    return _changed(state, id, change)


def heard(state: QueueState, id: str, told: Told, at: str, closing: bool = False) -> QueueState:
    """Take in what a job's process said.

    Args:
        state: Before.
        id: Of the job.
        told: What was said.
        at: Now, UTC in ISO 8601.
        closing: Whether it was stopped because the queue is closed; it goes on at the next start.
    """

    def change(job: BatchJob) -> BatchJob:
        progress = told.progress or job.progress
        job = replace(job, identity=told.identity or job.identity)
        if not told.ended:
            return replace(job, progress=progress)
        job = replace(job, progress=replace(progress, rate=0.0, remaining_s=None), ended=at)
        if told.completed:
            return replace(job, state=JobState.DONE, wish=None, overlays=told.overlays)
        if job.wish is not None:
            return replace(job, state=job.wish, wish=None)
        if closing:
            return job
        if told.reason:
            return replace(job, state=JobState.FAILED, problem=told.reason)
        return replace(job, state=JobState.WAITING)

    return _changed(state, id, change)


def _to_rest(state: QueueState, id: str, rest: JobState) -> QueueState:
    def change(job: BatchJob) -> BatchJob:
        if job.running:
            return replace(job, wish=rest)
        if job.state is JobState.DONE:
            return job
        return replace(job, state=rest, problem="")

    return _changed(state, id, change)


def _changed(state: QueueState, id: str, change: Callable[[BatchJob], BatchJob]) -> QueueState:
    return replace(state, jobs=tuple(change(job) if job.id == id else job for job in state.jobs))
