"""Thresholds from costs are where the cheapest decision changes."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qeu_station.core.costs import Census, Costs, rarity_of
from qeu_station.core.verdict import Verdict
from qeu_station.errors import InputError

COST = st.floats(1e-4, 1e6)


def test_a_worked_case():
    found = Costs(escape=100, overkill=10).thresholds()
    assert (found.t_pass, found.t_fail) == (0.99, 0.1)


def test_where_no_look_pays_both_decisions_meet():
    costs = Costs(escape=1.5, overkill=1.5)
    assert not costs.review_pays
    found = costs.thresholds()
    assert found.t_pass == 0.5
    assert found.t_pass - found.t_fail == pytest.approx(1e-6)


@given(COST, COST, st.floats(0, 1))
def test_no_other_decision_costs_less(escape, overkill, p):
    thresholds = Costs(escape, overkill).thresholds()
    assume(min(abs(p - thresholds.t_pass), abs(p - thresholds.t_fail)) > 3e-6)
    cost = {
        Verdict.PASS: (1 - p) * escape,
        Verdict.FAIL: p * overkill,
        Verdict.REVIEW: 1.0,
    }
    decided = thresholds.decide(p)
    assert cost[decided] <= min(cost.values()) * (1 + 1e-9) + 1e-9


@given(COST, COST, st.floats(1, 100))
def test_a_dearer_escape_never_lets_more_pass(escape, overkill, factor):
    assume(Costs(escape, overkill).review_pays)
    cheap, dear = (Costs(e, overkill).thresholds() for e in (escape, factor * escape))
    assert dear.t_pass >= cheap.t_pass
    assert dear.t_fail == cheap.t_fail


@pytest.mark.parametrize("cost", [0, -1, math.nan, math.inf])
@pytest.mark.parametrize("kind", ["escape", "overkill"])
def test_a_cost_is_a_positive_number(kind, cost):
    with pytest.raises(InputError, match=f"cost of an {kind}"):
        Costs(**{"escape": 50, "overkill": 5, kind: cost})


@given(COST, COST, st.floats(1e-4, 1e4), st.floats(1e-5, 1 - 1e-5))
def test_rarer_defects_are_decided_by_what_p_ok_means_there(escape, overkill, rarity, p):
    costs = Costs(escape, overkill)
    here, there = costs.thresholds(rarity), costs.thresholds()
    odds = p / (1 - p) / rarity
    meant = odds / (1 + odds)
    near = [(here, p), (there, meant)]
    assume(all(min(abs(x - t.t_pass), abs(x - t.t_fail)) > 3e-6 for t, x in near))
    assert here.decide(p) is there.decide(meant)


@given(COST, COST, st.floats(1e-9, 1e9))
def test_thresholds_are_in_order_however_rare_defects_are(escape, overkill, rarity):
    found = Costs(escape, overkill).thresholds(rarity)
    assert 0 <= found.t_fail < found.t_pass <= 1


def test_a_hundred_times_rarer():
    found = Costs(escape=101, overkill=2).thresholds(0.01)
    assert found.t_pass == pytest.approx(0.5)
    assert found.t_fail == pytest.approx(0.0099, abs=1e-5)


@pytest.mark.parametrize("rarity", [0, -1, math.nan, math.inf])
def test_rarity_is_a_positive_number(rarity):
    with pytest.raises(InputError, match="rarity"):
        Costs(50, 5).thresholds(rarity)


def test_the_odds_of_parts_where_no_good_item_stands_beside_a_defect():
    odds = (0.01 / 0.99) / (60 / 40)
    assert rarity_of(0.01, Census(60, 40)) == pytest.approx(odds)
    assert rarity_of(0.01, Census(60, 40, beside=0, among=90)) == pytest.approx(odds)


def test_the_share_of_parts_where_good_items_are_as_many_in_every_part():
    assert rarity_of(0.01, Census(60, 40, beside=600, among=400)) == pytest.approx(0.01 / 0.6)


@given(
    st.floats(0.001, 0.5),
    st.integers(1, 50),
    st.integers(1, 50),
    st.integers(0, 9),
    st.integers(1, 9),
)
def test_rarity_is_what_counting_the_lines_parts_gives(rate, bad, good, beside, among):
    """Three defective items in every defective part, counted where parts come as on the line."""
    census = Census(bad, good, beside * bad, among * good)
    before = 3 * bad / (beside * bad + among * good)
    after = 3 * rate / (beside * rate + among * (1 - rate))
    assert rarity_of(rate, census) == pytest.approx(after / before)


@pytest.mark.parametrize("rate", [0, 1, -0.1, math.nan])
def test_a_defect_rate_lies_between_none_and_all(rate):
    with pytest.raises(InputError, match="above 0 and below 1"):
        rarity_of(rate, Census(5, 5))


@pytest.mark.parametrize(("census", "kind"), [(Census(0, 5), "defective"), (Census(5, 0), "good")])
def test_a_defect_rate_is_compared_with_parts_of_both_kinds(census, kind):
    with pytest.raises(InputError, match=f"known to be {kind}"):
        rarity_of(0.01, census)
