"""How one recipe uses one inspector, and what comes back from it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

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
        patience_s: Seconds it may go on in all where somebody takes its answer later, or where time
            does not press; not above ``deadline_s`` when it must be in time.
        memory_mb: Resident memory of its worker in mebibytes above which it is ended.
    """

    entry: InspectorEntry
    parameters: Mapping[str, Any] = field(default_factory=dict)
    classes: tuple[str, ...] = ("ok", "unknown")
    model: Path | None = None
    deadline_s: float = 2.0
    memory_mb: int = 4096
    patience_s: float = 0.0

    @property
    def longest_s(self) -> float:
        """Seconds after which its answer is of no use to anybody."""
        return max(self.deadline_s, self.patience_s)

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
            ``timeout``, ``memory``, ``invalid``, ``start``, ``suspended``, ``stopped``,
            ``abstained``, ``late`` (its answer is given to the listener when it comes), ``busy``
            (with the late answer about another pair). The reason is a sentence for the operator
            without its subject, the inspector.
        milliseconds: From the request to the answer.
        device: Where the inspector really ran.
        raw: What it said instead of an opinion when it abstained.
        first_ms: From the request to the first it said while it worked; 0 when it said nothing.
    """

    inspector: str
    opinions: Mapping[str, Opinion]
    fault: tuple[str, str] | None
    milliseconds: float
    device: str
    raw: str = ""
    first_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Said:
    """What an inspector says while it works.

    Attributes:
        inspector: Its name.
        text: All of it so far.
        milliseconds: From the request to this text.
        first_ms: From the request to its first text.
    """

    inspector: str
    text: str
    milliseconds: float
    first_ms: float


class Listener(Protocol):
    """Who hears of one inspection beyond its replies.

    Called from several threads, of each inspector by one at a time.
    """

    def said(self, said: Said) -> None:
        """Hear what an inspector says while it works."""
        ...

    def late(self, reply: Reply) -> None:
        """Take the reply of an inspector whose first one had the fault ``late``."""
        ...


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
