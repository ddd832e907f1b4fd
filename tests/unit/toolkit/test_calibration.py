"""Calibration recovers what it was drawn from, and agrees with other people's code."""

from __future__ import annotations

import math

import numpy as np
import pytest

from qeu_station.core.fusion import tempered
from qeu_station.toolkit.calibration import (
    Logistic,
    expected_calibration_error,
    fit_logistic,
    fit_temperature,
    reliability,
)


def drawn(temperature, count=20000, classes=4, seed=0):
    """Probabilities, and labels drawn from them at ``temperature``."""
    rng = np.random.default_rng(seed)
    logits = rng.normal(0, 2, (count, classes))
    stated = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    real = np.exp(logits / temperature)
    real /= real.sum(1, keepdims=True)
    return stated, (real.cumsum(1) > rng.random((count, 1))).argmax(1)


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_the_temperature_labels_were_drawn_at_is_found(temperature):
    assert fit_temperature(*drawn(temperature)) == pytest.approx(temperature, rel=0.05)


def test_the_fitted_temperature_is_the_most_likely_one():
    stated, labels = drawn(2.0, 300)

    def likelihood(temperature):
        return sum(
            math.log(tempered(p, temperature)[y]) for p, y in zip(stated, labels, strict=True)
        )

    best = fit_temperature(stated, labels)
    assert likelihood(best) >= max(likelihood(best * 0.98), likelihood(best * 1.02))


def test_a_perfect_and_a_hopeless_model_stop_at_the_bounds():
    vectors = [[0.9, 0.1], [0.2, 0.8]]
    assert fit_temperature(vectors, [0, 1]) == pytest.approx(0.05)
    assert fit_temperature(vectors, [1, 0]) == pytest.approx(20)


def test_where_every_temperature_does_as_well_none_is_applied():
    assert fit_temperature([[0.5, 0.5]] * 3, [0, 1, 1]) == 1.0


@pytest.mark.parametrize(
    ("vectors", "labels"), [([0.5, 0.5], [0]), ([[0.5, 0.5]], [0, 1]), (np.empty((0, 2)), [])]
)
def test_temperature_needs_fitting_shapes(vectors, labels):
    with pytest.raises(ValueError, match="got shapes"):
        fit_temperature(vectors, labels)


def test_a_logistic_is_recovered():
    rng = np.random.default_rng(1)
    scores = rng.normal(50, 20, 20000)
    defective = rng.random(20000) < 1 / (1 + np.exp(-(0.15 * scores - 9)))
    found = fit_logistic(scores, defective)
    assert found.slope == pytest.approx(0.15, rel=0.05)
    assert found.intercept == pytest.approx(-9, rel=0.05)


def test_platt_targets_agree_with_scikit_learn():
    calibration = pytest.importorskip("sklearn.calibration")
    rng = np.random.default_rng(2)
    defective = rng.random(200) < 0.3
    scores = rng.normal(0, 1, 200) + 2 * defective
    theirs = calibration._SigmoidCalibration().fit(scores, defective)
    ours = fit_logistic(scores, defective)
    assert ours.slope == pytest.approx(-theirs.a_, rel=1e-3)
    assert ours.intercept == pytest.approx(-theirs.b_, rel=1e-3)


def test_separable_scores_stay_finite():
    found = fit_logistic([1, 2, 3, 10, 11, 12], [False] * 3 + [True] * 3)
    assert 0 < found.p_ok(12) < 0.5 < found.p_ok(1) < 1


def test_a_lone_defect_among_many_good_ones_is_found_where_full_steps_overshoot():
    found = fit_logistic([0.0] * 200 + [1.0], [False] * 200 + [True])
    assert found.p_ok(0.0) == pytest.approx(201 / 202)
    assert found.p_ok(1.0) == pytest.approx(1 / 3)


def test_equal_scores_say_only_how_common_defects_are():
    found = fit_logistic([5.0] * 10, [True] * 2 + [False] * 8)
    assert found.p_ok(5.0) == pytest.approx(1 - (2 * 3 / 4 + 8 / 10) / 10)


@pytest.mark.parametrize("score", [-1e308, -50, 0.0, 50, 1e308])
def test_p_ok_is_a_probability_at_any_score(score):
    assert 0 <= Logistic(1.0, 0.0).p_ok(score) <= 1
    assert Logistic(1.0, 0.0).p_ok(0.0) == 0.5


@pytest.mark.parametrize(
    ("scores", "defective", "said"),
    [
        ([1, 2], [True, True], "both kinds"),
        ([1, 2], [False, False], "both kinds"),
        ([1, math.nan], [True, False], "finite"),
        ([1, 2, 3], [True, False], "finite"),
    ],
)
def test_logistic_needs_both_kinds_and_finite_scores(scores, defective, said):
    with pytest.raises(ValueError, match=said):
        fit_logistic(scores, defective)


def test_bins_hold_every_item_once_borders_below():
    bins = reliability([0.0, 0.5, 0.51, 1.0], [False, True, True, True], bins=2)
    assert [entry.count for entry in bins] == [2, 2]
    assert bins[0].stated == 0.25
    assert bins[0].observed == 0.5
    assert bins[1].observed == 1.0


def test_empty_bins_are_unknown_and_cost_nothing():
    bins = reliability([0.05], [False], bins=10)
    assert math.isnan(bins[5].stated)
    assert expected_calibration_error([0.05], [False], bins=10) == pytest.approx(0.05)
    assert math.isnan(expected_calibration_error([], []))


def test_calibration_error_of_a_worked_case():
    stated = [0.9] * 10 + [0.6] * 10
    happened = [True] * 7 + [False] * 3 + [True] * 6 + [False] * 4
    assert expected_calibration_error(stated, happened, 10) == pytest.approx((0.2 + 0.0) / 2)


@pytest.mark.parametrize(
    ("stated", "happened", "bins"),
    [([1.1], [True], 5), ([0.5], [True, False], 5), ([0.5], [True], 0), ([math.nan], [True], 5)],
)
def test_reliability_needs_probabilities(stated, happened, bins):
    with pytest.raises(ValueError, match="are needed"):
        reliability(stated, happened, bins)
