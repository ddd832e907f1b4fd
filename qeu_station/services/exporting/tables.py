"""Tables of the selection, and its corrections in the form that an import reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qeu_station.core.correction import in_force
from qeu_station.services.importing.reading import COLUMNS, CORNERS
from qeu_station.services.review.source import ReviewSource
from qeu_station.storage.bulk import Known, SaidEntry, known_at, said_of
from qeu_station.storage.export import FORMULA, export
from qeu_station.storage.reading import JournalReader
from qeu_station.storage.serial import advice_from_json
from qeu_station.storage.tables import write_table

CORRECTIONS = "corrections.csv"

ADVICE = "advice.csv"
ADVICE_COLUMNS = (
    "inspection", "pair", "serial", "at", "inspector", "status", "verdict", "p_ok", "says",
    "milliseconds", "device",
)  # fmt: skip

_TOGETHER = 500
"""Inspections per question."""

_FORMULA = re.compile(FORMULA)


def write_tables(
    source: ReviewSource,
    seqs: Sequence[int],
    folder: Path,
    kind: str,
    on_piece: Callable[[int], None],
) -> None:
    """Write inspections, cells and findings as ``csv`` or ``parquet``.

    ``on_piece`` is called with how many more are in one of the tables; an error that it raises
    ends the export.

    Raises:
        StorageError: They cannot be read or written.
    """
    export(source.reader, folder, chosen=seqs, kinds=[kind], on_piece=on_piece)


def write_corrections(
    source: ReviewSource, seqs: Sequence[int], folder: Path, on_piece: Callable[[int], None]
) -> None:
    """Write what is in force of every inspection; those of which nothing is get a line too.

    Raises:
        StorageError: It cannot be read or written.
    """
    write_table(folder / CORRECTIONS, COLUMNS, _rows(source.reader, seqs, on_piece))


def write_advice(
    source: ReviewSource, seqs: Sequence[int], folder: Path, on_piece: Callable[[int], None]
) -> None:
    """Write what inspectors said of the inspections after their verdict.

    Raises:
        StorageError: It cannot be read or written.
    """
    write_table(folder / ADVICE, ADVICE_COLUMNS, _advice(source.reader, seqs, on_piece))


def _advice(
    reader: JournalReader, seqs: Sequence[int], on_piece: Callable[[int], None]
) -> Iterator[Sequence[object]]:
    chosen: dict[str, Known] = {}
    for start in range(0, len(seqs), _TOGETHER):
        some = seqs[start : start + _TOGETHER]
        chosen |= {each.id: each for each in known_at(reader, some).values()}
        on_piece(len(some))
    for entry in reader.entries(kind="advice"):  # one pass: few inspections have any
        if (each := chosen.get(entry.id)) is None:
            continue
        for said in advice_from_json(entry.payload).opinions:
            verdict, p_ok = (said.part.verdict, said.part.p_ok) if said.part else ("", "")
            row = (
                each.id, each.pair, each.serial, entry.at, said.inspector, said.status,
                verdict, p_ok, said.comment or said.reason, said.milliseconds, said.device,
            )  # fmt: skip
            yield tuple(map(harmless, row))


def _rows(
    reader: JournalReader, seqs: Sequence[int], on_piece: Callable[[int], None]
) -> Iterator[Sequence[object]]:
    for start in range(0, len(seqs), _TOGETHER):
        some = seqs[start : start + _TOGETHER]
        known = known_at(reader, some)
        said = said_of(reader, {each.id for each in known.values()})
        for each in (known[seq] for seq in some):
            names = {"inspection": each.id, "serial": each.serial, "pair": each.pair}
            lines = [line for entry in _in_force(said.get(each.id, ())) for line in _lines(entry)]
            for line in lines or [{}]:
                row: dict[str, object] = {**names, **line}
                yield tuple(harmless(row.get(column, "")) for column in COLUMNS)
        on_piece(len(some))


def harmless(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula; an import takes it as it was."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _in_force(said: Sequence[SaidEntry]) -> list[SaidEntry]:
    entries = {entry.hash: entry for entry in said}
    listed = in_force((entry.hash, entry.correction) for entry in said)
    return [replace(entries[entry], correction=content) for entry, content in listed]


def _lines(entry: SaidEntry) -> Iterator[dict[str, object]]:
    said = entry.correction
    by: dict[str, object] = {"operator": said.operator, "at": entry.at}
    if said.part:
        yield {**by, "part": said.part}
    for cell, label in said.cells.items():
        yield {**by, "cell": cell, "label": label}
    for region in said.struck:
        yield {**by, "region": region}
    for box in said.added:
        yield {**by, **dict(zip(CORNERS, box.box, strict=True)), "label": box.label}
    if said.note:
        yield {**by, "note": said.note}
