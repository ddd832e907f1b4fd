"""From what happened on the road to the record that proves it."""

from __future__ import annotations

import platform
import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version

from qeu_station import __version__
from qeu_station.core.judgement import (
    Evidence,
    Fault,
    ItemJudgement,
    Rules,
    judge,
    judge_alone,
)
from qeu_station.core.pair import Pair
from qeu_station.core.record import (
    RAW,
    AdviceRecord,
    ImageStamp,
    InspectionRecord,
    ItemRecord,
    OpinionRecord,
    RecipeStamp,
)
from qeu_station.imaging.prepare import Preparation
from qeu_station.pluginhost import Reply
from qeu_station.services.roster import Roster, Seat
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.text import printable

UNREPEATABLE = frozenset({"timeout", "memory", "suspended", "stopped"})
"""Faults that depend on the moment; a record decided by one cannot be replayed.

An answer that came late is none: it had no part in the verdict, and has none in a replay.
"""


@dataclass(frozen=True, slots=True)
class Inspected:
    """Everything one trip down the road produced."""

    pair: Pair
    operator: str
    station: str
    test: ImageStamp
    references: tuple[ImageStamp, ...]
    preparation: Preparation
    replies: Sequence[Reply]
    evidence: Evidence
    milliseconds: Mapping[str, float]


def build_record(
    done: Inspected,
    loaded: LoadedRecipe,
    roster: Roster,
    rules: Rules,
    software: Mapping[str, str],
) -> InspectionRecord:
    """Judge the evidence and return the record."""
    judgement = judge(done.evidence, rules)
    proposed = tuple(region for _, region, _ in done.evidence.proposed)
    return InspectionRecord(
        id=uuid.uuid4().hex,
        at=now(),
        station=done.station,
        operator=done.operator,
        pair=done.pair.name,
        serial=done.pair.serial,
        group=done.pair.group,
        recipe=stamp_of(loaded),
        test=done.test,
        references=done.references,
        classes=loaded.recipe.class_table.names,
        part=_item(judgement.part),
        cells=_items(judgement.cells),
        regions=(*done.evidence.regions, *proposed),
        fused=_items(judgement.regions),
        opinions=tuple(_opinions(done, roster, rules)),
        preparation=done.preparation.details,
        milliseconds=done.milliseconds,
        software=software,
        replayable=not any(fault.kind in UNREPEATABLE for fault in done.evidence.faults),
    )


def build_advice(reply: Reply, evidence: Evidence, roster: Roster, rules: Rules) -> AdviceRecord:
    """Return what one inspector said after the verdict, by itself.

    Args:
        reply: Its late reply.
        evidence: What was gathered of it alone.
        roster: Who judged.
        rules: The recipe's share.
    """
    faults = {fault.inspector: fault for fault in evidence.faults}
    opinions = tuple(
        _opinion(seat, reply, faults.get(seat.opinion), evidence, rules)
        for seat in roster.seats_of(reply.inspector)
    )
    regions = tuple(region for _, region, _ in evidence.proposed)
    return AdviceRecord(reply.inspector, opinions, regions)


def unreadable_record(
    pair: Pair, reason: str, station: str, loaded: LoadedRecipe, software: Mapping[str, str]
) -> InspectionRecord:
    """Return the REVIEW record of a pair that could not be judged at all."""
    return InspectionRecord(
        id=uuid.uuid4().hex,
        at=now(),
        station=station,
        pair=pair.name,
        serial=pair.serial,
        group=pair.group,
        recipe=stamp_of(loaded),
        test=ImageStamp(printable(str(pair.test)), ""),
        references=(),
        classes=loaded.recipe.class_table.names,
        part=ItemRecord("REVIEW", None, (printable(reason),)),
        software=software,
        replayable=False,
    )


def stamp_of(loaded: LoadedRecipe) -> RecipeStamp:
    """Return which recipe judges."""
    return RecipeStamp(loaded.recipe.name, loaded.recipe.version, loaded.sha256)


def now() -> str:
    """Return the UTC time in ISO 8601 with milliseconds."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def software_versions() -> dict[str, str]:
    """Return the versions of everything that computes a verdict."""
    return {
        "qeu-station": __version__,
        "python": platform.python_version(),
        "platform": platform.platform(),
        "numpy": version("numpy"),
        "opencv-python-headless": version("opencv-python-headless"),
    }


def _opinions(done: Inspected, roster: Roster, rules: Rules) -> Iterator[OpinionRecord]:
    for fault in roster.absent:
        yield OpinionRecord(fault.inspector, _role(fault.gating), fault.kind, fault.reason)
    faults = {fault.inspector: fault for fault in done.evidence.faults}
    for reply in done.replies:
        for seat in roster.seats_of(reply.inspector):
            yield _opinion(seat, reply, faults.get(seat.opinion), done.evidence, rules)


def _opinion(
    seat: Seat, reply: Reply, fault: Fault | None, evidence: Evidence, rules: Rules
) -> OpinionRecord:
    alone = None if fault else judge_alone(seat.opinion, evidence, rules)
    given = reply.opinions.get(seat.opinion)
    return OpinionRecord(
        inspector=seat.opinion,
        role=_role(seat.gating),
        status=fault.kind if fault else "answered",
        reason=fault.reason if fault else "",
        plugin=seat.entry.plugin,
        plugin_version=seat.entry.plugin_version,
        version=seat.entry.version,
        model_sha256="" if seat.bundle is None else seat.bundle.sha256,
        device=reply.device,
        weight=seat.weight,
        milliseconds=reply.milliseconds,
        part=None if alone is None else _item(alone.part),
        cells={} if alone is None else _items(alone.cells),
        regions={} if alone is None else _items(alone.regions),
        comment="" if given is None else given.comment,
        evidence=_shown(fault) if given is None else given.evidence,
        first_ms=reply.first_ms,
    )


def _shown(fault: Fault | None) -> dict[str, str]:
    """Return as evidence what an abstaining inspector said instead of an opinion."""
    return {RAW: fault.raw} if fault is not None and fault.raw else {}


def _role(gating: bool) -> str:
    return "gating" if gating else "advisory"


def _item(item: ItemJudgement) -> ItemRecord:
    return ItemRecord(item.verdict.value, item.probabilities, item.reasons)


def _items(items: Mapping[str, ItemJudgement]) -> dict[str, ItemRecord]:
    return {name: _item(item) for name, item in items.items()}
