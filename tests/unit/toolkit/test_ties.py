"""Which labels are the likeliest, where several are as likely."""

from __future__ import annotations

import numpy as np
import pytest

from qeu_station.toolkit.ties import TIE, highest


@pytest.mark.parametrize(
    ("vector", "places"),
    [
        ((0.1, 0.7, 0.2), (1,)),
        ((0.4, 0.2, 0.4), (0, 2)),
        ((0.5 - TIE / 4, 0.5 + TIE / 4), (0, 1)),
        ((0.5 - TIE, 0.5 + TIE), (1,)),
    ],
)
def test_what_differs_by_no_more_than_a_tie_is_as_high(vector, places):
    assert highest(vector) == highest(np.array(vector)) == places
