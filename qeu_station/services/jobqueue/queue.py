"""The queue of batches: remembered on disk, one job at a time, each in a process of its own."""

from __future__ import annotations

import logging
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing import connection
from typing import TYPE_CHECKING, Self

from qeu_station.errors import InputError, QeuError, StorageError
from qeu_station.services.jobqueue import changes
from qeu_station.services.jobqueue.job import BatchJob, BatchOrder, QueueState
from qeu_station.services.jobqueue.ordering import settled
from qeu_station.services.jobqueue.running import RunningBatch, Told
from qeu_station.services.jobqueue.stored import load_queue, queue_file, save_queue
from qeu_station.services.opening import OpenHome
from qeu_station.storage.atomic import storage_errors

if TYPE_CHECKING:
    from qeu_station.services.jobqueue.deleting import Deleted, Deletion

log = logging.getLogger(__name__)

SAVE_S = 10.0
"""How often progress alone is written to the disk, in seconds."""
CLOSE_S = 3.0
"""How long running batches may take to commit when the queue is closed, in seconds."""
_TICK_S = 0.5


class JobQueue:
    """Runs batches; get one with ``open``. Every method may be called from any thread.

    All but ``state`` may wait for the disk. Closing it stops what runs; the next one goes on.

    Args:
        home: The station's home.
        state: The queue as it was left.
        note: What happened to its file since, empty for nothing.
        release: Gives back the right to run it.
        at_once: Batches that run side by side.
    """

    def __init__(
        self,
        home: OpenHome,
        state: QueueState,
        note: str,
        release: Callable[[], None],
        at_once: int = 1,
    ) -> None:
        self._home = home
        self.note = note
        self._state = state
        self._release = release
        self._at_once = at_once
        self._lock = threading.RLock()
        self._running: dict[str, RunningBatch] = {}
        self._closing = False
        self._saved, self._saved_at = state, time.monotonic()
        self._ear, self._mouth = connection.Pipe(duplex=False)
        self._thread = threading.Thread(target=self._run, name="batch-queue", daemon=True)
        self._thread.start()

    @classmethod
    def open(cls, home: OpenHome, at_once: int = 1) -> JobQueue:
        """Open the queue of a home, and go on with what was under way.

        Raises:
            StorageError: Another program runs it, or its file cannot be read.
        """
        release = _claim(home)
        try:
            return cls(home, *load_queue(home.folder), release, at_once)
        except BaseException:
            release()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @property
    def state(self) -> QueueState:
        """The queue as it is now; reading it never waits."""
        return self._state

    def add(self, order: BatchOrder) -> BatchJob:
        """Put a batch at the end.

        Raises:
            QeuError: There is no such recipe, or another job has this output folder.
        """
        job = BatchJob(uuid.uuid4().hex[:12], settled(order, self._home), _now())
        with self._lock:
            self._change(changes.added(self._state, job))
        log.info("batch %s added: %s over %s", job.id, job.order.recipe, job.order.pairs)
        return job

    def pause(self, id: str) -> None:
        """Let a job rest until somebody goes on with it; the next one starts."""
        self._stop(changes.paused, id)

    def cancel(self, id: str) -> None:
        """End a job; what was judged is kept."""
        self._stop(changes.cancelled, id)

    def go_on(self, id: str) -> None:
        """Let a job that rests, was cancelled or failed wait for its turn again."""
        with self._lock:
            self._change(changes.going_on(self._state, id))

    def move(self, id: str, places: int) -> None:
        """Move a waiting job among the waiting ones; below 0 is sooner."""
        with self._lock:
            self._change(changes.moved(self._state, id, places))

    def hold(self, on: bool) -> None:
        """Hold the queue: what runs goes back to wait, and nothing starts until it is released."""
        with self._lock:
            self._change(changes.held(self._state, on))
            for running in self._running.values() if on else ():
                running.stop()

    def remove(self, id: str, what: Deletion) -> Deleted:
        """Take a job that does not run off the list, and delete what is asked for.

        Raises:
            InputError: It runs.
            StorageError: Its files cannot be deleted; it stays on the list.
        """
        from qeu_station.services.jobqueue.deleting import Deleted, delete_job

        with self._lock:
            state = changes.removed(self._state, id)
            job = self._state.job(id)
            gone = Deleted() if job is None else delete_job(job, self._home, what)
            self._change(state)
        return gone

    def close(self) -> None:
        """Stop what runs, within moments; it goes on when the queue is opened again."""
        with self._lock:
            if self._closing:
                return
            self._closing = True
            for running in self._running.values():
                running.stop(CLOSE_S)
        self._wake()
        self._thread.join()
        self._save(anyhow=True)
        self._ear.close()
        self._mouth.close()
        self._release()

    def _stop(self, change: Callable[[QueueState, str], QueueState], id: str) -> None:
        with self._lock:
            self._change(change(self._state, id))
            if id in self._running:
                self._running[id].stop()

    def _change(self, state: QueueState) -> None:
        """Take a new state, write it, and let the thread act on it."""
        if self._closing:
            raise InputError("The queue of batches is being closed; nothing was changed.")
        self._state = state
        self._save(anyhow=True)
        self._wake()

    def _wake(self) -> None:
        self._mouth.send_bytes(b"!")

    def _run(self) -> None:
        """In the thread: start what waits, hear what runs, until the queue is closed."""
        while True:
            with self._lock:
                self._start_waiting()
                if self._closing and not self._running:
                    return
                channels = {each.channel: each for each in self._running.values()}
            busy = bool(channels) or bool(self._state.problem)
            for ready in connection.wait([self._ear, *channels], _TICK_S if busy else None):
                if ready is self._ear:
                    self._ear.recv_bytes()
                else:
                    self._hear(channels[ready])  # type: ignore[index]
            self._end_overdue()
            self._save(anyhow=False)

    def _start_waiting(self) -> None:
        while not self._closing and len(self._running) < self._at_once:
            job = changes.next_to_start(self._state)
            if job is None:
                return
            self._state = changes.started(self._state, job.id)
            try:
                self._running[job.id] = RunningBatch(job, self._home.folder)
            except (OSError, QeuError) as error:  # no memory or no process left, as an example
                reason = f"The process of this batch could not be started: {error}."
                told = Told(ended=True, reason=reason)
                self._state = changes.heard(self._state, job.id, told, _now())
            self._save(anyhow=True)

    def _hear(self, running: RunningBatch) -> None:
        told = running.hear()
        if told.ended:
            running.end(CLOSE_S)
        self._take(running, told)

    def _end_overdue(self) -> None:
        for running in list(self._running.values()):
            if running.overdue:
                log.info("batch %s did not stop in time and was ended", running.id)
                running.end()
                self._take(running, Told(ended=True))

    def _take(self, running: RunningBatch, told: Told) -> None:
        with self._lock:
            if told.ended:
                del self._running[running.id]
                log.info("batch %s ended%s", running.id, told.reason and f": {told.reason}")
            self._state = changes.heard(self._state, running.id, told, _now(), self._closing)
            self._save(anyhow=told.ended)

    def _save(self, anyhow: bool) -> None:
        """Write what changed; progress alone only now and then. What cannot be is tried again."""
        with self._lock:
            due = time.monotonic() - self._saved_at > SAVE_S
            if self._state == self._saved or not (anyhow or due):
                return
            self._saved_at = time.monotonic()
            try:
                save_queue(self._home.folder, self._state)
            except StorageError as error:
                self._state = replace(self._state, problem=str(error))
            else:
                self._state = self._saved = replace(self._state, problem="")


def _claim(home: OpenHome) -> Callable[[], None]:
    """Claim the right to run a home's queue; the system drops it if this process dies."""
    from filelock import FileLock, Timeout

    file = queue_file(home.folder)
    lock = FileLock(file.with_name(file.name + ".lock"), thread_local=False)
    with storage_errors(f'open the queue of batches "{file}"'):
        file.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise StorageError(
                f'Another window runs the queue of batches of "{home.folder}"; only one may. '
                "Go on there, or close it and try again."
            ) from None
    return lock.release


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
