"""Pool weights recover what synthetic opinions were made with."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.fusion import Vote, pool
from qeu_station.toolkit.pooling import fit_pool, log_loss, pooled


def views(count=6000, classes=4, noise=1.5, seed=0, opinions=2):
    """Calibrated posteriors of independent Gaussian views of the same class, and the classes."""
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, classes, count)
    made = []
    for _ in range(opinions):
        x = np.eye(classes)[truth] + noise * rng.normal(size=(count, classes))
        made.append(softmax(x / noise**2))
    return np.stack(made), truth


def softmax(scores):
    risen = np.exp(scores - scores.max(1, keepdims=True))
    return risen / risen.sum(1, keepdims=True)


def test_independent_views_weigh_one_each():
    opinions, truth = views()
    fit = fit_pool(opinions, truth)
    assert fit.converged
    assert fit.weights == pytest.approx((1, 1), abs=0.08)
    assert sum(fit.weights) == pytest.approx(2, abs=0.12)


def test_a_view_said_twice_weighs_one_in_all():
    opinions, truth = views(opinions=1)
    fit = fit_pool(np.concatenate([opinions, opinions]), truth)
    assert sum(fit.weights) == pytest.approx(1, abs=0.06)
    assert fit.loss < fit.product_loss - 0.01


@pytest.mark.parametrize("temperature", [0.5, 2.0])
def test_a_view_that_is_too_sure_weighs_less(temperature):
    (first, second), truth = views()
    sharpened = softmax(np.log(first) / temperature)
    fit = fit_pool(np.stack([sharpened, second]), truth)
    assert fit.weights == pytest.approx((temperature, 1), rel=0.1)


def test_noise_weighs_nothing_and_never_less():
    (first,), truth = views(opinions=1)
    rng = np.random.default_rng(1)
    misleading = softmax(-np.log(first) + 0.1 * rng.normal(size=first.shape))
    fit = fit_pool(np.stack([first, misleading]), truth, strength=0)
    assert min(fit.weights) >= 0
    against = softmax(-2 * np.eye(4)[truth] + rng.normal(size=first.shape))
    fit = fit_pool(np.stack([first, against]), truth, strength=0)
    assert fit.weights[1] == 0
    assert fit.converged


def test_it_is_the_most_likely_pool():
    opinions, truth = views(400, seed=3, opinions=3)
    fit = fit_pool(opinions, truth, strength=0)
    best = log_loss(pooled(opinions, fit.weights), truth)
    assert best == pytest.approx(fit.loss)
    for n in range(3):
        for change in (-0.05, 0.05):
            other = [w + change * (n == m) for m, w in enumerate(fit.weights)]
            assert log_loss(pooled(opinions, other), truth) > best


def test_separable_records_keep_weights_finite():
    truth = np.array([0, 1] * 10)
    sure = np.where(np.eye(2)[truth] > 0, 0.99, 0.01)
    fit = fit_pool(np.stack([sure, sure]), truth)
    assert fit.converged
    assert max(fit.weights) < 10


def test_the_pool_is_the_host_s():
    opinions, _ = views(20)
    ours = pooled(opinions, [0.7, 1.2])
    for n in range(20):
        votes = [Vote(0.7, opinions[0, n]), Vote(1.2, opinions[1, n])]
        assert ours[n] == pytest.approx(pool(votes))


@pytest.mark.parametrize(
    ("opinions", "labels", "words"),
    [
        (np.ones((2, 3)), [0, 1, 0], "shapes"),
        (np.ones((2, 3, 2)) / 2, [0, 1], "shapes"),
        (np.ones((1, 0, 2)), [], "shapes"),
        (np.ones((1, 2, 2)) / 2, [0, 2], "class numbers 0..1"),
        (np.ones((1, 2, 2)) / 2, [0, -1], "class numbers"),
        (np.full((1, 2, 2), np.nan), [0, 1], "finite"),
    ],
)
def test_what_does_not_fit_is_refused(opinions, labels, words):
    with pytest.raises(ValueError, match=words):
        fit_pool(opinions, labels)


@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(1, 4), st.integers(2, 5))
def test_any_records_give_usable_weights(seed, count, opinions, classes):
    rng = np.random.default_rng(seed)
    vectors = rng.dirichlet(np.full(classes, 0.3), (opinions, count))
    fit = fit_pool(vectors, rng.integers(0, classes, count))
    assert np.isfinite(fit.weights).all()
    assert min(fit.weights) >= 0
    pull = 0.5 / count * sum((w - 1) ** 2 for w in fit.weights)
    assert fit.loss + pull <= fit.product_loss + 1e-9
    assert fit.converged
