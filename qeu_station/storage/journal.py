"""The journal: every inspection, correction and recipe in one chain per station."""

from __future__ import annotations

import json
import logging
import threading
import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Dialect, Engine, Table, insert

from qeu_station.core.correction import Correction
from qeu_station.core.record import AdviceRecord, InspectionRecord
from qeu_station.errors import JournalError, StorageError
from qeu_station.storage import migrate, schema
from qeu_station.storage.bulk import check_corrections
from qeu_station.storage.chain import Entry, canonical
from qeu_station.storage.corrections import check_correction
from qeu_station.storage.database import Place, connect, database_errors, locate
from qeu_station.storage.head import Head, head_in, head_problem, read_heads, write_heads
from qeu_station.storage.projection import project
from qeu_station.storage.reading import JournalReader, only_station
from qeu_station.storage.recipe_text import parse_recipe
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.writer import claim_writer

log = logging.getLogger(__name__)

_RESTORE = (
    "Nothing is added to it. Restore journal and head from one backup, or move both aside to "
    "begin a new chain."
)

Draft = tuple[str, str, str]
"""Id, kind and payload of an entry that is not yet linked."""


class Journal(JournalReader):
    """A station's journal; get one with ``open``, and use it as a context manager.

    It may be used from several threads of its process. What an ``append`` returned from is on the
    disk; an ``append`` that raised has recorded nothing.
    """

    def __init__(self, place: Place, station: str, engine: Engine, release: Callable[[], None]):
        super().__init__(place, station, engine, release)
        self._tail: Head | None = None
        self._opened: tuple[int, int] | None = None
        self._one_at_a_time = threading.Lock()

    @classmethod
    def open(
        cls,
        url_or_path: str | Path,
        station: str,
        readonly: bool = False,
        head: Path | None = None,
    ) -> Journal:
        """Open a journal, creating it or upgrading its schema unless ``readonly``.

        Args:
            url_or_path: A file (SQLite) or ``postgresql://…``.
            station: Whose chain is written and read; ``""`` with ``readonly`` is the only one
                there is.
            readonly: Only read; several may do so while one writes.
            head: File of the chain's head, see ``database.locate``.

        Raises:
            JournalError: Another program writes it, it is damaged, a newer version wrote it, or
                its head does not fit (the tail was cut).
            StorageError: It cannot be read or written.
        """
        place = locate(url_or_path, head)
        if readonly:
            if place.file is not None and not place.file.exists():
                raise JournalError(f'Journal "{place}" does not exist; check the path.')
            migrate.require_current(place)
            engine = connect(place, readonly=True)
            return cls(place, station or only_station(place, engine), engine, lambda: None)
        with ExitStack() as undo:
            undo.callback(claim_writer(place, station))
            _check_not_lost(place, station)
            migrate.ensure_schema(place)
            engine = connect(place)
            undo.callback(engine.dispose)
            journal = cls(place, station, engine, lambda: None)
            journal._adopt_head()
            journal._opened = _identity(place)
            journal._release = undo.pop_all().close
        return journal

    def append_inspections(self, records: Sequence[InspectionRecord]) -> None:
        """Record inspections, all of them or none, in one transaction.

        Raises:
            StorageError: They could not be recorded.
        """
        self.append_written([(record.id, canonical(record)) for record in records])

    def append_written(self, written: Sequence[tuple[str, str]]) -> None:
        """Record inspections given as id and text, as ``serial.record_to_json`` writes it.

        Raises:
            StorageError: They could not be recorded.
        """
        self._append([(id, "inspection", text) for id, text in written])

    def append_correction(self, correction: Correction) -> str:
        """Record what an operator says of an inspection.

        Returns:
            The entry's hash, by which a later correction can supersede this one.

        Raises:
            InputError: There is no such inspection, cell, class, region or correction.
            StorageError: It could not be recorded.
        """
        record = json.loads(self.inspection_payload(correction.inspection))
        earlier = [entry for entry, _ in self.corrections(correction.inspection)]
        check_correction(correction, record, self._addresses(record), earlier)
        return self._append([_correction_draft(correction)])[-1].hash

    def append_corrections(
        self, corrections: Sequence[Correction], note: Mapping[str, Any] | None = None
    ) -> tuple[str, ...]:
        """Record corrections, all of them or none, in one transaction.

        Args:
            corrections: What is said, of any inspections.
            note: An event recorded with them, such as an import; JSON values only.

        Returns:
            The hash of every correction's entry, in the same order.

        Raises:
            InputError: One does not fit its inspection.
            StorageError: They could not be recorded.
        """
        check_corrections(self, corrections)
        drafts = [_correction_draft(each) for each in corrections]
        if note is not None:
            drafts.append((uuid.uuid4().hex, "note", canonical(note)))
        return tuple(entry.hash for entry in self._append(drafts)[: len(corrections)])

    def append_recipe(self, loaded: LoadedRecipe) -> None:
        """Record a recipe's text, once per content, so that inspections can be replayed.

        Raises:
            StorageError: It could not be recorded.
        """
        if self.recipe_text(loaded.sha256) is not None:
            return
        payload = {
            "name": loaded.recipe.name,
            "version": loaded.recipe.version,
            "sha256": loaded.sha256,
            "text": loaded.text,
            "folder": str(loaded.folder),
            "references": [str(path) for path in loaded.references],
        }
        self._append([(loaded.sha256, "recipe", canonical(payload))])

    def append_advice(self, inspection: str, advice: AdviceRecord) -> None:
        """Record what an advisory inspector said too late for the verdict.

        The entry carries the inspection's id, so that it is found without a table of its own.

        Raises:
            InputError: There is no such inspection.
            StorageError: It could not be recorded.
        """
        self.inspection_payload(inspection)
        payload = {"inspection": inspection, "advice": advice}
        self._append([(inspection, "advice", canonical(payload))])

    def append_note(self, note: Mapping[str, Any]) -> None:
        """Record an event, such as the start of a batch; JSON values only.

        Raises:
            StorageError: It could not be recorded.
        """
        self._append([(uuid.uuid4().hex, "note", canonical(note))])

    def _append(self, drafts: Sequence[Draft]) -> list[Entry]:
        """Link, store and project entries in one transaction; returns them as recorded."""
        with self._one_at_a_time:
            if self._opened is not None and _identity(self.place) != self._opened:
                raise StorageError(
                    f'Journal "{self.place}" was moved, removed or replaced while it is in use; '
                    "nothing was recorded. Put it back, or close the station and open it again."
                )
            tail = self._tail or self.head()
            self._tail = None  # until it is known what the database holds
            chained = _chained(tail, drafts)
            with database_errors(self.place), self.engine.begin() as connection:
                _store(connection, chained)
            last = chained[-1].hash if chained else tail.hash
            self._tail = Head(self.station, tail.count + len(chained), last)
            try:
                self._publish(self._tail)
            except StorageError as error:  # recorded all the same; the next writer catches up
                log.warning("The head of the journal was left behind: %s", error)
            return chained

    def _publish(self, head: Head) -> None:
        write_heads(self.place.head, {**read_heads(self.place.head), self.station: head})

    def _adopt_head(self) -> None:
        """Check the head outside against the chain, and catch up when a crash left it behind."""
        known = read_heads(self.place.head).get(self.station)
        with database_errors(self.place), self.engine.connect() as connection:
            tail = head_in(connection, self.station)
            problem = head_problem(connection, tail, known)
        if problem:
            raise JournalError(f'Journal "{self.place}": {problem} {_RESTORE}')
        if known != tail:
            self._publish(tail)
        self._tail = tail

    def _addresses(self, record: Mapping[str, Any]) -> Sequence[str]:
        """Cells of the grid an inspection was judged on."""
        if record["cells"]:
            return list(record["cells"])
        text = self.recipe_text(record["recipe"]["sha256"])
        if text is None:
            return []
        return parse_recipe(text, "The recorded recipe").grid.over(640, 480).addresses


