"""Columns from the rows of a journal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_station.services.review.coding import Coder, times
from qeu_station.services.review.columns import PASS, STRINGS, UNTOLD, Coded, Columns, Marks
from qeu_station.services.review.limits import recipe_limits
from qeu_station.services.review.opinions import disagreement, read_opinions
from qeu_station.storage import streaming
from qeu_station.storage.reading import JournalReader
from qeu_station.storage.streaming import Which

_CODED = ("operator", "lot", "recipe", "recipe_sha256", "label")


def build(reader: JournalReader, which: Which, until: int, partial: bool = False) -> Columns:
    """Read inspections into columns; corrections are not in it yet, see ``correcting``.

    Args:
        reader: The journal.
        which: The entries to take; those that are no inspections do not count.
        until: Newest journal entry that counts as read.
        partial: Whether these are only the first part.

    Raises:
        StorageError: The journal cannot be read.
    """
    coders = {name: Coder() for name in _CODED}
    read = _read(reader, which, coders)
    text: dict[str, Any] = {name: Coded(read[name], coder.table) for name, coder in coders.items()}
    seq, verdict = read["seq"], read["verdict"]
    opinions = read_opinions(reader, which, seq)
    marks = read_marks(reader, seq, verdict)
    return Columns(
        **{name: read[name] for name in ("seq", "id", "pair", "serial", "at", "recipe_version")},
        **text,
        limits=recipe_limits(reader, text["recipe_sha256"].table),
        verdict=verdict,
        p_ok=read["p_ok"],
        cell=_worst(marks, len(seq)),
        newest=newest(read["pair"]),
        opinions=opinions,
        disagreement=disagreement(opinions),
        novelty=np.full(len(seq), np.nan, np.float32),
        marks=marks,
        corrected=np.zeros(len(seq), bool),
        contradicted=np.zeros(len(seq), bool),
        truth=np.full(len(seq), UNTOLD, np.uint8),
        said=no_marks(),
        until=until,
        partial=partial,
    )


def newest(pairs: NDArray[Any]) -> NDArray[np.bool_]:
    """Return, bool (n,), at which rows a pair name stands for the last time."""
    last = {pair: row for row, pair in enumerate(pairs.tolist())}
    found = np.zeros(len(pairs), bool)
    found[list(last.values())] = True
    return found


def read_marks(reader: JournalReader, seq: NDArray[np.int64], verdict: NDArray[np.uint8]) -> Marks:
    """Return the fused cells that are no PASS; only a part that is no PASS can have one."""
    cell, label = Coder(), Coder()
    pieces: list[tuple[NDArray[Any], ...]] = []
    for rows in streaming.marked_cells(reader, seq[verdict != PASS].tolist()):
        seqs, cells, verdicts, labels, p_ok = zip(*rows, strict=True)
        where = np.searchsorted(seq, np.array(seqs, np.int64)).astype(np.int32)
        codes = np.array(verdicts, np.uint8)
        pieces.append((where, cell.codes(cells), label.codes(labels), codes, floats(p_ok)))
    if not pieces:
        return no_marks()
    row, cells_, labels_, verdicts_, p_oks = (
        np.concatenate(each) for each in zip(*pieces, strict=True)
    )
    return Marks(row, Coded(cells_, cell.table), Coded(labels_, label.table), verdicts_, p_oks)


def no_marks() -> Marks:
    """Return marks of no cell."""
    none = np.zeros(0, np.int32)
    nothing = Coded(none)
    return Marks(none, nothing, nothing, np.zeros(0, np.uint8), np.zeros(0, np.float32))


def floats(values: Iterable[float | None]) -> NDArray[np.float32]:
    """Return numbers as float32, None as NaN."""
    return np.array(values, np.float64).astype(np.float32)


def _read(reader: JournalReader, which: Which, coders: dict[str, Coder]) -> dict[str, Any]:
    take: dict[str, Callable[[Sequence[Any]], NDArray[Any]]] = {
        "seq": lambda values: np.array(values, np.int64),
        "at": times,
        "recipe_version": lambda values: np.array(values, np.int32),
        "verdict": lambda values: np.array(values, np.uint8),
        "p_ok": floats,
        **dict.fromkeys(("id", "pair", "serial"), _strings),
        **{name: coder.codes for name, coder in coders.items()},
    }
    pieces: dict[str, list[NDArray[Any]]] = {name: [make(())] for name, make in take.items()}
    for rows in streaming.inspections(reader, which):
        for name, values in zip(streaming.INSPECTION, zip(*rows, strict=True), strict=True):
            pieces[name].append(take[name](values))
    return {name: np.concatenate(each) for name, each in pieces.items()}


def _strings(texts: Sequence[str]) -> NDArray[Any]:
    return np.array(texts, STRINGS)


def _worst(marks: Marks, count: int) -> Coded:
    """Return the marked cell with the lowest P(ok) of each row; one nothing judged counts first."""
    codes = np.full(count, -1, np.int32)
    order = np.lexsort((np.nan_to_num(marks.p_ok, nan=-1.0), marks.row))
    first = np.ones(len(order), bool)
    first[1:] = marks.row[order][1:] != marks.row[order][:-1]
    codes[marks.row[order][first]] = marks.cell.codes[order][first]
    return Coded(codes, marks.cell.table)
