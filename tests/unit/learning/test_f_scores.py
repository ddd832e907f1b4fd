"""F counts reported defects of the right class, and two methods are compared part by part."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.fusion_simulated import simulated
from qeu_station.core.verdict import Thresholds
from qeu_station.learning.f_scores import f_gain, f_of_sums, f_score, sums_by_part

THRESHOLDS = Thresholds(0.5, 0.2)


def test_f_counts_reported_defects_of_the_right_class():
    votes = simulated(parts=1, items=4)
    votes.truth[:] = (2, 3, 0, 2)
    said = np.array(
        [[0.1, 0, 0.9, 0], [0.1, 0, 0.9, 0], [0.9, 0, 0.1, 0], [0.8, 0, 0.2, 0]], np.float64
    )
    # One right, two reported, three known: 2 * 1 / (2 + 3).
    assert f_score(votes, said, THRESHOLDS) == pytest.approx(0.4)


def test_a_defect_of_unknown_kind_is_right_whatever_it_is_called():
    votes = simulated(parts=1, items=1)
    votes.truth[:] = 1
    assert f_score(votes, np.array([[0.1, 0, 0.9, 0]]), THRESHOLDS) == 1


def test_what_is_no_number_is_reported():
    votes = simulated(parts=1, items=1)
    votes.truth[:] = 0
    assert f_score(votes, np.full((1, 4), np.nan), THRESHOLDS) == 0
    assert f_score(votes, np.array([[0.9, 0, 0.1, 0]]), THRESHOLDS) == 0


def test_a_method_gains_nothing_over_itself():
    votes = simulated(parts=30)
    gain = f_gain(votes, votes.vectors[0], votes.vectors[0], THRESHOLDS)
    assert (gain.value, gain.low, gain.high) == (0, 0, 0)


def test_a_better_method_gains_and_the_worse_one_loses_as_much():
    votes = simulated(parts=200)
    right = np.eye(4)[votes.truth]
    gain = f_gain(votes, right, votes.vectors[0], THRESHOLDS)
    loss = f_gain(votes, votes.vectors[0], right, THRESHOLDS)
    own = f_score(votes, votes.vectors[0], THRESHOLDS)
    assert gain.value == pytest.approx(1 - own)
    assert 0 < gain.low < gain.value < gain.high
    assert (loss.value, loss.low) == (-gain.value, -gain.high)


def test_sums_of_parts_in_any_order():
    votes = simulated(parts=2, items=2).of([0, 2, 1])
    assert sums_by_part(votes, np.array([[1.0], [2.0], [4.0]])).tolist() == [[5], [2]]


def test_without_anything_to_find_there_is_no_f():
    assert np.isnan(f_of_sums(np.zeros((1, 3)))[0])
