"""Two thresholds, three verdicts."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.verdict import Thresholds, Verdict, worst
from qeu_station.errors import RecipeError


@pytest.mark.parametrize(
    ("p_ok", "verdict"),
    [
        (1.0, "PASS"),
        (0.5, "PASS"),
        (math.nextafter(0.5, 0), "REVIEW"),
        (math.nextafter(0.2, 1), "REVIEW"),
        (0.2, "FAIL"),
        (0.0, "FAIL"),
        (math.nan, "REVIEW"),
        (math.inf, "REVIEW"),
        (-math.inf, "REVIEW"),
        (1.001, "REVIEW"),
        (-0.001, "REVIEW"),
    ],
)
def test_decision_at_and_around_the_thresholds(p_ok, verdict):
    assert Thresholds(t_pass=0.5, t_fail=0.2).decide(p_ok) == verdict


@given(st.floats(0, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_a_higher_probability_is_never_a_worse_verdict(a, b, first, second):
    if a == b:
        return
    thresholds = Thresholds(t_pass=max(a, b), t_fail=min(a, b))
    low, high = thresholds.decide(min(first, second)), thresholds.decide(max(first, second))
    assert worst([low, high]) == low


@pytest.mark.parametrize(("t_pass", "t_fail"), [(0.2, 0.5), (0.5, 0.5), (1.1, 0), (0.5, -0.1)])
def test_thresholds_out_of_order_are_refused(t_pass, t_fail):
    with pytest.raises(RecipeError, match="not in order"):
        Thresholds(t_pass, t_fail)


def test_nan_is_no_threshold():
    with pytest.raises(RecipeError, match="not in order"):
        Thresholds(math.nan, 0.2)


def test_the_most_severe_verdict_wins_and_nothing_judged_is_review():
    assert worst([Verdict.PASS, Verdict.FAIL, Verdict.REVIEW]) is Verdict.FAIL
    assert worst([Verdict.PASS, Verdict.REVIEW]) is Verdict.REVIEW
    assert worst([Verdict.PASS]) is Verdict.PASS
    assert worst([]) is Verdict.REVIEW
