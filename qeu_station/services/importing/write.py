"""Writing an import: what a person chose, in one transaction, with one undo."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from qeu_station.core.classes import OK
from qeu_station.core.correction import Correction
from qeu_station.errors import InputError, OutdatedError
from qeu_station.services.bulk import BulkDone, correct_all
from qeu_station.services.importing.conflicts import Choice, Conflict, defective
from qeu_station.services.importing.contradictions import PART
from qeu_station.services.importing.plan import ImportPlan, Planned
from qeu_station.storage.bulk import said_of
from qeu_station.storage.journal import Journal

Choices = Mapping[tuple[str, str, int], Choice]
"""What was chosen, per ``Conflict.key``."""


@dataclass(frozen=True, slots=True)
class ImportDone:
    """What an import recorded.

    Attributes:
        bulk: What ``undo_all`` takes back.
        left_out: Number of statements of which a choice left nothing.
    """

    bulk: BulkDone
    left_out: int


def write_import(
    journal: Journal,
    plan: ImportPlan,
    choices: Choices | None = None,
    rest: Choice | None = None,
    without_problems: bool = False,
) -> ImportDone:
    """Record what a plan found, all of it or nothing, with a note of where it came from.

    Args:
        journal: The journal that was planned for, open for writing.
        plan: What was shown.
        choices: What becomes of single conflicts.
        rest: What becomes of every other conflict.
        without_problems: Write although some lines have problems; those are left out.

    Raises:
        InputError: A conflict is undecided, or lines have problems; nothing was written.
        OutdatedError: Somebody corrected one of these inspections since the plan was made.
        StorageError: It could not be recorded; nothing was.
    """
    if plan.problems and not without_problems:
        raise InputError(
            f"{len(plan.problems)} lines of {plan.file} cannot be imported, the first is line "
            f"{plan.problems[0].line}: {plan.problems[0].text} Nothing was written. Mend the file, "
            "or leave those lines out."
        )
    corrections = decided(plan, choices or {}, rest)
    _check_unchanged(journal, plan)
    note = {
        "event": "corrections imported",
        "file": plan.file.name,
        "sha256": plan.sha256,
        "operator": plan.operator,
        "corrections": len(corrections),
        "problems": len(plan.problems),
        "conflicts": len(plan.conflicts),
    }
    bulk = correct_all(journal, corrections, note) if corrections else BulkDone(())
    return ImportDone(bulk, len(plan.planned) - len(corrections))


def decided(plan: ImportPlan, choices: Choices, rest: Choice | None = None) -> list[Correction]:
    """Return what is written once every conflict is decided.

    Raises:
        InputError: One is not.
    """
    open_ones = [c for c in plan.conflicts if c.key not in choices] if rest is None else []
    if open_ones:
        first = open_ones[0]
        raise InputError(
            f"{len(open_ones)} conflicts are undecided, the first is {first.item} of pair "
            f'"{first.pair}": {first.mine.who} said {first.mine.what}, the file says '
            f"{first.theirs.what}. Nothing was written. Choose mine, theirs or skip."
        )
    skipped = {
        conflict.inspection
        for conflict in plan.conflicts
        if choices.get(conflict.key, rest) is Choice.SKIP
    }
    kept = (
        _kept(planned, choices, rest)
        for planned in plan.planned
        if planned.correction.inspection not in skipped
    )
    return [correction for correction in kept if correction is not None]


def _kept(planned: Planned, choices: Choices, rest: Choice | None) -> Correction | None:
    """Return a correction without what was decided for what is in force; None for nothing left."""
    said = planned.correction
    mine = [c for c in planned.conflicts if choices.get(c.key, rest) is Choice.MINE]
    for conflict in mine:
        said = _without(said, conflict, planned.conflicts)
    if any(conflict.item != PART and conflict.mine.what != OK for conflict in mine):
        said = replace(said, part=None if said.part == OK else said.part)  # it would clear the cell
    speaks = said.cells or said.part or said.added or said.struck or said.note
    return said if speaks else None


def _without(said: Correction, conflict: Conflict, asked: tuple[Conflict, ...]) -> Correction:
    if conflict.item != PART:
        cells = {cell: label for cell, label in said.cells.items() if cell != conflict.item}
        return replace(said, cells=cells)
    if conflict.mine.what != OK:
        return replace(said, part=None)
    own = {other.item for other in asked}  # a cell with a choice of its own is not decided here
    good = {c: label for c, label in said.cells.items() if c in own or not defective([label])}
    return replace(said, part=None, cells=good, added=())


def _check_unchanged(journal: Journal, plan: ImportPlan) -> None:
    """Refuse to write on top of what nobody was shown."""
    if journal.head() == plan.head:
        return
    inspections = {planned.correction.inspection for planned in plan.planned}
    said = said_of(journal, inspections)
    new = [e for listed in said.values() for e in listed if e.hash not in plan.seen]
    if new:
        raise OutdatedError(
            f"{new[0].correction.operator} corrected inspection {new[0].correction.inspection} "
            f"while the import was looked at ({len(new)} corrections in all). Nothing was written. "
            "Look at the conflicts again."
        )
