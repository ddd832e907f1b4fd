"""Rows and columns of a grid, found again in the addresses of its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from qeu_station.api import Cell, PluginError

ROWS = ("U", "C", "D")
COLUMNS = tuple("123456789")
"""Labels of the usual grid, and of the mosaic, whose tiles they name."""

ADDRESSES = tuple(row + column for row in ROWS for column in COLUMNS)
"""What a model calls the tiles, in the order of an answer."""

_SPLITS = (re.compile(r"(.*\D)(\d+)"), re.compile(r"(\d+)(\D.*)"))

Labels = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Places:
    """Where each judged cell lies on its grid.

    Attributes:
        rows: Row labels that occur, top to bottom.
        columns: Column labels that occur, left to right.
        at: Row and column number of every judged address, row by row.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    at: Mapping[str, tuple[int, int]]


def places_of(cells: Sequence[Cell]) -> Places:
    """Return the grid that the cells of a prepared pair, which come row by row, lie on.

    On a grid of rows U, C, D and columns 1-9 numbers are those of the whole grid even where all
    cells of a row or column are unused.

    Raises:
        PluginError: The addresses are not made of a row's and a column's label.
    """
    labels = _split([cell.address for cell in cells])
    used = tuple(dict.fromkeys(row for row, _ in labels))
    across = {column: _x(cell) for (_, column), cell in zip(labels, cells, strict=True)}
    used_columns = tuple(sorted(across, key=lambda column: across[column]))
    if set(used) <= set(ROWS) and set(used_columns) <= set(COLUMNS):
        used, used_columns = ROWS, COLUMNS
    numbers = [(used.index(row), used_columns.index(column)) for row, column in labels]
    addresses = [cell.address for cell in cells]
    return Places(used, used_columns, dict(zip(addresses, numbers, strict=True)))


def _split(addresses: Sequence[str]) -> list[Labels]:
    """Return row and column label of every address: the way with the fewest rows and columns."""
    found = [ways for ways in _ways(addresses) if len(set(ways)) == len(ways)]
    if not found:
        raise PluginError(
            f"the cells {', '.join(addresses[:4])} ... name no rows and columns that a model could "
            "be told; use row labels such as U, C, D and column labels such as 1-9"
        )
    return min(found, key=lambda ways: len({r for r, _ in ways}) * len({c for _, c in ways}))


def _ways(addresses: Sequence[str]) -> Iterator[list[Labels]]:
    for pattern in _SPLITS:
        matches = [pattern.fullmatch(address) for address in addresses]
        if all(matches):
            yield [(match[1], match[2]) for match in matches if match]
    for length in range(1, min(map(len, addresses), default=0)):
        yield [(address[:length], address[length:]) for address in addresses]


def _x(cell: Cell) -> float:
    """Return how far to the right a cell lies, along its own upper edge."""
    (x1, y1), (x2, y2), _, _ = cell.polygon
    along = (x2 - x1, y2 - y1)
    length = (along[0] ** 2 + along[1] ** 2) ** 0.5 or 1.0
    return (x1 * along[0] + y1 * along[1]) / length
