"""Filters as data."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from qeu_station.errors import InputError
from qeu_station.services.review import EVERYTHING, Filter

from .test_selecting import FILTERS


@settings(deadline=None)
@given(asked=FILTERS)
def test_json_gives_the_same_filter_back(asked: Filter) -> None:
    assert Filter.from_json(json.loads(json.dumps(asked.as_json()))) == asked


def test_only_what_is_set_is_written() -> None:
    assert EVERYTHING.as_json() == {}
    assert EVERYTHING.empty
    asked = Filter(cells=("U1",), corrected=False)
    assert asked.as_json() == {"cells": ("U1",), "corrected": False}
    assert not asked.empty


def test_an_unknown_condition_is_named() -> None:
    with pytest.raises(InputError, match=r'no condition "verdict"\. Did you mean "verdicts"'):
        Filter.from_json({"verdict": ["PASS"]})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("text", 3),
        ("verdicts", "PASS"),
        ("verdicts", [1]),
        ("p_ok", [0.5]),
        ("p_ok", ["a", None]),
        ("p_ok", [True, None]),
        ("corrected", "yes"),
        ("newest", 1),
        ("newest", None),
    ],
)
def test_a_value_of_another_kind_is_refused(name: str, value: object) -> None:
    with pytest.raises(InputError, match=f"Condition {name} of a filter cannot be"):
        Filter.from_json({name: value})
