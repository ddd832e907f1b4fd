"""Recorded inspections judged again with other weights and thresholds, by the station's own rule.

No picture is read: the recorded opinions are taken as they are. Where an inspector judges both
regions and cells, a record keeps what it says of a cell all in all. Where that is what it says of a
region for all of them, the regions speak for the cell; elsewhere it is pooled as their own word.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qeu_station.core.agreement import Rates, rates
from qeu_station.core.judgement import Answer, Evidence, Fault, Judgement, Rules, judge
from qeu_station.core.opinion import Opinion, ProposedRegion, Scope
from qeu_station.core.record import InspectionRecord, ItemRecord, OpinionRecord
from qeu_station.core.region import Region
from qeu_station.core.verdict import Verdict

ANSWERED = "answered"
_WARNED = "(advisory) says FAIL"


@dataclass(frozen=True, slots=True)
class Voice:
    """How an opinion counts: its exponent in the pool, and what it judges."""

    weight: float
    scopes: frozenset[Scope]


@dataclass(frozen=True, slots=True)
class PartOutcome:
    """A part of known truth as it is judged.

    Attributes:
        p_ok: P(ok) of the part, None when nothing judged it.
        blocked: Whether a fault or a failed check keeps it from being decided.
    """

    pair: str
    group: str
    defective: bool
    verdict: Verdict
    p_ok: float | None
    blocked: bool


@dataclass(frozen=True, slots=True)
class Expected:
    """What a line may expect of a decision.

    Attributes:
        rates: Measured on parts of known truth.
        review_good: Share of the good parts that get REVIEW; None when none is known.
        review_bad: Share of the defective parts that get REVIEW; None when none is known.
        defect_rate: Share of defective parts that ``review`` is for.
        review: Share of all parts that get REVIEW when so many are defective; None without known
            parts of both kinds.
        cost: Mean cost of a part then, in reviews; None when no costs were given, or ``review`` is
            unknown.
    """

    rates: Rates
    review_good: float | None
    review_bad: float | None
    defect_rate: float
    review: float | None
    cost: float | None = None


def rejudge(record: InspectionRecord, voices: Mapping[str, Voice], rules: Rules) -> Judgement:
    """Return what the station says of a recorded inspection with other weights or thresholds.

    Args:
        record: In the classes of ``rules``; faults and failed checks block as they did.
        voices: By opinion name; a gating opinion that is not named keeps its recorded weight and
            counts as one over regions and cells.
        rules: Number of classes, thresholds, P(ok) without a region.
    """
    echoes = _echoes(record)
    answers = [_answer(o, voices, echoes) for o in record.opinions if o.status == ANSWERED]
    faults = [
        Fault(o.inspector, o.role == "gating", o.status, o.reason)
        for o in record.opinions
        if o.status != ANSWERED
    ]
    blocks = _blocks(record)
    own = tuple(region for region in record.regions if ":" not in region.id)
    evidence = Evidence(
        addresses=tuple(record.cells),
        regions=own,
        answers=answers,
        faults=faults,
        problems=[reason for reason in blocks if not reason.startswith("inspector ")],
        cell_problems=_cell_problems(record, blocks),
        proposed=_proposed(record),
    )
    return judge(evidence, rules)


def outcome(
    record: InspectionRecord,
    group: str,
    defective: bool,
    voices: Mapping[str, Voice],
    rules: Rules,
) -> PartOutcome:
    """Return how a part of known truth is judged with these weights and thresholds."""
    part = rejudge(record, voices, rules).part
    blocked = bool(_blocks(record)) or part.p_ok is None
    return PartOutcome(record.pair, group, defective, part.verdict, part.p_ok, blocked)


def expected(
    outcomes: Sequence[PartOutcome],
    defect_rate: float | None = None,
    costs: tuple[float, float] | None = None,
) -> Expected:
    """Return the rates of a decision, and what they make at a line's own share of defects.

    Args:
        outcomes: Parts of known truth.
        defect_rate: Share of defective parts on the line, 0..1; None takes that of the records.
        costs: Of an escape and of an overkill, in reviews.

    Raises:
        ValueError: There is no part.
    """
    if not outcomes:
        raise ValueError("rates need at least one part of known truth, got none")
    bad = [o for o in outcomes if o.defective]
    good = [o for o in outcomes if not o.defective]
    share = len(bad) / len(outcomes) if defect_rate is None else defect_rate
    found = rates([o.defective for o in outcomes], [o.verdict for o in outcomes])
    review_good, review_bad = (_share(each, Verdict.REVIEW) for each in (good, bad))
    if review_good is None or review_bad is None:
        return Expected(found, review_good, review_bad, share, None)
    review = share * review_bad + (1 - share) * review_good
    cost = None
    if costs is not None:
        escape, overkill = found.escape.value, found.overkill.value
        cost = review + share * escape * costs[0] + (1 - share) * overkill * costs[1]
    return Expected(found, review_good, review_bad, share, review, cost)


def _share(outcomes: Sequence[PartOutcome], verdict: Verdict) -> float | None:
    """Share of parts with this verdict, None when there is no part."""
    if not outcomes:
        return None
    return sum(o.verdict is verdict for o in outcomes) / len(outcomes)


def _echoes(record: InspectionRecord) -> frozenset[str]:
    """Return the cells of which every inspector says what it says of a region in them."""
    said = [(_vectors(o.cells), _vectors(o.regions)) for o in record.opinions]
    said = [each for each in said if each[0]]
    return frozenset(
        address
        for address in record.cells
        if all(
            any(
                cells.get(address) == regions.get(r.id)
                for r in record.regions
                if address in r.cells
            )
            for cells, regions in said
        )
    )


def _answer(said: OpinionRecord, voices: Mapping[str, Voice], echoes: frozenset[str]) -> Answer:
    both = frozenset({Scope.REGION, Scope.CELL})
    voice = voices.get(said.inspector, Voice(said.weight, both))
    gating = said.role == "gating"
    own = {address: p for address, p in _vectors(said.cells).items() if address not in echoes}
    cells = own if Scope.CELL in voice.scopes else {}
    part = said.part.probabilities if said.part and Scope.PART in voice.scopes else None
    regions = {id: p for id, p in _vectors(said.regions).items() if ":" not in id}
    opinion = Opinion(regions if Scope.REGION in voice.scopes else {}, cells, part)
    return Answer(said.inspector, gating, voice.weight if gating else 0.0, voice.scopes, opinion)


def _vectors(items: Mapping[str, ItemRecord]) -> dict[str, Sequence[float]]:
    return {name: item.probabilities for name, item in items.items() if item.probabilities}


def _proposed(record: InspectionRecord) -> list[tuple[str, Region, ProposedRegion]]:
    """Return what inspectors found by themselves: such regions are named ``inspector:number``."""
    said = {o.inspector: _vectors(o.regions) for o in record.opinions}
    placed = []
    for region in record.regions:
        proposer, colon, _ = region.id.rpartition(":")
        vector = said.get(proposer, {}).get(region.id)
        if colon and vector is not None:
            placed.append((proposer, region, ProposedRegion(region.box, vector)))
    return placed


def _blocks(record: InspectionRecord) -> list[str]:
    """Return the reasons that made the whole part REVIEW: those of every cell."""
    items = record.cells.values()
    return [
        reason
        for reason in record.part.reasons
        if not reason.endswith(_WARNED) and all(reason in item.reasons for item in items)
    ]


def _cell_problems(record: InspectionRecord, blocks: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for address, item in record.cells.items():
        own = [r for r in item.reasons if r not in blocks and not r.endswith(_WARNED)]
        if own:
            found[address] = own[0]
    return found
