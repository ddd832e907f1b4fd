"""A set of workers: every inspector of a recipe, each in a process of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from multiprocessing import connection
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Self

from qeu_station.api import PreparedPair
from qeu_station.errors import PluginError, did_you_mean
from qeu_station.pluginhost.checking import checked_answer, raw_text
from qeu_station.pluginhost.child import POLL_S, Child, ChildError
from qeu_station.pluginhost.local import LocalInspector
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.shared import SharedSpace
from qeu_station.pluginhost.supervisor import Supervised
from qeu_station.pluginhost.use import InspectorUse, Reply, WorkerHealth
from qeu_station.pluginhost.wire import PairWriter, Wire


class WorkerSet:
    """Runs the inspectors of one recipe over one pair after the other.

    Args:
        uses: The inspectors, each name once.
        options: Folders and limits.
        affinity: Cores every worker is pinned to, where the system offers that; None for all.
        in_process: Run the inspectors in this process, without deadlines and limits: for
            debugging only, a crash of theirs is a crash of the station.
    """

    def __init__(
        self,
        uses: Sequence[InspectorUse],
        options: HostOptions,
        affinity: Iterable[int] | None = None,
        in_process: bool = False,
    ) -> None:
        self._options = options
        self._cores = None if affinity is None else frozenset(affinity)
        self._space = SharedSpace()
        self._writer = PairWriter(self._space.describe)
        self._lock = threading.Lock()
        self._number = 0
        self._local = [LocalInspector(use, options) for use in uses if in_process]
        self._workers = [Supervised(use, options, self._cores) for use in uses if not in_process]

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def space(self) -> SharedSpace:
        """Where the arrays of a prepared pair are best created, so that they need no copy.

        They may be written to again after ``inspect`` has returned.
        """
        return self._space

    def start(self) -> None:
        """Start every inspector and wait until each is ready or has failed to start.

        A failed start raises nothing: it is a fault of each inspection, and is tried again.
        """
        try:
            for worker in self._all:
                worker.start()
            while not all(worker.started for worker in self._workers):
                time.sleep(POLL_S)
        except BaseException:  # interrupted: leave no process behind
            self.close()
            raise

    def inspect(self, pair: PreparedPair) -> tuple[Reply, ...]:
        """Return one reply per inspector, in their order; all work at the same time.

        An inspector that is being restarted is waited for, at most as long as its deadline.
        """
        with self._lock:
            if self._local:
                return tuple(local.inspect(pair) for local in self._local)
            wire = self._writer.wire(pair)
            self._number += 1
            return _Round(self._workers, self._number, pair, wire, self._space).replies()

    def health(self) -> tuple[WorkerHealth, ...]:
        """Return the state of every worker."""
        return tuple(worker.health for worker in self._all)

    def restart(self, name: str) -> None:
        """End an inspector's worker and start it anew, in the background.

        Raises:
            PluginError: There is no such inspector in this set.
        """
        self._named(name).restart()

    def suspend(self, name: str, reason: str = "was suspended by a person") -> None:
        """End an inspector's worker until ``restart``; its inspections are faults.

        Args:
            name: The inspector.
            reason: What those faults say, without its subject.

        Raises:
            PluginError: There is no such inspector in this set.
        """
        self._named(name).suspend(reason)

    def replace(self, uses: Sequence[InspectorUse], anew: Collection[str]) -> None:
        """Run these inspectors from the next pair on; what goes on untouched keeps its process.

        Waits for the pair that is being inspected. New workers are started in the background. Not
        for inspectors that run in this process, where no code can be exchanged.

        Args:
            uses: The inspectors, in their new order.
            anew: Names of those that get a new worker even if they have one.
        """
        assert not self._local
        with self._lock:
            before = {worker.use.name: worker for worker in self._workers}
            kept = {name: worker for name, worker in before.items() if name not in anew}
            self._workers = [
                kept.pop(use.name)
                if use.name in kept
                else Supervised(use, self._options, self._cores)
                for use in uses
            ]
            for worker in (*kept.values(), *(before[name] for name in anew if name in before)):
                worker.close()
            for worker in self._workers:
                worker.start()

    def close(self) -> None:
        """End all workers and give their memory back."""
        for worker in self._all:
            worker.close()
        self._space.close()

    @property
    def _all(self) -> list[Supervised | LocalInspector]:
        return [*self._local, *self._workers]

    def _named(self, name: str) -> Supervised | LocalInspector:
        known = {worker.use.name: worker for worker in self._all}
        if name not in known:
            raise PluginError(
                f'Inspector "{name}" does not run here (running: {", ".join(known) or "none"}).'
                f"{did_you_mean(name, known)}"
            )
        return known[name]


@dataclass(slots=True)
class _Asked:
    """An inspector within one round: waited for until it is ready, then until it answers."""

    worker: Supervised
    since: float
    child: Child | None = None
    reply: Reply | None = None

    @property
    def late(self) -> bool:
        return time.monotonic() - self.since > self.worker.use.deadline_s


class _Round:
    """One pair before all inspectors."""

    def __init__(
        self,
        workers: Sequence[Supervised],
        number: int,
        pair: PreparedPair,
        wire: Wire,
        space: SharedSpace,
    ) -> None:
        now = time.monotonic()
        self._asked = [_Asked(worker, now) for worker in workers]
        self._number = number
        self._pair = pair
        self._wire = wire
        self._space = space

    def replies(self) -> tuple[Reply, ...]:
        """Ask all, collect all; an interruption ends the workers that still owe an answer."""
        try:
            return self._collected()
        except BaseException:
            for asked in self._asked:
                if asked.child is not None and asked.reply is None:
                    asked.child.end()
                    interrupted = ChildError("crashed", "was ended: the station was interrupted")
                    self._ended(asked, interrupted)
            raise

    def _collected(self) -> tuple[Reply, ...]:
        while open_ones := [asked for asked in self._asked if asked.reply is None]:
            for asked in open_ones:
                if asked.child is None:
                    self._try_to_ask(asked)
            self._collect([asked for asked in open_ones if asked.reply is None])
        return tuple(asked.reply for asked in self._asked if asked.reply is not None)

    def _try_to_ask(self, asked: _Asked) -> None:
        child = asked.worker.ready
        if child is not None:
            asked.child, asked.since = child, time.monotonic()
            message = {
                "do": "inspect",
                "number": self._number,
                "pair": self._wire,
                "deadline_s": asked.worker.use.deadline_s,
            }
            self._guarded(asked, lambda: child.send(message))
        elif asked.late or not asked.worker.waiting():
            asked.worker.stopwatch.ended()
            self._close(asked, asked.worker.absence())

    def _collect(self, asked: Sequence[_Asked]) -> None:
        running = [(one, one.child.channel) for one in asked if one.child is not None]
        arrived = _arrived([channel for _, channel in running])
        for one, channel in running:
            self._advance(one, channel.closed or channel in arrived)

    def _advance(self, asked: _Asked, arrived: bool) -> None:
        child, use = asked.child, asked.worker.use
        assert child is not None
        if arrived:
            self._guarded(asked, lambda: self._answer(asked, child))
        elif asked.late:
            self._ended(asked, child.time_out(use.deadline_s))
        else:
            self._guarded(asked, lambda: child.check(use.memory_mb))

    def _answer(self, asked: _Asked, child: Child) -> None:
        message = child.receive()
        if message.get("number") != self._number:
            child.end()
            raise ChildError("invalid", "answered another question than the one asked")
        asked.worker.device = str(message.get("device", asked.worker.device))
        outcome = checked_answer(message, asked.worker.use, self._pair)
        fault = outcome if isinstance(outcome, tuple) else None
        asked.worker.answered(fault, 1000 * (time.monotonic() - asked.since))
        self._close(asked, outcome, raw_text(message))

    def _guarded(self, asked: _Asked, step: Callable[[], None]) -> None:
        try:
            step()
        except ChildError as ended:
            self._ended(asked, ended)

    def _ended(self, asked: _Asked, ended: ChildError) -> None:
        if asked.child is not None and not asked.child.exited:
            self._space.retire()
        fault = ended.kind, str(ended)
        if asked.child is not None:
            fault = asked.worker.failed(asked.child, *fault)
        self._close(asked, fault)

    def _close(self, asked: _Asked, outcome: object, raw: str = "") -> None:
        fault = outcome if isinstance(outcome, tuple) else None
        opinions = outcome if isinstance(outcome, dict) else {}
        asked.reply = Reply(
            inspector=asked.worker.use.name,
            opinions=opinions,
            fault=fault,
            milliseconds=1000 * (time.monotonic() - asked.since),
            device=asked.worker.device,
            raw=raw,
        )


def _arrived(channels: Sequence[Connection]) -> Sequence[object]:
    """Wait a moment; return the channels on which something came."""
    try:
        if channels:
            return connection.wait(channels, POLL_S)
    except (OSError, ValueError):  # one was closed meanwhile: its worker was ended by a person
        return ()
    time.sleep(POLL_S)
    return ()
