"""The file of corrections: one statement per line, of one inspection."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from qeu_station.core.region import Box
from qeu_station.storage.tables import Line, read_table

NAMES = ("inspection", "serial", "pair")
"""Columns that say which inspection is meant; any of them is enough where it names one only."""

CORNERS = ("x1", "y1", "x2", "y2")
COLUMNS = (*NAMES, "part", "cell", "label", "region", *CORNERS, "note", "operator", "at")

_QUOTED = re.compile(r"'(?=[=+\-@＝＋－＠\t\r\n])")
"""What exports put before a text that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file, nothing checked yet but its numbers.

    Attributes:
        line: Number of the line in the file.
        part: ``ok``, ``ng`` or whatever stands there, empty for nothing.
        cell: Address, with ``label`` its class.
        box: A missed defect in test-image pixels after EXIF, exclusive end, with ``label``.
        region: Id of a region that is no defect.
        operator: Who said it, empty for whoever imports.
        at: When, as the file writes it.
    """

    line: int
    inspection: str
    serial: str
    pair: str
    part: str
    cell: str
    label: str
    region: str
    box: Box | None
    note: str
    operator: str
    at: str

    @property
    def silent(self) -> bool:
        """Whether it says nothing, as a line does that was left to be filled in."""
        return not (self.part or self.cell or self.label or self.region or self.box or self.note)


def read_corrections(file: Path) -> list[Row]:
    """Return the lines of a CSV file with a header (comma or semicolon, UTF-8).

    Raises:
        DatasetError: It cannot be read, a column is unknown, or a number is none.
    """
    return [_row(line) for line in read_table(file, (), COLUMNS)]


def plain(text: str) -> str:
    """Return a text without the apostrophe that an export put before it."""
    return text[1:] if text.startswith("'") and _QUOTED.match(text) else text


def _row(line: Line) -> Row:
    said = {name: plain(line[name]) for name in COLUMNS if name not in CORNERS}
    drawn = any(line[corner] for corner in CORNERS)
    x1, y1, x2, y2 = line.numbers(CORNERS) if drawn else (0.0, 0.0, 0.0, 0.0)
    return Row(line=line.number, box=(x1, y1, x2, y2) if drawn else None, **said)