def _correction_draft(correction: Correction) -> Draft:
    return uuid.uuid4().hex, "correction", canonical(correction.as_json())


def _check_not_lost(place: Place, station: str) -> None:
    head = read_heads(place.head).get(station)
    if head and head.count and place.file is not None and not place.file.exists():
        raise JournalError(
            f'Journal "{place}" is gone, but its head "{place.head}" says that it had '
            f"{head.count} entries. {_RESTORE}"
        )


def _identity(place: Place) -> tuple[int, int] | None:
    """Return which file lies at the place: device and number; None for a server, or no file."""
    if place.file is None:
        return None
    try:
        found = place.file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _chained(tail: Head, drafts: Sequence[Draft]) -> list[Entry]:
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    chained: list[Entry] = []
    previous = tail.hash
    for seq, (id, kind, payload) in enumerate(drafts, start=tail.count + 1):
        entry = Entry(tail.station, seq, id, kind, at, payload, previous)
        chained.append(entry.sealed())
        previous = chained[-1].hash
    return chained


def _store(connection: Connection, chained: Sequence[Entry]) -> None:
    rows: dict[str, list[dict[str, Any]]] = {"entries": [_row(entry) for entry in chained]}
    for entry in chained:
        for table, projected in project(entry, json.loads(entry.payload)).items():
            rows.setdefault(table, []).extend(projected)
    for table, listed in rows.items():
        if listed:
            _insert(connection, schema.metadata.tables[table], listed)


def _row(entry: Entry) -> dict[str, Any]:
    return {column.name: getattr(entry, column.name) for column in schema.entries.columns}


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that hold every column, as the driver takes them: these are most of the work."""
    statement, names = _inserting(table, connection.dialect)
    given: Any = rows if names is None else [tuple(row[name] for name in names) for row in rows]
    connection.exec_driver_sql(statement, given)


@lru_cache(maxsize=32)
def _inserting(table: Table, dialect: Dialect) -> tuple[str, Sequence[str] | None]:
    """Return the statement that inserts a row, and the order of its values; None takes names."""
    compiled = insert(table).compile(dialect=dialect)
    return str(compiled), compiled.positiontup
