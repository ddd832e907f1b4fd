"""A fitted pool is used where it surely helps, and says so where it does not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fusion_simulated import simulated
from qeu_station.core.fusion import Vote, pool
from qeu_station.core.verdict import Thresholds
from qeu_station.errors import DatasetError
from qeu_station.learning.fusing import (
    BEFORE,
    FITTED,
    LEAST_WEIGHT,
    PRODUCT,
    fit_weights,
    shortage,
    study_pool,
)
from qeu_station.learning.votes import fused
from qeu_station.toolkit.pooling import log_loss

THRESHOLDS = Thresholds(0.5, 0.2)


def test_redundant_opinions_share_one_exponent_and_beat_their_product():
    votes = simulated(shared=0.9, parts=300)
    study = study_pool(votes, (1, 1), THRESHOLDS)
    assert sum(study.fitted) == pytest.approx(1, abs=0.25)
    assert study.helps
    assert study.weights == study.fitted
    assert study.saved_to_product == study.saved
    assert study.saved.low > 0
    assert log_loss(study.methods[FITTED], votes.truth) < log_loss(
        study.methods[PRODUCT], votes.truth
    )


def test_independent_opinions_keep_the_plain_product():
    study = study_pool(simulated(shared=0.0), (1, 1), THRESHOLDS)
    assert sum(study.fitted) == pytest.approx(2, abs=0.3)
    assert not study.helps
    assert study.weights == (1, 1)
    assert study.chosen is study.methods[BEFORE]
    assert study.gain.low > 0  # the pool is better than the best member, with any of these weights


def test_no_inspector_loses_its_word_altogether():
    """A weight of 0 would also silence what it alone judges: its cells, its proposals."""
    votes = simulated(parts=300)
    votes.vectors[1] = votes.vectors[1][:, [2, 1, 3, 0]]  # every class taken for another
    weights = fit_weights(votes)
    assert weights[1] == LEAST_WEIGHT
    assert pool([Vote(weights[1], (0.1, 0.9))], sum(weights)) == pytest.approx((0.1, 0.9), abs=0.05)


def test_a_recipe_in_which_nobody_has_a_weight_is_compared_with_the_plain_product():
    study = study_pool(simulated(shared=0.9, parts=300), (0, 0), THRESHOLDS)
    assert study.before == (0, 0)
    assert study.saved == study.saved_to_product
    assert study.helps


def test_an_opinion_that_is_too_sure_weighs_less():
    calm, sure = (fit_weights(simulated(sure=factor)) for factor in (1.0, 3.0))
    assert sum(sure) == pytest.approx(sum(calm) / 3, rel=0.1)


def test_one_that_knows_nothing_weighs_nothing():
    votes = simulated(parts=300)
    rng = np.random.default_rng(5)
    votes.vectors[1] = votes.vectors[1][rng.permutation(len(votes))]
    study = study_pool(votes, (1, 1), THRESHOLDS)
    assert study.fitted[1] < 0.1
    assert study.best == "i0"
    assert study.helps


@pytest.mark.parametrize("parts", [3, 10, 59])
def test_few_records_change_nothing_and_say_what_is_missing(parts):
    study = study_pool(simulated(parts=parts, shared=1.0), (1, 1), THRESHOLDS)
    assert study.missing
    assert study.missing[0] == f"{parts} parts, at least 60 needed"
    assert not study.helps
    assert study.weights == (1, 1)


def test_both_kinds_must_be_many():
    votes = simulated()
    few = votes.of(np.flatnonzero(votes.defective)[:90].tolist())
    assert "90 defective regions, at least 100 needed" in shortage(few)
    assert "0 good regions, at least 100 needed" in shortage(few)


def test_weights_of_a_group_never_saw_it():
    votes = simulated(groups=3, shared=0.5)
    study = study_pool(votes, (1, 1), THRESHOLDS)
    for group, weights in study.by_group.items():
        at = np.array([each == group for each in votes.groups])
        assert weights == fit_weights(votes.of(~at))
        assert study.methods[FITTED][at] == pytest.approx(fused(votes.of(at), weights))


def test_gains_are_told_for_every_group_of_several_parts():
    assert set(study_pool(simulated(groups=4), (1, 1), THRESHOLDS).group_gains) == {
        "G0",
        "G1",
        "G2",
        "G3",
    }
    assert study_pool(simulated(parts=70, groups=70), (1, 1), THRESHOLDS).group_gains == {}


def test_parts_of_one_group_are_held_out_one_by_one():
    study = study_pool(simulated(parts=70, groups=1), (1, 1), THRESHOLDS)
    assert study.of_one_group
    assert set(study.by_group) == {f"P{n}" for n in range(70)}
    assert not study_pool(simulated(), (1, 1), THRESHOLDS).of_one_group


def test_a_part_is_judged_by_weights_that_never_saw_it():
    study = study_pool(simulated(shared=0.9, parts=300), (1, 1), THRESHOLDS)
    assert study.weights_for("G2", "P2") == study.by_group["G2"]
    assert study.weights_for("another", "part") == study.fitted
    few = study_pool(simulated(parts=20), (1, 1), THRESHOLDS)
    assert few.weights_for("G2", "P2") == (1, 1)


@pytest.mark.parametrize("parts", [0, 1])
def test_one_part_cannot_be_held_out(parts):
    with pytest.raises(DatasetError, match="at least two parts are needed"):
        study_pool(simulated(parts=parts), (1, 1), THRESHOLDS)


def test_the_pool_of_one_inspector_has_its_own_temperature_and_no_gain():
    study = study_pool(simulated(opinions=1, parts=300), (1,), THRESHOLDS)
    assert study.fitted[0] == pytest.approx(1, abs=0.1)
    assert study.gain.value == pytest.approx(0, abs=0.01)
    assert study.best == "i0"


@settings(deadline=None, max_examples=25)
@given(
    st.integers(2, 20),
    st.integers(1, 4),
    st.floats(0, 1),
    st.floats(0.2, 5),
    st.integers(0, 10**6),
)
def test_weights_are_never_negative_and_the_order_of_inspectors_does_not_matter(
    parts, opinions, shared, sure, seed
):
    votes = simulated(parts, 4, shared, opinions=opinions, sure=sure, seed=seed)
    weights = fit_weights(votes)
    assert all(np.isfinite(weight) and weight >= 0 for weight in weights)
    turned = fit_weights(votes.among(votes.opinions[::-1]))
    assert turned[::-1] == pytest.approx(weights, abs=2e-3)
