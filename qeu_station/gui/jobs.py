"""Work beside the window's thread, with answers that arrive in it; stale ones are dropped."""

from __future__ import annotations

import logging
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from qeu_station.gui.presenters.ports import Task

T = TypeVar("T")
log = logging.getLogger(__name__)

THREADS = 3
"""Threads for latest-only work: pictures, lists, questions to the journal."""


@dataclass(eq=False)
class _Job:
    """One piece of work; ``generation`` tells whether its answer is still wanted."""

    key: str
    generation: int
    work: Callable[[Task], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    on_progress: Callable[[Any], None] | None
    post: Callable[[Callable[[], None]], None]
    _stop: threading.Event = field(default_factory=threading.Event)
    _newest: deque[Any] = field(default_factory=lambda: deque(maxlen=1))

    @property
    def cancelled(self) -> bool:
        return self._stop.is_set()

    def cancel(self) -> None:
        self._stop.set()

    def report(self, progress: Any) -> None:
        waiting = bool(self._newest)
        self._newest.append(progress)
        if not waiting:  # one message in flight carries whatever is newest when it arrives
            self.post(self._show_progress)

    def _show_progress(self) -> None:
        if self._newest and self.on_progress is not None and not self.cancelled:
            self.on_progress(self._newest.pop())


class QtJobs(QObject):
    """Jobs of the window, see ``presenters.ports.Jobs``.

    Args:
        on_error: Takes the error of a job that has no ``failed`` of its own.
    """

    _arrived = Signal(object)

    def __init__(self, on_error: Callable[[Exception], None], parent: QObject | None = None):
        super().__init__(parent)
        self._on_error = on_error
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="window")
        self._queues: dict[str, ThreadPoolExecutor] = {}
        self._latest: dict[str, _Job] = {}
        self._timers: dict[str, QTimer] = {}
        self._calls: dict[str, Callable[[], None]] = {}
        self._generation = 0
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def latest(
        self,
        key: str,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        on_progress: Callable[[Any], None] | None = None,
    ) -> None:
        """Run work whose answer only counts while no later work of the same key was given."""
        self.forget(key)
        job = self._job(key, work, done, failed, on_progress)
        if job is not None:
            self._latest[key] = job
            self._pool.submit(self._run, job)

    def ordered(
        self,
        queue: str,
        work: Callable[[Task], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Run work after everything given to the same queue before; it is never dropped."""
        job = self._job("", work, done, failed, None)
        if job is None:
            return
        if queue not in self._queues:
            self._queues[queue] = ThreadPoolExecutor(1, thread_name_prefix=f"window-{queue}")
        self._queues[queue].submit(self._run, job)

    def forget(self, key: str) -> None:
        """Drop the answer of the latest work of a key, and tell it that it is cancelled."""
        job = self._latest.pop(key, None)
        if job is not None:
            job.cancel()

    def later(self, key: str, seconds: float, call: Callable[[], None]) -> None:
        """Call in the window's thread after ``seconds``; a later one of the key replaces it."""
        if self._closed:
            return
        timer = self._timers.get(key)
        if timer is None:
            timer = self._timers[key] = QTimer(self, singleShot=True)
            timer.timeout.connect(lambda: self._due(key))
        self._calls[key] = call
        timer.start(round(1000 * seconds))

    def _due(self, key: str) -> None:
        self._calls.pop(key)()

    def close(self) -> None:
        """Drop all answers, and wait for the work that may not be lost."""
        self._closed = True
        for timer in self._timers.values():
            timer.stop()
        for key in list(self._latest):
            self.forget(key)
        self._pool.shutdown(wait=True, cancel_futures=True)
        for queue in self._queues.values():
            queue.shutdown(wait=True)

    def _job(
        self,
        key: str,
        work: Callable[[Task], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None,
        on_progress: Callable[[Any], None] | None,
    ) -> _Job | None:
        if self._closed:
            return None
        self._generation += 1
        return _Job(key, self._generation, work, done, failed, on_progress, self._post)

    def _run(self, job: _Job) -> None:
        """In a thread of a pool."""
        if job.cancelled:
            return
        try:
            answer = job.work(job)
        except Exception as error:
            self._post(lambda error=error: self._failed(job, error))  # type: ignore[misc]
        else:
            self._post(lambda: self._done(job, answer))

    def _post(self, call: Callable[[], None]) -> None:
        try:
            self._arrived.emit(call)
        except RuntimeError:  # the window is gone already
            log.debug("an answer came after the window was closed")

    def _deliver(self, call: Callable[[], None]) -> None:
        if not self._closed:
            call()

    def _done(self, job: _Job, answer: Any) -> None:
        if self._wanted(job):
            job.done(answer)

    def _failed(self, job: _Job, error: Exception) -> None:
        if not self._wanted(job):
            log.debug("an answer nobody waits for failed", exc_info=error)
        elif job.failed is not None:
            job.failed(error)
        else:
            self._on_error(error)

    def _wanted(self, job: _Job) -> bool:
        if not job.key:
            return True
        if self._latest.get(job.key) is not job:
            return False
        del self._latest[job.key]
        return True
