"""One line of a folder of records: every column checked, made a record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from qeu_station.core.grid import DEFAULT_COLUMNS, DEFAULT_ROWS, Grid
from qeu_station.errors import DatasetError, GridError, did_you_mean
from qeu_station.toolkit.bundle_files import sha256_of
from qeu_station.toolkit.question import VERSION, AnswerRefused, parse_answer, question
from qeu_station.toolkit.record import COLUMNS, PICTURES, PROVENANCE, Record

NEEDED = ("file_name", "question", "answer")

KINDS = (".png", ".jpg", ".jpeg", ".bmp", ".webp", ".tif", ".tiff")
MODES = ("colour", "grey", "binary")
MOST_TOLERANCE = 15
"""Pixels; the most that a recipe forgives."""

_LARGEST = 10**9

LONGEST_LINE = 1_000_000
"""Characters of the longest line."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it was read: file, number from 1, and value per column."""

    file: Path
    number: int
    values: Mapping[str, Any]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of defects it gives, and those its answer uses."""
        said = str(self.values["answer"]).split(";")
        used = (part.partition(":")[2].strip() for part in said)
        return (*self._words("names", ()), *(name for name in used if name))

    def record(self, names: tuple[str, ...], hashes: bool) -> Record:
        """Return the record; ``names`` stand in where it gives none."""
        rows = self._words("rows", DEFAULT_ROWS)
        columns = self._words("columns", DEFAULT_COLUMNS)
        grid, addresses = self._grid(rows, columns)
        known = self._words("names", names)
        return Record(
            pictures=self._pictures(hashes),
            question=self._question(rows, columns),
            answer=self._word("answer"),
            cells=self._cells(addresses, known),
            reasoning=self._word("reasoning"),
            names=known,
            grid=grid,
            rows=rows,
            columns=columns,
            mode=self._mode(),
            tolerance=self._tolerance(),
            provenance={name: self.values[name] for name in PROVENANCE if name in self.values},
            place=f"{self.file}, line {self.number}",
        )

    def error(self, message: str) -> DatasetError:
        """Return the error that names file and line."""
        return DatasetError(f"{self.file}, line {self.number}: {message}")

    def _question(self, rows: Sequence[str], columns: Sequence[str]) -> str:
        version, due = self._number("question_version", VERSION), question(rows, columns)
        if version != VERSION or self._word("question") != due:
            raise self.error(
                f"it asks another question (version {version:g}) than this station (version "
                f"{VERSION}): a model must be asked as it was taught. Export the records again."
            )
        return due

    def _cells(self, addresses: Sequence[str], names: Sequence[str]) -> dict[str, str]:
        try:
            return parse_answer(self._word("answer"), addresses, names)
        except AnswerRefused as refused:
            raise self.error(f"its answer cannot be used: {refused}.") from None

    def _grid(
        self, rows: tuple[str, ...], columns: tuple[str, ...]
    ) -> tuple[Grid | None, Sequence[str]]:
        corners, unused = self.values.get("corners"), frozenset(self._words("unused", ()))
        try:
            if not corners:
                plain = Grid.over_rectangle((0, 0, len(columns), len(rows)), rows, columns, unused)
                return None, plain.addresses
            a, b, c, d = ((float(x), float(y)) for x, y in corners)
            grid = Grid((a, b, c, d), rows, columns, unused)
            return grid, grid.addresses
        except (GridError, TypeError, ValueError, OverflowError) as error:
            raise self.error(f"its grid cannot be used: {error}") from None

    def _pictures(self, hashes: bool) -> tuple[Path, ...]:
        named = [self._word(column) for column in PICTURES]
        named = named if all(named) else named[:1]
        found = tuple(self._picture(name) for name in named)
        given = self._words("sha256", ())
        if hashes and given and [sha256_of(path) for path in found] != list(given[: len(found)]):
            raise self.error("a picture is not the one that was written: its SHA-256 changed.")
        return found

    def _picture(self, name: str) -> Path:
        path, place = PurePosixPath(name), self.file.parent
        if path.is_absolute() or ".." in path.parts or "\\" in name or ":" in name:
            raise self.error(f'"{name}" is no picture inside the folder.')
        found = place / path
        if path.suffix.lower() not in KINDS or not found.is_file():
            raise self.error(f'there is no picture "{name}" (kinds: {", ".join(KINDS)}).')
        if not found.resolve().is_relative_to(place.resolve()):
            raise self.error(f'"{name}" is a link that leads out of the folder.')
        return found

    def _word(self, column: str) -> str:
        value = self.values.get(column) or ""
        if not isinstance(value, str):
            raise self.error(f"{column} is {value!r:.60}; a text is needed.")
        return value

    def _words(self, column: str, otherwise: tuple[str, ...]) -> tuple[str, ...]:
        value = self.values.get(column)
        if value is None:
            return otherwise
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            raise self.error(f"{column} is {value!r:.60}; a list of texts is needed.")
        return tuple(value)

    def _number(self, column: str, otherwise: float) -> float:
        value = self.values.get(column)
        value = otherwise if value is None else value
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self.error(f"{column} is {value!r:.60}; a number is needed.")
        if not abs(value) <= _LARGEST:
            raise self.error(f"{column} is {value!r:.60}; it is too large, or no finite number.")
        return value

    def _mode(self) -> str:
        mode = self._word("mode") or MODES[0]
        if mode not in MODES:
            raise self.error(f'mode is "{mode:.60}"; {", ".join(MODES)} are known.')
        return mode

    def _tolerance(self) -> int:
        tolerance = self._number("tolerance", 0)
        if not 0 <= tolerance <= MOST_TOLERANCE:
            raise self.error(
                f"tolerance is {tolerance:g}; 0 to {MOST_TOLERANCE} pixels are allowed."
            )
        return int(tolerance)


def read_lines(file: Path) -> Iterator[Line]:
    """Yield the lines of a file of records; none lacks a column that is needed.

    Raises:
        DatasetError: A line is no record; the message names file and line.
    """
    try:
        with file.open(encoding="utf-8-sig") as stream:  # some editors begin with a mark
            for number, text in enumerate(stream, start=1):
                if text.strip():
                    yield _checked(Line(file, number, _parsed(file, number, text)))
    except (OSError, UnicodeDecodeError) as error:
        raise DatasetError(f'"{file}" cannot be read as UTF-8 text: {error}.') from error


def _parsed(file: Path, number: int, text: str) -> Mapping[str, Any]:
    try:
        values = json.loads(text) if len(text) <= LONGEST_LINE else None
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise DatasetError(f"{file}, line {number}: a JSON object of at most 1 MB is needed.")
    return values


def _checked(line: Line) -> Line:
    for column in line.values:
        if column not in COLUMNS:
            hint = did_you_mean(column, COLUMNS)
            raise line.error(
                f'column "{column}" is not known.{hint} Columns: {", ".join(COLUMNS)}.'
            )
    if missing := [column for column in NEEDED if not line.values.get(column)]:
        raise line.error(f"column {', '.join(missing)} is missing or empty.")
    return line
