"""Every answer is checked before it counts."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.opinion import (
    Opinion,
    OpinionFault,
    ProposedRegion,
    Scope,
    checked_opinion,
    checked_vector,
)

ALL = frozenset(Scope)
GOOD = (0.75, 0.25)


def whole(**change):
    opinion = {"regions": {"R1": GOOD}, "cells": {"U1": GOOD}, "part": GOOD, **change}
    return Opinion(**opinion)


def check(opinion, scopes=ALL):
    return checked_opinion(opinion, scopes, ["R1"], ["U1"], classes=2)


def test_a_whole_opinion_comes_through_as_plain_floats():
    checked = check(whole(cells={"U1": np.array(GOOD, np.float32)}, comment="fine"))
    assert checked == whole(comment="fine")
    assert all(type(value) is float for value in checked.cells["U1"])


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"regions": {}}, "region R1 is missing although scope region is declared"),
        ({"cells": {"U2": GOOD}}, "cell U1 is missing"),
        ({"part": None}, "the part has no probabilities"),
    ],
)
def test_a_missing_item_in_a_declared_scope_is_a_fault(change, said):
    with pytest.raises(OpinionFault, match=said):
        check(whole(**change))


def test_an_undeclared_scope_abstains():
    checked = check(whole(), frozenset({Scope.CELL}))
    assert checked.regions == {}
    assert checked.part is None


def test_items_nobody_asked_for_are_left_out():
    assert set(check(whole(cells={"U1": GOOD, "X9": (9, 9)})).cells) == {"U1"}


@pytest.mark.parametrize(
    ("vector", "said"),
    [
        ((0.5,), "1 probabilities for 2 classes"),
        ((0.5, 0.25, 0.25), "3 probabilities for 2 classes"),
        ((math.nan, 1.0), "not a probability"),
        ((math.inf, 0.0), "not a probability"),
        ((1.5, -0.5), "not a probability"),
        ((0.5, 0.4), "sum to 0.9, not to 1"),
        ((0.0, 0.0), "sum to 0, not to 1"),
        (("a", "b"), "not numbers"),
        ((10**400, 0), "not numbers"),
        ((None, 1), "not numbers"),
        (None, "not numbers"),
        (0.5, "not numbers"),
        (np.eye(2), "not numbers"),
    ],
)
def test_what_is_no_probability_vector_is_a_fault(vector, said):
    with pytest.raises(OpinionFault, match=f"cell U1: .*{said}"):
        check(whole(cells={"U1": vector}))


@given(st.lists(st.floats(0.001, 1), min_size=2, max_size=6), st.floats(-5e-4, 5e-4))
def test_a_small_rounding_is_taken_out(raw, error):
    total = math.fsum(raw)
    vector = [value / total * (1 + error) for value in raw]
    checked = checked_vector("it", vector, len(raw))
    assert math.isclose(math.fsum(checked), 1, abs_tol=1e-12)
    assert all(0 <= value <= 1 for value in checked)


@pytest.mark.parametrize(
    ("box", "said"),
    [
        ((0, 0, 5), "not four numbers"),
        ((0, 0, 5, "x"), "not four numbers"),
        (None, "not four numbers"),
        ((0, 0, math.nan, 5), "not four finite"),
        ((5, 0, 5, 5), "is empty"),
        ((0, 5, 5, 0), "is empty"),
    ],
)
def test_a_proposed_box_must_be_one(box, said):
    with pytest.raises(OpinionFault, match=said):
        check(whole(proposed=[ProposedRegion(box, GOOD)]))


def test_a_proposal_is_checked_like_any_vector():
    with pytest.raises(OpinionFault, match="proposal 2: probabilities sum"):
        box = (0, 0, 5, 5)
        check(whole(proposed=[ProposedRegion(box, GOOD), ProposedRegion(box, (0.1, 0.1))]))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"regions": [GOOD]}, "regions must be a Mapping, got list"),
        ({"cells": None}, "cells must be a Mapping, got NoneType"),
        ({"proposed": 7}, "proposed must be a Sequence, got int"),
        ({"proposed": ["box"]}, "proposed holds a str"),
        ({"comment": b"no"}, "comment must be a str, got bytes"),
        ({"evidence": []}, "evidence must be a Mapping, got list"),
    ],
)
def test_parts_of_a_wrong_type_are_a_fault(change, said):
    with pytest.raises(OpinionFault, match=said):
        check(whole(**change))


def test_what_is_no_opinion_is_a_fault():
    with pytest.raises(OpinionFault, match="an Opinion is needed, got dict"):
        check({"cells": {"U1": GOOD}})
