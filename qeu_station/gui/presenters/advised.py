"""What inspectors that only advise found where the verdict did not, for marks in the pictures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from qeu_station.core.classes import likeliest_defect
from qeu_station.core.region import Region
from qeu_station.core.verdict import Verdict, worst
from qeu_station.gui.presenters.inspect_state import AdviceMark, BoxMark

if TYPE_CHECKING:
    from qeu_station.core.record import (
        AdviceRecord,
        InspectionRecord,
        ItemRecord,
        OpinionRecord,
    )

ADVICE = "advice:"
"""How ids of boxes begin that somebody advised; they are no findings, and nothing strikes them."""


def advised_cells(
    record: InspectionRecord, advice: Sequence[AdviceRecord], colours: Mapping[str, str]
) -> dict[str, AdviceMark]:
    """Return the cells that advice finds worse than the verdict, the worst of several opinions.

    Args:
        record: What was judged.
        advice: What came after its verdict.
        colours: ``#rrggbb`` per class.
    """
    marks: dict[str, AdviceMark] = {}
    for opinion in _advisory(record, advice):
        for address, item in opinion.cells.items():
            known = marks.get(address)
            least = known.verdict if known else _verdict(record.cells.get(address))
            if _is_worse(item, least):
                label = _label(item, record.classes)
                mark = Verdict(item.verdict), label, colours.get(label, ""), opinion.inspector
                marks[address] = AdviceMark(*mark)
    return marks


def advised_boxes(
    record: InspectionRecord, advice: Sequence[AdviceRecord], colours: Mapping[str, str]
) -> tuple[BoxMark, ...]:
    """Return the regions that advice finds worse than the verdict.

    Args:
        record: What was judged.
        advice: What came after its verdict.
        colours: ``#rrggbb`` per class.
    """
    late = (region for each in advice for region in each.regions)
    regions = {region.id: region for region in (*record.regions, *late)}
    marks: dict[str, BoxMark] = {}
    for opinion in _advisory(record, advice):
        for name, item in opinion.regions.items():
            fused = record.fused.get(name)
            least = Verdict(fused.verdict) if fused else Verdict.PASS
            if name in regions and _is_worse(item, least):
                label = _label(item, record.classes)
                marks[name] = _box(regions[name], item, label, colours, opinion.inspector)
    return tuple(marks.values())


def _advisory(record: InspectionRecord, advice: Sequence[AdviceRecord]) -> Iterator[OpinionRecord]:
    every = (*record.opinions, *(late for each in advice for late in each.opinions))
    return (each for each in every if each.role == "advisory" and each.status == "answered")


def _verdict(item: ItemRecord | None) -> Verdict:
    return Verdict.REVIEW if item is None else Verdict(item.verdict)


def _is_worse(item: ItemRecord, least: Verdict) -> bool:
    said = Verdict(item.verdict)
    silent = not item.probabilities  # REVIEW by itself: it said nothing of the item
    return not silent and said is not least and worst((said, least)) is said


def _label(item: ItemRecord, classes: Sequence[str]) -> str:
    return likeliest_defect(item.probabilities or (), classes)[0]


def _box(
    region: Region, item: ItemRecord, label: str, colours: Mapping[str, str], by: str
) -> BoxMark:
    return BoxMark(
        id=f"{ADVICE}{region.id}",
        box=region.box,
        label=label,
        colour=colours.get(label, ""),
        verdict=Verdict(item.verdict),
        cell=next(iter(region.cells), ""),
        by=by,
    )
