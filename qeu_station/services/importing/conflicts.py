"""Where a file says another thing than a correction in force: who, when and what, on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from qeu_station.core.classes import OK
from qeu_station.core.correction import Correction, in_force
from qeu_station.services.importing.contradictions import PART
from qeu_station.services.importing.matching import Statement
from qeu_station.storage.bulk import SaidEntry


class Choice(StrEnum):
    """What becomes of a conflict.

    ``MINE`` leaves what is in force, ``THEIRS`` records what the file says, and ``SKIP`` leaves
    out all that the file says of that inspection.
    """

    MINE = "mine"
    THEIRS = "theirs"
    SKIP = "skip"


@dataclass(frozen=True, slots=True)
class Voice:
    """Who said what, and when; ``at`` is empty when nobody knows."""

    who: str
    at: str
    what: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """One thing on which file and journal differ.

    Attributes:
        inspection: Id of the inspection, with its ``pair`` and ``serial``.
        item: Address of a cell, or ``part``.
        mine: What is in force.
        theirs: What the file says, in ``line``.
    """

    inspection: str
    pair: str
    serial: str
    item: str
    mine: Voice
    theirs: Voice
    line: int

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells it from every other of the same import."""
        return self.inspection, self.item, self.line


@dataclass(frozen=True, slots=True)
class InForce:
    """What was said of one inspection and still stands, each thing with who said it last.

    Attributes:
        part: ``ok``, ``ng`` or nothing, with who decided it: ``ng`` while anything is marked as a
            defect.
        stated: What was last said of the part in so many words.
        cells: Per corrected cell.
        said: Everything that counts, in the order it counts in.
    """

    part: Voice | None
    stated: str | None
    cells: dict[str, Voice]
    said: tuple[SaidEntry, ...]

    @classmethod
    def of(cls, entries: Sequence[SaidEntry]) -> InForce:
        """Take together what still counts; see ``core.correction.in_force``."""
        known = {entry.hash: entry for entry in entries}
        listed = in_force((entry.hash, entry.correction) for entry in entries)
        said = tuple(replace(known[entry], correction=content) for entry, content in listed)
        word: Voice | None = None
        cells: dict[str, Voice] = {}
        drawn: list[Voice] = []
        for entry in said:
            content = entry.correction
            who, at = content.operator, entry.at
            word = Voice(who, at, content.part) if content.part else word
            cells |= {cell: Voice(who, at, label) for cell, label in content.cells.items()}
            drawn += [Voice(who, at, "ng")] * bool(content.added)
        bad = [*drawn, *(voice for voice in cells.values() if voice.what != OK)]
        part = max(bad, key=lambda voice: voice.at) if bad else word
        return cls(
            None if part is None else replace(part, what="ng" if bad else part.what),
            word.what if word else None, cells, said,
        )  # fmt: skip


def conflicts_of(statement: Statement, mine: InForce) -> list[Conflict]:
    """Return where a statement differs from what is in force."""
    found = []
    for cell, label in statement.cells.items():
        said = mine.cells.get(cell)
        if said is not None and said.what != label:
            found.append(_conflict(statement, cell, said, label))
    part = _part_of(statement, [conflict.item for conflict in found])
    if part and mine.part is not None and mine.part.what != part:
        found.append(_conflict(statement, PART, mine.part, part))
    return found


def unsaid(statement: Statement, mine: InForce) -> Correction | None:
    """Return what a statement adds to what is in force; None when all of it is said already."""
    said = [entry.correction for entry in mine.said]
    stands = mine.part is not None and statement.part == mine.part.what == mine.stated
    part = None if stands else statement.part
    cells = {
        cell: label
        for cell, label in statement.cells.items()
        if cell not in mine.cells or mine.cells[cell].what != label
    }
    added = tuple(b for b in statement.added if not any(b in each.added for each in said))
    struck = tuple(r for r in statement.struck if not any(r in each.struck for each in said))
    note = "\n".join(n for n in statement.notes if not any(n in each.note for each in said))
    if not (part or cells or added or struck or note):
        return None
    subject = statement.subject.id
    return Correction(subject, statement.operator, cells, part, added, struck, note)


def _conflict(statement: Statement, item: str, mine: Voice, what: str) -> Conflict:
    subject = statement.subject
    theirs = Voice(statement.operator, statement.at, what)
    return Conflict(subject.id, subject.pair, subject.serial, item, mine, theirs, statement.line)


def _part_of(statement: Statement, asked: Sequence[str]) -> str:
    """What a statement says of the part; cells that are asked about anyway do not count."""
    labels = (label for cell, label in statement.cells.items() if cell not in asked)
    return statement.part or ("ng" if defective(labels) or statement.added else "")


def defective(labels: Iterable[str]) -> bool:
    """Return whether any class is a defect."""
    return any(label != OK for label in labels)
