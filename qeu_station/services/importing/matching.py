"""From lines of a file to what they say of which inspection; what fits nothing is a problem."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from qeu_station.core.correction import DrawnBox
from qeu_station.services.importing.checks import Checks
from qeu_station.services.importing.contradictions import PART, Told
from qeu_station.services.importing.reading import NAMES, Row
from qeu_station.storage.bulk import Known, known_by
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
    finder, told, problems = _Finder(reader, speaking), Told(), dict[int, str]()
    found = {row.line: finder.find(row) for row in speaking}
    meant = {line: known for line, known in found.items() if isinstance(known, Known)}
    drawn = (meant[row.line].id for row in speaking if row.box and row.line in meant)
    checks = Checks(reader, drawn)
    fitting: list[Row] = []
    for row in speaking:
        known = found[row.line]
        wrong = known if isinstance(known, str) else checks.problem(row, known)
        if wrong or isinstance(known, str):
            problems[row.line] = wrong
            continue
        fitting.append(row)
        told.hear(known.id, row, checks.address(row, known))
    problems |= told.problems
    replaced = told.replaced(problems)
    statements: dict[tuple[str, str, str], Statement] = {}
    for row in (each for each in fitting if each.line not in problems):
        subject, who = meant[row.line], row.operator or operator
        said = Statement(subject, who, row.line, row.at)
        said = statements.setdefault((subject.id, who, row.at), said)
        _add(said, row, checks.address(row, subject), replaced)
    listed = [Problem(line, text) for line, text in sorted(problems.items())]
    return Matched(list(statements.values()), listed, len(rows) - len(speaking))


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


def _add(said: Statement, row: Row, address: str, replaced: Collection[tuple[int, str]]) -> None:
    """Take a line into a statement, without what a later line replaced."""
    if row.part and (row.line, PART) not in replaced:
        said.part = row.part.lower()
    if address and (row.line, address) not in replaced:
        said.cells[address] = row.label
    if row.box is not None and (drawn := DrawnBox(row.box, row.label)) not in said.added:
        said.added.append(drawn)
    if row.region and row.region not in said.struck:
        said.struck.append(row.region)
    if row.note and row.note not in said.notes:
        said.notes.append(row.note)
