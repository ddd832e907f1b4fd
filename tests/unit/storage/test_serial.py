from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.record import ItemRecord
from qeu_station.errors import JournalError
from qeu_station.storage.serial import record_as_dict, record_from_json, record_to_json

from .records import build_record

numbers = st.floats(allow_nan=False, allow_infinity=False)


@given(
    st.lists(numbers, min_size=3, max_size=3),
    st.text(st.characters(codec="utf-8")),
    st.dictionaries(st.text(), numbers | st.none() | st.booleans() | st.integers()),
)
def test_a_record_reads_back_equal(probabilities, text, evidence):
    record = build_record(
        1, part=ItemRecord("FAIL", tuple(probabilities), (text,)), serial=text, preparation=evidence
    )
    assert record_from_json(record_to_json(record)) == record


@pytest.mark.parametrize("text", ["", "{}", b"\xff", '{"id": 3}'])
def test_what_is_no_record_is_said(text):
    with pytest.raises(JournalError, match="journal verify says"):
        record_from_json(text)


def test_it_holds_every_field(record):
    assert set(record_as_dict(record(1))) == {f.name for f in dataclasses.fields(record(1))}
