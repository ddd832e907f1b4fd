"""Charts keep their points on the page and their ticks round."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.api import Chart, Curve
from qeu_station.services.report.charts import drawn, thinned

numbers = st.floats(-1e6, 1e6, allow_nan=False)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=40), st.booleans())
def test_every_point_lies_in_the_frame(points: list[tuple[float, float]], diagonal: bool) -> None:
    chart = drawn(Chart("x", "y", [Curve("c", points)], diagonal))
    assert chart is not None
    left, top, right, bottom = chart.frame
    for x, y in chart.curves[0].dots:
        assert left - 0.01 <= x <= right + 0.01
        assert top - 0.01 <= y <= bottom + 0.01
    assert 2 <= len(chart.x_ticks) <= 12
    assert all(math.isfinite(tick.at) for tick in (*chart.x_ticks, *chart.y_ticks))


def test_a_reliability_diagram_has_its_diagonal_from_corner_to_corner() -> None:
    chart = drawn(Chart("stated", "observed", [Curve("W", [(0.2, 0.3), (0.7, 0.6)])], True))
    assert chart is not None
    assert chart.diagonal == (64.0, 312.0, 624.0, 12.0)
    assert [tick.text for tick in chart.x_ticks] == ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]


def test_a_chart_without_points_is_left_out() -> None:
    assert drawn(Chart("x", "y", [Curve("c", [])])) is None
    assert drawn(Chart("x", "y", [])) is None


def test_curves_are_told_apart_without_colour() -> None:
    curves = [Curve(str(n), [(0, n), (1, n)]) for n in range(6)]
    chart = drawn(Chart("x", "y", curves))
    assert chart is not None
    assert len({curve.dash for curve in chart.curves}) == 6


@pytest.mark.parametrize("count", [0, 1, 600, 601, 5000])
def test_long_curves_are_thinned_and_keep_their_end(count: int) -> None:
    points = [(float(n), 0.0) for n in range(count)]
    kept = thinned(points)
    assert len(kept) <= 601
    assert kept[-1:] == points[-1:]
