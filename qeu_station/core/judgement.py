"""From opinions to verdicts: the one place where fusion, faults and thresholds meet.

Region, then cell, then part take the lowest P(ok). A fault never leads to PASS.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qeu_station.core.fusion import Vote, fuse
from qeu_station.core.opinion import Opinion, Probabilities, ProposedRegion, Scope
from qeu_station.core.region import Region
from qeu_station.core.verdict import Thresholds, Verdict


@dataclass(frozen=True, slots=True)
class Answer:
    """A checked and calibrated opinion, in the recipe's classes.

    Attributes:
        inspector: Opinion name, such as ``difference`` or ``soart3.weight``.
        gating: Whether it decides; an advisory one only warns.
        weight: Exponent in the pool.
        scopes: What it judges.
    """

    inspector: str
    gating: bool
    weight: float
    scopes: frozenset[Scope]
    opinion: Opinion


@dataclass(frozen=True, slots=True)
class Fault:
    """An inspector that gave no usable answer.

    Attributes:
        kind: ``raised``, ``crashed``, ``timeout``, ``memory``, ``invalid``, ``missing``,
            ``suspended``, ``start`` or ``abstained``.
        reason: A sentence for the operator.
        raw: What it said instead of an opinion when it abstained.
    """

    inspector: str
    gating: bool
    kind: str
    reason: str
    raw: str = ""


@dataclass(frozen=True, slots=True)
class ItemJudgement:
    """Verdict over one region, cell or part.

    Attributes:
        probabilities: Pooled vector, or None when nothing judged the item.
        verdict: PASS, REVIEW or FAIL.
        reasons: Why it is not what the probabilities say, one sentence each.
    """

    probabilities: Probabilities | None
    verdict: Verdict
    reasons: tuple[str, ...] = ()

    @property
    def p_ok(self) -> float | None:
        """P(ok) in 0..1, or None when nothing judged the item."""
        return None if self.probabilities is None else self.probabilities[0]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Verdicts over all regions (proposed ones included), all judged cells, and the part."""

    regions: Mapping[str, ItemJudgement]
    cells: Mapping[str, ItemJudgement]
    part: ItemJudgement


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything a judgement is made from.

    Attributes:
        addresses: Cells to judge.
        regions: Candidates of preparation.
        answers: Opinions in the recipe's classes.
        faults: Inspectors without an answer.
        problems: Failed checks of the pair, one sentence each; any makes everything REVIEW.
        cell_problems: Reason per cell that cannot be judged, such as one outside the picture.
        proposed: Regions proposed by inspectors, each with the opinion name of its proposer.
    """

    addresses: Sequence[str]
    regions: Sequence[Region]
    answers: Sequence[Answer]
    faults: Sequence[Fault] = ()
    problems: Sequence[str] = ()
    cell_problems: Mapping[str, str] = field(default_factory=dict)
    proposed: Sequence[tuple[str, Region, ProposedRegion]] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The recipe's share of a judgement."""

    classes: int
    thresholds: Thresholds
    p_ok_without_region: float


def judge(evidence: Evidence, rules: Rules) -> Judgement:
    """Fuse, decide and fail closed."""
    gating = [answer for answer in evidence.answers if answer.gating]
    base = _fused(evidence, gating, rules)
    faults = [_fault_sentence(fault) for fault in evidence.faults if fault.gating]
    blocked = [*evidence.problems, *faults]
    cells = {
        address: _closed(item, [*blocked, *_cell_problem(evidence, address)])
        for address, item in base.cells.items()
    }
    part = _closed(base.part, _part_reasons(cells, blocked))
    return _warned(Judgement(base.regions, cells, part), evidence, rules)


def judge_alone(inspector: str, evidence: Evidence, rules: Rules) -> Judgement:
    """Return what one inspector says by itself, as shown on its card."""
    own = [answer for answer in evidence.answers if answer.inspector == inspector]
    return _fused(evidence, own, rules, unit_weight=True)


def _fused(
    evidence: Evidence, answers: Sequence[Answer], rules: Rules, unit_weight: bool = False
) -> Judgement:
    weights = {a.inspector: 1.0 if unit_weight else a.weight for a in answers}
    pooled = _Pools(answers, weights, rules)
    regions = {region.id: pooled.region(region.id) for region in evidence.regions}
    for proposer, region, proposal in evidence.proposed:
        if weights.get(proposer, 0) > 0:
            regions[region.id] = pooled.item(
                [Vote(weights[proposer], proposal.probabilities)], Scope.REGION
            )
    inside = _regions_by_cell(evidence)
    cells = {
        address: pooled.cell(address, [regions[r] for r in inside.get(address, ()) if r in regions])
        for address in evidence.addresses
    }
    return Judgement(regions, cells, pooled.part(list(cells.values())))


