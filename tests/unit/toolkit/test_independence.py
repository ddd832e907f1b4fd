"""Independence is found where it was made, and its absence too."""

from __future__ import annotations

import math

import numpy as np
import pytest

from qeu_station.toolkit.independence import (
    canonical_correlation,
    measure_independence,
    spearman,
)
from qeu_station.toolkit.independence_said import REDUNDANT
from tests.unit.toolkit.test_pooling import softmax, views


def test_independent_views():
    (a, b), truth = views(3000)
    found = measure_independence(a, b, truth, ("W", "B"))
    assert found.exponents == pytest.approx(2, abs=0.15)
    assert abs(found.rank_correlation) < 0.08
    assert found.canonical < 0.12
    assert found.canonical_p > 0.01
    assert found.errors_b_given_a == pytest.approx(found.errors_b, abs=0.05)
    assert found.sentence.startswith("W and B are nearly independent: ")
    assert found.gains
    assert found.gain_low < found.gain < 1
    assert found.sentence.endswith(
        f"Fusing them saves {found.gain:.0%} of the better one's log loss."
    )


def test_a_view_and_its_copy():
    (a,), truth = views(3000, opinions=1)
    found = measure_independence(a, a, truth)
    assert found.exponents == pytest.approx(1, abs=0.1)
    assert found.rank_correlation == pytest.approx(1)
    assert found.canonical == pytest.approx(1)
    assert found.canonical_p == pytest.approx(1 / 101)
    assert found.errors_b_given_a == 1
    assert "a and b are redundant: " in found.sentence
    assert found.gain == pytest.approx(0, abs=1e-3)
    assert found.sentence.endswith(
        "These two inspectors see the same thing; fusing them gains nothing."
    )


def test_two_noisy_readings_of_one_thing_are_redundant_and_yet_worth_fusing():
    """Exponents of 1 in all do not say that nothing is gained: a mean of readings is better."""
    (a,), truth = views(6000, opinions=1, noise=0.7)
    rng = np.random.default_rng(4)
    blurred = [softmax(np.log(a) + 1.5 * rng.normal(size=a.shape)) for _ in range(2)]
    found = measure_independence(*blurred, truth)
    assert found.exponents < REDUNDANT
    assert found.gains
    assert "They see much the same thing, yet fusing them saves" in found.sentence


def test_views_that_share_half_of_their_noise():
    rng = np.random.default_rng(0)
    truth = rng.integers(0, 4, 3000)
    shared, noise = rng.normal(size=(3000, 4)), 1.5
    a, b = (
        softmax(
            (np.eye(4)[truth] + noise * (shared + rng.normal(size=(3000, 4))) / math.sqrt(2))
            / noise**2
        )
        for _ in range(2)
    )
    found = measure_independence(a, b, truth)
    assert 1.15 < found.exponents < 1.6
    assert found.rank_correlation == pytest.approx(0.5, abs=0.1)
    assert found.canonical == pytest.approx(0.5, abs=0.1)
    assert found.canonical > found.canonical_shuffled + 0.3
    assert found.errors_b_given_a > found.errors_b
    assert "partly redundant" in found.sentence


def test_one_that_knows_little_is_weak_and_not_redundant():
    (a,), truth = views(2000, opinions=1)
    rng = np.random.default_rng(2)
    blurred = softmax(np.log(a) + 6 * rng.normal(size=a.shape))
    found = measure_independence(a, blurred, truth)
    assert found.unknown == ()
    assert "a and b are nearly independent: " in found.sentence
    assert "b is weak or badly calibrated" in found.sentence
    assert found.sentence.endswith(
        "On these 2000 items fusing them saves no log loss that could be measured."
    )


def test_small_exponents_of_opinions_that_are_too_sure_are_no_redundancy():
    (a, b), truth = views(3000)
    found = measure_independence(softmax(4 * np.log(a)), softmax(4 * np.log(b)), truth)
    assert found.exponents < REDUNDANT / 2
    assert not found.redundant
    assert "a and b are nearly independent: " in found.sentence
    assert "a and b are weak or badly calibrated" in found.sentence
    assert "same thing" not in found.sentence
    assert "gains nothing" not in found.sentence
    assert f"Fusing them saves {found.gain:.0%}" in found.sentence


