"""Coded texts, rows by entry, and what is kept with the columns."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.services.review import Coded, ReviewSource, load
from qeu_station.services.review.coding import Coder, joined, times
from qeu_station.storage.journal import Journal

from .conftest import judged

TEXTS = st.lists(st.none() | st.text(max_size=3), max_size=30)


def texts_of(coded: Coded) -> list[str]:
    return [coded[row] for row in range(len(coded))]


@given(first=TEXTS, second=TEXTS)
def test_joined_columns_read_as_one(first, second) -> None:
    columns = []
    for texts in (first, second):
        coder = Coder()
        codes = coder.codes(texts)
        columns.append(Coded(codes, coder.table))
    both = joined(*columns)
    assert texts_of(both) == [text or "" for text in first + second]
    assert both.codes[: len(first)].tolist() == columns[0].codes.tolist()
    assert len(set(both.table)) == len(both.table)


@given(texts=TEXTS, wanted=st.sets(st.text(max_size=3), max_size=4))
def test_among_is_membership(texts, wanted) -> None:
    coder = Coder()
    codes = coder.codes(texts)
    column = Coded(codes, coder.table)
    assert column.among(wanted).tolist() == [(text or "") in wanted for text in texts]


def test_a_text_that_is_no_time_is_none() -> None:
    found = times(["2026-01-02T03:04:05.678+00:00", "yesterday", ""])
    assert found[0] == np.datetime64("2026-01-02T03:04:05.678")
    assert np.isnat(found[1:]).all()


def test_rows_by_entry(journal: Journal, source: ReviewSource) -> None:
    journal.append_inspections([judged(1)])
    journal.append_note({"a": "note"})
    journal.append_inspections([judged(2)])
    columns = load(source)
    assert columns.rows_of([3, 1, 2, 0, 99]).tolist() == [1, 0, -1, -1, -1]
    assert columns.rows_of([]).tolist() == []


def test_what_was_derived_does_not_outlive_a_change(journal: Journal, source: ReviewSource) -> None:
    journal.append_inspections([judged(1)])
    columns = load(source)
    assert columns.derived("a", lambda: 1) == columns.derived("a", lambda: 2) == 1
    assert replace(columns, partial=True).derived("a", lambda: 3) == 3
