"""Running a batch: hand pairs to lanes, commit what comes back in groups, export at the end."""

from __future__ import annotations

import multiprocessing.connection
import os
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from qeu_station.core.pair import Pair
from qeu_station.core.record import InspectionRecord
from qeu_station.services.batch.lane import Judged, Lane, LaneSettings, as_judged
from qeu_station.services.batch.plan import BatchPlan, write_manifest
from qeu_station.services.batch_files import IMAGES
from qeu_station.services.recording import software_versions, unreadable_record
from qeu_station.storage.atomic import storage_errors
from qeu_station.storage.journal import Journal

GROUP = 64
"""Most records per commit."""
GROUP_S = 1.0
"""Longest time a record waits for its commit, in seconds."""
ATTEMPTS = 2
"""A pair that ends its lane this often is REVIEW and is not tried again."""


@dataclass(frozen=True, slots=True)
class BatchProgress:
    """How far a batch is.

    Attributes:
        done: Pairs in the journal, those of earlier runs included.
        total: All pairs.
        verdicts: Count per verdict in this run.
        rate: Pairs per second in this run since its first result, 0 before the second.
        remaining_s: Estimated seconds left, None before the first result.
    """

    done: int
    total: int
    verdicts: dict[str, int]
    rate: float
    remaining_s: float | None


@dataclass(frozen=True, slots=True)
class BatchResult:
    """What a finished (or cancelled) run left behind."""

    out: Path
    progress: BatchProgress
    completed: bool


@dataclass(slots=True)
class _State:
    total: int
    before: int
    first: float | None = None
    verdicts: Counter[str] = field(default_factory=Counter)
    attempts: Counter[str] = field(default_factory=Counter)

    def progress(self) -> BatchProgress:
        judged = self.verdicts.total()
        rate = self._rate(judged)
        left = self.total - self.before - judged
        return BatchProgress(
            self.before + judged,
            self.total,
            dict(self.verdicts),
            rate,
            left / rate if rate else None,
        )

    def _rate(self, judged: int) -> float:
        """Pairs per second, without the time that starting took."""
        if self.first is None or judged < 2:
            return 0.0
        return (judged - 1) / max(time.perf_counter() - self.first, 1e-9)


def run_batch(
    plan: BatchPlan,
    on_progress: Callable[[BatchProgress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> BatchResult:
    """Judge every pair that is not yet in the journal.

    Whatever is committed stays; a cancelled or killed run goes on with ``resume``.

    Raises:
        StorageError: The output folder or its journal cannot be written.
        QeuError: The recipe cannot be run.
    """
    request = plan.request
    with storage_errors(f'make the folder "{request.out}"'):
        request.out.mkdir(parents=True, exist_ok=True)
    write_manifest(plan)
    with Journal.open(plan.journal, request.options.name) as journal:
        judged = journal.judged_pairs()
        todo = deque(pair for pair in request.pairs if pair.name not in judged)
        state = _State(total=len(request.pairs), before=len(request.pairs) - len(todo))
        if todo:
            journal.append_recipe(request.loaded)
            _Run(plan, journal, todo, state, on_progress, cancelled).go()
    progress = state.progress()
    return BatchResult(request.out, progress, progress.done == progress.total)


class _Run:
    """One run over the pairs that are left."""

    def __init__(
        self,
        plan: BatchPlan,
        journal: Journal,
        todo: deque[Pair],
        state: _State,
        on_progress: Callable[[BatchProgress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        request = plan.request
        self._request = request
        self._journal = journal
        self._todo = todo
        self._state = state
        self._on_progress = on_progress
        self._cancelled = cancelled
        archive = request.out / IMAGES if request.archive else None
        self._settings = LaneSettings(request.loaded, request.options, archive, request.source)
        self._fresh: list[tuple[str, str]] = []
        self._committed = time.perf_counter()
        self._lanes: list[Lane] = []

    def go(self) -> None:
        cores = _cores(min(self._request.lanes, len(self._todo)))
        try:
            self._lanes = [Lane(self._settings, core) for core in cores]
            while (self._todo or self._busy()) and not self._cancelled():
                self._step()
        finally:
            self._end()

    def _end(self) -> None:
        """Commit what is there; the lanes end even when that fails."""
        try:
            self._commit()
        finally:
            for lane in self._lanes:
                lane.stop()

    def _step(self) -> None:
        self._feed()
        pipes = {lane.pipe: lane for lane in self._lanes if lane.waiting}
        for pipe in multiprocessing.connection.wait(list(pipes), timeout=GROUP_S):
            self._receive(pipes[pipe])  # type: ignore[index]
        if len(self._fresh) >= GROUP or time.perf_counter() - self._committed > GROUP_S:
            self._commit()

    def _feed(self) -> None:
        for lane in self._lanes:
            while self._todo and lane.free:
                lane.give(self._todo.popleft())

    def _busy(self) -> bool:
        return any(lane.waiting for lane in self._lanes)

    def _receive(self, lane: Lane) -> None:
        judged = lane.take()
        if judged is None:
            self._replace(lane)
        else:
            self._keep(judged)

    def _keep(self, judged: Judged) -> None:
        """Hold a record for the next commit."""
        self._fresh.append((judged.id, judged.text))
        self._state.first = self._state.first or time.perf_counter()
        self._state.verdicts[judged.verdict] += 1

    def _replace(self, lane: Lane) -> None:
        """Start a lane anew; the pair that ended it is tried once more, then it is REVIEW."""
        reason = lane.exit_reason()
        pairs = list(lane.waiting)
        lane.waiting.clear()
        lane.stop()
        self._lanes.remove(lane)
        suspect, *others = pairs
        self._state.attempts[suspect.name] += 1
        self._todo.extendleft(reversed(others))
        if self._state.attempts[suspect.name] < ATTEMPTS:
            self._todo.appendleft(suspect)
        else:
            self._keep(as_judged(self._given_up(suspect, reason)))
        self._lanes.append(Lane(self._settings, lane.core))

    def _given_up(self, pair: Pair, reason: str) -> InspectionRecord:
        name = self._request.options.name
        return unreadable_record(
            pair, f"{pair.test}: {reason}", name, self._request.loaded, software_versions()
        )

    def _commit(self) -> None:
        if self._fresh:
            self._journal.append_written(self._fresh)
            self._fresh = []
        self._committed = time.perf_counter()
        self._on_progress(self._state.progress())


def _cores(lanes: int) -> Iterable[int | None]:
    """One core per lane while there are enough of them; more lanes than cores are not pinned."""
    try:
        available = sorted(os.sched_getaffinity(0))
    except AttributeError:  # Windows and macOS
        available = list(range(os.cpu_count() or 1))
    if lanes > len(available):
        return [None] * lanes
    return available[:lanes]
