"""The batched metrics are the published formula, and every trap has its answer."""

from __future__ import annotations

import math
import tracemalloc

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qeu_station.toolkit.soart3 import Flag, Metrics, MetricsError, area_epsilon, soart3
from tests.unit.toolkit.soart3.formula import scalar


def _three(metrics: Metrics, n: int = 0, k: int = 0) -> tuple[float, float, float]:
    return (
        float(metrics.log_beta[n, k]),
        float(metrics.log_eta[n, k]),
        float(metrics.log_gamma[n, k]),
    )


@pytest.mark.parametrize("scale", [1.0, 255.0])
def test_thirty_thousand_values_equal_the_formula_to_five_decimals(scale: float) -> None:
    rng = np.random.default_rng(20231109)
    signals, spaces = rng.random((100, 30)) * scale, rng.random((100, 30)) * scale
    signals[:50] *= rng.random((50, 30)) < 0.3
    found = soart3(signals, spaces, rounded=True)
    equal = sum(
        ours == round(theirs, 5)
        for n in range(100)
        for k in range(100)
        for ours, theirs in zip(_three(found, n, k), scalar(signals[n], spaces[k]), strict=True)
    )
    assert equal == 30_000


_values = st.floats(0, 255, allow_subnormal=False).map(lambda v: 0.0 if v < 1e-6 else v)


@given(
    arrays(np.float64, (2, 7), elements=_values),
    arrays(np.float64, (3, 7), elements=_values),
    st.sampled_from([1e-4, 0.35, 7.0]),
)
def test_any_values_equal_the_formula(
    signals: np.ndarray, spaces: np.ndarray, epsilon: float
) -> None:
    found = soart3(signals, spaces, epsilon=epsilon)
    for n in range(2):
        for k in range(3):
            expected = scalar(signals[n], spaces[k], epsilon)
            assert _three(found, n, k) == pytest.approx(expected, abs=1e-9, rel=1e-9)


@settings(deadline=None)
@given(
    st.integers(1, 5),
    st.integers(1, 4),
    st.integers(1, 400),
    st.sampled_from([np.uint8, np.uint16, np.float32, np.float64]),
    st.integers(0, 2**32 - 1),
)
def test_the_fast_path_is_within_a_thousandth(
    rows: int, columns: int, length: int, dtype: type, seed: int
) -> None:
    rng = np.random.default_rng(seed)
    spaces = rng.integers(0, 256, (columns, length)).astype(dtype)
    noise = rng.integers(-2, 3, (rows, length)) * (rng.random((rows, 1)) < 0.5)
    start = spaces[rng.integers(0, columns, rows)].astype(np.int64)
    signals = (np.clip(start + noise, 0, 255) * rng.choice([0, 0.5, 1, 3], (rows, 1))).astype(dtype)
    exact = soart3(signals, spaces, scale=255)
    fast = soart3(signals, spaces, scale=255, exact=False)
    assert np.array_equal(exact.flags, fast.flags)
    for name in ("log_beta", "log_eta", "log_gamma"):
        assert np.abs(getattr(exact, name) - getattr(fast, name)).max() < 1e-3


@pytest.mark.parametrize(("length", "scale"), [(40_000, 1.0), (40_000, 255.0), (200_000, 1.0)])
def test_large_windows_come_block_by_block(length: int, scale: float) -> None:
    """Longer than a block, proportional to a unit space, and equal to it."""
    rng = np.random.default_rng(1)
    spaces = rng.random((5, length)) * scale
    signals = np.stack([spaces[0], 0.7 * spaces[1], rng.random(length) * scale])
    exact, fast = (soart3(signals, spaces, scale=scale, exact=path) for path in (True, False))
    assert exact.log_eta.shape == (3, 5)
    assert exact.log_eta[0, 0] == pytest.approx(0, abs=1e-6)
    assert exact.log_beta[1, 1] == pytest.approx(math.log(0.7), abs=1e-6)
    alone = soart3(signals[2], spaces[4], scale=scale)
    assert _three(exact, 2, 4) == pytest.approx(_three(alone), abs=1e-9)
    for name in ("log_beta", "log_eta", "log_gamma"):
        assert np.abs(getattr(exact, name) - getattr(fast, name)).max() < 1e-3


@pytest.mark.parametrize("exact", [True, False])
def test_memory_is_bounded_even_where_everything_is_computed_twice(exact: bool) -> None:
    window = np.random.default_rng(1).random((1, 100_000))
    signals = np.repeat(window, 60, axis=0)
    tracemalloc.start()
    try:
        found = soart3(signals, window * [[1.0], [0.5], [2.0], [3.0]], exact=exact)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert np.abs(found.log_eta[:, 0]).max() < 1e-3
    assert peak < 0.5 * signals.nbytes


