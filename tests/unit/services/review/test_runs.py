"""Two runs compared: which pairs changed, and what was different for each."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from qeu_station.services.review import Cause, compare_runs
from qeu_station.services.review.columns import FAULT, PASS, REVIEW, Opinions
from qeu_station.services.review.runs import moved_most
from tests.unit.gui.presenters.review_columns import columns, one, strings


def said(*names, p_ok):
    """Opinions with these P(ok) per inspection and inspector; NaN for a fault."""
    chance = np.array(p_ok, np.float32)
    codes = np.where(np.isnan(chance), FAULT, PASS).astype(np.uint8)
    return Opinions(names, codes, chance)


def causes(first, second):
    return [Cause(int(flags)) for flags in compare_runs(first, second).causes]


def test_pairs_are_met_by_name_and_counted_by_verdict():
    first = columns([0.9, 0.1, 0.9])
    second = columns([0.1, 0.1], pair=strings(["p2", "p9"]))
    found = compare_runs(first, second)
    assert (found.before.tolist(), found.after.tolist()) == ([2], [0])
    assert found.counts.tolist() == [[0, 0, 1], [0, 0, 0], [0, 0, 0]]
    assert (found.only_first.tolist(), found.only_second.tolist()) == ([0, 1], [1])


def test_thresholds_count_only_where_they_decide_otherwise():
    """A recipe with another t_pass is another recipe for every pair, but not why it changed."""
    first = columns([0.6, 0.95])
    second = columns(
        [0.6, 0.95], recipe_sha256=one("b" * 64, 2), limits=np.array([[0.7, 0.2]], np.float32)
    )
    second = replace(second, verdict=np.array([REVIEW, PASS], np.uint8))
    assert causes(first, second) == [Cause.RECIPE | Cause.THRESHOLDS, Cause.RECIPE]


def test_an_inspector_that_says_otherwise_and_pooling_that_differs():
    first = columns([0.9, 0.9], opinions=said("tiny", p_ok=[[0.9], [0.9]]))
    second = columns([0.1, 0.1], opinions=said("tiny", p_ok=[[0.1], [0.9]]))
    assert causes(first, second) == [Cause.OPINION, Cause.FUSION]


def test_a_fault_holds_one_of_the_two():
    first = columns([0.9, 0.9])
    second = replace(columns([0.9, np.nan]), verdict=np.array([REVIEW, REVIEW], np.uint8))
    assert causes(first, second) == [Cause.HELD, Cause.HELD]


def test_whose_opinion_moved_most():
    first = columns(
        [0.9] * 3, opinions=said("a", "b", p_ok=[[0.9, 0.8], [0.9, 0.8], [0.9, np.nan]])
    )
    second = columns(
        [0.1] * 3, opinions=said("b", "c", p_ok=[[0.1, np.nan], [0.8, 0.3], [0.2, np.nan]])
    )
    rows = np.array([0, 1, 2], np.int32)
    moved = moved_most(first, second, rows, rows)
    assert [moved.names[place] for place in moved.inspector] == ["a", "a", "a"]
    same = moved_most(first, first, rows, rows)
    assert same.inspector.tolist() == [-1, -1, -1]
    np.testing.assert_allclose(moved.p_ok[0], [0.9, np.nan])
