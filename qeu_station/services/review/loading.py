"""Loading a journal into columns: the most uncertain first, then all, then what is added."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_station.errors import JournalError
from qeu_station.services.review.building import build
from qeu_station.services.review.coding import joined
from qeu_station.services.review.columns import Columns, Marks
from qeu_station.services.review.correcting import with_corrections
from qeu_station.services.review.opinions import joined_opinions
from qeu_station.services.review.source import ReviewSource
from qeu_station.services.review.uncertain import most_uncertain
from qeu_station.storage import streaming
from qeu_station.storage.reading import JournalReader

FIRST = 200
"""Inspections in the first part."""


def load(source: ReviewSource, on_part: Callable[[Columns], None] | None = None) -> Columns:
    """Read every inspection of a source.

    Args:
        source: An open source.
        on_part: Called once, before all is read, with the most uncertain inspections alone
            (``partial`` is set); not called for a journal that has no more than these.

    Raises:
        JournalError: It is damaged.
        StorageError: The journal cannot be read; it may have vanished.
    """
    with _damage(source):
        until = streaming.last_entry(source.reader)
        part = _first_part(source.reader, until) if on_part is not None and until > FIRST else None
    if on_part is not None and part is not None:
        on_part(part)
    with _damage(source):
        columns = build(source.reader, range(1, until + 1), until)
        return with_corrections(columns, streaming.corrections(source.reader, 0, until))


def _first_part(reader: JournalReader, until: int) -> Columns:
    seqs = most_uncertain(reader, FIRST)
    part = build(reader, seqs, until, partial=True)
    return with_corrections(part, streaming.corrections_of(reader, seqs, until))


@contextmanager
def _damage(source: ReviewSource) -> Iterator[None]:
    """Say of a value that is none of its column's kind that the journal is damaged."""
    try:
        yield
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise JournalError(
            f'Journal "{source.place}" is damaged, a value has no meaning: {error}. '
            "qeu-station journal verify says which entries were changed."
        ) from error


def refresh(source: ReviewSource, columns: Columns) -> Columns:
    """Return the columns with what was recorded since; the same object when nothing was.

    Rows keep their numbers; new inspections come last.

    Raises:
        StorageError: The journal cannot be read, or is another one than was opened.
    """
    source.check()
    with _damage(source):
        return _refreshed(source.reader, columns)


def _refreshed(reader: JournalReader, columns: Columns) -> Columns:
    until = streaming.last_entry(reader)
    if until == columns.until:
        return columns
    fresh = build(reader, range(columns.until + 1, until + 1), until)
    grown = replace(_grown(columns, fresh) if len(fresh) else columns, until=until)
    spoken = {
        row[0] for rows in streaming.corrections(reader, columns.until, until) for row in rows
    }
    return with_corrections(grown, streaming.corrections_of(reader, sorted(spoken), until))


def _grown(first: Columns, second: Columns) -> Columns:
    both: dict[str, Any] = {
        name: np.concatenate([getattr(first, name), getattr(second, name)])
        for name in (
            "seq", "id", "pair", "serial", "at", "recipe_version", "verdict", "p_ok",
            "disagreement", "novelty", "corrected", "contradicted", "truth",
        )
    }  # fmt: skip
    texts: dict[str, Any] = {
        name: joined(getattr(first, name), getattr(second, name))
        for name in ("lot", "operator", "recipe", "recipe_sha256", "label", "cell")
    }
    known = {sha256: limits for each in (first, second) for sha256, limits in _limits(each)}
    return replace(
        first,
        **both,
        **texts,
        limits=np.array([known[sha256] for sha256 in texts["recipe_sha256"].table], np.float32),
        newest=_newest(first, second),
        opinions=joined_opinions(first.opinions, second.opinions),
        marks=_joined_marks(first.marks, second.marks, len(first)),
    )


def _newest(first: Columns, second: Columns) -> NDArray[np.bool_]:
    """Return at which rows of both a pair name stands last; only names of the second changed."""
    again = set(second.pair.tolist())
    kept = np.fromiter((pair not in again for pair in first.pair.tolist()), bool, len(first))
    return np.concatenate([first.newest & kept, second.newest])


def _limits(columns: Columns) -> list[tuple[str, np.ndarray]]:
    return list(zip(columns.recipe_sha256.table, columns.limits, strict=True))


def _joined_marks(first: Marks, second: Marks, offset: int) -> Marks:
    return Marks(
        np.concatenate([first.row, second.row + np.int32(offset)]),
        joined(first.cell, second.cell),
        joined(first.label, second.label),
        np.concatenate([first.verdict, second.verdict]),
        np.concatenate([first.p_ok, second.p_ok]),
    )
