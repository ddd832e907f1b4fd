"""Thresholds tried quickly give what a plain walk over the inspections gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.verdict import Thresholds, Verdict
from qeu_station.errors import RecipeError
from qeu_station.services.review import what_if
from qeu_station.services.review.columns import BAD, GOOD, PASS, REVIEW, UNTOLD, VERDICTS
from qeu_station.services.review.sweep import sweep
from tests.unit.gui.presenters.review_columns import columns, many

CHANCES = st.one_of(st.sampled_from([0.2, 0.5, 0.7, 0.0, 1.0]), st.floats(0, 1, width=32))
PARTS = st.lists(
    st.tuples(CHANCES | st.none(), st.booleans(), st.sampled_from([UNTOLD, GOOD, BAD])), min_size=1
)


@given(PARTS, CHANCES, CHANCES)
def test_any_thresholds_give_what_what_if_gives(parts, one, other):
    if one == other:
        return
    t_fail, t_pass = sorted((one, other))
    made = columns([np.nan if p is None else p for p, _, _ in parts])
    held = np.array([fault for _, fault, _ in parts])
    made = replace(
        made,
        verdict=np.where(held, REVIEW, made.verdict).astype(np.uint8),
        truth=np.array([told for _, _, told in parts], np.uint8),
    )
    tried, walked = sweep(made).at(t_pass, t_fail), what_if(made, t_pass, t_fail)
    assert list(tried.verdicts) == walked.counts.sum(axis=0).tolist()
    assert (tried.escapes, tried.overkills) == (len(walked.escapes), len(walked.overkills))


def test_the_recorded_thresholds_change_nothing():
    made = many(500)
    laid = sweep(made)
    assert laid.at(0.5, 0.2).counts.tolist() == laid.now.counts.tolist()


def test_a_value_on_a_threshold_is_decided_as_the_recipe_does():
    """0.7 is no float32: compared with the float64 of the recipe it would lie below it."""
    limits = Thresholds(0.7, 0.2)
    verdicts = [VERDICTS.index(limits.decide(p)) for p in (0.7, 0.2)]
    assert [VERDICTS[code] for code in verdicts] == [Verdict.PASS, Verdict.FAIL]
    made = columns([0.7, 0.2], limits=np.array([[0.7, 0.2]], np.float32))
    made = replace(made, verdict=np.array(verdicts, np.uint8))
    assert sweep(made).at(0.7, 0.2).verdicts == (1, 0, 1)


def test_a_fault_stays_review_whatever_the_thresholds():
    made = replace(columns([0.9, 0.9]), verdict=np.array([REVIEW, PASS], np.uint8))
    laid = sweep(made)
    assert laid.stuck == 1
    assert laid.at(0.1, 0.05).verdicts == (1, 1, 0)


def test_only_the_selection_counts_and_given_truth_replaces_corrections():
    made = columns([0.9, 0.9, 0.1], truth=np.array([BAD, BAD, GOOD], np.uint8))
    laid = sweep(made, np.array([0, 2], np.int32))
    assert (laid.now.escapes, laid.now.overkills, laid.now.defective, laid.now.good) == (1, 1, 1, 1)
    other = sweep(made, truth=np.array([GOOD, GOOD, BAD], np.uint8))
    assert (other.now.escapes, other.now.overkills) == (0, 0)


def test_what_errors_cost_of_the_known_parts():
    made = columns([0.9, 0.1, 0.3, 0.3], truth=np.array([BAD, GOOD, GOOD, UNTOLD], np.uint8))
    assert sweep(made).now.cost(50, 10) == 50 + 10 + 1


def test_thresholds_out_of_order_are_refused():
    with pytest.raises(RecipeError, match="not in order"):
        sweep(columns([0.5])).at(0.2, 0.5)
