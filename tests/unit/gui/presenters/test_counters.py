"""Counted one by one or all at once: the same numbers."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.correction import Correction
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.correcting import Entry, said
from qeu_station.gui.presenters.counters import ShiftCount, contradicted
from tests.unit.gui.presenters.doubles import make_record

judged = st.lists(st.tuples(st.sampled_from(Verdict), st.floats(0.1, 1e5)), max_size=60)


@given(judged, judged)
def test_going_on_counts_as_counting_all(before, after):
    start = ShiftCount("s", Counter(v for v, _ in before), 0, [ms for _, ms in before])
    for verdict, milliseconds in after:
        start.judged(verdict, milliseconds)
    shown, everything = start.shown, before + after
    times = sorted(ms for _, ms in everything)
    assert shown.total == shown.passed + shown.failed + shown.review == len(everything)
    assert shown.passed == sum(v is Verdict.PASS for v, _ in everything)
    if times:
        assert shown.yield_ == shown.passed / shown.total
        assert shown.fastest == times[0]
        assert shown.mean == pytest.approx(sum(times) / len(times))
        assert sum(ms <= shown.p95 for ms in times) >= math.ceil(0.95 * len(times))
        assert shown.p95 in times
    else:
        assert (shown.yield_, shown.fastest, shown.mean, shown.p95) == (None,) * 4


def test_an_inspection_without_a_time_is_counted():
    count = ShiftCount()
    count.judged(Verdict.FAIL, None)
    assert (count.shown.failed, count.shown.mean, count.shown.yield_) == (1, None, 0.0)


def test_nothing_new_keeps_the_same_object():
    count = ShiftCount()
    before = count.shown
    count.corrected(0)
    assert count.shown is before


@pytest.mark.parametrize(
    ("verdict", "content", "expected"),
    [
        ("PASS", {"part": "ok"}, False),
        ("PASS", {"part": "ng"}, True),
        ("FAIL", {"part": "ng"}, False),
        ("FAIL", {"cells": {"U4": "scratch"}}, False),
        ("FAIL", {"cells": {"U4": "ok"}}, True),
        ("FAIL", {"struck": ("R1",)}, True),
        ("PASS", {"cells": {"C1": "scratch"}}, True),
        ("PASS", {"note": "dusty"}, False),
    ],
)
def test_corrected_means_contradicted(verdict, content, expected):
    entry = Entry(Correction("id-p0", "Sato", **content))
    assert contradicted(make_record("p0", verdict), said([entry])) is expected
