"""Tables of the selection, and its corrections in the form that an import reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from qeu_station.services.exporting.items import Item
from qeu_station.services.importing.reading import COLUMNS, CORNERS
from qeu_station.services.review.source import ReviewSource
from qeu_station.storage.bulk import SaidEntry
from qeu_station.storage.export import FORMULA, export
from qeu_station.storage.tables import write_table

CORRECTIONS = "corrections.csv"

_FORMULA = re.compile(FORMULA)


def write_tables(
    source: ReviewSource,
    seqs: Sequence[int],
    folder: Path,
    kind: str,
    on_piece: Callable[[], None],
) -> None:
    """Write inspections, cells and findings as ``csv`` or ``parquet``.

    ``on_piece`` is called before every few thousand rows; an error it raises ends the export.

    Raises:
        StorageError: They cannot be read or written.
    """
    export(source.reader, folder, chosen=seqs, kinds=[kind], on_piece=on_piece)


class Corrections:
    """Collects what is in force of every inspection; those of which nothing is get a line too."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / CORRECTIONS
        self._rows: list[tuple[object, ...]] = []

    def add(self, item: Item) -> None:
        """Take in one inspection."""
        lines = [line for entry in _in_force(item.said) for line in _lines(entry)]
        for said in lines or [{}]:
            record = item.record
            names = {"inspection": record.id, "serial": record.serial, "pair": record.pair}
            row = {**names, **said}
            self._rows.append(tuple(harmless(row.get(column, "")) for column in COLUMNS))

    def finish(self) -> None:
        """Write the file."""
        write_table(self._file, COLUMNS, self._rows)


def harmless(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula; an import takes it as it was."""
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def _in_force(said: Sequence[SaidEntry]) -> list[SaidEntry]:
    replaced = {entry.correction.supersedes for entry in said}
    return [entry for entry in said if entry.hash not in replaced]


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
