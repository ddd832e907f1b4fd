"""What the verdict band says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.correcting import Said
from qeu_station.gui.presenters.inspect_state import Band, Kind
from qeu_station.gui.presenters.part import Part
from qeu_station.gui.presenters.plain import exactly, plain, plainly
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.core.record import InspectionRecord

PENDING = ""
"""Word for a part that has only just come: none that flashes by while somebody pages."""

_DECIDED = {"ok": Kind.PASS, "ng": Kind.FAIL}
_KINDS = {Verdict.PASS: Kind.PASS, Verdict.REVIEW: Kind.REVIEW, Verdict.FAIL: Kind.FAIL}


def part_band(part: Part, said: Said, saved: bool, stuck: bool) -> Band:
    """Return the band of a part; what is ``stuck`` is not on its way to the disk either."""
    if part.problem:
        what = translate("Inspect", "Problem")
        exact = exactly([part.problem])
        return Band(Kind.PROBLEM, what, plain(part.problem), detail=exact)
    if part.record is not None:
        return verdict_band(part.record, said, saved, stuck)
    if part.fresh or (part.resting and part.page is not None):
        return Band(Kind.OPENING, PENDING)
    if part.judging:
        return Band(Kind.JUDGING, translate("Inspect", "Judging"))
    if part.page is None:
        return Band(Kind.OPENING, translate("Inspect", "Opening"))
    return Band(Kind.WAITING, translate("Inspect", "Not judged"))


def verdict_band(record: InspectionRecord, said: Said, saved: bool, stuck: bool) -> Band:
    """Return the band of a judged part."""
    verdict = Verdict(record.part.verdict)
    return Band(
        _KINDS[verdict],
        verdict.value,
        _why(record),
        what_was_said(said),
        saved,
        _DECIDED.get(said.decision),
        _by(said.operator) if said.decision else "",
        exactly(record.part.reasons),
        stuck,
    )


def what_was_said(said: Said) -> str:
    """Return what the operator said, such as "OK, Sato"; empty when nothing."""
    if said.decision:
        what = said.decision.upper()
    elif said.corrected:
        what = translate("Inspect", "Corrected")
    elif said.note:
        what = translate("Inspect", "Note")
    else:
        return ""
    return translate("Inspect", "{what}, {by}").format(what=what, by=_by(said.operator))


def _by(operator: str) -> str:
    if not operator:
        return translate("Inspect", "no name yet (F3)")
    return translate("Inspect", "by {name}").format(name=operator)


def _why(record: InspectionRecord) -> str:
    if record.part.reasons:
        return plainly(record.part.reasons)
    worst = [a for a, item in record.cells.items() if item.verdict == record.part.verdict]
    if record.part.verdict == Verdict.PASS or not worst:
        return ""
    return translate("Inspect", "Cells {cells}").format(cells=", ".join(worst))
