"""Which cells a region belongs to."""

from __future__ import annotations

import pytest

from qeu_station.core.region import cells_of


@pytest.mark.parametrize(
    ("shares", "centre", "expected"),
    [
        ({"U1": 1.0}, "U1", ("U1",)),
        ({"U1": 0.7, "U2": 0.3}, "U1", ("U1", "U2")),
        ({"U1": 0.71, "U2": 0.29}, "U1", ("U1",)),
        ({"U1": 0.29, "U2": 0.71}, "U1", ("U2", "U1")),  # the centre counts, the share orders
        ({"U1": 0.5, "U2": 0.5}, None, ("U1", "U2")),
        ({"U1": 0.25, "U2": 0.25, "C1": 0.25, "C2": 0.25}, "C2", ("C2",)),
        ({}, "U1", ("U1",)),  # a ring around a centre that holds none of its blob
        ({"U1": 0.1}, None, ()),
    ],
)
def test_thirty_percent_or_the_centre(shares, centre, expected):
    assert cells_of(shares, centre) == expected
