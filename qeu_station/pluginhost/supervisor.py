"""One inspector's worker over its whole life: start, end, restart with back-off, suspension."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable
from typing import Any

from qeu_station.pluginhost.child import POLL_S, Child, ChildError
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.plugin_logs import worker_log
from qeu_station.pluginhost.session import setup_message
from qeu_station.pluginhost.timings import Stopwatch
from qeu_station.pluginhost.use import InspectorUse, WorkerHealth

FIRST_BACKOFF_S = 0.25
LONGEST_BACKOFF_S = 30.0
_CLOSE_GRACE_S = 2.0

_log = logging.getLogger(__name__)


class Supervised:
    """Keeps one worker alive. Starts happen in a thread, so that no other inspector waits.

    Attributes:
        use: The inspector and its limits.
        device: Where it last said it runs.
        stopwatch: Takes the times of its inspections.
        cancels: Whether its inspector can be told to end its work.
        busy_with: Name of the pair about which its answer comes late; empty when it is free.
    """

    def __init__(
        self, use: InspectorUse, options: HostOptions, affinity: Iterable[int] | None
    ) -> None:
        self.use = use
        self.device = ""
        self.stopwatch = Stopwatch()
        self.cancels = False
        self.busy_with = ""
        self._options = options
        self._affinity = sorted(affinity or ())
        self._changed = threading.Condition()
        self._state = "stopped"
        self._child: Child | None = None
        self._thread: threading.Thread | None = None
        self._failures = 0
        self._faulty = 0
        self._restarts = 0
        self._last: tuple[str, str] | None = None

    @property
    def ready(self) -> Child | None:
        """The worker's process when it can be asked now."""
        with self._changed:
            return self._child if self._state == "ready" else None

    def waiting(self) -> bool:
        """Return whether a start is under way."""
        return self._state in ("starting", "restarting")

    @property
    def started(self) -> bool:
        """Whether the first start has ended, well or not."""
        return self._state != "starting"

    @property
    def health(self) -> WorkerHealth:
        """A snapshot of its state."""
        with self._changed:
            child = self._child
            resident_mb = 0.0 if child is None else child.resident_mb()
            return WorkerHealth(
                inspector=self.use.name,
                state=self._state,
                pid=None if child is None else child.pid,
                restarts=self._restarts,
                last_error="" if self._last is None else self._last[1],
                resident_mb=resident_mb,
                device=self.device,
                peak_mb=0.0 if child is None else child.peak_mb,
                timings=self.stopwatch.timings(),
            )

    def absence(self) -> tuple[str, str]:
        """Return the fault of an inspection that finds no worker ready."""
        kind, reason = self._last or ("start", "has not been started")
        if kind == "suspended":
            return kind, reason
        if self._state == "suspended":
            return "suspended", f"is suspended after repeated failures; the last: it {reason}"
        if kind == "start":
            return "start", reason
        return "start", f"was not ready again in time, after it {reason}"

    def start(self) -> None:
        """Begin to start the worker; returns at once."""
        with self._changed:
            if self._state == "stopped":
                self._begin("starting", 0.0)

    def answered(self, fault: tuple[str, str] | None, milliseconds: float) -> None:
        """Note an answer after so long: its process lives, so failures before it no longer count.

        A faulty answer (an exception, or one that breaks the contract) never suspends: it costs
        no time, and the next pair may be judged well. Many in a row are said once, aloud.
        """
        self.stopwatch.answered(milliseconds, fault is not None)
        self._failures = 0
        self._faulty = 0 if fault is None else self._faulty + 1
        if fault is None:
            return
        self._last = fault
        if self._faulty == self._options.failures_to_suspend:
            _log.log(
                self._loud,
                "inspector %s gave no usable answer %d times in a row, so these parts are REVIEW "
                "where it is gating; the last time it %s",
                self.use.name,
                self._faulty,
                fault[1],
            )

    def failed(self, child: Child, kind: str, reason: str) -> tuple[str, str]:
        """Note the end of the worker's process and begin to start it anew, or suspend it.

        Returns:
            The fault of the inspection that it owed: when a person has ended it, that.
        """
        self.stopwatch.ended()
        with self._changed:
            if (ending := self.ending(child)) is not None:
                return ending
            self._child = None
            self._note_failure(kind, reason)
            if self._state != "suspended":
                self._begin("restarting", self._backoff())
        return kind, reason

    def ending(self, child: Child) -> tuple[str, str] | None:
        """Return the fault of what this process was asked, when somebody has stopped it."""
        if self._child is child:
            return None
        last = self._last
        if last is not None and last[0] == "suspended":
            return last
        return "stopped", "was stopped before it had answered"

    def restart(self) -> None:
        """End the worker, forget its failures, and begin to start it anew."""
        self.suspend("was restarted")
        with self._changed:
            self._failures = 0
            self._last = None
            self._begin("restarting", 0.0)

    def suspend(self, reason: str = "was suspended by a person") -> None:
        """End the worker and keep it from starting until ``restart``."""
        self._last = ("suspended", reason)
        self._stop("suspended")

    def close(self) -> None:
        """Let the inspector close what it holds, then end the worker."""
        self._stop("stopped")

    def _stop(self, state: str) -> None:
        with self._changed:
            if self._state == "stopped":
                return
            self._state = state
            child, self._child = self._child, None
            thread, self._thread = self._thread, None
            self._changed.notify_all()
        if child is not None:
            try:
                if self.cancels:
                    child.send({"do": "cancel", "number": 0})
                child.send({"do": "close"})
                child.end(_CLOSE_GRACE_S)
            except ChildError:
                pass
        if thread is not None:
            thread.join()

    def _begin(self, state: str, delay_s: float) -> None:
        if self._state != "stopped" or state == "starting":
            self._restarts += state == "restarting"
            self._state = state
            self._thread = threading.Thread(
                target=self._run_start, args=(delay_s,), name=f"start {self.use.name}", daemon=True
            )
            self._thread.start()

    def _run_start(self, delay_s: float) -> None:
        """Start the worker, again and again until it is ready, suspended or stopped."""
        while True:
            with self._changed:
                self._changed.wait_for(lambda: not self.waiting(), delay_s)
                if not self.waiting():
                    return
            try:
                child, device = self._started_child()
            except ChildError as error:
                with self._changed:
                    if not self.waiting():
                        return
                    self._note_failure("start", f"could not start: it {error}")
                    if self._state == "suspended":
                        return
                    self._state = "restarting"
                    self._restarts += 1
                    delay_s = self._backoff()
                continue
            with self._changed:
                if self.waiting():
                    self._child, self.device, self._state = child, device, "ready"
                    return
            child.end()
            return

    def _started_child(self) -> tuple[Child, str]:
        """Return a process that is ready, and its device.

        Raises:
            ChildError: It failed; it is ended.
        """
        begin = time.monotonic()
        child = launch_worker(self.use, "inspect", self._options, self._affinity)
        answer = self._ready_message(child)
        if "fault" in answer:
            child.end(1.0)
            raise ChildError("start", answer["fault"][1])
        self.stopwatch.started(1000 * (time.monotonic() - begin))
        self.cancels = answer.get("cancels") is True
        return child, answer["device"]

    def _ready_message(self, child: Child) -> dict[str, Any]:
        deadline_s = self._options.start_deadline_s
        end = time.monotonic() + deadline_s
        while not child.arrived(POLL_S):
            child.check(self.use.memory_mb)
            if not self.waiting():
                child.end()
                raise ChildError("start", "was stopped")
            if time.monotonic() > end:
                raise child.time_out(deadline_s)
        return child.receive()

    @property
    def _loud(self) -> int:
        return logging.DEBUG if self._options.trial else logging.WARNING

    def _note_failure(self, kind: str, reason: str) -> None:
        self._failures += 1
        self._last = (kind, reason)
        _log.log(self._loud, "inspector %s %s", self.use.name, reason)
        if self._failures >= self._options.failures_to_suspend:
            self._state = "suspended"
            _log.log(self._loud, "inspector %s is suspended", self.use.name)

    def _backoff(self) -> float:
        """No wait after the first failure, then twice as long each time."""
        if self._failures <= 1:
            return 0.0
        return min(LONGEST_BACKOFF_S, FIRST_BACKOFF_S * 2.0 ** (self._failures - 2))


def launch_worker(
    use: InspectorUse, job: str, options: HostOptions, affinity: Iterable[int] = ()
) -> Child:
    """Start a process for an inspector; its first message will say whether it is ready.

    Raises:
        ChildError: It ended at once.
    """
    log = worker_log(options.log_dir, use.name)
    child = Child("work", options.extra_paths, log, options.threads)
    setup = setup_message(use, job, options.threads)
    deadline_s = options.start_deadline_s
    child.send(setup | {"affinity": list(affinity), "deadline_s": deadline_s})
    return child
