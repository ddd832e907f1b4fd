"""Intervals cover what they should, and count parts, not items."""

from __future__ import annotations

import math

import numpy as np
import pytest

from qeu_station.learning.resampling import bootstrap_sums


def mean(sums):
    with np.errstate(invalid="ignore"):
        return sums[:, 0] / sums[:, 1]


def table(values):
    return np.stack([values, np.ones(len(values))], axis=1)


def test_the_interval_of_a_mean_is_that_of_theory():
    values = np.random.default_rng(0).normal(3, 2, 400)
    found = bootstrap_sums(table(values), mean)
    error = values.std() / math.sqrt(400)
    assert found.value == pytest.approx(values.mean())
    assert found.low == pytest.approx(found.value - 1.96 * error, abs=0.04)
    assert found.high == pytest.approx(found.value + 1.96 * error, abs=0.04)


def test_items_of_one_part_are_drawn_together():
    """Ten copies of every item in its part narrow nothing."""
    values = np.random.default_rng(1).normal(0, 1, 100)
    once = bootstrap_sums(table(values), mean)
    tenfold = bootstrap_sums(10 * table(values), mean)
    assert tenfold.high - tenfold.low == pytest.approx(once.high - once.low)


def test_resamples_without_a_figure_are_left_out():
    found = bootstrap_sums([[1.0, 1.0], [0.0, 0.0]], mean)
    assert (found.value, found.low, found.high) == (1, 1, 1)
    nothing = bootstrap_sums([[0.0, 0.0]], mean)
    assert math.isnan(nothing.value)
    assert math.isnan(nothing.low)


def test_the_same_seed_gives_the_same_interval():
    values = table(np.arange(30.0))
    assert bootstrap_sums(values, mean, seed=3) == bootstrap_sums(values, mean, seed=3)


def test_no_part_is_refused():
    with pytest.raises(ValueError, match="at least one part"):
        bootstrap_sums(np.empty((0, 2)), mean)
