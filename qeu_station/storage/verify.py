"""Checks everything a journal holds against its chain of hashes and the head outside."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Engine, Row, Table, inspect, select, text

from qeu_station.errors import JournalError, StorageError
from qeu_station.storage.chain import GENESIS, Entry
from qeu_station.storage.database import Place, database_errors
from qeu_station.storage.head import Head, head_in, head_problem, read_heads
from qeu_station.storage.projection import project
from qeu_station.storage.schema import PROJECTIONS, entries
from qeu_station.storage.text import printable

MOST_PROBLEMS = 50
_CHUNK = 200


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What a check of the whole journal found.

    Attributes:
        problems: One sentence each, the first bad entry first; empty when all is well.
        entries: Entries that were checked, of all stations.
        head: Length and last hash of this station's chain.
    """

    problems: tuple[str, ...]
    entries: int
    head: Head

    @property
    def sound(self) -> bool:
        """Whether nothing was found."""
        return not self.problems


def verify(place: Place, engine: Engine, station: str) -> VerifyReport:
    """Check the file, every hash, the order, every projected row, and the head outside.

    It streams: memory does not grow with the journal. Appending may go on meanwhile.
    """
    check = _Check(place, station)
    problems: list[str] = []
    try:
        with (
            database_errors(place),
            engine.connect() as connection,
            closing(check.problems(connection)) as found,
        ):
            for problem in islice(found, MOST_PROBLEMS):
                problems.append(printable(problem))
    except StorageError as error:
        problems.append(printable(str(error)))
    except (TypeError, ValueError, LookupError, AttributeError) as error:
        problems.append(printable(f"The database is damaged, a value has no meaning: {error}."))
    if len(problems) >= MOST_PROBLEMS:
        problems.append("There may be more problems; the list ends here.")
    return VerifyReport(tuple(problems), check.entries, check.head)


class _Check:
    """One walk over the journal; counts as it goes."""

    def __init__(self, place: Place, station: str) -> None:
        self._place = place
        self.entries = 0
        self.head = Head(station)

    def problems(self, connection: Connection) -> Generator[str, None, None]:
        try:
            heads = read_heads(self._place.head)  # before the snapshot, so never ahead of it
        except JournalError as error:
            heads = {}
            yield str(error)
        self.head = head_in(connection, self.head.station)
        yield from _structure(connection)
        for station in sorted({*_stations(connection), *heads}, key=str):
            yield from self._chain(connection, station)
            problem = head_problem(connection, head_in(connection, station), heads.get(station))
            if problem:
                yield f'Station "{station}": {problem}'

    def _chain(self, connection: Connection, station: str) -> Iterator[str]:
        with ExitStack() as open_results:

            def stream(table: Table) -> Iterator[Row[Any]]:
                query = select(table).where(table.c.station == station).order_by(table.c.seq)
                streamed = connection.execution_options(yield_per=_CHUNK).execute(query)
                return iter(open_results.enter_context(streamed))

            projected = [_Projected(table, stream(table)) for table in PROJECTIONS]
            yield from self._walk(station, stream(entries), projected)

    def _walk(
        self, station: str, rows: Iterable[Row[Any]], tables: Sequence[_Projected]
    ) -> Iterator[str]:
        seq, previous = 0, GENESIS
        for row in rows:
            entry = Entry(**row._mapping)
            seq += 1
            self.entries += 1
            name = f'Entry {entry.seq} of station "{station}" ({entry.kind} {entry.id})'
            if entry.seq != seq:
                yield f"{name}: entry {seq} is missing before it."
                seq = entry.seq
            if entry.previous != previous:
                yield f"{name} does not follow the entry before it."
            previous = entry.hash
            if entry.own_hash != entry.hash:
                yield f"{name} was changed: its hash does not fit its content."
                for table in tables:
                    table.take(entry.seq)
                continue
            projected = project(entry, json.loads(entry.payload))
            for table in tables:
                yield from table.compare(entry.seq, projected.get(table.name, []), name)
        for table in tables:
            yield from table.left_over()


class _Projected:
    """The rows of one projection table, walked beside the entries."""

    def __init__(self, table: Table, rows: Iterator[Row[Any]]) -> None:
        self.name = table.name
        self._columns = table.c.keys()
        self._rows = rows
        self._next = next(self._rows, None)

    def compare(self, seq: int, projected: Iterable[dict[str, Any]], entry: str) -> Iterator[str]:
        for stray in self._before(seq):
            yield self._without_entry(stray)
        wanted = {tuple(row[column] for column in self._columns) for row in projected}
        found = [tuple(row) for row in self.take(seq)]
        if wanted != set(found) or len(wanted) != len(found):
            yield f'{entry}: its rows in table "{self.name}" were changed.'

    def take(self, seq: int) -> list[Row[Any]]:
        taken = []
        while self._next is not None and self._next.seq == seq:
            taken.append(self._next)
            self._next = next(self._rows, None)
        return taken

    def left_over(self) -> Iterator[str]:
        while self._next is not None:
            yield self._without_entry(self._next)
            self.take(self._next.seq)

    def _before(self, seq: int) -> Iterator[Row[Any]]:
        while self._next is not None and self._next.seq != seq and not self._later(seq):
            yield self._next
            self.take(self._next.seq)

    def _later(self, seq: int) -> bool:
        return self._next is not None and str(self._next.seq).isdigit() and self._next.seq > seq

    def _without_entry(self, row: Row[Any]) -> str:
        return f'Table "{self.name}" has rows for entry {row.seq}, which does not exist.'


def _stations(connection: Connection) -> set[str]:
    return {
        station
        for table in (entries, *PROJECTIONS)
        for station in connection.execute(select(table.c.station).distinct()).scalars()
    }


def _structure(connection: Connection) -> Iterator[str]:
    """What the database itself knows to be wrong, and guards that were taken away."""
    sqlite = connection.dialect.name == "sqlite"
    if sqlite:
        for line in connection.execute(text("PRAGMA integrity_check(20)")).scalars():
            if line != "ok":
                yield f"The database file is damaged: {line}."
    query = (
        "SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'"
        if sqlite
        else "SELECT event_object_table, trigger_name FROM information_schema.triggers"
    )
    names = {name for _, name in connection.execute(text(query))}
    for table in inspect(connection).get_table_names():
        guarded = table == entries.name or table in {projection.name for projection in PROJECTIONS}
        for action in ("update", "delete"):
            if guarded and f"{table}_no_{action}" not in names:
                yield f'Table "{table}" lost the guard that forbids {action}.'
