"""What the journal of a batch holds already."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import func, select

from qeu_station.errors import StorageError
from qeu_station.services.batch_files import JOURNAL
from qeu_station.storage import schema
from qeu_station.storage.journal import Journal


def judged_before(out: Path, station: str) -> dict[str, int]:
    """Return the count per verdict that a batch's folder holds, none when it cannot be read."""
    table = schema.inspections
    if not (out / JOURNAL).exists():
        return {}
    try:
        with Journal.open(out / JOURNAL, station, readonly=True) as journal:
            query = (
                select(table.c.verdict, func.count().label("number"))
                .where(table.c.station == station)
                .group_by(table.c.verdict)
            )
            return {row.verdict: row.number for row in journal.rows(query)}
    except StorageError:  # the run itself says what is wrong with it
        return {}


def corrected(out: Path, station: str) -> int:
    """Return how many corrections a batch's folder holds, none when it cannot be read."""
    table = schema.corrections
    if not (out / JOURNAL).exists():
        return 0
    try:
        with Journal.open(out / JOURNAL, station, readonly=True) as journal:
            query = select(func.count().label("number")).where(table.c.station == station)
            return next(int(row.number) for row in journal.rows(query))
    except StorageError:
        return 0
