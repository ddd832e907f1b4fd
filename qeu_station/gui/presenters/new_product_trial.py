"""A trial's record as the pair view and the verdict band show it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qeu_station.core.classes import likeliest_defect
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import (
    Band,
    BoxMark,
    Card,
    CellMark,
    InspectState,
    Kind,
    PartLabel,
)
from qeu_station.gui.presenters.plain import ended
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.teaching import TrialResult

_KINDS = {Verdict.PASS: Kind.PASS, Verdict.REVIEW: Kind.REVIEW, Verdict.FAIL: Kind.FAIL}


def shown(result: TrialResult) -> InspectState:
    """Return the inspect screen's snapshot of a trial."""
    record = result.record
    verdict = Verdict(record.part.verdict)
    height, width = result.pictures.reference.shape[:2]
    return InspectState(
        recipe=record.recipe.name,
        part=PartLabel(record.pair),
        band=Band(_KINDS[verdict], str(verdict), _reason(result)),
        pictures=result.pictures,
        grid=result.recipe.grid.over(width, height),
        cells=tuple(
            CellMark(address, Verdict(item.verdict)) for address, item in record.cells.items()
        ),
        boxes=tuple(_boxes(result)),
        cards=tuple(_cards(result)),
    )


def _reason(result: TrialResult) -> str:
    record = result.record
    if record.part.reasons:
        return " ".join(ended(sentence(reason)) for reason in record.part.reasons)
    cells = [a for a, item in record.cells.items() if item.verdict != Verdict.PASS]
    if not cells:
        return translate("NewProduct", "Every cell is good.")
    words = translate("NewProduct", "Cells that are not good: {cells}")
    return words.format(cells=", ".join(cells))


def _boxes(result: TrialResult) -> Iterator[BoxMark]:
    record = result.record
    colours = {entry.name: entry.colour for entry in result.recipe.class_table.entries}
    for region in record.regions:
        item = record.fused.get(region.id)
        if item is None or item.verdict == Verdict.PASS or item.probabilities is None:
            continue
        name, _ = likeliest_defect(item.probabilities, record.classes)
        yield BoxMark(region.id, region.box, name, colours[name], Verdict(item.verdict))


def _cards(result: TrialResult) -> Iterator[Card]:
    for opinion in result.record.opinions:
        part = opinion.part
        yield Card(
            opinion=opinion.inspector,
            inspector=opinion.inspector.partition(".")[0],
            verdict=None if part is None else Verdict(part.verdict),
            p_ok=None if part is None else part.p_ok,
            sentence=sentence(opinion.reason or opinion.comment),
            milliseconds=opinion.milliseconds,
            device=opinion.device,
            problem=opinion.status != "answered",
            advisory=opinion.role == "advisory",
        )
