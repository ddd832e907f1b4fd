"""A set of workers: every inspector of a recipe, each in a process of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Collection, Iterable, Sequence
from types import TracebackType
from typing import Self

from qeu_station.api import PreparedPair
from qeu_station.errors import PluginError, did_you_mean
from qeu_station.pluginhost.asked import Question
from qeu_station.pluginhost.child import POLL_S
from qeu_station.pluginhost.late import LateAnswer
from qeu_station.pluginhost.local import LocalInspector
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.rounds import Round
from qeu_station.pluginhost.shared import SharedSpace
from qeu_station.pluginhost.supervisor import Supervised
from qeu_station.pluginhost.use import InspectorUse, Listener, Reply, WorkerHealth
from qeu_station.pluginhost.wire import PairWriter


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
        self._late: list[LateAnswer] = []
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

        They may be asked for and written to again after ``inspect`` has returned: those that a late
        inspector still reads are exchanged for others.
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

    def inspect(self, pair: PreparedPair, listener: Listener | None = None) -> tuple[Reply, ...]:
        """Return one reply per inspector, in their order; all work at the same time.

        An inspector that is being restarted is waited for, at most as long as its deadline.

        Args:
            pair: The pair. Its arrays may be written to again by way of ``space`` only.
            listener: Hears what inspectors say while they work, and takes the replies of those
                that go on after their deadline. Without one nobody could take such a reply, so
                each is waited for as long as its patience.
        """
        with self._lock:
            if self._local:
                return tuple(local.inspect(pair, listener) for local in self._local)
            self._late = [late for late in self._late if late.running]
            self._number += 1
            question = Question(self._number, pair, self._writer.wire(pair), listener)
            return Round(self._workers, question, self._space, self._late).replies()

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
        for late in self._late:
            late.join()
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
