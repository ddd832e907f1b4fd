"""Verdicts against truth: cells and parts of many inspections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qeu_station.core.agreement import Interval, Rates, auroc, bootstrap, confusion, kappa, rates
from qeu_station.core.classes import OK, likeliest_defect
from qeu_station.core.record import InspectionRecord, ItemRecord

AMBIGUOUS = "ambiguous"

CellTruth = Mapping[str, Mapping[str, str]]
"""Pair name to cell address to class name (``ok``, a defect, or ``ambiguous``)."""


@dataclass(frozen=True, slots=True)
class Scores:
    """How verdicts of one kind of item compare with truth.

    Attributes:
        items: Number of items compared.
        defective: How many of them are defective.
        rates: Escape, overkill and review rate.
        auroc: Area under the ROC curve of 1 - P(ok), NaN when one side is empty.
        kappa: Cohen's kappa of decided items (REVIEW left out), with a bootstrap interval.
        confusion: Count per (true class, said class).
    """

    items: int
    defective: int
    rates: Rates
    auroc: float
    kappa: Interval
    confusion: Mapping[tuple[Any, Any], int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores over cells and over parts; pairs without truth are counted, not scored."""

    cells: Scores | None
    parts: Scores | None
    without_truth: int


@dataclass(slots=True)
class _Tally:
    """What is kept per item while records stream by."""

    truth: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    verdicts: list[str] = field(default_factory=list)
    scores: list[float] = field(default_factory=list)

    def add(self, truth: str, item: ItemRecord, classes: tuple[str, ...]) -> None:
        p_ok = item.p_ok
        self.truth.append(truth)
        self.said.append(said_class(item, classes))
        self.verdicts.append(item.verdict)
        self.scores.append(0.5 if p_ok is None else 1 - p_ok)


def evaluate(records: Iterable[InspectionRecord], truth: CellTruth) -> Evaluation:
    """Compare records with the truth of their cells; ambiguous cells are left out."""
    cells, parts, without = _Tally(), _Tally(), 0
    for record in records:
        known = truth.get(record.pair)
        if known is None:
            without += 1
            continue
        for address, item in record.cells.items():
            label = known.get(address, OK)
            if label != AMBIGUOUS:
                cells.add(label, item, record.classes)
        parts.add(part_truth(known), record.part, record.classes)
    return Evaluation(_scores(cells), _scores(parts), without)


def part_truth(cells: Mapping[str, str]) -> str:
    """Return the first defect of a part, or ``ok``."""
    return next((label for label in cells.values() if label not in (OK, AMBIGUOUS)), OK)


def said_class(item: ItemRecord, classes: tuple[str, ...]) -> str:
    """Return ``ok`` for PASS, ``review`` for REVIEW, else the most probable defect."""
    if item.verdict == "PASS":
        return OK
    if item.verdict == "REVIEW" or item.probabilities is None:
        return "review"
    return likeliest_defect(item.probabilities, classes)[0]


def _scores(tally: _Tally) -> Scores | None:
    if not tally.truth:
        return None
    defective = [label != OK for label in tally.truth]
    decided = [
        (bad, verdict == "FAIL")
        for bad, verdict in zip(defective, tally.verdicts, strict=True)
        if verdict != "REVIEW"
    ]
    return Scores(
        items=len(defective),
        defective=sum(defective),
        rates=rates(defective, tally.verdicts),
        auroc=auroc(defective, tally.scores),
        kappa=_kappa(decided),
        confusion=confusion(tally.truth, tally.said),
    )


def _kappa(decided: list[tuple[bool, bool]]) -> Interval:
    if not decided:
        return Interval(float("nan"), float("nan"), float("nan"))
    repeats = max(50, min(1000, 2_000_000 // len(decided)))
    return bootstrap(decided, lambda items: kappa(*zip(*items, strict=True)), repeats)
