"""Classes of cells against what is known of them: corrections, or truth that was given."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.classes import OK
from qeu_station.learning.evaluation import AMBIGUOUS, CellTruth
from qeu_station.services.review.columns import FAIL, PASS, Coded, Columns, Rows

REVIEWED = "REVIEW"
"""What was said of a cell that was not decided; no class has capitals."""


@dataclass(frozen=True, slots=True, eq=False)
class ClassConfusion:
    """What was said of cells by what is known of them.

    Attributes:
        known: Classes that cells are known to be, ``ok`` first.
        said: ``ok`` for PASS, ``REVIEW``, then the class of cells that are FAIL.
        counts: int64 (known, said), cells.
        row: int32 (m,), the inspection of every cell counted.
        place: int64 (m,), its position in ``counts``, flattened.
    """

    known: tuple[str, ...]
    said: tuple[str, ...]
    counts: NDArray[np.int64]
    row: Rows = field(repr=False)
    place: NDArray[np.int64] = field(repr=False)

    def rows(self, known: int, said: int) -> Rows:
        """Return the inspections behind one count, each once, ascending."""
        return np.unique(self.row[self.place == known * len(self.said) + said])


@dataclass(frozen=True, slots=True, eq=False)
class _Cells:
    """Cells of which something is known: row, address and class of each."""

    row: NDArray[np.int64]
    cell: Coded
    label: Coded


def confused_classes(
    columns: Columns, rows: Rows | None = None, truth: CellTruth | None = None
) -> ClassConfusion:
    """Compare what was said of cells with corrections, or with given truth.

    Only cells that are spoken of count; with given truth also those that were no PASS and are not
    named there although their pair is: they are ``ok``. Ambiguous cells are left out.

    Args:
        columns: The inspections.
        rows: int32 (m,), the selection; None for all.
        truth: Class of each cell of each pair; None for what corrections say.
    """
    chosen = np.zeros(len(columns), bool)
    chosen[slice(None) if rows is None else rows] = True
    cells = _corrected(columns, chosen) if truth is None else _given(columns, chosen, truth)
    names = dict.fromkeys((OK, *cells.label.table))
    names.pop(AMBIGUOUS, None)
    known = tuple(names)
    codes = np.array([known.index(n) if n in names else -1 for n in cells.label.table], np.int64)
    label = codes[cells.label.codes] if len(codes) else np.zeros(0, np.int64)
    said, heard = _said(columns, cells)
    keep = label >= 0
    place = label[keep] * len(said) + heard[keep]
    counts = np.bincount(place, minlength=len(known) * len(said)).reshape(len(known), len(said))
    return ClassConfusion(known, said, counts, cells.row[keep].astype(np.int32), place)


def _corrected(columns: Columns, chosen: NDArray[np.bool_]) -> _Cells:
    said = columns.said
    hit = chosen[said.row]
    return _Cells(
        said.row[hit].astype(np.int64),
        Coded(said.cell.codes[hit], said.cell.table),
        Coded(said.label.codes[hit], said.label.table),
    )


def _given(columns: Columns, chosen: NDArray[np.bool_], truth: CellTruth) -> _Cells:
    rows = np.flatnonzero(chosen)
    told = [truth.get(pair) for pair in columns.pair[rows].tolist()]
    known = [named for named in told if named is not None]
    has = np.array([named is not None for named in told], bool)
    row = np.repeat(rows[has], np.array([len(named) for named in known], np.int64))
    cells = _codes([*chain.from_iterable(known)], columns.marks.cell.table)
    labels = _codes([*chain.from_iterable(named.values() for named in known)], (OK,))
    wide = len(cells.table)
    named = (row * wide + cells.codes).astype(np.int64)
    unnamed = _unnamed(columns, rows[has].astype(np.int64), named, wide)
    return _Cells(
        np.concatenate([row, unnamed // wide]).astype(np.int64),
        Coded(_joined(cells.codes, unnamed % wide), cells.table),
        Coded(_joined(labels.codes, np.zeros(len(unnamed))), labels.table),
    )


def _codes(texts: Sequence[str], first: Iterable[str]) -> Coded:
    """Return texts as codes; those of ``first`` come first in the table."""
    table = {text: code for code, text in enumerate(dict.fromkeys((*first, *sorted(set(texts)))))}
    return Coded(np.fromiter(map(table.__getitem__, texts), np.int32, len(texts)), tuple(table))


def _joined(one: NDArray[Any], two: NDArray[Any]) -> NDArray[np.int32]:
    return np.concatenate([one, two]).astype(np.int32)


def _unnamed(
    columns: Columns, known: NDArray[np.int64], named: NDArray[np.int64], wide: int
) -> NDArray[np.int64]:
    """Return the keys of cells that were no PASS, of pairs that are known, but not named."""
    of_known = np.zeros(len(columns), bool)
    of_known[known] = True
    marks = columns.marks
    hit = of_known[marks.row]
    keys = np.unique(marks.row[hit].astype(np.int64) * wide + marks.cell.codes[hit])
    if not len(keys):
        return keys
    place = np.minimum(np.searchsorted(keys, named), len(keys) - 1)
    told = np.zeros(len(keys), bool)
    told[place[keys[place] == named]] = True
    return keys[~told]


def _said(columns: Columns, cells: _Cells) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Return what can be said of a cell, and the position of what was said of each."""
    marks = columns.marks
    names = tuple(dict.fromkeys((OK, REVIEWED, *marks.label.table)))
    own = {text: code for code, text in enumerate(marks.cell.table)}
    moved = np.array([own.get(text, -1) for text in cells.cell.table] + [-1], np.int64)
    wide = len(marks.cell.table) + 1
    asked = cells.row * wide + moved[cells.cell.codes]
    asked[moved[cells.cell.codes] < 0] = -1
    keys = marks.row.astype(np.int64) * wide + marks.cell.codes
    order = np.argsort(keys, kind="stable")
    place = np.minimum(np.searchsorted(keys, asked, sorter=order), max(len(keys) - 1, 0))
    if not len(keys):
        return names, np.zeros(len(asked), np.int64)
    found = order[place]
    marked = keys[found] == asked
    labels = np.array([names.index(text) for text in marks.label.table] + [1], np.int64)
    verdict = marks.verdict[found]
    heard = np.where(verdict == FAIL, labels[marks.label.codes[found]], 1)
    return names, np.where(marked & (verdict != PASS), heard, 0)
