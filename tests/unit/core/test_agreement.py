"""Agreement figures against values worked out by hand, by enumeration, or by scikit-learn."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.agreement import auroc, bootstrap, confusion, kappa, rates, wilson


def test_confusion_counts_pairs():
    assert confusion("aab", "aba") == {("a", "a"): 1, ("a", "b"): 1, ("b", "a"): 1}
    with pytest.raises(ValueError, match=r"shorter|longer"):
        confusion("aa", "a")


@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),  # R. G. Newcombe, Stat. Med. 17 (1998) 857-872, table I
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_against_published_values(successes, trials, low, high):
    interval = wilson(successes, trials)
    assert interval.low == pytest.approx(low, abs=5e-5)
    assert interval.high == pytest.approx(high, abs=5e-5)
    assert interval.value == successes / trials


@given(st.integers(0, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_its_rate_and_mirrors(counts):
    successes, trials = counts
    interval, mirrored = wilson(successes, trials), wilson(trials - successes, trials)
    assert 0 <= interval.low <= interval.high <= 1
    assert mirrored.low == pytest.approx(1 - interval.high)
    if trials:
        assert interval.low <= interval.value <= interval.high


@pytest.mark.parametrize(("successes", "trials"), [(-1, 3), (4, 3)])
def test_wilson_needs_counts_in_order(successes, trials):
    with pytest.raises(ValueError, match="successes <= trials"):
        wilson(successes, trials)


def test_kappa_of_a_worked_table():
    first = ["yes"] * 25 + ["no"] * 25
    second = ["yes"] * 20 + ["no"] * 5 + ["yes"] * 10 + ["no"] * 15
    assert kappa(first, second) == pytest.approx((0.7 - 0.5) / (1 - 0.5))


def test_kappa_at_its_ends():
    assert kappa("abab", "abab") == 1
    assert kappa("abab", "baba") == -1
    assert kappa("aaaa", "aaaa") == 1
    assert math.isnan(kappa("", ""))


def test_rates_are_over_their_own_group():
    defective = [True] * 4 + [False] * 6
    verdicts = ["PASS", "FAIL", "REVIEW", "FAIL", "FAIL", "PASS", "PASS", "PASS", "PASS", "REVIEW"]
    found = rates(defective, verdicts)
    assert found.escape.value == 1 / 4
    assert found.overkill.value == 1 / 6
    assert found.review.value == 2 / 10


def test_rates_of_nothing_are_unknown():
    assert math.isnan(rates([], []).escape.value)
    with pytest.raises(ValueError, match=r"shorter|longer"):
        rates([True], [])


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 5)), min_size=2, max_size=25))
def test_auroc_is_the_share_of_pairs_in_order(items):
    bad = [score for truth, score in items if truth]
    good = [score for truth, score in items if not truth]
    found = auroc([truth for truth, _ in items], [score for _, score in items])
    if not bad or not good:
        assert math.isnan(found)
        return
    wins = sum((b > g) + 0.5 * (b == g) for b in bad for g in good)
    assert found == pytest.approx(wins / (len(bad) * len(good)))


def test_auroc_refuses_nan():
    with pytest.raises(ValueError, match="NaN"):
        auroc([True, False], [math.nan, 0.1])


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40))
def test_kappa_agrees_with_scikit_learn(items):
    metrics = pytest.importorskip("sklearn.metrics")
    first, second = zip(*items, strict=True)
    if len(set(first) | set(second)) > 1:  # scikit-learn leaves a single label undefined
        assert kappa(first, second) == pytest.approx(metrics.cohen_kappa_score(first, second))


@given(st.lists(st.tuples(st.booleans(), st.floats(-9, 9)), min_size=2, max_size=40))
def test_auroc_agrees_with_scikit_learn(items):
    metrics = pytest.importorskip("sklearn.metrics")
    truth, scores = zip(*items, strict=True)
    if len(set(truth)) == 2:
        assert auroc(truth, scores) == pytest.approx(metrics.roc_auc_score(truth, scores))


def mean(values):
    return sum(values) / len(values)


def test_bootstrap_of_a_mean_is_about_its_standard_error():
    values = [n % 10 for n in range(400)]
    interval = bootstrap(values, mean, repeats=2000)
    half = 1.96 * math.sqrt(8.25 / 400)
    assert interval.value == 4.5
    assert interval.low == pytest.approx(4.5 - half, abs=0.03)
    assert interval.high == pytest.approx(4.5 + half, abs=0.03)


def test_bootstrap_is_repeatable_and_seeded():
    values = list(range(30))
    assert bootstrap(values, mean, 200, seed=1) == bootstrap(values, mean, 200, seed=1)
    assert bootstrap(values, mean, 200, seed=1) != bootstrap(values, mean, 200, seed=2)


def test_bootstrap_leaves_undefined_resamples_out():
    def only_with_both(items):
        return mean(items) if len(set(items)) > 1 else math.nan

    assert not math.isnan(bootstrap([0, 1], only_with_both, 100).low)
    assert math.isnan(bootstrap([1, 1], only_with_both, 100).low)


def test_bootstrap_needs_items():
    with pytest.raises(ValueError, match="at least one item"):
        bootstrap([], mean)
