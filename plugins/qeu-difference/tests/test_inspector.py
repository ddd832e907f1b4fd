from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from qeu_difference.inspector import DifferenceInspector, probability_ok
from qeu_difference.parameters import Limit, Parameters

from qeu_station.api import InspectorContext, Opinion, PreparedPair
from qeu_station.api.testing import make_pair

strength = st.floats(0, 255)


def with_difference(pair: PreparedPair, cell: str, value: int) -> PreparedPair:
    """The pair with nothing different but a square of 6 pixels in one cell."""
    difference = np.zeros(pair.shape, np.uint8)
    x1, y1, x2, y2 = next(each.box for each in pair.cells if each.address == cell)
    x, y = int(x1 + x2) // 2, int(y1 + y2) // 2
    difference[y - 3 : y + 3, x - 3 : x + 3] = value
    return replace(
        pair, difference=difference, regions=(), region_map=np.zeros_like(pair.region_map)
    )


def judged(pair: PreparedPair, parameters: Parameters | None = None) -> Opinion:
    context = InspectorContext(parameters or Parameters(window=3), ("ok", "unknown", "scratch"))
    return DifferenceInspector(context).inspect(pair)


def test_only_the_changed_cell_fails() -> None:
    pair = make_pair()
    cell = pair.cells[0].address
    opinion = judged(with_difference(pair, cell, 200))
    assert opinion.cells[cell][0] < 0.2
    assert opinion.cells[cell][2] == 0
    assert all(p[0] > 0.9 for address, p in opinion.cells.items() if address != cell)
    assert cell in opinion.comment


def test_a_region_is_as_bad_as_the_strongest_change_in_it() -> None:
    pair = make_pair(regions=2)
    parameters = Parameters(window=1)
    opinion = judged(pair, parameters)
    for number, region in enumerate(pair.regions, start=1):
        peak = float(pair.difference[pair.region_map == number].max())
        assert opinion.regions[region.id][0] == pytest.approx(probability_ok(peak, parameters))


def test_a_cell_of_its_own_limit_is_judged_by_it() -> None:
    pair = make_pair()
    first, second = (cell.address for cell in pair.cells[:2])
    parameters = Parameters(window=3, cells={first: Limit(limit=250.0)})
    assert judged(with_difference(pair, first, 200), parameters).cells[first][0] > 0.5
    assert judged(with_difference(pair, second, 200), parameters).cells[second][0] < 0.2


@given(strength, strength, st.floats(1, 255), st.floats(0.01, 5))
def test_more_change_is_never_more_ok(a: float, b: float, limit: float, width: float) -> None:
    low, high = sorted((a, b))
    at = Limit(limit=limit, width=width)
    assert 0 < probability_ok(high, at) <= probability_ok(low, at) < 1
    assert probability_ok(limit, at) == pytest.approx(0.5)
