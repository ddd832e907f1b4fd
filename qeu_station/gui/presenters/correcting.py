"""What the operator said of one inspection, with undo and redo that leave their trace."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from qeu_station.core.correction import Correction, DrawnBox, in_force, standing
from qeu_station.core.region import Box

if TYPE_CHECKING:
    from qeu_station.core.record import InspectionRecord
    from qeu_station.gui.presenters.ports import Corrects


class Status(Enum):
    """How far a correction has come on its way to the disk."""

    WAITING = "waiting for a name"
    WRITING = "being written"
    SAVED = "on the disk"
    FAILED = "not written"


@dataclass(eq=False, slots=True)
class Entry:
    """One act of the operator.

    Attributes:
        correction: What is said.
        status: Whether it is on the disk.
        hash: Of its entry in the journal, empty before it is there.
        drawn: Where its boxes were drawn, in reference pixels; empty when only the journal knows.
        error: Why it is not on the disk.
    """

    correction: Correction
    status: Status = Status.WRITING
    hash: str = ""
    drawn: tuple[Box, ...] = ()
    error: Exception | None = None

    @property
    def stuck(self) -> bool:
        """Whether it lacks a name, or failed and has not reached the disk since."""
        if self.status is Status.WRITING:
            return self.error is not None
        return self.status is not Status.SAVED


@dataclass(frozen=True, slots=True)
class DrawnMark:
    """A box in force: the entry that drew it, and which of its boxes it is."""

    entry: Entry
    number: int

    @property
    def drawn(self) -> DrawnBox:
        """The box in test pixels, with its label."""
        return self.entry.correction.added[self.number]


@dataclass(frozen=True, slots=True)
class Said:
    """What is in force of an inspection, all entries taken together.

    Attributes:
        part: ``ok``, ``ng``, or empty.
        operator: Who said the last of it.
        cells: Class per corrected cell.
        boxes: Drawn boxes, oldest first.
        struck: Regions that are no defect, each with the entry that says so.
        note: The last note.
        decision: ``ok`` or ``ng``, what the part is by it: ``ng`` while anything is marked as a
            defect. Empty while neither was said.
    """

    part: str = ""
    operator: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    boxes: tuple[DrawnMark, ...] = ()
    struck: tuple[tuple[str, Entry], ...] = ()
    note: str = ""
    decision: str = ""

    @property
    def corrected(self) -> bool:
        """Whether cells or regions were corrected."""
        return bool(self.cells or self.boxes or self.struck)


class History:
    """Every act on one inspection, oldest first.

    Args:
        record: What was judged.
        journal: (entry hash, correction) as the journal has them, oldest first.
        place: Where it is written; None for where its writer writes.
    """

    def __init__(
        self,
        record: InspectionRecord,
        journal: Iterable[tuple[str, Correction]] = (),
        place: Corrects | None = None,
    ) -> None:
        self.record = record
        self.place = place
        self.inspection = record.id
        self.entries = [Entry(said, Status.SAVED, entry) for entry, said in journal]
        self.version = 0

    def add(self, content: Correction, status: Status, drawn: tuple[Box, ...] = ()) -> Entry:
        """Append an act."""
        entry = Entry(content, status, drawn=drawn)
        self.entries.append(entry)
        self.version += 1
        return entry

    def drop(self, entry: Entry) -> None:
        """Take back an act that never reached the disk."""
        self.entries.remove(entry)
        self.version += 1

    def mark(self, entry: Entry, status: Status, written: str = "") -> None:
        """Note how far an entry has come."""
        entry.status, entry.hash = status, written
        self.version += 1

    @property
    def unsaved(self) -> bool:
        """Whether anything of it is not on the disk."""
        return any(entry.status is not Status.SAVED for entry in self.entries)

    @property
    def stuck(self) -> int:
        """Number of its entries that failed, or lack a name."""
        return sum(entry.stuck for entry in self.entries)

    @property
    def failed(self) -> list[Entry]:
        """Entries that failed, also while they are tried again."""
        return [entry for entry in self.entries if entry.stuck and entry.error is not None]

    def of(self, status: Status) -> list[Entry]:
        """Return the entries that have come just so far."""
        return [entry for entry in self.entries if entry.status is status]

    def stacks(self) -> tuple[list[Entry], list[tuple[Entry, Entry]]]:
        """Return the entries in force, and (entry, what undid it) that can be done again."""
        return stacks(self.entries)

    def said(self) -> Said:
        """Return what is in force."""
        return said(self.entries)

    def decided(self, part: str, operator: str) -> bool:
        """Tell whether this person has decided so already, and nothing said since differs."""
        done = self.stacks()[0]
        by = [entry.correction.operator for entry in done if entry.correction.part]
        now = self.said()
        return part == now.part == now.decision and by[-1] == operator

    def redone(self, operator: str) -> Correction | None:
        """Return the correction that does the last undone act again, None for nothing."""
        _, undone = self.stacks()
        if not undone or not undone[-1][1].hash:
            return None
        entry, by = undone[-1]
        return replace(entry.correction, operator=operator, supersedes=by.hash)


def withdrawal(entry: Entry, operator: str) -> Correction:
    """Return the correction that withdraws an entry and says nothing else."""
    return Correction(entry.correction.inspection, operator, supersedes=entry.hash)


def without_box(mark: DrawnMark, operator: str) -> Correction:
    """Return the correction that withdraws one drawn box and keeps what else its entry says."""
    content = mark.entry.correction
    rest = tuple(box for n, box in enumerate(content.added) if n != mark.number)
    return replace(content, operator=operator, added=rest, supersedes=mark.entry.hash)


def without_strike(region: str, entry: Entry, operator: str) -> Correction:
    """Return the correction that lets a struck region count again."""
    rest = tuple(other for other in entry.correction.struck if other != region)
    return replace(entry.correction, operator=operator, struck=rest, supersedes=entry.hash)


def stacks(entries: Sequence[Entry]) -> tuple[list[Entry], list[tuple[Entry, Entry]]]:
    """Return the entries in force, and (entry, what undid it) that can be done again.

    An act of another kind than undo and redo ends what can be done again.
    """
    done: list[Entry] = []
    undone: list[tuple[Entry, Entry]] = []
    for entry in entries:
        target = entry.correction.supersedes
        before = [other for other in done if target and other.hash == target]
        redo = [pair for pair in undone if target and pair[1].hash == target]
        if redo and says_anything(entry.correction):
            undone.remove(redo[0])
            done.append(entry)
        elif target and not says_anything(entry.correction):
            undone += [(other, entry) for other in before]
            done = [other for other in done if other not in before]
        else:
            done = [other for other in done if other not in before] + [entry]
            undone = []
    return done, undone


def said(entries: Sequence[Entry]) -> Said:
    """Return what entries say together; see ``core.correction.standing``."""
    keyed = {entry.hash or f"unwritten {number}": entry for number, entry in enumerate(entries)}
    listed = [(key, entry.correction) for key, entry in keyed.items()]
    stands, counting, part = standing(listed), dict(in_force(listed)), ""
    boxes: list[DrawnMark] = []
    struck: dict[str, Entry] = {}
    for key, content in counting.items():
        part = content.part or part
        boxes += [DrawnMark(keyed[key], number) for number in range(len(content.added))]
        struck.update(dict.fromkeys(content.struck, keyed[key]))
    speaking = [
        entry for key, entry in keyed.items() if key in counting and says_anything(entry.correction)
    ]
    operator = speaking[-1].correction.operator if speaking else ""
    corrected = tuple(stands.cells.items()), tuple(boxes), tuple(struck.items())
    return Said(part, operator, *corrected, stands.note, stands.part or "")


def says_anything(content: Correction) -> bool:
    """Tell whether a correction does more than withdraw another."""
    return any((content.cells, content.part, content.added, content.struck, content.note))
