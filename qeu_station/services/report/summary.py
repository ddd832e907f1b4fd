"""What a report tells, gathered in one pass over the records."""

from __future__ import annotations

import heapq
import statistics
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qeu_station.core.classes import likeliest_defect
from qeu_station.core.record import InspectionRecord

STEPS = ("read", "prepare", "inspect", "total")


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds of one step over all pairs."""

    step: str
    median: float
    p95: float
    longest: float


@dataclass(frozen=True, slots=True)
class InspectorSummary:
    """One inspector over all pairs: verdicts of its own, faults by kind, its median time."""

    name: str
    role: str
    plugin: str
    verdicts: Mapping[str, int]
    faults: Mapping[str, int]
    devices: tuple[str, ...]
    median_ms: float


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything the report shows but the pictures.

    Attributes:
        verdicts: Number of parts per verdict.
        failed: FAIL count per cell address.
        reviewed: REVIEW count per cell address.
        labels: Most probable defect class of failed cells, with counts.
        reasons: Reasons for REVIEW, the most frequent first.
        worst: Records a person should look at first: FAIL by lowest P(ok), then REVIEW.
    """

    pairs: int
    verdicts: Mapping[str, int]
    failed: Mapping[str, int]
    reviewed: Mapping[str, int]
    labels: Mapping[str, int]
    reasons: Sequence[tuple[str, int]]
    timings: Sequence[Timing]
    inspectors: Sequence[InspectorSummary]
    software: Mapping[str, str]
    first: str
    last: str
    worst: Sequence[InspectionRecord]


@dataclass(slots=True)
class _InspectorTally:
    role: str
    plugin: str
    verdicts: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    devices: set[str] = field(default_factory=set)
    milliseconds: list[float] = field(default_factory=list)


class Tally:
    """Gathers a summary from one record after the other; keeps the ``worst`` most urgent ones."""

    def __init__(self, worst: int) -> None:
        self._keep = worst
        self.verdicts: Counter[str] = Counter()
        self.failed: Counter[str] = Counter()
        self.reviewed: Counter[str] = Counter()
        self.labels: Counter[str] = Counter()
        self.reasons: Counter[str] = Counter()
        self.times: dict[str, list[float]] = {step: [] for step in STEPS}
        self.inspectors: dict[str, _InspectorTally] = {}
        self.worst: list[tuple[tuple[int, float], int, InspectionRecord]] = []
        self.moments: list[str] = []
        self.software: Mapping[str, str] = {}

    def add(self, record: InspectionRecord) -> None:
        """Take a record into the summary."""
        self.verdicts[record.part.verdict] += 1
        self.reasons.update(record.part.reasons)
        self.software = record.software
        self.moments = [min([*self.moments[:1], record.at]), max([*self.moments[1:], record.at])]
        self._add_cells(record)
        for step, values in self.times.items():
            if step in record.milliseconds:
                values.append(record.milliseconds[step])
        self._add_opinions(record)
        self._rank(record)

    def _add_cells(self, record: InspectionRecord) -> None:
        for address, item in record.cells.items():
            if item.verdict == "REVIEW":
                self.reviewed[address] += 1
            elif item.verdict == "FAIL":
                self.failed[address] += 1
                self.labels[defect_label(item.probabilities, record.classes)] += 1

    def _add_opinions(self, record: InspectionRecord) -> None:
        for said in record.opinions:
            tally = self.inspectors.setdefault(
                said.inspector, _InspectorTally(said.role, f"{said.plugin} {said.plugin_version}")
            )
            if said.part is None:
                tally.faults[said.status] += 1
                continue
            tally.verdicts[said.part.verdict] += 1
            tally.devices.add(said.device)
            tally.milliseconds.append(said.milliseconds)

    def _rank(self, record: InspectionRecord) -> None:
        """Keep the records that need a look most; a heap drops the least urgent one."""
        if record.part.verdict == "PASS":
            return
        p_ok = 1.0 if record.part.p_ok is None else record.part.p_ok
        urgency = (1 if record.part.verdict == "FAIL" else 0, -p_ok)
        heapq.heappush(self.worst, (urgency, self.verdicts.total(), record))
        if len(self.worst) > self._keep:
            heapq.heappop(self.worst)

    def summary(self) -> Summary:
        """Return what was gathered so far."""
        return Summary(
            pairs=self.verdicts.total(),
            verdicts=dict(self.verdicts),
            failed=dict(self.failed),
            reviewed=dict(self.reviewed),
            labels=dict(self.labels.most_common()),
            reasons=self.reasons.most_common(20),
            timings=[_timing(step, values) for step, values in self.times.items() if values],
            inspectors=[_inspector(name, entry) for name, entry in self.inspectors.items()],
            software=self.software,
            first=self.moments[0] if self.moments else "",
            last=self.moments[-1] if self.moments else "",
            worst=[record for *_, record in sorted(self.worst, reverse=True, key=lambda e: e[:2])],
        )


def summarise(records: Iterable[InspectionRecord], worst: int = 12) -> Summary:
    """Return the summary of ``records``, keeping the ``worst`` most urgent ones."""
    tally = Tally(worst)
    for record in records:
        tally.add(record)
    return tally.summary()


def defect_label(probabilities: Sequence[float] | None, classes: Sequence[str]) -> str:
    """Return the most probable class other than ``ok``."""
    if probabilities is None:
        return "unknown"
    return likeliest_defect(probabilities, classes)[0]


def _timing(step: str, values: list[float]) -> Timing:
    ordered = sorted(values)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]
    return Timing(step, statistics.median(ordered), p95, ordered[-1])


def _inspector(name: str, tally: _InspectorTally) -> InspectorSummary:
    return InspectorSummary(
        name,
        tally.role,
        tally.plugin,
        dict(tally.verdicts),
        dict(tally.faults),
        tuple(sorted(tally.devices)),
        statistics.median(tally.milliseconds) if tally.milliseconds else 0.0,
    )
