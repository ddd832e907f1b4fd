"""The file of corrections: one statement per line, of one inspection."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from qeu_station.core.region import Box
from qeu_station.storage.tables import Line, as_number, read_table

NAMES = ("inspection", "serial", "pair")
"""Columns that say which inspection is meant; any of them is enough where it names one only."""

CORNERS = ("x1", "y1", "x2", "y2")
COLUMNS = (*NAMES, "part", "cell", "label", "region", *CORNERS, "note", "operator", "at")

_QUOTED = re.compile(r"'(?=[=+\-@＝＋－＠\t\r\n])")
"""What exports put before a text that a spreadsheet would take for a formula."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the file, nothing checked yet but its numbers and its time.

    Attributes:
        line: Number of the line in the file.
        part: ``ok``, ``ng`` or whatever stands there, empty for nothing.
        cell: Address, with ``label`` its class.
        box: A missed defect in test-image pixels after EXIF, exclusive end, with ``label``.
        region: Id of a region that is no defect.
        operator: Who said it, empty for whoever imports.
        at: When, as the file writes it, and ``when`` as a time with its zone.
        wrong: Why numbers or time cannot be read, empty when they can.
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
    when: datetime | None = None
    wrong: str = ""

    @property
    def silent(self) -> bool:
        """Whether it says nothing, as a line does that was left to be filled in."""
        said = self.part or self.cell or self.label or self.region or self.box or self.note
        return not (said or self.wrong)


def read_corrections(file: Path) -> list[Row]:
    """Return the lines of a CSV file with a header (comma or semicolon, UTF-8).

    Raises:
        DatasetError: It cannot be read, or a column is unknown.
    """
    now = datetime.now(UTC)
    return [_row(line, now) for line in read_table(file, (), COLUMNS)]


def plain(text: str) -> str:
    """Return a text without the apostrophe that an export put before it."""
    return text[1:] if text.startswith("'") and _QUOTED.match(text) else text


def _row(line: Line, now: datetime) -> Row:
    said = {name: plain(line[name]) for name in COLUMNS if name not in CORNERS}
    box = _box(line)
    when = _time(said["at"], now)
    return Row(
        line=line.number,
        box=None if isinstance(box, str) else box,
        when=None if isinstance(when, str) else when,
        wrong=next((each for each in (box, when) if isinstance(each, str)), ""),
        **said,
    )


def _box(line: Line) -> Box | str | None:
    """Return the box of a line, None without one, or why it is none."""
    if not any(line[corner] for corner in CORNERS):
        return None
    x1, y1, x2, y2 = (as_number(line[corner]) for corner in CORNERS)
    if x1 is None or y1 is None or x2 is None or y2 is None:
        wrong = next(corner for corner in CORNERS if as_number(line[corner]) is None)
        return f'{wrong} is "{line[wrong]}"; a number is needed.'
    return x1, y1, x2, y2


def _time(text: str, now: datetime) -> datetime | str | None:
    """Return a time, None without one, or why it is none; without a zone it is the station's."""
    if not text:
        return None
    try:
        when = datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return f'at is "{text}"; a time such as 2026-02-03T10:00:00+09:00 (ISO 8601) is needed.'
    if when > now:
        return f'at is "{text}", which is in the future. Check the date and the time zone.'
    return when
