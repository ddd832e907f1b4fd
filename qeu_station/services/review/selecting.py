"""Which inspections a filter lets through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_station.errors import InputError
from qeu_station.services.review.columns import FAIL, FAULT, PASS, REVIEW, Columns, Marks, Rows
from qeu_station.services.review.filtering import EVERYTHING, Filter, Range
from qeu_station.services.review.ordering import UNCERTAIN_FIRST, Order, sorted_rows

Mask = NDArray[np.bool_]

SAID = {"PASS": PASS, "REVIEW": REVIEW, "FAIL": FAIL, "FAULT": FAULT}


_LEAST_OF_ID = 6
"""Characters of a word that is looked for in ids too; shorter ones begin too many by chance."""


def select(
    columns: Columns,
    filter: Filter = EVERYTHING,
    order: Order = UNCERTAIN_FIRST,
    within: Rows | None = None,
) -> Rows:
    """Return the row numbers of what a filter lets through, in an order; int32 (m,).

    Args:
        columns: The inspections.
        filter: What must hold.
        order: How they are sorted.
        within: Rows to choose from, None for all.
    """
    passed = np.ones(len(columns), bool)
    if within is not None:
        passed[:] = False
        passed[within] = True
    for mask in _masks(columns, filter):
        passed &= mask
    return sorted_rows(columns, np.flatnonzero(passed).astype(np.int32), order)


def _masks(columns: Columns, asked: Filter) -> Iterator[Mask]:
    yield from _of_the_part(columns, asked)
    yield from _of_the_record(columns, asked)
    if asked.cells or asked.classes:
        yield _marked(columns, asked)
    if asked.inspectors or asked.said:
        yield _opined(columns, asked)
    for word in asked.text.casefold().split():
        yield _holding(columns, word)


def _of_the_part(columns: Columns, asked: Filter) -> Iterator[Mask]:
    if asked.verdicts:
        yield np.isin(columns.verdict, _codes(asked.verdicts))
    for name in ("p_ok", "disagreement", "novelty"):
        if getattr(asked, name) != (None, None):
            yield _between(getattr(columns, name), getattr(asked, name))
    for name in ("corrected", "contradicted"):
        wanted = getattr(asked, name)
        if wanted is not None:
            yield getattr(columns, name) == wanted
    if asked.newest:
        yield columns.newest


def _of_the_record(columns: Columns, asked: Filter) -> Iterator[Mask]:
    if asked.since:
        yield columns.at >= moment(asked.since)
    if asked.until:
        yield columns.at < moment(asked.until)
    for name, wanted in (("operator", "operators"), ("lot", "lots"), ("recipe", "recipes")):
        if getattr(asked, wanted):
            yield getattr(columns, name).among(getattr(asked, wanted))
    if asked.serial:
        part = asked.serial.casefold()
        folded = columns.derived("folded serials", lambda: _folded(columns.serial))
        yield np.array([part in serial for serial in folded], bool)


def moment(text: str) -> np.datetime64:
    """Return a UTC date or time of ISO 8601.

    Raises:
        InputError: It is none.
    """
    try:
        return np.datetime64(text, "ms")
    except ValueError:
        raise InputError(
            f'"{text}" is no date or time; give 2026-01-31 or 2026-01-31T13:30.'
        ) from None


def _codes(verdicts: Iterable[str]) -> list[int]:
    for verdict in verdicts:
        if verdict not in SAID:
            raise InputError(f'"{verdict}" is no verdict; allowed: {", ".join(SAID)}.')
    return [SAID[verdict] for verdict in verdicts]


def _between(values: NDArray[np.float32], limits: Range) -> Mask:
    low, high = limits
    inside = ~np.isnan(values)
    if low is not None:
        inside &= values >= np.float32(low)
    if high is not None:
        inside &= values <= np.float32(high)
    return inside


def _marked(columns: Columns, asked: Filter) -> Mask:
    marks: Marks = columns.marks
    hit = np.ones(len(marks), bool)
    if asked.cells:
        hit &= marks.cell.among(asked.cells)
    if asked.classes:
        hit &= marks.label.among(asked.classes)
    found = np.zeros(len(columns), bool)
    found[marks.row[hit]] = True
    if asked.classes and not asked.cells:
        found |= columns.label.among(asked.classes) & (columns.verdict != PASS)
    return found


def _opined(columns: Columns, asked: Filter) -> Mask:
    opinions = columns.opinions
    wanted = [
        place
        for place, name in enumerate(opinions.names)
        if not asked.inspectors or name in asked.inspectors
    ]
    said = _codes(asked.said or SAID)
    found: Mask = np.any(np.isin(opinions.verdict[:, wanted], said), axis=1)
    return found


def _holding(columns: Columns, word: str) -> Mask:
    found: Mask = np.zeros(len(columns), bool)
    for coded in (columns.lot, columns.operator, columns.recipe, columns.label, columns.cell):
        found |= coded.among(text for text in coded.table if word in text.casefold())
    found |= columns.derived("names", lambda: Haystack(columns.pair, columns.serial)).holding(word)
    if len(word) >= _LEAST_OF_ID:
        found |= columns.derived("ids", lambda: Haystack(columns.id)).beginning(word)
    return found


def _folded(texts: NDArray[Any]) -> list[str]:
    return [text.casefold() for text in texts.tolist()]


class Haystack:
    """Texts that differ from row to row, as one text that is searched at once.

    Args:
        columns: Texts, one array per column, one entry per row.
    """

    def __init__(self, *columns: NDArray[Any]) -> None:
        texts = zip(*(column.tolist() for column in columns), strict=True)
        rows = ["\n".join(("", *each)).casefold() for each in texts]
        self._text = "".join(rows)
        self._ends = np.cumsum([len(row) for row in rows], dtype=np.int64)

    def holding(self, word: str) -> Mask:
        """Return which rows hold a word, which has no blanks and no capitals."""
        places = [hit.start() for hit in re.finditer(re.escape(word), self._text)]
        found = np.zeros(len(self._ends), bool)
        found[np.searchsorted(self._ends, np.array(places, np.int64), side="right")] = True
        return found

    def beginning(self, word: str) -> Mask:
        """Return in which rows a text begins with a word, which has no blanks and no capitals."""
        return self.holding(f"\n{word}")