class _Pools:
    """Pools the votes for one item after the other.

    Of most cells, which have no candidate, inspectors say the same: that is pooled once.
    """

    def __init__(self, answers: Sequence[Answer], weights: Mapping[str, float], rules: Rules):
        self._answers = answers
        self._weights = weights
        self._rules = rules
        self._totals = {scope: self._total(scope) for scope in Scope}
        self._known: dict[tuple[Scope, tuple[tuple[float, ...], ...]], ItemJudgement] = {}

    def _total(self, scope: Scope) -> float:
        """Return the weights of those who judge a scope: who never does has not abstained there.

        Weights say how much opinions count beside each other. One that is alone in its scope has
        nobody beside it, and is scaled up to all weights instead.
        """
        own = [self._weights[a.inspector] for a in self._answers if scope in a.scopes]
        beside = sum(weight > 0 for weight in own) > 1
        return math.fsum(own if beside else self._weights.values())

    def region(self, region_id: str) -> ItemJudgement:
        return self.item(
            [
                Vote(self._weights[a.inspector], a.opinion.regions[region_id])
                for a in self._answers
                if region_id in a.opinion.regions
            ],
            Scope.REGION,
        )

    def cell(self, address: str, regions: Sequence[ItemJudgement]) -> ItemJudgement:
        own = self.item(
            [
                Vote(self._weights[a.inspector], a.opinion.cells[address])
                for a in self._answers
                if address in a.opinion.cells
            ],
            Scope.CELL,
        )
        candidates = [item for item in (own, *regions) if item.probabilities is not None]
        if not regions and not candidates and self._covers(Scope.REGION):
            candidates = [self._item(self._without_region())]
        cell = _lowest(candidates, f"no gating inspector judges cell {address}")
        if candidates and own.probabilities is None and len(candidates) < len(regions):
            return _closed(cell, [f"a region in cell {address} has no probabilities"])
        return cell

    def part(self, cells: Sequence[ItemJudgement]) -> ItemJudgement:
        own = self.item(
            [
                Vote(self._weights[a.inspector], a.opinion.part)
                for a in self._answers
                if a.opinion.part is not None
            ],
            Scope.PART,
        )
        candidates = [item for item in (own, *cells) if item.probabilities is not None]
        return _lowest(candidates, "no gating inspector judges this part")

    def item(self, votes: Sequence[Vote], scope: Scope) -> ItemJudgement:
        key = scope, tuple((vote.weight, *vote.probabilities) for vote in votes)
        if key not in self._known:
            total = max(self._totals[scope], math.fsum(vote.weight for vote in votes))
            self._known[key] = self._item(fuse(votes, total))
        return self._known[key]

    def _item(self, probabilities: Probabilities | None) -> ItemJudgement:
        if probabilities is None:
            return ItemJudgement(None, Verdict.REVIEW)
        return ItemJudgement(probabilities, self._rules.thresholds.decide(probabilities[0]))

    def _covers(self, scope: Scope) -> bool:
        return any(scope in a.scopes and self._weights[a.inspector] > 0 for a in self._answers)

    def _without_region(self) -> Probabilities:
        p_ok = self._rules.p_ok_without_region
        return (p_ok, 1 - p_ok, *(0.0,) * (self._rules.classes - 2))


def _lowest(items: Sequence[ItemJudgement], otherwise: str) -> ItemJudgement:
    if not items:
        return ItemJudgement(None, Verdict.REVIEW, (otherwise,))
    lowest = min(items, key=_certainty)
    return ItemJudgement(lowest.probabilities, lowest.verdict)


def _certainty(item: ItemJudgement) -> float:
    """P(ok), with whatever is no number below every number."""
    p_ok = item.p_ok
    return -1.0 if p_ok is None or math.isnan(p_ok) else p_ok


def _regions_by_cell(evidence: Evidence) -> dict[str, list[str]]:
    inside: dict[str, list[str]] = {}
    for region in (*evidence.regions, *(region for _, region, _ in evidence.proposed)):
        for address in region.cells:
            inside.setdefault(address, []).append(region.id)
    return inside


def _closed(item: ItemJudgement, reasons: Sequence[str]) -> ItemJudgement:
    """REVIEW when there is any reason to doubt, the cause before what follows from it."""
    if not reasons:
        return item
    return ItemJudgement(item.probabilities, Verdict.REVIEW, (*reasons, *item.reasons))


def _part_reasons(cells: Mapping[str, ItemJudgement], blocked: Sequence[str]) -> list[str]:
    """Reasons that keep the part from being decided: blocks, and cells nobody could judge.

    A part with an unjudged cell is REVIEW unless another cell fails it anyway.
    """
    if blocked or any(item.verdict is Verdict.FAIL for item in cells.values()):
        return list(blocked)
    return [f"{address}: {reason}" for address, item in cells.items() for reason in item.reasons]


def _warned(judgement: Judgement, evidence: Evidence, rules: Rules) -> Judgement:
    """Turn PASS to REVIEW where an advisory inspector says FAIL."""
    cells, part = dict(judgement.cells), judgement.part
    for answer in evidence.answers:
        if answer.gating:
            continue
        alone = judge_alone(answer.inspector, evidence, rules)
        warning = [f"{answer.inspector} (advisory) says FAIL"]
        for address, item in cells.items():
            if alone.cells[address].verdict is Verdict.FAIL and item.verdict is Verdict.PASS:
                cells[address] = _closed(item, warning)
        if alone.part.verdict is Verdict.FAIL and part.verdict is Verdict.PASS:
            part = _closed(part, warning)
    return Judgement(judgement.regions, cells, part)


def _fault_sentence(fault: Fault) -> str:
    return f"inspector {fault.inspector} {fault.reason}"


def _cell_problem(evidence: Evidence, address: str) -> list[str]:
    reason = evidence.cell_problems.get(address)
    return [] if reason is None else [reason]
