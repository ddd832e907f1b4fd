"""One line that says what the keyboard does now."""

from __future__ import annotations

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.cell_entry import CellEntry
from qeu_station.gui.presenters.inspect_state import ClassKey
from qeu_station.gui.presenters.part import Part
from qeu_station.gui.words import translate


def part_hint(part: Part, entry: CellEntry, agreed: bool, classes: tuple[ClassKey, ...]) -> str:
    """Return the hint for a part that is open and needs no answer first."""
    if entry.typed:
        return translate("Inspect", "Cell {typed}… then a class key; Esc clears").format(
            typed=entry.typed
        )
    if entry.selected:
        return _selected(entry, classes)
    if part.problem:
        return translate("Inspect", "Right: next part. Space: try again")
    if part.record is None:
        return _unjudged(part)
    if part.page is None:
        return translate("Inspect", "The pictures are being read")
    return _judged(Verdict(part.record.part.verdict), agreed)


def _selected(entry: CellEntry, classes: tuple[ClassKey, ...]) -> str:
    keys = ", ".join(f"{shown.key.upper()} {shown.name}" for shown in classes if shown.key)
    return translate("Inspect", "{cells}: press {keys}; a comma adds a cell; Esc clears").format(
        cells=", ".join(entry.selected), keys=keys
    )


def _unjudged(part: Part) -> str:
    if part.judging:
        return translate("Inspect", "Judging. Right: next part")
    if part.page is None:
        return translate("Inspect", "The pictures are being read")
    return translate("Inspect", "Space: inspect. Right: next part")


def _judged(verdict: Verdict, agreed: bool) -> str:
    if agreed:
        return translate("Inspect", "Enter or Right: next part. Ctrl+Z: undo")
    if verdict is Verdict.REVIEW:
        return translate("Inspect", "REVIEW needs your word: F9 OK, F10 NG. Cells: type an address")
    return translate("Inspect", "Enter: agree. F9: OK. F10: NG. Cells: type an address")
