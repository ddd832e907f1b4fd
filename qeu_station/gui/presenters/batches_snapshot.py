"""From the queue to what the Batches screen shows of it: pure functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.batches_state import (
    CANCELLED,
    DONE,
    FAILED,
    PAUSED,
    RUNNING,
    WAITING,
    BatchDetail,
    BatchesState,
    BatchRow,
)
from qeu_station.gui.presenters.batches_words import (
    counted_words,
    moment_words,
    rate_words,
    sentence_of,
    state_word,
    time_words,
)
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.jobqueue import BatchJob, QueueState

ALWAYS = frozenset({"batch.new"})
_FIRST, _THEN = (RUNNING, WAITING), (PAUSED, FAILED)


def snapshot(queue: QueueState, current: str) -> BatchesState:
    """Return what is shown of a queue, with one batch chosen where there is any."""
    jobs = listed(queue)
    ids = [job.id for job in jobs]
    if current not in ids:
        current = ids[0] if ids else ""
    job = queue.job(current)
    return BatchesState(
        rows=tuple(_row(each, queue.held) for each in jobs),
        current=current,
        detail=None if job is None else _detail(job, queue.held),
        can=_can(queue, job),
        held=queue.held,
        summary=_summary(queue),
        problem=sentence(queue.problem) if queue.problem else "",
        ready=True,
    )


def listed(queue: QueueState) -> list[BatchJob]:
    """Return jobs as people look for them: what goes on by itself, what needs them, what was."""
    active = [job for job in queue.jobs if job.state in _FIRST]
    active.sort(key=lambda job: job.state != RUNNING)
    resting = [job for job in queue.jobs if job.state in _THEN]
    over = [job for job in queue.jobs if job.state in (DONE, CANCELLED)]
    return active + resting + sorted(over, key=lambda job: job.ended or job.added, reverse=True)


def _row(job: BatchJob, held: bool) -> BatchRow:
    progress = job.progress
    verdicts = progress.verdicts
    return BatchRow(
        id=job.id,
        name=job.name,
        recipe=job.order.recipe.replace("@", " v"),
        state=job.state.value,
        word=state_word(job, held),
        done=progress.done / progress.total if progress.total else None,
        counted=counted_words(progress.done, progress.total),
        rate=rate_words(progress.rate),
        left=time_words(progress.remaining_s) if job.running else "",
        passed=verdicts.get(Verdict.PASS, 0),
        review=verdicts.get(Verdict.REVIEW, 0),
        failed=verdicts.get(Verdict.FAIL, 0),
    )


def _detail(job: BatchJob, held: bool) -> BatchDetail:
    order = job.order
    facts = [
        (translate("Batches", "Recipe"), order.recipe.replace("@", " v")),
        (translate("Batches", "Pairs"), str(order.pairs)),
        (translate("Batches", "Results"), str(order.out)),
        (translate("Batches", "Lanes"), str(order.lanes)),
        (translate("Batches", "Copies of pictures"), _yes_no(order.archive)),
        (translate("Batches", "Ordered"), moment_words(job.added)),
        (translate("Batches", "Ended"), "" if job.running else moment_words(job.ended)),
    ]
    return BatchDetail(
        id=job.id,
        title=job.name,
        state=job.state.value,
        sentence=sentence_of(job, held),
        problem=sentence(job.problem) if job.problem else "",
        facts=tuple((name, value) for name, value in facts if value),
        out=order.out,
    )


def _can(queue: QueueState, job: BatchJob | None) -> frozenset[str]:
    can = set(ALWAYS)
    if queue.jobs:
        can.add("batch.hold")
    if job is None:
        return frozenset(can)
    can |= {"batch.folder", "batch.log"}
    if job.progress.done:
        can |= {"batch.open", "batch.report"}
    if job.state != DONE:
        can |= {"batch.pause"}
    if job.state in (RUNNING, WAITING, PAUSED, FAILED):
        can.add("batch.cancel")
    if job.state != RUNNING:
        can.add("batch.delete")
    waiting = [each.id for each in queue.jobs if each.state == WAITING]
    if job.id in waiting[1:]:
        can.add("batch.sooner")
    if job.id in waiting[:-1]:
        can.add("batch.later")
    return frozenset(can)


def _summary(queue: QueueState) -> str:
    """Return how much is still to do, of the jobs whose pairs are counted."""
    active = [job for job in queue.jobs if job.state in _FIRST]
    if not active:
        return translate("Batches", "Nothing waits.") if queue.jobs else ""
    left = sum(max(job.progress.total - job.progress.done, 0) for job in active)
    rate = sum(job.progress.rate for job in active)
    counted = all(job.progress.total for job in active)
    if rate and counted and left:
        return translate("Batches", "{count} to do, {pairs} pairs left, {time}").format(
            count=len(active), pairs=f"{left:,}", time=time_words(left / rate)
        )
    return translate("Batches", "{count} to do").format(count=len(active))


def _yes_no(on: bool) -> str:
    return translate("Batches", "yes") if on else translate("Batches", "no")
