"""Results of a journal as Parquet files with CSV twins, streamed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet
from sqlalchemy import ColumnElement, Select, literal, select

from qeu_station.core.findings import Finding, joined
from qeu_station.storage.atomic import replacing
from qeu_station.storage.reading import JournalReader
from qeu_station.storage.schema import cells, findings, inspections

_ROWS = 4_000
"""Rows held in memory, which are the rows of a Parquet row group."""

KINDS = ("parquet", "csv")

_ASKED = 500
"""Entries per question."""

FORMULA = r"^([=+\-@＝＋－＠\t\r\n])"
"""Beginnings that a spreadsheet takes for a formula.

Source: OWASP, CSV Injection, owasp.org/www-community/attacks/CSV_Injection.
"""
_TEXT, _NUMBER, _COUNT, _FLAG = pa.string(), pa.float64(), pa.int64(), pa.bool_()
_TIMES = {f"ms_{step}": _NUMBER for step in ("read", "prepare", "inspect", "total")}
_ITEM = {"label": _TEXT, "probability": _NUMBER}
_CORNERS = {"x1": _NUMBER, "y1": _NUMBER, "x2": _NUMBER, "y2": _NUMBER}

COLUMNS: Mapping[str, Mapping[str, pa.DataType]] = {
    "inspections": {
        **dict.fromkeys(("pair", "id", "at", "operator", "serial", "group", "recipe"), _TEXT),
        "version": _COUNT,
        "verdict": _TEXT,
        "p_ok": _NUMBER,
        "label": _TEXT,
        "reasons": _TEXT,
        **_TIMES,
        "test": _TEXT,
        "test_sha256": _TEXT,
        "replayable": _FLAG,
    },
    "cells": {
        **dict.fromkeys(("pair", "inspector", "cell", "verdict"), _TEXT),
        "p_ok": _NUMBER,
        **_ITEM,
        "reasons": _TEXT,
        "inspection": _TEXT,
    },
    "findings": {
        **dict.fromkeys(("pair", "inspector"), _TEXT),
        **_CORNERS,
        "cell": _TEXT,
        **_ITEM,
        "reported": _FLAG,
        "region": _TEXT,
        "fragments": _TEXT,
        "inspection": _TEXT,
    },
}
"""Columns of every table in the order they are written."""

_TABLES = {"inspections": inspections, "cells": cells, "findings": findings}
_NAMED_OTHERWISE = {
    "pair": inspections.c.pair,
    "group": inspections.c.lot,
    "version": inspections.c.recipe_version,
    "test": inspections.c.test_path,
    "inspection": inspections.c.id,
}


def export(
    journal: JournalReader,
    folder: Path,
    tables: Collection[str] = tuple(COLUMNS),
    chosen: Sequence[int] | None = None,
    kinds: Collection[str] = KINDS,
    on_piece: Callable[[int], None] = lambda count: None,
) -> dict[str, Path]:
    """Write ``inspections``, ``cells`` and ``findings`` as ``.parquet`` (zstd) and ``.csv``.

    Parquet holds every text exactly. In the CSV twin a text that a spreadsheet would take for a
    formula begins with an apostrophe. Memory does not grow with the journal. All files replace
    older ones at the end, or none does.
    ``findings`` holds every candidate once per inspector that judged it, and once as ``fused``;
    what is reported of one defect in several pieces is one row, which names the others.

    Args:
        journal: What is exported, in its order.
        folder: Where the files go.
        tables: Which of ``COLUMNS``.
        chosen: Numbers of the inspections' entries; None for all.
        kinds: ``parquet``, ``csv``.
        on_piece: Called with how many more of the chosen inspections are in a table; an error that
            it raises ends the export.

    Returns:
        The first file of each table.

    Raises:
        StorageError: The journal cannot be read, or the folder cannot be written.
    """
    last = journal.head().count
    with ExitStack() as files:
        for name in tables:
            schema = pa.schema(list(COLUMNS[name].items()))
            sinks = [
                files.enter_context(
                    _SINKS[kind](files.enter_context(replacing(folder / f"{name}.{kind}")), schema)
                )
                for kind in kinds
            ]
            query = _query(name).where(
                inspections.c.station == journal.station, inspections.c.seq <= last
            )
            rows = _rows(journal, query, chosen, on_piece)
            if name == "findings":
                rows = _one_per_defect(rows)
            for batch in _batches(rows, schema):
                for sink in sinks:
                    sink.write_batch(batch)
    return {name: folder / f"{name}.{next(iter(kinds))}" for name in tables}


def _query(name: str) -> Select[Any]:
    """Rows of one table with the pair they belong to, in the order of the journal."""
    table = _TABLES[name]
    query = select(*(_column(name, column) for column in COLUMNS[name]))
    if table is inspections:
        return query.order_by(inspections.c.seq)
    same = (table.c.station == inspections.c.station) & (table.c.seq == inspections.c.seq)
    ordered = (table.c.station, *list(table.primary_key.columns)[1:])
    return query.select_from(table.join(inspections, same)).order_by(*ordered)


def _column(name: str, column: str) -> ColumnElement[Any]:
    own = _TABLES[name].c
    if column in own:
        return own[column]
    if column == "fragments":
        return literal("").label(column)
    return _NAMED_OTHERWISE[column]


def _one_per_defect(rows: Iterator[Sequence[Any]]) -> Iterator[Sequence[Any]]:
    """Join the rows of an inspection that one inspector reports of one defect."""
    names = list(COLUMNS["findings"])
    of = [names.index(name) for name in ("inspection", "inspector")]
    for _, group in groupby(rows, key=lambda row: [row[n] for n in of]):
        found = [dict(zip(names, row, strict=True)) for row in group]
        reported = {row["region"]: row for row in found if row["reported"]}
        whole = {each.region: each for each in joined(map(_finding, reported.values()))}
        for name, row in ((row["region"], row) for row in found):
            if name in whole:
                row.update(zip(_CORNERS, whole[name].box, strict=True))
                row["fragments"] = " ".join(whole[name].fragments)
            if name in whole or name not in reported:
                yield tuple(row.values())


def _finding(row: Mapping[str, Any]) -> Finding:
    a, b, c, d = (row[corner] for corner in _CORNERS)
    return Finding(row["region"], (a, b, c, d), row["label"] or "", row["probability"] or 0.0)


def _batches(rows: Iterator[Sequence[Any]], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    for chunk in _chunks(rows):
        columns = zip(zip(*chunk, strict=True), schema.types, strict=True)
        yield pa.record_batch([pa.array(*column) for column in columns], schema=schema)


def _rows(
    journal: JournalReader,
    query: Select[Any],
    chosen: Sequence[int] | None,
    on_piece: Callable[[int], None],
) -> Iterator[Sequence[Any]]:
    if chosen is None:
        yield from journal.rows(query, chunk=2_000)
        return
    wanted = iter(sorted(chosen))
    while some := list(islice(wanted, _ASKED)):
        yield from journal.rows(query.where(inspections.c.seq.in_(some)), chunk=2_000)
        on_piece(len(some))


class _Lines(pyarrow.csv.CSVWriter):  # type: ignore[misc]
    """Writes what a spreadsheet takes for text only."""

    def write_batch(self, batch: pa.RecordBatch) -> None:
        super().write_batch(_for_spreadsheets(batch))


def _columns(file: Path, schema: pa.Schema) -> Any:
    return pyarrow.parquet.ParquetWriter(file, schema, compression="zstd")


_SINKS: Mapping[str, Callable[[Path, pa.Schema], Any]] = {"parquet": _columns, "csv": _Lines}


def _for_spreadsheets(batch: pa.RecordBatch) -> pa.RecordBatch:
    columns = [
        pyarrow.compute.replace_substring_regex(column, FORMULA, r"'\1")
        if column.type == _TEXT
        else column
        for column in batch.columns
    ]
    return pa.record_batch(columns, schema=batch.schema)


def _chunks(rows: Iterator[Any]) -> Iterator[Sequence[Any]]:
    while chunk := list(islice(rows, _ROWS)):
        yield chunk
