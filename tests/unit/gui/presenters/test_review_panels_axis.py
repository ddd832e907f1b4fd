"""The axis of P(ok) and the order of two thresholds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.verdict import Thresholds
from qeu_station.gui.presenters.review_panels_axis import (
    BINS,
    DIGITS,
    edges,
    in_order,
    position,
    stepped,
    ticks,
    value,
    written,
)

CHANCES = st.floats(0, 1)


@given(CHANCES, CHANCES, st.sampled_from(["t_fail", "t_pass"]))
def test_the_lines_are_always_thresholds_a_recipe_takes(t_fail, t_pass, moved):
    one, other = in_order(t_fail, t_pass, moved)
    Thresholds(other, one)
    assert (one, other) == (round(one, DIGITS), round(other, DIGITS))


def test_a_line_that_is_pushed_stops_at_the_other_which_stays():
    assert in_order(0.8, 0.5, "t_fail") == (0.499999, 0.5)
    assert in_order(0.2, 0.1, "t_pass") == (0.2, 0.200001)
    assert in_order(0.3, 0.5, "t_fail") == (0.3, 0.5)


@pytest.mark.parametrize("spread", [False, True])
@given(place=st.floats(0, 1))
def test_a_place_and_back(spread, place):
    assert position(value(place, spread), spread) == pytest.approx(place, abs=0.01)


@pytest.mark.parametrize("spread", [False, True])
def test_the_ends_stay_the_ends(spread):
    assert [position(p, spread) for p in (0.0, 1.0)] == [0.0, 1.0]
    assert [value(p, spread) for p in (-1.0, 2.0)] == [0.0, 1.0]


@pytest.mark.parametrize("spread", [False, True])
def test_bins_are_equally_wide_on_the_axis_and_hold_every_value(spread):
    borders = edges(spread)
    assert len(borders) == BINS + 1
    assert (borders[0], borders[-1]) == (0.0, 1.0)
    widths = np.diff([position(float(border), spread) for border in borders])
    np.testing.assert_allclose(widths, 1 / BINS, atol=1e-6)


def test_the_ends_are_spread_out():
    assert position(0.999, True) - position(0.99, True) > 0.05
    assert 0.999 in ticks(True)
    assert 0.999 not in ticks(False)


def test_steps_are_hundredths_of_the_axis():
    assert stepped(0.5, 1, False) == 0.51
    assert stepped(0.99, 1, True) > 0.99
    assert stepped(1.0, 1, True) == 1.0


def test_thresholds_are_written_with_the_decimals_they_have():
    assert [written(p) for p in (0.5, 0.25, 0.999987, 0.0, 1.0)] == [
        "0.50", "0.25", "0.999987", "0.00", "1.00",
    ]  # fmt: skip
