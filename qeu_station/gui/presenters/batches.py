"""The Batches screen: what the person does goes in, what to show comes out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qeu_station.gui.presenters.batches_snapshot import snapshot
from qeu_station.gui.presenters.batches_state import DONE, FAILED, RUNNING, WAITING, BatchesState
from qeu_station.gui.presenters.notices import Notice
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.report_words import say_in_report
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.presenters.new_batch_state import NewBatchState
    from qeu_station.services.jobqueue import BatchJob, BatchOrder, JobQueue, QueueState
    from qeu_station.services.jobqueue.deleting import Deleted, Deletion, Holding
    from qeu_station.services.jobqueue.desk import BatchDesk

LOOK_S = 0.5
"""How often the queue is looked at while something goes on in it."""


class BatchesPresenter:
    """Decides everything the Batches screen shows; the queue outlives windows.

    Args:
        jobs: Runs work beside the window's thread.
        show: Takes every new state.
        failed: Takes an error, for a notice.
        told: Takes a notice of something that is no error.

    Attributes:
        state: What is shown now.
        desk: The batches of the open home, None before.
        begun: An order that was entered and not taken, None for none.
    """

    def __init__(
        self,
        jobs: Jobs,
        show: Callable[[BatchesState], None],
        failed: Callable[[Exception], None],
        told: Callable[[Notice], None] = lambda notice: None,
    ) -> None:
        self._jobs, self._to_show, self._failed, self._told = jobs, show, failed, told
        self.desk: BatchDesk | None = None
        self.begun: NewBatchState | None = None
        self._make: Callable[[], BatchDesk] | None = None
        self._queue: JobQueue | None = None
        self._opened: list[JobQueue] = []
        self._seen: QueueState | None = None
        self._wanted = False
        self.state = BatchesState()

    def attach(self, make: Callable[[], BatchDesk]) -> None:
        """Take the batches of a home; what was under way there goes on.

        Args:
            make: Returns them; called in a job.
        """
        self._make = make
        self._open(only_old=not self._wanted)

    def want(self) -> None:
        """Open the queue: somebody looks at the screen."""
        self._wanted = True
        if self._make is not None and self._queue is None:
            self._open(only_old=False)

    def fail(self, why: str) -> None:
        """Say why the queue cannot be opened, unless it is open."""
        if self._queue is None:
            self._show(replace(self.state, ready=False, closed=why))

    def close(self) -> None:
        """Show nothing any more; what runs is stopped, and goes on at the next start."""
        self._to_show = lambda state: None
        self._jobs.ordered("batches", lambda task: self._close_opened(), lambda _: None)

    def refresh(self) -> None:
        """Say everything anew, in the language there is now."""
        if self._seen is not None:
            self._show(snapshot(self._seen, self.state.current))

    def job(self, id: str = "") -> BatchJob | None:
        """Return a job as it stands, the chosen one without an id."""
        return None if self._queue is None else self._queue.state.job(id or self.state.current)

    @property
    def running(self) -> BatchJob | None:
        """The batch that is being judged, None while none is."""
        jobs = () if self._queue is None else self._queue.state.jobs
        return next((job for job in jobs if job.running), None)

    @property
    def taken(self) -> tuple[Path, ...]:
        """Output folders of all jobs."""
        return () if self._queue is None else tuple(j.order.out for j in self._queue.state.jobs)

    def select(self, id: str) -> None:
        """Choose a batch."""
        if self._seen is not None and id != self.state.current:
            self._show(snapshot(self._seen, id))

    def do(self, key: str) -> None:
        """Do an action on the chosen batch, or on the queue."""
        job, queue = self.job(), self._queue
        if queue is None or key not in self.state.can:
            return
        if key == "batch.hold":
            held = not self.state.held
            self._change(lambda: queue.hold(held))
        elif job is not None:
            self._do_with(queue, job, key)

    def add(
        self,
        order: BatchOrder,
        done: Callable[[BatchJob], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Put a batch at the end of the queue, and choose it."""
        queue = self._queue

        def added(job: BatchJob) -> None:
            self._look()
            self.select(job.id)
            done(job)

        if queue is not None:
            self._jobs.ordered("batches", lambda task: queue.add(order), added, failed)

    def look_into(self, job: BatchJob, answer: Callable[[Holding], None]) -> None:
        """Find out what can be deleted with a job."""
        desk = self.desk
        if desk is not None:
            self._jobs.latest("batches.holding", lambda task: desk.holding(job), answer)

    def remove(self, id: str, what: Deletion) -> None:
        """Take a batch off the list, and delete what is asked for."""
        queue, job = self._queue, self.job(id)
        if queue is None or job is None:
            return

        def removed(gone: Deleted) -> None:
            self._look()
            if gone.files:
                text = translate("Batches", "{name} was deleted: {count} files.")
                self._tell("info", text.format(name=job.name, count=f"{gone.files:,}"))

        self._jobs.ordered("batches", lambda task: queue.remove(id, what), removed, self._failed)

    def save_report(self, job: BatchJob, target: Path) -> None:
        """Write a job's report where it is wanted."""
        desk = self.desk
        if desk is None:
            return

        def saved(path: Path) -> None:
            self._tell("info", translate("Batches", "Report saved: {path}").format(path=path))

        self._jobs.ordered(
            "batches.report",
            lambda task: desk.save_report(job, target, say_in_report),
            saved,
            self._failed,
        )

    def read_log(self, job: BatchJob, answer: Callable[[str], None]) -> None:
        """Read what a job's process printed."""
        desk = self.desk
        if desk is not None:
            self._jobs.latest("batches.log", lambda task: desk.log(job), answer)

    def _open(self, only_old: bool) -> None:
        self._jobs.ordered(
            "batches", lambda task: self._open_queue(only_old), self._on_open, self._on_not_open
        )

    def _open_queue(self, only_old: bool) -> tuple[BatchDesk, JobQueue | None] | None:
        """In a job. What was opened is closed even when the answer comes too late."""
        if self._make is None:
            return None
        desk = self._make()
        if not self._opened and (desk.has_queue() or not only_old):
            self._opened.append(desk.open())
        return desk, self._opened[-1] if self._opened else None

    def _close_opened(self) -> None:
        for queue in self._opened:
            queue.close()
        self._opened.clear()

    def _on_open(self, opened: tuple[BatchDesk, JobQueue | None] | None) -> None:
        if opened is None:
            return
        self.desk, queue = opened
        if queue is None or queue is self._queue:
            return
        self._queue = queue
        if queue.note:
            self._tell("warning", sentence(queue.note))
        self._look()

    def _on_not_open(self, error: Exception) -> None:
        self.fail(sentence(str(error)))

    def _do_with(self, queue: JobQueue, job: BatchJob, key: str) -> None:
        resting = not job.running and job.state != WAITING
        stopping = job.wish is not None
        does: dict[str, Callable[[], Any]] = {
            "batch.pause": lambda: (queue.go_on if resting or stopping else queue.pause)(job.id),
            "batch.cancel": lambda: queue.cancel(job.id),
            "batch.sooner": lambda: queue.move(job.id, -1),
            "batch.later": lambda: queue.move(job.id, +1),
        }
        if key in does:
            self._change(does[key])

    def _change(self, change: Callable[[], Any]) -> None:
        self._jobs.ordered("batches", lambda task: change(), lambda _: self._look(), self._failed)

    def _look(self) -> None:
        """Take in the queue as it stands, and look again while something goes on in it."""
        if self._queue is None:
            return
        now, before = self._queue.state, self._seen
        if now is not before:
            self._seen = now
            self._show(snapshot(now, self.state.current))
            self._tell_ended(before, now)
        if any(job.state in (RUNNING, WAITING) for job in now.jobs) or now.problem:
            self._jobs.later("batches", LOOK_S, self._look)

    def _tell_ended(self, before: QueueState | None, now: QueueState) -> None:
        """Say on every screen that a batch has ended by itself."""
        for job in now.jobs:
            old = before.job(job.id) if before is not None else None
            if old is None or not old.running or job.running:
                continue
            if job.state == DONE:
                text = translate("Batches", "Batch {name} is done: {count} pairs judged.")
                total = f"{job.progress.total:,}"
                self._tell("info", text.format(name=job.name, count=total))
            elif job.state == FAILED:
                text = translate("Batches", "Batch {name} failed. {problem}")
                problem = sentence(job.problem)
                self._tell("warning", text.format(name=job.name, problem=problem))

    def _tell(self, severity: Any, text: str) -> None:
        self._told(Notice(severity, "", text))

    def _show(self, state: BatchesState) -> None:
        if state != self.state:
            self.state = state
            self._to_show(state)
