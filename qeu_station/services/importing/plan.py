"""What an import would do, found out before anything is written."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qeu_station.core.correction import Correction
from qeu_station.errors import InputError
from qeu_station.services.importing.conflicts import Conflict, InForce, conflicts_of, unsaid
from qeu_station.services.importing.matching import Problem, Statement, matched
from qeu_station.services.importing.reading import read_corrections
from qeu_station.storage.atomic import storage_errors
from qeu_station.storage.bulk import said_of
from qeu_station.storage.head import Head
from qeu_station.storage.reading import JournalReader


@dataclass(frozen=True, slots=True)
class Planned:
    """One correction that can be written, and what stands against it."""

    correction: Correction
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything a person must see before an import.

    Attributes:
        file: The file, with the ``sha256`` of its bytes.
        operator: Who imports it.
        planned: What can be written.
        problems: Lines that cannot.
        known: Number of statements that say what is in force already.
        silent: Number of lines that say nothing.
        head: End of the journal before it was compared.
        seen: Entry hashes of what was said of these inspections, as the plan found them.
    """

    file: Path
    sha256: str
    operator: str
    head: Head
    planned: tuple[Planned, ...] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    known: int = 0
    silent: int = 0
    seen: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Every conflict, in the order of the file."""
        return tuple(conflict for planned in self.planned for conflict in planned.conflicts)


def plan_import(reader: JournalReader, file: Path, operator: str) -> ImportPlan:
    """Read a file of corrections and compare it with a journal; nothing is written.

    Args:
        reader: The journal, for reading or writing.
        file: CSV with a header; see ``reading.COLUMNS``.
        operator: Who imports; corrections for which the file names nobody are theirs.

    Raises:
        DatasetError: The file cannot be read as a whole.
        InputError: ``operator`` is empty.
        StorageError: The journal cannot be read.
    """
    if not operator.strip():
        raise InputError("An import needs the name of who imports; give --operator or sign on.")
    rows = read_corrections(file)
    with storage_errors(f'read "{file}"'):
        sha256 = hashlib.sha256(file.read_bytes()).hexdigest()
    head = reader.head()
    found = matched(reader, rows, operator)
    said = said_of(reader, {each.subject.id for each in found.statements})
    in_force = {inspection: InForce.of(entries) for inspection, entries in said.items()}
    planned = _planned(found.statements, in_force)
    return ImportPlan(
        file=file,
        sha256=sha256,
        operator=operator,
        head=head,
        planned=tuple(planned),
        problems=tuple(found.problems),
        known=len(found.statements) - len(planned),
        silent=found.silent,
        seen=frozenset(entry.hash for entries in said.values() for entry in entries),
    )


def _planned(statements: Sequence[Statement], in_force: dict[str, InForce]) -> list[Planned]:
    nothing = InForce.of(())
    planned = []
    for statement in statements:
        mine = in_force.get(statement.subject.id, nothing)
        new = unsaid(statement, mine)
        if new is not None:
            planned.append(Planned(new, tuple(conflicts_of(statement, mine))))
    return planned
