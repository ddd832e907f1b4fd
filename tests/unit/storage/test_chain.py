from __future__ import annotations

import dataclasses
import json
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.errors import JournalError
from qeu_station.storage.chain import GENESIS, Entry, canonical

ENTRY = Entry("st", 1, "a", "note", "2026", "{}", GENESIS).sealed()


def test_a_sealed_entry_fits():
    assert ENTRY.own_hash == ENTRY.hash
    assert len(ENTRY.hash) == 64


@pytest.mark.parametrize("column", ["station", "seq", "id", "kind", "at", "payload", "previous"])
def test_every_column_is_in_the_hash(column):
    changed = 2 if column == "seq" else getattr(ENTRY, column) + "x"
    assert dataclasses.replace(ENTRY, **{column: changed}).own_hash != ENTRY.hash


def test_text_cannot_flow_from_one_column_into_the_next():
    assert (
        Entry("a", 1, "bc", "k", "", "", "").own_hash
        != Entry("a", 1, "b", "ck", "", "", "").own_hash
    )


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_floats_read_back_exactly(value):
    assert json.loads(canonical({"value": value}))["value"] == value


def test_the_text_does_not_depend_on_the_order_of_keys():
    assert canonical({"b": 1, "a": "線"}) == canonical({"a": "線", "b": 1})


def test_what_json_cannot_hold_becomes_null():
    nan = float("nan")
    assert canonical({"a": [nan, float("inf")], "b": 1.5}) == '{"a":[null,null],"b":1.5}'


def test_mappings_are_objects():
    assert canonical(MappingProxyType({"a": (1, 2)})) == '{"a":[1,2]}'


def test_another_type_is_refused():
    with pytest.raises(JournalError, match="not JSON: object"):
        canonical({"a": object()})
