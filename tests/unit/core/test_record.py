"""Items of a record."""

from __future__ import annotations

from qeu_station.core.record import ItemRecord


def test_p_ok_is_the_first_probability_or_nothing():
    assert ItemRecord("PASS", (0.9, 0.1)).p_ok == 0.9
    assert ItemRecord("REVIEW").p_ok is None
