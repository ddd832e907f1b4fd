"""The log-linear pool: the plain product for w = 1, and what abstentions do to the weights."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.fusion import FLOOR, Vote, fuse, pool, tempered


@st.composite
def vectors(draw, classes=4):
    raw = [draw(st.floats(1e-6, 1)) for _ in range(classes)]
    return tuple(value / math.fsum(raw) for value in raw)


vectors_of_four = vectors()
weights = st.floats(0.05, 3)
votes = st.builds(Vote, weights, vectors_of_four)


def product(*factors):
    raw = [math.prod(column) for column in zip(*factors, strict=True)]
    return [value / math.fsum(raw) for value in raw]


@given(st.lists(vectors_of_four, min_size=1, max_size=5))
def test_weights_of_one_are_the_plain_product(given_vectors):
    pooled = pool([Vote(1.0, vector) for vector in given_vectors])
    assert pooled == pytest.approx(product(*given_vectors), abs=1e-9)


@given(st.lists(vectors_of_four, min_size=1, max_size=5), st.integers(0, 5))
def test_weights_of_one_stay_the_plain_product_whoever_abstains(given_vectors, abstained):
    every = len(given_vectors) + abstained
    pooled = pool([Vote(1.0, vector) for vector in given_vectors], float(every))
    assert pooled == pytest.approx(product(*given_vectors), abs=1e-9)


@given(
    st.lists(votes, min_size=2, max_size=5).flatmap(
        lambda v: st.tuples(st.just(v), st.permutations(v))
    )
)
def test_the_order_of_inspectors_does_not_matter(lists):
    assert pool(lists[0]) == pytest.approx(pool(lists[1]), abs=1e-12)


@given(vectors_of_four)
def test_a_single_full_vote_is_taken_as_it_stands(vector):
    assert pool([Vote(1.0, vector)]) == vector
    assert pool([Vote(0.25, vector)], total_weight=1.0) == vector
    assert pool([Vote(1.0, vector)], total_weight=3.0) == vector


@pytest.mark.parametrize("p_ok", [0.2, 0.5, 0.1, 0.7])
def test_a_single_vote_meets_a_threshold_exactly(p_ok):
    assert pool([Vote(1.0, (p_ok, 1 - p_ok))])[0] == p_ok


@given(st.lists(votes, min_size=1, max_size=5), st.floats(0, 10))
def test_the_pool_is_a_probability_vector(given_votes, more):
    pooled = pool(given_votes, sum(vote.weight for vote in given_votes) + more)
    assert math.isclose(math.fsum(pooled), 1, abs_tol=1e-12)
    assert all(0 <= value <= 1 for value in pooled)


@given(votes, votes)
def test_without_abstention_the_weights_are_the_exponents(first, second):
    expected = product(
        [p**first.weight for p in first.probabilities],
        [p**second.weight for p in second.probabilities],
    )
    assert pool([first, second]) == pytest.approx(expected, abs=1e-9)


def exponent(weights_given, total):
    """Exponent of the first vote, read off the odds of the pool; the others say nothing."""
    even = (0.5, 0.5)
    first = Vote(weights_given[0], (0.8, 0.2))
    pooled = pool([first, *(Vote(w, even) for w in weights_given[1:])], total)
    return math.log(pooled[0] / pooled[1]) / math.log(0.8 / 0.2)


@pytest.mark.parametrize(
    ("answered", "total", "expected"),
    [
        ((0.5, 0.5), None, 0.5),
        ((0.5, 0.5), 1.0, 0.5),
        ((0.5,), 1.0, 1.0),  # the other half abstained: the total is kept
        ((0.25, 0.25), 1.0, 0.5),
        ((1.0,), 2.0, 1.0),  # never more than one each on average
        ((1.0, 0.5), 2.0, 2.0 / 1.5),  # the total is kept: two votes may carry two
        ((2.0,), 3.0, 1.0),
        ((2.0, 1.0), 3.0, 2.0),  # nobody abstained: as the recipe says
        ((0.2, 0.2, 0.2), 0.8, 0.8 / 3),
    ],
)
def test_exponents_after_abstentions(answered, total, expected):
    assert exponent(answered, total) == pytest.approx(expected)


@given(st.lists(weights, min_size=1, max_size=5), st.floats(0.05, 10))
def test_exponents_average_at_most_one_when_somebody_abstained(given_weights, abstained):
    total = sum(given_weights) + abstained
    scale = exponent(given_weights, total) / given_weights[0]
    assert scale * sum(given_weights) <= min(total, len(given_weights)) * (1 + 1e-9)


def test_votes_without_weight_are_silent():
    assert pool([]) is None
    assert pool([Vote(0.0, (0.1, 0.9))]) is None
    assert pool([Vote(0.0, (0.1, 0.9)), Vote(1.0, (0.7, 0.3))], 1.0) == (0.7, 0.3)


def test_a_zero_does_not_silence_the_others():
    pooled = pool([Vote(1.0, (0.0, 1.0)), Vote(1.0, (1.0, 0.0))])
    assert pooled == pytest.approx((0.5, 0.5))
    assert 0 < pool([Vote(1.0, (0.0, 1.0)), Vote(1.0, (0.9, 0.1))])[0] < 100 * FLOOR


def test_nan_stays_visible():
    assert math.isnan(pool([Vote(1.0, (math.nan, 0.5)), Vote(1.0, (0.5, 0.5))])[0])


def test_vectors_of_different_length_are_refused():
    with pytest.raises(ValueError, match=r"shorter|longer"):
        pool([Vote(1.0, (0.5, 0.5)), Vote(1.0, (0.2, 0.3, 0.5))])


@given(vectors_of_four)
def test_temperature_one_changes_nothing(vector):
    assert tempered(vector, 1.0) == pytest.approx(vector, abs=1e-9)


@given(vectors_of_four, st.floats(1.01, 50))
def test_a_high_temperature_is_less_certain_and_keeps_the_order(vector, temperature):
    softer = tempered(vector, temperature)
    assert max(softer) <= max(vector) + 1e-12
    assert softer.index(max(softer)) == vector.index(max(vector)) or max(softer) == pytest.approx(
        softer[vector.index(max(vector))]
    )


@given(st.lists(votes, min_size=2, max_size=5), st.floats(0, 5))
def test_opinions_that_agree_on_a_defect_never_make_it_ok(given_votes, more):
    bad = [v for v in given_votes if v.probabilities[0] < 0.5]
    fused = fuse(bad, sum(v.weight for v in bad) + more)
    assert fused is None or fused[0] < 0.5 + 1e-12
    assert fused is None or math.isclose(math.fsum(fused), 1, abs_tol=1e-9)


def test_two_that_name_different_defects_agree_that_it_is_not_ok():
    first, second = (0.02, 0.0, 0.98, 0.0), (0.02, 0.0, 0.0, 0.98)
    assert pool([Vote(1, first), Vote(1, second)])[0] > 0.99  # what the plain product would say
    assert fuse([Vote(1, first), Vote(1, second)])[0] < 0.001


def test_one_that_knows_no_kinds_supports_the_kind_another_names():
    coarse, naming = (0.01, 0.99, 0.0, 0.0), (0.02, 0.0, 0.9, 0.08)
    fused = fuse([Vote(1, coarse), Vote(0.5, naming)])
    assert fused[0] < 0.01
    assert fused[2] == max(fused) > 0.9


def test_a_coarse_doubt_counts_against_a_sure_ok():
    coarse, naming = (0.1, 0.9, 0.0, 0.0), (0.99, 0.0, 0.006, 0.004)
    spelled_out = (0.1, 0.0, 0.9 * 0.6, 0.9 * 0.4)
    assert fuse([Vote(1, coarse), Vote(1, naming)]) == pytest.approx(product(spelled_out, naming))
    assert fuse([Vote(1, coarse), Vote(1, naming)])[0] < 0.96
    assert pool([Vote(1, coarse), Vote(1, naming)])[0] > 0.999


@given(st.lists(votes, min_size=1, max_size=5))
def test_only_a_pool_that_contradicts_the_bare_question_is_corrected(given_votes):
    fused, pooled = fuse(given_votes), pool(given_votes)
    asked = pool(
        [Vote(v.weight, (v.probabilities[0], 1 - v.probabilities[0])) for v in given_votes]
    )
    if asked[0] < 0.5 <= pooled[0]:
        assert fused[0] == pytest.approx(asked[0])
        defects = math.fsum(fused[1:])
        rest = math.fsum(pooled[1:])
        assert [p / defects for p in fused[1:]] == pytest.approx([p / rest for p in pooled[1:]])
    else:
        assert fused == pooled


@given(vectors_of_four)
def test_a_single_vote_is_fused_as_it_stands(vector):
    assert fuse([Vote(1.0, vector)]) == vector
    assert fuse([Vote(0.5, vector), Vote(0.0, (1.0, 0.0, 0.0, 0.0))], 1.0) == vector


def test_nobody_is_no_pool():
    assert fuse([]) is None
