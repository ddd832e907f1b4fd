"""How one recipe uses one inspector, and what comes back from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qeu_station.core.opinion import Opinion
from qeu_station.pluginhost.catalog import InspectorEntry
from qeu_station.pluginhost.timings import WorkerTimings


@dataclass(frozen=True, slots=True)
class InspectorUse:
    """One inspector with everything its worker needs.

    Attributes:
        entry: The inspector.
        parameters: Values for its parameter model.
        classes: Labels its vectors must have: the recipe's classes, or the bundle's labels.
        model: Folder of its model bundle.
        deadline_s: Seconds an inspection may take.
        memory_mb: Resident memory of its worker in mebibytes above which it is ended.
    """

    entry: InspectorEntry
    parameters: Mapping[str, Any] = field(default_factory=dict)
    classes: tuple[str, ...] = ("ok", "unknown")
    model: Path | None = None
    deadline_s: float = 2.0
    memory_mb: int = 4096

    @property
    def name(self) -> str:
        """The inspector's name."""
        return self.entry.name


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of one inspection by one inspector.

    Attributes:
        inspector: Its name.
        opinions: Checked opinion per opinion name (``name`` or ``name.opinion``); empty on a fault.
        fault: Kind and reason when there is no usable answer. Kinds: ``raised``, ``crashed``,
            ``timeout``, ``memory``, ``invalid``, ``start``, ``suspended``, ``abstained``. The
            reason is a sentence for the operator without its subject, the inspector.
        milliseconds: From the request to the answer.
        device: Where the inspector really ran.
        raw: What it said instead of an opinion when it abstained.
    """

    inspector: str
    opinions: Mapping[str, Opinion]
    fault: tuple[str, str] | None
    milliseconds: float
    device: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class WorkerHealth:
    """State of one inspector's worker.

    Attributes:
        inspector: Its name.
        state: ``starting``, ``ready``, ``restarting``, ``suspended`` or ``stopped``; ``missing``
            where there is none, as the inspector cannot judge with this recipe.
        pid: Process id, None without a process.
        restarts: How often it was started anew.
        last_error: Last fault, kind and reason in one sentence, empty for none.
        resident_mb: Resident memory in mebibytes, 0 without a process.
        device: Where it runs, empty before it is ready.
        peak_mb: Largest resident memory of this process that was seen.
        timings: Of its inspections.
    """

    inspector: str
    state: str
    pid: int | None
    restarts: int
    last_error: str
    resident_mb: float
    device: str
    peak_mb: float = 0.0
    timings: WorkerTimings = field(default_factory=WorkerTimings)
