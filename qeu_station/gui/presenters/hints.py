"""One line that says what the keyboard does now."""

from __future__ import annotations

from pathlib import Path

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.cell_entry import CellEntry
from qeu_station.gui.presenters.correcting import History, Status
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.inspect_state import ClassKey
from qeu_station.gui.presenters.part import Part
from qeu_station.gui.words import translate


def part_hint(part: Part, correct: Corrector, more: bool) -> str:
    """Return the hint for a part that is open and needs no answer first."""
    chosen = _chosen(correct)
    if chosen:
        return chosen
    if part.problem:
        return translate("Inspect", "Right: next part. Space: try again")
    if part.record is None or part.page is None:
        return _too_early(part) if correct.screen.early else _on_its_way(part)
    history = correct.screen.history
    if history is not None and history.unsaved:
        return _unsaved(history)
    judged = _judged(Verdict(part.record.part.verdict), correct.screen.agreed, more)
    if correct.screen.early:
        return translate("Inspect", "Pressed too early: nothing was taken. {hint}").format(
            hint=judged
        )
    return judged


def live_hint(ready: bool, early: bool) -> str:
    """Return the hint for a live picture; ``early`` when something was said of it."""
    if ready and early:
        return translate("Inspect", "Nothing is judged yet. Space: take a picture and inspect it")
    if ready:
        return translate("Inspect", "Space: take a picture and inspect it")
    return translate("Inspect", "No picture: check the camera; it is opened again by itself")


def closed_hint(starting: bool, recipe: bool, folder: Path | None) -> str:
    """Return the hint while there is no part; ``folder`` is the one that is watched."""
    if starting:
        return translate("Inspect", "The inspectors are being started")
    if not recipe:
        return translate("Inspect", "Ctrl+R: choose a recipe")
    if folder is not None:
        return translate("Inspect", "Waiting for pairs in {folder}").format(folder=folder)
    return translate("Inspect", "Ctrl+O: open a folder of pairs. Ctrl+L: camera or video")


def _chosen(correct: Corrector) -> str:
    entry = correct.entry
    if entry.typed:
        return translate("Inspect", "Cell {typed}… then a class key; Esc clears").format(
            typed=entry.typed
        )
    if entry.selected:
        return _selected(entry, correct.screen.classes)
    if correct.boxes.chosen:
        return translate("Inspect", "Del: strike out or bring back. Esc clears")
    return ""


def _unsaved(history: History) -> str:
    if history.of(Status.WAITING):
        return translate("Inspect", "Not saved yet: sign on (F3) and it is")
    if history.failed:
        return translate("Inspect", "NOT SAVED. Enter: try again")
    return translate("Inspect", "Being saved")


def _selected(entry: CellEntry, classes: tuple[ClassKey, ...]) -> str:
    keys = ", ".join(f"{shown.key.upper()} {shown.name}" for shown in classes if shown.key)
    return translate("Inspect", "{cells}: press {keys}; a comma adds a cell; Esc clears").format(
        cells=", ".join(entry.selected), keys=keys
    )


def _too_early(part: Part) -> str:
    if part.record is not None:
        return part.unseen or translate(
            "Inspect", "The pictures are not there yet; nothing was taken"
        )
    if part.fresh or part.resting or part.judging:
        return translate("Inspect", "The verdict is not there yet; nothing was taken")
    return translate("Inspect", "Not judged yet; nothing was taken. Space: inspect")


def _on_its_way(part: Part) -> str:
    if part.record is not None:
        return part.unseen or translate("Inspect", "The pictures are being read")
    if part.fresh or (part.resting and part.page is not None):
        return translate("Inspect", "Right: next part")
    if part.judging:
        return translate("Inspect", "Judging. Right: next part")
    if part.page is None:
        return translate("Inspect", "The pictures are being read")
    return translate("Inspect", "Space: inspect. Right: next part")


def _judged(verdict: Verdict, agreed: bool, more: bool) -> str:
    if agreed and more:
        return translate("Inspect", "Enter or Right: next part. Ctrl+Z: undo")
    if agreed:
        return translate("Inspect", "This is the last part. Ctrl+Z: undo")
    if verdict is Verdict.REVIEW:
        return translate("Inspect", "REVIEW needs your word: F9 OK, F10 NG. Cells: type an address")
    return translate("Inspect", "Enter: agree. F9: OK. F10: NG. Cells: type an address")
