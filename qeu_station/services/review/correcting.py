"""What people said of the inspections, put into the columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np

from qeu_station.core.classes import OK
from qeu_station.core.correction import Correction, Standing, standing
from qeu_station.services.review.coding import Coder
from qeu_station.services.review.columns import (
    BAD,
    GOOD,
    PASS,
    UNTOLD,
    VERDICTS,
    Coded,
    Columns,
    Marks,
)
from qeu_station.storage.reading import read_payload
from qeu_station.storage.streaming import Rows


def with_corrections(columns: Columns, pieces: Iterable[Rows]) -> Columns:
    """Return the columns with what stands of each inspection that ``pieces`` speaks of.

    Args:
        columns: The inspections.
        pieces: (seq of the inspection, entry hash, payload) in the order of the journal, every
            correction of an inspection that is spoken of.

    Raises:
        JournalError: A recorded correction cannot be read.
    """
    spoken: dict[int, list[tuple[str, Correction]]] = {}
    for rows in pieces:
        for seq, entry, payload in rows:
            said = read_payload(payload, Correction.from_json, "correction")
            spoken.setdefault(seq, []).append((entry, said))
    if not spoken:
        return columns
    found = columns.rows_of(sorted(spoken))
    rows_ = [(int(row), spoken[int(columns.seq[row])]) for row in found if row >= 0]
    return _stood(columns, {row: standing(said) for row, said in rows_})


def _stood(columns: Columns, stands: Mapping[int, Standing]) -> Columns:
    corrected, contradicted = columns.corrected.copy(), columns.contradicted.copy()
    truth = columns.truth.copy()
    for row, said in stands.items():
        verdict = VERDICTS[columns.verdict[row]]
        cells = _verdicts(columns, row, said.cells)
        corrected[row] = said != Standing(operator=said.operator)  # undoing says nothing
        contradicted[row] = said.contradicts(verdict, cells)
        truth[row] = _truth(said, columns, row)
    said_marks = _said(columns, stands)
    return replace(
        columns, corrected=corrected, contradicted=contradicted, truth=truth, said=said_marks
    )


def _verdicts(columns: Columns, row: int, asked: Iterable[str]) -> dict[str, str]:
    """Return the station's verdicts of these cells; none where it judged no cell at all."""
    marks = _marks_of(columns.marks, row)
    if not marks and columns.verdict[row] != PASS:
        return {}
    return {cell: VERDICTS[marks[cell][0]] if cell in marks else VERDICTS[PASS] for cell in asked}


def _marks_of(marks: Marks, row: int) -> dict[str, tuple[int, float]]:
    start, stop = np.searchsorted(marks.row, [row, row + 1])
    return {
        marks.cell[place]: (int(marks.verdict[place]), float(marks.p_ok[place]))
        for place in range(start, stop)
    }


def _truth(said: Standing, columns: Columns, row: int) -> int:
    """Return what is known of a part: spoken of as a whole, or through its cells."""
    if said.part is not None:
        return GOOD if said.part == OK else BAD
    marked = _marks_of(columns.marks, row)
    cleared = bool(said.cells) and marked.keys() <= said.cells.keys()
    return GOOD if cleared else UNTOLD


def _said(columns: Columns, stands: Mapping[int, Standing]) -> Marks:
    """Return the cells spoken of: what stood before, less the rows spoken of anew, and those."""
    before = columns.said
    kept = ~np.isin(before.row, list(stands))
    cell, label = Coder(before.cell.table), Coder(before.label.table)
    fresh = [
        (row, address, name, *_station_said(columns, row, address))
        for row, said in stands.items()
        for address, name in said.cells.items()
    ]
    rows, cells, labels, verdicts, p_ok = zip(*fresh, strict=True) if fresh else ((),) * 5
    row_ = np.concatenate([before.row[kept], np.array(rows, np.int32)])
    order = np.argsort(row_, kind="stable")
    codes = np.concatenate([before.cell.codes[kept], cell.codes(cells)])
    names = np.concatenate([before.label.codes[kept], label.codes(labels)])
    return Marks(
        row_[order],
        Coded(codes[order], cell.table),
        Coded(names[order], label.table),
        np.concatenate([before.verdict[kept], np.array(verdicts, np.uint8)])[order],
        np.concatenate([before.p_ok[kept], np.array(p_ok, np.float32)])[order],
    )


def _station_said(columns: Columns, row: int, address: str) -> tuple[int, float]:
    return _marks_of(columns.marks, row).get(address, (PASS, np.nan))
