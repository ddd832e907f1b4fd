"""What the verdict band says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.correcting import Said
from qeu_station.gui.presenters.inspect_state import Band, Kind
from qeu_station.gui.presenters.part import Part
from qeu_station.gui.presenters.sentences import sentence, sentences
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.core.record import InspectionRecord

PENDING = "…"
"""Said of a part that has only just come, so that no words flash by while somebody pages."""

_KINDS = {Verdict.PASS: Kind.PASS, Verdict.REVIEW: Kind.REVIEW, Verdict.FAIL: Kind.FAIL}


def part_band(part: Part, said: Said, saved: bool) -> Band:
    """Return the band of a part that is open."""
    if part.problem:
        return Band(Kind.PROBLEM, translate("Inspect", "Problem"), sentence(part.problem))
    if part.record is not None:
        return verdict_band(part.record, said, saved)
    if part.fresh or (part.resting and part.page is not None):
        return Band(Kind.OPENING, PENDING)
    if part.judging:
        return Band(Kind.JUDGING, translate("Inspect", "Judging"))
    if part.page is None:
        return Band(Kind.OPENING, translate("Inspect", "Opening"))
    return Band(Kind.WAITING, translate("Inspect", "Not judged"))


def verdict_band(record: InspectionRecord, said: Said, saved: bool) -> Band:
    """Return the band of a judged part."""
    verdict = Verdict(record.part.verdict)
    return Band(_KINDS[verdict], verdict.value, _why(record), what_was_said(said), saved)


def what_was_said(said: Said) -> str:
    """Return what the operator said, such as "OK by Sato"; empty when nothing."""
    if said.part == "ok":
        text = translate("Inspect", "OK by {name}")
    elif said.part == "ng":
        text = translate("Inspect", "NG by {name}")
    elif said.corrected:
        text = translate("Inspect", "Corrected by {name}")
    elif said.note:
        text = translate("Inspect", "Note by {name}")
    else:
        return ""
    return text.format(name=said.operator)


def _why(record: InspectionRecord) -> str:
    if record.part.reasons:
        return sentences(record.part.reasons)
    worst = [a for a, item in record.cells.items() if item.verdict == record.part.verdict]
    if record.part.verdict == Verdict.PASS or not worst:
        return ""
    return translate("Inspect", "Cells {cells}").format(cells=", ".join(worst))
