"""CSV files that people write: columns checked, and every mistake with its file and line."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from qeu_station.errors import DatasetError, did_you_mean


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a CSV file, knowing where it stands."""

    file: Path
    number: int
    values: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The value of a column, without blanks around it; empty where there is none."""
        return self.values.get(column, "")

    def error(self, message: str) -> DatasetError:
        """Return an error that names file and line."""
        return DatasetError(f"{self.file}, line {self.number}: {message}")

    def numbers(self, columns: Sequence[str]) -> tuple[float, ...]:
        """Return finite numbers.

        Raises:
            DatasetError: One is missing or is not a finite number.
        """
        return tuple(self._number(column) for column in columns)

    def _number(self, column: str) -> float:
        number = as_number(self[column])
        if number is None:
            raise self.error(f'{column} is "{self[column]}"; a number is needed.')
        return number


def as_number(text: str) -> float | None:
    """Return a finite number, or None; what only Python takes for one (``1_0``) is none."""
    try:
        number = math.nan if "_" in text else float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def read_table(file: Path, needed: Iterable[str], allowed: Iterable[str]) -> Iterator[Line]:
    """Yield the rows of a CSV file with a header (comma or semicolon, UTF-8).

    Raises:
        DatasetError: It cannot be read, a needed column is missing, or a column is unknown.
    """
    text = read_text(file)
    first = text.partition("\n")[0]
    # strict: a quote that is never closed would swallow the rows behind it
    rows = csv.reader(
        StringIO(text, newline=""), delimiter=";" if ";" in first else ",", strict=True
    )
    try:
        header = [column.strip().lower() for column in next(rows, [])]
        _check_header(file, header, list(needed), list(allowed))
        for row in rows:
            if len(row) > len(header):
                raise DatasetError(
                    f"{file}, line {rows.line_num}: {len(row)} values for {len(header)} columns."
                )
            if any(value.strip() for value in row):
                values = dict(zip(header, (value.strip() for value in row), strict=False))
                yield Line(file, rows.line_num, values)
    except csv.Error as error:
        raise DatasetError(
            f"{file}, line {rows.line_num}: {error}. Check that every quote is closed."
        ) from None


def read_text(file: Path) -> str:
    """Return the text of a UTF-8 file.

    Raises:
        DatasetError: It cannot be read, or is not UTF-8.
    """
    try:
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise DatasetError(f'"{file}" cannot be read: {error.strerror}.') from error
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise DatasetError(
            f'"{file}" is not UTF-8 text: line {line} is written in another encoding (spreadsheets '
            'offer "CSV UTF-8"). Save it as UTF-8.'
        ) from None


def write_table(file: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a CSV file with a header; floats are written so that they read back exactly."""
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows(rows)


def _check_header(file: Path, header: list[str], needed: list[str], allowed: list[str]) -> None:
    every = [*needed, *allowed]
    if not needed and not set(header) & set(every):
        first = f'is "{",".join(header)[:60]}"' if any(header) else "is empty"
        raise DatasetError(
            f"{file}: the first line {first}; it must name columns, with a comma or semicolon "
            f"between them. Columns: {', '.join(every)}."
        )
    for column in header if any(header) else ():
        if column not in every:
            raise DatasetError(
                f'{file}: column "{column}" is not known.{did_you_mean(column, every)} '
                f"Columns: {', '.join(every)}."
            )
        if header.count(column) > 1:
            raise DatasetError(f'{file}: column "{column}" stands twice in the first line.')
    missing = [column for column in needed if column not in header]
    if missing:
        raise DatasetError(
            f"{file}: column {', '.join(missing)} is missing; the first line must name the "
            f"columns (needed: {', '.join(needed)}; also allowed: {', '.join(allowed) or 'none'})."
        )
