"""What is known of one cell, for its tooltip."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qeu_station.core.verdict import SHAPES
from qeu_station.gui.presenters.inspect_state import CellEvidence
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.core.record import (
        AdviceRecord,
        InspectionRecord,
        ItemRecord,
        OpinionRecord,
    )

LEAST = 0.0005
"""Probabilities below it are left out."""

MOST_ROWS = 40
"""A plugin may give anything; a tooltip must stay one."""


def cell_evidence(
    record: InspectionRecord, address: str, advice: Sequence[AdviceRecord] = ()
) -> CellEvidence | None:
    """Return verdicts and probabilities of a cell, its regions, and what the plugins gave for it.

    What came after the verdict stands beside what decided.

    Returns:
        None for a cell that was not judged.
    """
    item = record.cells.get(address)
    if item is None:
        return None
    regions = [region.id for region in record.regions if address in region.cells]
    rows = [*_probabilities(item, record.classes)]
    for region in regions:
        if region in record.fused:
            name = translate("Inspect", "Region {id}").format(id=region)
            rows.append((name, _short(record.fused[region])))
    for opinion in (*record.opinions, *(late for each in advice for late in each.opinions)):
        rows += _opinion(opinion, address, regions)
    title = f"{address}  {SHAPES[item.verdict]} {item.verdict}"
    return CellEvidence(address, title, tuple(rows[:MOST_ROWS]), tuple(map(sentence, item.reasons)))


def _probabilities(item: ItemRecord, classes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give P(ok), then the defects that are not next to impossible, the likeliest first."""
    if not item.probabilities:
        return
    ok, *defects = zip(classes, item.probabilities, strict=True)
    defects.sort(key=lambda pair: -pair[1])
    for name, value in (ok, *(pair for pair in defects if pair[1] >= LEAST)):
        yield f"P({name})", f"{value:.3f}"


def _opinion(
    opinion: OpinionRecord, address: str, regions: Sequence[str]
) -> Iterator[tuple[str, str]]:
    if address in opinion.cells:
        yield opinion.inspector, _short(opinion.cells[address])
    for region in regions:
        if region in opinion.regions:
            yield f"{opinion.inspector} {region}", _short(opinion.regions[region])
    for name, value in opinion.evidence.items():
        yield from _given(f"{opinion.inspector} {name}", value, (address, *regions))


def _given(name: str, value: Any, about: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Find what a plugin's evidence says of the cell or its regions, however it is nested."""
    if not isinstance(value, Mapping):
        return
    for key, inner in value.items():
        if key in about:
            of = name if key == about[0] else f"{name} {key}"
            yield from _flat(of, inner)
        else:
            yield from _given(f"{name} {key}", inner, about)


def _flat(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(f"{name} {key}", inner)
    elif isinstance(value, list | tuple):
        yield name, ", ".join(_number(entry) for entry in value[:8])
    else:
        yield name, _number(value)


def _short(item: ItemRecord) -> str:
    p_ok = "" if item.p_ok is None else f"  P(ok) {item.p_ok:.3f}"
    return f"{SHAPES[item.verdict]} {item.verdict}{p_ok}"


def _number(value: Any) -> str:
    return f"{value:.3g}" if isinstance(value, float) else str(value)
