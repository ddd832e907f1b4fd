"""Reading a journal: inspections, corrections and recipes, streamed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import ColumnElement, Engine, Row, Select, Table, select

from qeu_station.core.correction import Correction, Standing, standing
from qeu_station.core.record import AdviceRecord, InspectionRecord
from qeu_station.errors import InputError, JournalError
from qeu_station.storage import schema
from qeu_station.storage.chain import Entry
from qeu_station.storage.database import Place, database_errors
from qeu_station.storage.head import Head, head_in
from qeu_station.storage.projection import FUSED
from qeu_station.storage.serial import advice_from_json, record_from_json, unreadable
from qeu_station.storage.verify import VerifyReport, verify

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one inspection; ``milliseconds`` is its whole time, None when unknown."""

    pair: str
    at: str
    verdict: str
    milliseconds: float | None


class JournalReader:
    """What can be asked of a station's journal; ``Journal.open`` gives one."""

    def __init__(self, place: Place, station: str, engine: Engine, release: Callable[[], None]):
        self.place = place
        self.station = station
        self.engine = engine
        self._release = release

    def close(self) -> None:
        """Let go of the database and of the right to write."""
        self.engine.dispose()
        self._release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def inspection(self, id: str) -> InspectionRecord:
        """Return one inspection.

        Raises:
            InputError: There is no such inspection.
        """
        return record_from_json(self.inspection_payload(id))

    def full_id(self, beginning: str) -> str:
        """Return the one inspection's id that starts with ``beginning``.

        Raises:
            InputError: There is none, or more than one.
        """
        table = schema.inspections
        query = (
            select(table.c.id)
            .where(table.c.station == self.station, table.c.id.startswith(beginning))
            .limit(2)
        )
        found = [str(row.id) for row in self.rows(query)]
        if len(found) == 1:
            return found[0]
        raise InputError(
            f'{"No" if not found else "More than one"} inspection in "{self.place}" starts with '
            f'"{beginning}"; qeu-station journal show lists them.'
        )

    def inspections(
        self,
        *,
        verdict: str | None = None,
        pair: str | None = None,
        serial: str | None = None,
        recipe: str | None = None,
        newest_first: bool = False,
        limit: int | None = None,
    ) -> Iterator[InspectionRecord]:
        """Yield inspections in the order they were recorded, without loading all at once."""
        table, entries = schema.inspections, schema.entries
        given = {"verdict": verdict, "pair": pair, "serial": serial, "recipe": recipe}
        query = (
            select(entries.c.payload)
            .join(table, (table.c.station == entries.c.station) & (table.c.seq == entries.c.seq))
            .where(entries.c.station == self.station)
            .order_by(entries.c.seq.desc() if newest_first else entries.c.seq)
            .limit(limit)
        )
        for name, value in given.items():
            if value is not None:
                query = query.where(table.c[name] == value)
        for row in self.rows(query):
            yield record_from_json(row.payload)

    def outcomes(self, since: str = "", serial: str | None = None) -> list[Outcome]:
        """Return the outcome of inspections in the order they were recorded, without their records.

        Args:
            since: UTC in ISO 8601; earlier ones are left out.
            serial: Only those of this serial number.
        """
        table = schema.inspections
        query = (
            select(table.c.pair, table.c.at, table.c.verdict, table.c.ms_total)
            .where(self._mine(table, since or serial), table.c.at >= since)
            .order_by(table.c.seq)
        )
        if serial is not None:
            query = query.where(table.c.serial == serial)
        return [Outcome(*tuple(row)) for row in self.rows(query, chunk=5000)]

    def contradicted(self, since: str = "") -> int:
        """Return how many inspections recorded since a time a correction in force contradicts."""
        table, said, entries = schema.inspections, schema.corrections, schema.entries
        query = (
            select(table.c.seq, table.c.verdict, entries.c.hash, entries.c.payload)
            .join(said, (said.c.station == table.c.station) & (said.c.inspection == table.c.id))
            .join(entries, (entries.c.station == said.c.station) & (entries.c.seq == said.c.seq))
            .where(self._mine(table, since), table.c.at >= since)
            .order_by(entries.c.seq)
        )
        found: dict[tuple[int, str], list[tuple[str, Correction]]] = {}
        for row in self.rows(query):
            each = row.hash, read_payload(row.payload, Correction.from_json)
            found.setdefault((row.seq, row.verdict), []).append(each)
        return sum(self._contradicts(*judged, standing(each)) for judged, each in found.items())

    def _contradicts(self, seq: int, verdict: str, said: Standing) -> bool:
        """Return whether what stands contradicts the inspection that is entry ``seq``."""
        verdicts: dict[str, str] = {}
        if said.cells:
            cells = schema.cells
            query = select(cells.c.cell, cells.c.verdict).where(
                cells.c.station == self.station, cells.c.seq == seq, cells.c.inspector == FUSED
            )
            verdicts = {row.cell: row.verdict for row in self.rows(query)}
        return said.contradicts(verdict, verdicts)

    def _mine(self, table: Table, narrowed: object) -> ColumnElement[bool]:
        """Return the condition that a row is this station's.

        Where another condition narrows a query down, SQLite must not take the index that begins
        with the station: it holds every row, and without statistics it looks as good.
        """
        return (table.c.station + "" if narrowed else table.c.station) == self.station

    def corrections(self, inspection: str) -> list[tuple[str, Correction]]:
        """Return (entry hash, correction) of one inspection, oldest first."""
        table, entries = schema.corrections, schema.entries
        query = (
            select(entries.c.hash, entries.c.payload)
            .join(table, (table.c.station == entries.c.station) & (table.c.seq == entries.c.seq))
            .where(self._mine(table, inspection), table.c.inspection == inspection)
            .order_by(entries.c.seq)
        )
        return [
            (row.hash, read_payload(row.payload, Correction.from_json)) for row in self.rows(query)
        ]

    def all_corrections(self) -> Iterator[tuple[str, Correction]]:
        """Yield (entry hash, correction) of every inspection, oldest first."""
        for entry in self.entries(kind="correction"):
            yield entry.hash, read_payload(entry.payload, Correction.from_json)

    def advice(self, inspection: str) -> tuple[AdviceRecord, ...]:
        """Return what inspectors said of an inspection after its verdict, oldest first."""
        return tuple(
            replace(advice_from_json(entry.payload), at=entry.at)
            for entry in self.entries(kind="advice", id=inspection)
        )

    def recipe_text(self, sha256: str) -> str | None:
        """Return the text of a recorded recipe by its stamp's hash, or None."""
        for entry in self.entries(kind="recipe", id=sha256):
            return read_payload(entry.payload, lambda recipe: str(recipe["text"]))
        return None

    def recipe_folder(self, sha256: str) -> Path | None:
        """Return the folder a recorded recipe was loaded from, where its models lie, or None."""
        for entry in self.entries(kind="recipe", id=sha256):
            return read_payload(entry.payload, lambda recipe: Path(recipe["folder"]))
        return None

    def entries(self, kind: str | None = None, id: str | None = None) -> Iterator[Entry]:
        """Yield the chain's entries, all or those of one kind or id, in order."""
        table = schema.entries
        query = select(table).where(self._mine(table, id)).order_by(table.c.seq)
        if kind is not None:
            query = query.where(table.c.kind == kind)
        if id is not None:
            query = query.where(table.c.id == id)
        for row in self.rows(query):
            yield Entry(**row._mapping)

    def judged_pairs(self) -> set[str]:
        """Return the names of all pairs that have an inspection."""
        table = schema.inspections
        query = select(table.c.pair).distinct().where(table.c.station == self.station)
        return {row.pair for row in self.rows(query)}

    def head(self) -> Head:
        """Return length and last hash of the chain, as they stand in the database."""
        with database_errors(self.place), self.engine.connect() as connection:
            return head_in(connection, self.station)

    def verify(self) -> VerifyReport:
        """Check everything the journal holds; see ``storage.verify``."""
        return verify(self.place, self.engine, self.station)

    def rows(self, query: Select[Any], chunk: int = 200) -> Iterator[Row[Any]]:
        """Yield the rows of a query while they are read, ``chunk`` at a time."""
        with (
            database_errors(self.place),
            self.engine.connect() as connection,
            connection.execution_options(yield_per=chunk).execute(query) as result,
        ):
            yield from result

    def inspection_payload(self, id: str) -> str:
        """Return one inspection as the JSON text that was recorded.

        Raises:
            InputError: There is no such inspection.
        """
        for entry in self.entries(kind="inspection", id=id):
            return entry.payload
        raise InputError(f'Inspection "{id}" is not in the journal "{self.place}".')


def read_payload(payload: str, take: Callable[[Any], T], what: str = "entry") -> T:
    """Return what ``take`` makes of a recorded JSON text; ``what`` names it.

    Raises:
        JournalError: It was changed so that it cannot be read.
    """
    try:
        return take(json.loads(payload))
    except (ValueError, TypeError, LookupError, AttributeError, InputError) as error:
        raise unreadable(what, repr(error)) from error


def only_station(place: Place, engine: Engine) -> str:
    """Return the name of the one station that wrote a journal, or "" when it is empty.

    Raises:
        JournalError: Several stations wrote it.
    """
    with database_errors(place), engine.connect() as connection:
        found = sorted(connection.execute(select(schema.entries.c.station).distinct()).scalars())
    if len(found) > 1:
        raise JournalError(
            f'Journal "{place}" holds {len(found)} stations ({", ".join(found)}); say which.'
        )
    return found[0] if found else ""
