"""From lines of a file to what they say of which inspection; what fits nothing is a problem."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from qeu_station.core.correction import DrawnBox
from qeu_station.errors import did_you_mean
from qeu_station.services.importing.reading import NAMES, Row
from qeu_station.storage.bulk import Allowed, Known, Subjects, known_by
from qeu_station.storage.corrections import PART_CLASSES
from qeu_station.storage.reading import JournalReader


@dataclass(frozen=True, slots=True)
class Problem:
    """A line that cannot be imported, and why."""

    line: int
    text: str


@dataclass(slots=True)
class Statement:
    """What one person says of one inspection at one time, all lines of the file together.

    Attributes:
        line: The first of its lines.
        at: When it was said, as the file writes it, empty when it does not.
    """

    subject: Known
    operator: str
    line: int
    at: str = ""
    part: str | None = None
    cells: dict[str, str] = field(default_factory=dict)
    added: list[DrawnBox] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def forget(self, item: str) -> None:
        """Say nothing any more of a cell, or of the part."""
        if item == "part":
            self.part = None
        self.cells.pop(item, None)


@dataclass(frozen=True, slots=True)
class Matched:
    """What the file says, with its problems; ``silent`` is the number of lines that say nothing."""

    statements: Sequence[Statement]
    problems: Sequence[Problem]
    silent: int


def matched(reader: JournalReader, rows: Sequence[Row], operator: str) -> Matched:
    """Find the inspection of every line, and check what the line says of it.

    Args:
        reader: The journal.
        rows: Lines of the file.
        operator: Who says what the file gives no name for.
    """
    speaking = [row for row in rows if not row.silent]
    finder, checks, told = _Finder(reader, speaking), _Checks(reader), _Told()
    statements: dict[tuple[str, str, str], Statement] = {}
    problems: list[Problem] = []
    for row in speaking:
        found = finder.find(row)
        if isinstance(found, str):
            problems.append(Problem(row.line, found))
            continue
        address, who = checks.address(row, found), row.operator or operator
        said = statements.get((found.id, who, row.at)) or Statement(found, who, row.line, row.at)
        wrong = checks.problem(row, found) or told.contradiction(row, said, address)
        if wrong:
            problems.append(Problem(row.line, wrong))
            continue
        statements[found.id, who, row.at] = said
        _add(said, row, address)
    return Matched(list(statements.values()), problems, len(rows) - len(speaking))


class _Finder:
    """Finds the inspection that a line means: the newest of what its names have in common."""

    def __init__(self, reader: JournalReader, rows: Sequence[Row]) -> None:
        self._place = reader.place
        self._by_id = known_by(reader, "id", {row.inspection for row in rows} - {""})
        serials = {row.serial for row in rows if not row.inspection} - {""}
        self._by_serial = known_by(reader, "serial", serials)
        pairs = {row.pair for row in rows if not row.inspection} - {""}
        self._by_pair = known_by(reader, "pair", pairs)

    def find(self, row: Row) -> Known | str:
        """Return the inspection, or why there is none."""
        if row.inspection:
            return self._agreeing(row, self._by_id.get(row.inspection, []), row.inspection)
        if row.serial:
            found = self._agreeing(row, self._by_serial.get(row.serial, []), row.serial)
            return found if isinstance(found, str) else self._alone(row, found)
        if row.pair:
            return self._agreeing(row, self._by_pair.get(row.pair, []), row.pair)
        return f"It names no inspection; one of {', '.join(NAMES)} is needed."

    def _agreeing(self, row: Row, found: Sequence[Known], name: str) -> Known | str:
        if not found:
            return f'"{name}" is not in the journal "{self._place}".'
        wanted = {"serial": row.serial, "pair": row.pair}
        for each in reversed(found):
            if all(not text or getattr(each, column) == text for column, text in wanted.items()):
                return each
        last = found[-1]
        return (
            f'"{name}" is pair "{last.pair}" with serial "{last.serial}", not pair "{row.pair}" '
            f'with serial "{row.serial}".'
        )

    def _alone(self, row: Row, found: Known) -> Known | str:
        """A serial number may stand for several pictures of one part; then the pair is needed."""
        pairs = sorted({each.pair for each in self._by_serial[row.serial]})
        if row.pair or len(pairs) == 1:
            return found
        listed = ", ".join(pairs[:5]) + (", …" if len(pairs) > 5 else "")
        return f'Serial "{row.serial}" has {len(pairs)} pairs ({listed}); say which in column pair.'


class _Checks:
    """Checks what a line says against the grid and the classes of its inspection."""

    def __init__(self, reader: JournalReader) -> None:
        self._subjects = Subjects(reader)
        self._reader = reader

    def problem(self, row: Row, subject: Known) -> str:
        """Return what is wrong with a line, empty for nothing."""
        return next(chain(self._problems(row, subject), [""]))

    def address(self, row: Row, subject: Known) -> str:
        """Return the cell a line speaks of; small letters are understood."""
        given = row.cell
        return given if given in self._allowed(subject).addresses else given.upper()

    def _problems(self, row: Row, subject: Known) -> Iterator[str]:
        allowed = self._allowed(subject)
        if row.part and row.part.lower() not in PART_CLASSES:
            yield _unknown("Part class", row.part, PART_CLASSES)
        if row.cell and self.address(row, subject) not in allowed.addresses:
            yield _unknown("Cell", row.cell, allowed.addresses)
        if (row.cell or row.box) and not row.label:
            yield f"{'Cell ' + row.cell if row.cell else 'The box'} has no label."
        if row.label and not (row.cell or row.box):
            yield f'Label "{row.label}" belongs to no cell and no box.'
        if row.cell and row.box:
            yield "It names a cell and a box; give each a line of its own."
        classes = allowed.classes[1:] if row.box else allowed.classes
        if row.label and row.label not in classes:
            yield _unknown("Class", row.label, classes)
        yield from self._shapes(row, subject)

    def _shapes(self, row: Row, subject: Known) -> Iterator[str]:
        if row.box is not None and not (row.box[0] < row.box[2] and row.box[1] < row.box[3]):
            yield f"Box {list(row.box)} is empty; x1 < x2 and y1 < y2 are needed."
        if row.region:
            regions = [each.id for each in self._reader.inspection(subject.id).regions]
            if row.region not in regions:
                yield _unknown("Region", row.region, regions)

    def _allowed(self, subject: Known) -> Allowed:
        return self._subjects.allowed(subject.id, subject.recipe_sha256)


class _Told:
    """What the file said of every cell and part so far, by whomever."""

    def __init__(self) -> None:
        self._told: dict[tuple[str, str], tuple[str, Statement, int]] = {}

    def contradiction(self, row: Row, said: Statement, address: str) -> str:
        """Return how a line contradicts an earlier one, empty when it does not.

        Where both say when, that is no contradiction: the later line counts.
        """
        for item, what in (("part", row.part.lower()), (address, row.label)):
            if not item or not what:
                continue
            place = said.subject.id, item
            before, by, line = self._told.get(place, (what, said, row.line))
            if before != what and not (by.at and said.at and by.at != said.at):
                return f'{item} is said to be "{what}" here and "{before}" in line {line}.'
            if before != what:
                by.forget(item)
            self._told[place] = what, said, row.line
        return ""


def _add(said: Statement, row: Row, address: str) -> None:
    """Take a line into a statement."""
    said.part = row.part.lower() or said.part
    if address:
        said.cells[address] = row.label
    if row.box is not None and (drawn := DrawnBox(row.box, row.label)) not in said.added:
        said.added.append(drawn)
    if row.region and row.region not in said.struck:
        said.struck.append(row.region)
    if row.note and row.note not in said.notes:
        said.notes.append(row.note)


def _unknown(what: str, given: str, allowed: Collection[str]) -> str:
    near = did_you_mean(given, allowed)
    return f'{what} "{given}" is not known.{near} Allowed: {", ".join(allowed) or "none"}.'
