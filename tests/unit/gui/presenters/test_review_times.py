"""Times as they are typed and as a filter has them."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.gui.presenters.review_times import local_of, utc_of

MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2090, 1, 1)).map(
    lambda at: at.replace(minute=30, hour=(at.hour % 12) + 6, second=0, microsecond=0)
)
"""Half past six to half past five in the evening: no clock is set then."""


@given(MOMENTS)
def test_what_is_typed_comes_back(at):
    text = at.strftime("%Y-%m-%d %H:%M")
    assert local_of(utc_of(text)) == text


@given(MOMENTS)
def test_what_is_kept_is_a_moment_that_numpy_reads(at):
    kept = utc_of(at.strftime("%Y-%m-%d %H:%M"))
    assert abs((np.datetime64(kept) - np.datetime64(int(at.timestamp()), "s")).astype(int)) == 0


@pytest.mark.parametrize("text", ["2026-01-31", "2026/1/31", " 2026-01-31 ", "2026-01-31T00:00"])
def test_a_day_begins_at_midnight_here(text):
    assert local_of(utc_of(text)) == "2026-01-31"


@pytest.mark.parametrize("text", ["yesterday", "2026-02-30", "31.1.2026", "12:30"])
def test_what_is_no_time_is_none(text):
    assert utc_of(text) is None


def test_nothing_is_nothing():
    assert utc_of("  ") == ""


def test_what_no_window_wrote_is_shown_as_it_stands():
    assert local_of("last week") == "last week"