@pytest.mark.parametrize("exact", [True, False])
def test_each_signal_may_have_its_own_unit_spaces(exact: bool) -> None:
    rng = np.random.default_rng(2)
    signals = rng.integers(0, 256, (70, 2000), np.uint8)
    spaces = rng.integers(0, 256, (70, 3, 2000), np.uint8)
    found = soart3(signals, spaces, exact=exact)
    assert found.log_gamma.shape == (70, 3)
    for n in (0, 33, 69):
        alone = soart3(signals[n], spaces[n], exact=exact)
        assert np.allclose(found.log_gamma[n], alone.log_gamma[0], atol=1e-5)


@pytest.mark.parametrize("exact", [True, False])
@pytest.mark.parametrize("dtype", [np.uint8, np.int16, np.float16, np.float32, bool])
def test_nothing_is_computed_in_the_type_of_the_input(dtype: type, exact: bool) -> None:
    y = np.array([200, 250, 255, 0] * 50).astype(dtype)
    x = np.array([255, 250, 10, 90] * 50).astype(dtype)
    expected = scalar(y.astype(float).tolist(), x.astype(float).tolist())
    assert _three(soart3(y, x, exact=exact)) == pytest.approx(expected, abs=1e-4)


def test_huge_values_keep_a_finite_norm() -> None:
    found = soart3([1e80, 2e80, 0.0], [2e80, 1e80, 1e79], exact=False)
    assert found.valid.all()
    y, x = [0.1, 0.2, 0.0], [0.2, 0.1, 0.01]
    far = scalar([v * 1e9 for v in y], [v * 1e9 for v in x])
    assert _three(found)[2] == pytest.approx(far[2], abs=1e-6)


def test_beta_that_is_not_positive_is_invalid_and_the_rest_is_not() -> None:
    found = soart3([[1.0, -1.0, 0.5], [0.5, -0.5, 0.2]], [[-1.0, 1.0, 0.0], [1.0, -1.0, 0.0]])
    assert np.isnan(found.log_beta[:, 0]).all()
    assert np.isfinite(found.log_eta).all()
    negative = int(Flag.NEGATIVE_VALUES)
    assert found.flags.tolist() == [[negative | Flag.NOT_POSITIVE, negative]] * 2
    assert found.valid.tolist() == [[False, True]] * 2


@pytest.mark.parametrize("exact", [True, False])
def test_empty_pictures_are_flagged(exact: bool) -> None:
    found = soart3([[0, 0], [3, 4]], [[0, 0], [1, 1]], exact=exact)
    assert _three(found) == (0, 0, 0)
    assert found.flags.tolist() == [
        [Flag.ZERO_UNIT_SPACE | Flag.ZERO_SIGNAL, Flag.ZERO_SIGNAL],
        [Flag.ZERO_UNIT_SPACE, 0],
    ]
    assert found.log_beta[0, 1] == pytest.approx(math.log(1e-4 / 2.0001))


def test_tiny_values_are_not_zero() -> None:
    assert soart3([1e-200, 0], [1e-200, 0]).flags.tolist() == [[0]]


def test_the_epsilon_of_binary_windows_tames_an_empty_signal() -> None:
    window = np.ones(400, bool)
    published = soart3(~window, window)
    tamed = soart3(~window, window, epsilon=area_epsilon(400))
    assert published.log_beta[0, 0] == pytest.approx(math.log(1e-4 / 400.0001))
    assert tamed.log_beta[0, 0] == pytest.approx(math.log(20 / 420))
    assert tamed.epsilon.tolist() == [[20.0]]


def test_scale_reads_eight_bit_pictures_as_0_to_1() -> None:
    y, x = np.array([0, 51, 255], np.uint8), np.array([255, 51, 0], np.uint8)
    assert _three(soart3(y, x, scale=255)) == pytest.approx(
        scalar([0, 0.2, 1], [1, 0.2, 0]), abs=1e-12
    )


@pytest.mark.parametrize("value", [0, -1e-4, math.nan, math.inf])
@pytest.mark.parametrize("name", ["epsilon", "scale"])
def test_constants_must_be_above_zero(name: str, value: float) -> None:
    with pytest.raises(MetricsError, match=f"{name} is"):
        soart3([1.0], [1.0], **{name: value})


def test_a_scale_that_makes_values_too_large_is_refused() -> None:
    with pytest.raises(MetricsError, match="such as 255"):
        soart3([1.0], [1.0], scale=1e-160)


def test_input_is_left_as_it_was() -> None:
    y, x = np.array([[1.0, 2.0]]), np.array([[2.0, 1.0]])
    y.flags.writeable = x.flags.writeable = False
    soart3(y, x, scale=2.0)
    soart3(y, x, scale=2.0, exact=False)
    assert (y.tolist(), x.tolist()) == ([[1, 2]], [[2, 1]])
