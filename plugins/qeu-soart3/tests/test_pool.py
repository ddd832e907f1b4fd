from __future__ import annotations

import numpy as np
import pytest
from qeu_soart3.pool import HIGHEST, fit_weights, pooled


def views(count: int = 4000, seed: int = 0) -> tuple[list[np.ndarray], np.ndarray]:
    """Two honest, independent views of three classes: each the posterior of a noisy vector."""
    random = np.random.default_rng(seed)
    classes = random.integers(0, 3, count)
    found = []
    for _ in range(2):
        seen = np.eye(3)[classes] * 2 + random.normal(0, 1, (count, 3))
        powers = np.exp(2 * seen)
        found.append(powers / powers.sum(axis=1, keepdims=True))
    return found, classes


def test_plain_product_is_the_pool_with_ones() -> None:
    (one, other), _ = views(20)
    product = one * other
    np.testing.assert_allclose(
        pooled([one, other], (1, 1)), product / product.sum(axis=1, keepdims=True)
    )


def test_independent_views_count_about_one_each() -> None:
    assert fit_weights(*views()) == pytest.approx((1, 1), abs=0.12)


def test_the_same_view_twice_counts_once() -> None:
    (one, _), classes = views()
    assert sum(fit_weights([one, one], classes)) == pytest.approx(1, abs=0.1)


def test_a_view_that_knows_nothing_counts_nothing() -> None:
    (one, other), classes = views()
    noise = np.random.default_rng(1).permutation(other)
    weights = fit_weights([one, noise], classes)
    assert weights[0] == pytest.approx(1, abs=0.1)
    assert weights[1] == pytest.approx(0, abs=0.05)


def test_weights_keep_their_bounds() -> None:
    (one, other), classes = views()
    timid = one**0.2 / (one**0.2).sum(axis=1, keepdims=True)
    liar = np.roll(other, 1, axis=1)
    weights = fit_weights([timid, liar], classes)
    assert weights == (HIGHEST, 0.0)


def test_no_items_is_an_error() -> None:
    with pytest.raises(ValueError, match="need held-out items"):
        fit_weights([np.zeros((0, 3))], np.zeros(0, np.intp))
