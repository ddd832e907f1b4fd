from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.imaging.frames import carried, clipped, grown

side = st.floats(-300, 300)


@given(side, side, st.floats(1, 200), st.floats(1, 200), st.floats(0, 20))
def test_a_box_always_ends_up_on_the_picture(
    x: float, y: float, width: float, height: float, pixels: float
) -> None:
    x1, y1, x2, y2 = grown((x, y, x + width, y + height), pixels, 100, 60)
    assert 0 <= x1 < x2 <= 100
    assert 0 <= y1 < y2 <= 60
    assert min(x2 - x1, y2 - y1) >= 1 - 1e-9  # up to the rounding of x + width


def test_a_box_off_the_picture_becomes_its_nearest_pixel() -> None:
    assert clipped((150, -20, 160, -10), 100, 60) == (99, 0, 100, 1)


def test_a_quarter_turn_carries_pixels_onto_pixels() -> None:
    turn = np.array([[0, -1, 59], [1, 0, 0], [0, 0, 1]], float)
    assert carried((10, 20, 14, 26), turn, 60, 100) == (34, 10, 40, 14)


def test_perspective_is_followed_at_the_corners() -> None:
    edges = np.array([[1, 0, 0], [0, 1, 0], [0, 0.005, 1]])
    half = np.array([[1, 0, 0.5], [0, 1, 0.5], [0, 0, 1]])
    tilt = np.linalg.inv(half) @ edges @ half  # of pixel indices, not of their edges
    x1, y1, x2, y2 = carried((20, 20, 60, 40), tilt, 100, 100)
    assert (x1, x2) == pytest.approx((20 / 1.2, 60 / 1.1), abs=0.51)
    assert (y1, y2) == pytest.approx((20 / 1.1, 40 / 1.2), abs=0.51)
