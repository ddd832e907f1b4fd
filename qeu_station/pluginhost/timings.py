"""How long one worker took for its inspections: the newest are kept, all are counted."""

from __future__ import annotations

import statistics
import threading
from collections import deque
from dataclasses import dataclass

KEPT = 500
"""Inspections whose times are kept."""


@dataclass(frozen=True, slots=True)
class WorkerTimings:
    """Times of a worker since it was first started.

    Attributes:
        inspections: Answers it gave, usable or not.
        faults: Inspections without a usable answer.
        start_ms: Milliseconds of its last start until it was ready; 0 before.
        last_ms: Of the last answer; 0 before, as the others.
        median_ms: Over the last ``KEPT`` answers.
        p95_ms: 95 % of the last ``KEPT`` answers were no slower (nearest rank).
        slowest_ms: Slowest of the last ``KEPT`` answers.
    """

    inspections: int = 0
    faults: int = 0
    start_ms: float = 0.0
    last_ms: float = 0.0
    median_ms: float = 0.0
    p95_ms: float = 0.0
    slowest_ms: float = 0.0


class Stopwatch:
    """Takes the times of one worker, from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._times: deque[float] = deque(maxlen=KEPT)
        self._inspections = self._faults = 0
        self._start_ms = 0.0

    def started(self, milliseconds: float) -> None:
        """Note how long the worker took until it was ready."""
        self._start_ms = milliseconds

    def answered(self, milliseconds: float, fault: bool) -> None:
        """Note an answer."""
        with self._lock:
            self._inspections += 1
            self._faults += fault
            self._times.append(milliseconds)

    def ended(self) -> None:
        """Note an inspection that got no answer."""
        with self._lock:
            self._faults += 1

    def timings(self) -> WorkerTimings:
        """Return what was noted."""
        with self._lock:
            times, counts = list(self._times), (self._inspections, self._faults)
        if not times:
            return WorkerTimings(*counts, start_ms=self._start_ms)
        ordered = sorted(times)
        return WorkerTimings(
            *counts,
            start_ms=self._start_ms,
            last_ms=times[-1],
            median_ms=statistics.median(ordered),
            p95_ms=ordered[-(-95 * len(ordered) // 100) - 1],
            slowest_ms=ordered[-1],
        )
