"""The record of one inspection: everything needed to show, prove and replay it.

Plain JSON values throughout; ``storage`` chains, stores and reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qeu_station.core.region import Region

RAW = "raw"
"""Key of the evidence that holds what an abstaining inspector said instead of an opinion."""

LATE = "late"
"""Status of an opinion that comes after the verdict."""

BUSY = "busy"
"""Status of an opinion not asked for, as its inspector was still at work on another part."""

UNHEARD = (LATE, BUSY)
"""Statuses of an advisory opinion that had no part in the verdict, though nothing is broken."""

DISABLED = "is not used: its plugin was disabled by a person"
"""Reason of an opinion whose inspector belongs to a disabled plugin, without its subject."""


@dataclass(frozen=True, slots=True)
class ImageStamp:
    """Which picture was judged: where it was, and the SHA-256 of the file's bytes."""

    path: str
    sha256: str
    width: int = 0
    height: int = 0


@dataclass(frozen=True, slots=True)
class RecipeStamp:
    """Which recipe judged; ``sha256`` covers the recipe file and its references."""

    name: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """Verdict over a region, a cell or the part; ``probabilities`` in the recipe's classes."""

    verdict: str
    probabilities: tuple[float, ...] | None = None
    reasons: tuple[str, ...] = ()

    @property
    def p_ok(self) -> float | None:
        """P(ok) in 0..1, or None when nothing judged the item."""
        return None if self.probabilities is None else self.probabilities[0]


@dataclass(frozen=True, slots=True)
class OpinionRecord:
    """What one inspector said, or why it said nothing.

    Attributes:
        inspector: Opinion name, such as ``difference`` or ``soart3.weight``.
        role: ``gating`` or ``advisory``.
        status: ``answered``, or the kind of the fault, such as ``late`` (an ``AdviceRecord`` says
            what became of it).
        reason: Sentence for a fault, empty otherwise.
        plugin: Distribution (or drop-in file) it comes from, with ``plugin_version``.
        version: The inspector's own version.
        model_sha256: Hash of its model bundle, empty without one.
        device: Device it really ran on.
        weight: Exponent in the pool.
        milliseconds: Time of ``inspect`` in the worker.
        part: Its own verdict over the part.
        cells: Its own verdict per cell.
        regions: Its own verdict per region.
        comment: Its sentence.
        first_ms: Time until it began to say something while it worked; 0 when it did not.
        evidence: What explains it; of status ``abstained``, what was said instead under ``RAW``.
    """

    inspector: str
    role: str
    status: str
    reason: str = ""
    plugin: str = ""
    plugin_version: str = ""
    version: str = ""
    model_sha256: str = ""
    device: str = ""
    weight: float = 1.0
    milliseconds: float = 0.0
    part: ItemRecord | None = None
    cells: Mapping[str, ItemRecord] = field(default_factory=dict)
    regions: Mapping[str, ItemRecord] = field(default_factory=dict)
    comment: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    first_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class AdviceRecord:
    """What an advisory inspector said of an inspection after its verdict, which it did not change.

    Attributes:
        inspector: Its name.
        opinions: One per opinion name, a fault included; the inspection itself has them with status
            ``late``.
        regions: Regions it found by itself.
        at: When it was recorded, UTC in ISO 8601; empty before.
    """

    inspector: str
    opinions: tuple[OpinionRecord, ...]
    regions: tuple[Region, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class InspectionRecord:
    """One inspection.

    Attributes:
        id: UUID4, hexadecimal.
        at: UTC time in ISO 8601 with milliseconds.
        station: Name of the station, or of the batch.
        operator: Who was signed on, empty in a batch.
        pair: Name of the pair, with ``serial`` and ``group`` when known.
        classes: Class names in the order of every probability vector.
        part: Fused verdict over the part.
        cells: Fused verdict per judged cell.
        regions: Candidates, proposed ones included (their id is ``inspector:number``).
        fused: Fused verdict per region id.
        opinions: One per opinion name, faults included.
        preparation: Registration, checks of the pair and their values.
        milliseconds: Time per step: ``read``, ``prepare``, ``inspect``, ``total``.
        software: Versions of everything that computed.
        replayable: False when a time-out decided, which no replay can repeat.
    """

    id: str
    at: str
    station: str
    pair: str
    recipe: RecipeStamp
    test: ImageStamp
    references: tuple[ImageStamp, ...]
    classes: tuple[str, ...]
    part: ItemRecord
    cells: Mapping[str, ItemRecord] = field(default_factory=dict)
    regions: tuple[Region, ...] = ()
    fused: Mapping[str, ItemRecord] = field(default_factory=dict)
    opinions: tuple[OpinionRecord, ...] = ()
    preparation: Mapping[str, Any] = field(default_factory=dict)
    milliseconds: Mapping[str, float] = field(default_factory=dict)
    software: Mapping[str, str] = field(default_factory=dict)
    operator: str = ""
    serial: str = ""
    group: str = ""
    replayable: bool = True
