"""Reading the projections in large pieces: plain tuples as the driver gives them.

A review reads a hundred thousand inspections into columns; a mapped row each would cost more than
the database does. Every query stops at an entry that the caller names: a journal only grows, so
what is read in several steps fits together without one long transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, case, or_, select

from qeu_station.core.record import UNHEARD
from qeu_station.storage import schema
from qeu_station.storage.database import database_errors
from qeu_station.storage.projection import FUSED
from qeu_station.storage.reading import JournalReader

Rows = Sequence[Any]
"""Rows of a query, tuples in the order of its columns."""

Which = range | Sequence[int]
"""Entries: a range of their numbers, or these."""

CHUNK = 5000
"""Rows per piece: few enough that another thread is never kept waiting for long."""

_MANY = 500
"""Values in one condition; SQLite once allowed 999."""

INSPECTION = (
    "seq", "id", "at", "operator", "pair", "serial", "lot", "recipe", "recipe_version",
    "recipe_sha256", "verdict", "p_ok", "label",
)  # fmt: skip
"""Columns of an inspection that a review holds; the verdict as its code."""

PASS, REVIEW, FAIL, FAULT, SILENT = 0, 1, 2, 3, 255
"""Codes of what was said, made by the database: a number costs less to take over than a text."""

ANSWERED = "answered"


def last_entry(reader: JournalReader) -> int:
    """Return the number of the chain's newest entry, 0 for an empty journal."""
    return reader.head().count


def inspections(reader: JournalReader, which: Which) -> Iterator[Rows]:
    """Yield rows of ``INSPECTION``, in order."""
    table = schema.inspections
    columns = [_code(table.c.verdict) if n == "verdict" else table.c[n] for n in INSPECTION]
    yield from _chosen(reader, table, columns, which)


def pictures(reader: JournalReader, which: Which) -> Iterator[Rows]:
    """Yield (seq, path, SHA-256) of the test pictures, in order."""
    table = schema.inspections
    yield from _chosen(reader, table, [table.c.seq, table.c.test_path, table.c.test_sha256], which)


def opinions(reader: JournalReader, which: Which) -> Iterator[Rows]:
    """Yield (seq, inspector, code, P(ok)) of every opinion, in order.

    The code is that of the verdict over the part, ``FAULT`` for no answer, ``SILENT`` for an
    answer that says nothing of the part, or that was not there when the verdict was due.
    """
    table = schema.opinions
    said = case(
        (table.c.status.in_(UNHEARD), SILENT),
        (table.c.status != ANSWERED, FAULT),
        (table.c.verdict.is_(None), SILENT),
        else_=_code(table.c.verdict),
    )
    yield from _chosen(reader, table, [table.c.seq, table.c.inspector, said, table.c.p_ok], which)


def marked_cells(reader: JournalReader, which: Which) -> Iterator[Rows]:
    """Yield (seq, cell, verdict code, label, P(ok)) of the fused cells that are no PASS."""
    table = schema.cells
    columns = [table.c.seq, table.c.cell, _code(table.c.verdict), table.c.label, table.c.p_ok]
    marked = (table.c.inspector == FUSED, table.c.verdict != "PASS")
    yield from _chosen(reader, table, columns, which, *marked)


def _code(verdict: ColumnElement[Any]) -> ColumnElement[int]:
    """Return the code of a verdict; what is none counts as REVIEW."""
    return case((verdict == "PASS", PASS), (verdict == "FAIL", FAIL), else_=REVIEW)


def _chosen(
    reader: JournalReader,
    table: Table,
    columns: Sequence[ColumnElement[Any]],
    which: Which,
    *conditions: ColumnElement[bool],
) -> Iterator[Rows]:
    query = select(*columns).where(table.c.station == reader.station, *conditions)
    query = query.order_by(table.c.seq)
    if isinstance(which, range):
        yield from _pieces(reader, query.where(table.c.seq.between(which.start, which.stop - 1)))
        return
    for some in _portions(sorted(which)):
        yield from _pieces(reader, query.where(table.c.seq.in_(some)))


def corrections(reader: JournalReader, after: int, until: int) -> Iterator[Rows]:
    """Yield (seq of the inspection, hash, payload) of corrections with after < seq <= until."""
    said = schema.corrections
    mine = said.c.station == reader.station
    yield from _corrections(reader, said.c.station, mine, said.c.seq > after, said.c.seq <= until)


def corrections_of(reader: JournalReader, seqs: Sequence[int], until: int) -> Iterator[Rows]:
    """Yield the same of every correction of these inspections up to an entry."""
    said, table = schema.corrections, schema.inspections
    mine = table.c.station == reader.station
    for some in _portions(seqs):
        chosen = (mine, table.c.seq.in_(some), said.c.seq <= until)
        yield from _corrections(reader, _not_by(said.c.station), *chosen)


def in_review(reader: JournalReader) -> Rows:
    """Return (seq, P(ok), recipe hash) of every inspection in REVIEW."""
    return _uncertain(reader, None, schema.inspections.c.verdict == "REVIEW")


def nearest(reader: JournalReader, threshold: float, limit: int) -> Rows:
    """Return (seq, P(ok), recipe hash) of the decided inspections nearest to a threshold.

    Those above and those below each come to ``limit``, so that the nearest ``limit`` are in it.
    """
    table = schema.inspections
    decided = or_(table.c.verdict == "PASS", table.c.verdict == "FAIL")
    above = _uncertain(reader, limit, decided, table.c.p_ok >= threshold, order=table.c.p_ok)
    below = _uncertain(reader, limit, decided, table.c.p_ok < threshold, order=table.c.p_ok.desc())
    return [*above, *below]


def _uncertain(
    reader: JournalReader,
    limit: int | None,
    *conditions: ColumnElement[bool],
    order: ColumnElement[Any] | None = None,
) -> Rows:
    table = schema.inspections
    query = select(table.c.seq, table.c.p_ok, table.c.recipe_sha256).where(
        _not_by(table.c.station) == reader.station, *conditions
    )
    query = query.order_by(table.c.seq if order is None else order).limit(limit)
    return [row for rows in _pieces(reader, query) for row in rows]


def _corrections(
    reader: JournalReader, station: ColumnElement[Any], *conditions: ColumnElement[bool]
) -> Iterator[Rows]:
    said, table, entries = schema.corrections, schema.inspections, schema.entries
    query = (
        select(table.c.seq, entries.c.hash, entries.c.payload)
        .join(said, (station == table.c.station) & (said.c.inspection == table.c.id))
        .join(entries, (entries.c.station == said.c.station) & (entries.c.seq == said.c.seq))
        .where(*conditions)
        .order_by(said.c.seq)
    )
    yield from _pieces(reader, query)


def _not_by(station: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return a station's column so that no index is chosen for it.

    Where another condition narrows a query down, SQLite must not take the index that begins with
    the station: it holds every row, and without statistics it looks as good.
    """
    return station + ""


def _pieces(reader: JournalReader, query: Select[Any]) -> Iterator[Rows]:
    on_server = reader.place.file is None
    streamed = {"yield_per": CHUNK} if on_server else {}
    with (
        database_errors(reader.place),
        reader.engine.connect() as connection,
        connection.execution_options(**streamed).execute(query) as result,
    ):
        cursor = result.cursor
        if on_server or cursor is None:
            yield from result.partitions(CHUNK)
            return
        # The driver's own tuples: a mapped row each costs as much as reading it.
        while rows := cursor.fetchmany(CHUNK):
            yield rows


def _portions(values: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(values), _MANY):
        yield values[start : start + _MANY]