def test_a_copy_that_doubts_itself_is_redundant_whatever_its_exponents():
    (a,), truth = views(3000, opinions=1)
    wary = softmax(np.log(a) / 4)
    found = measure_independence(wary, wary, truth)
    assert found.exponents > 2
    assert "a and b are redundant: " in found.sentence


@pytest.mark.parametrize("same", [True, False])
def test_a_pool_that_finds_more_is_not_denied(same):
    (a,), truth = views(2000, opinions=1)
    rng = np.random.default_rng(2)
    other = a if same else softmax(np.log(a) + 6 * rng.normal(size=a.shape))
    found = measure_independence(a, other, truth, finds_more=True)
    assert not found.gains
    assert found.redundant == same
    assert "gains nothing" not in found.sentence
    assert "using them finds more defects, though it saves no log loss" in found.sentence


def test_of_one_that_is_no_better_than_chance_too_little_is_known():
    (a,), truth = views(2000, opinions=1)
    rng = np.random.default_rng(2)
    found = measure_independence(a, softmax(3 * rng.normal(size=a.shape)), truth)
    assert found.unknown == ("b is no better than chance on these 2000 items",)
    assert not found.gains
    assert found.sentence == (
        "Too little is known to say whether a and b are independent, or what fusing them gains: "
        "b is no better than chance on these 2000 items."
    )


def test_always_naming_the_commonest_class_is_chance():
    truth = np.array([0] * 95 + [1] * 5)
    sure = np.where(np.eye(2)[truth] > 0, 0.9, 0.1)
    found = measure_independence(sure, np.tile([0.95, 0.05], (100, 1)), truth)
    assert found.unknown == ("b is no better than chance on these 100 items",)


def test_where_something_is_missing_nothing_is_concluded():
    (a, b), truth = views(3000)
    found = measure_independence(a, b, truth, ("W", "B"), missing=("4 parts, at least 60 needed",))
    assert not found.gains
    assert found.exponents == pytest.approx(2, abs=0.15)
    assert found.sentence == (
        "Too little is known to say whether W and B are independent, or what fusing them gains: "
        "4 parts, at least 60 needed."
    )


def test_two_that_are_worse_than_nothing_are_called_so():
    (a,), truth = views(2000, opinions=1)
    wrong = np.roll(a, 1, axis=1)
    found = measure_independence(wrong, wrong, truth)
    assert "a is no better than chance" in found.sentence
    assert "b is no better than chance" in found.sentence
    assert not found.gains


def test_without_errors_they_are_not_compared():
    truth = np.array([0, 1] * 20)
    sure = np.where(np.eye(2)[truth] > 0, 0.9, 0.1)
    found = measure_independence(sure, sure, truth)
    assert math.isnan(found.errors_b_given_a)
    assert math.isnan(found.canonical)
    assert "a made no error on these 40 items" in found.sentence


def test_few_items_give_no_correlation():
    (a, b), truth = views(6)
    found = measure_independence(a, b, truth)
    assert math.isnan(found.canonical)
    assert "canonical" not in found.sentence


def test_shapes_that_differ_are_refused():
    (a, b), truth = views(10)
    with pytest.raises(ValueError, match="shapes"):
        measure_independence(a, b[:5], truth)


def test_spearman_ranks_with_ties():
    assert spearman([1, 2, 3, 4], [10, 100, 1000, 10000]) == pytest.approx(1)
    assert spearman([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert spearman([1, 1, 2, 3], [1, 2, 3, 4]) == pytest.approx(0.9486833)
    assert math.isnan(spearman([1, 1], [1, 2]))


def test_the_canonical_correlation_of_known_variables():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(4000, 3))
    y = np.stack([0.8 * x[:, 0] + 0.6 * rng.normal(size=4000), rng.normal(size=4000)], 1)
    x, y = x - x.mean(0), y - y.mean(0)
    assert canonical_correlation(x, y) == pytest.approx(0.8, abs=0.03)
    assert canonical_correlation(x @ rng.normal(size=(3, 3)), 5 * y) == pytest.approx(
        canonical_correlation(x, y)
    )
    assert math.isnan(canonical_correlation(np.zeros((10, 2)), y[:10]))
