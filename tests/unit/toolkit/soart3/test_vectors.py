"""What cannot be computed is said, with the row and the unit space."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from qeu_station.toolkit.soart3 import MetricsError, soart3
from qeu_station.toolkit.soart3.vectors import checked

NAN, INF = float("nan"), float("inf")


@pytest.mark.parametrize(
    ("signals", "spaces", "message"),
    [
        ([], [1.0], r"signals are empty, shape \(0,\)"),
        (np.empty((0, 4)), np.ones((1, 4)), r"signals are empty, shape \(0, 4\)"),
        (np.ones((2, 0)), np.ones((1, 0)), "signals are empty"),
        ([1.0], np.empty((0, 1)), "unit spaces are empty"),
        ([[1, 2], [1]], [1, 2], "Signal row 1 has 1 values, signal row 0 has 2"),
        ([1, 2], [[1, 2], [1, 2, 3]], "Unit space 1 has 3 values, unit space 0 has 2"),
        ([1, 2], [[1, 2, 3]], "Signal row 0 has 2 values, unit space 0 has 3"),
        ([[1, 2]] * 3, np.ones((2, 1, 2)), "3 signals, but unit spaces for 2"),
        ([[1, 2], [1, NAN]], [1, 2], "Signal row 1 holds nan at position 1"),
        ([1, 2], [[1, 2], [INF, 2]], "Unit space 1 holds inf at position 0"),
        ([1, 2], [1, -INF], "Unit space 0 holds -inf at position 1"),
        ([[1], [2]], [[[1], [2]], [[1], [NAN]]], "Unit space 1 of signal row 1 holds nan"),
        ([1e151], [1], r"holds 1e\+151 at position 0"),
        (["a"], [1], "of type <U1"),
        ([1j], [1], "of type complex128"),
        ([[[1]]], [1], "signals have 3 dimensions"),
        (5, [1], "signals have 0 dimensions"),
        ([1], [[[[1]]]], "unit spaces have 4 dimensions"),
        ([None], [1], "of type object"),
    ],
)
@pytest.mark.parametrize("exact", [True, False])
def test_the_message_names_the_place(signals: Any, spaces: Any, message: str, exact: bool) -> None:
    with pytest.raises(MetricsError, match=message):
        soart3(signals, spaces, exact=exact)


def test_one_vector_is_one_row() -> None:
    found = checked([1, 2, 3], [4, 5, 6])
    assert found.shape == (1, 1, 3)
    assert (found.lowest, found.highest) == (1, 6)


@pytest.mark.parametrize(("dtype", "highest"), [(bool, 1), (np.uint8, 255), (np.uint16, 65535)])
def test_types_that_bound_themselves_are_not_searched(dtype: type, highest: int) -> None:
    found = checked(np.zeros(3, dtype), np.zeros((2, 3), dtype))
    assert (found.lowest, found.highest) == (0, highest)
