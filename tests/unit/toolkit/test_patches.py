from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.toolkit.patches import Window, aligned_patch, cut_out, ink_of, window_around


def textured(seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (120, 150), np.uint8)


@pytest.mark.parametrize(("dx", "dy"), [(0, 0), (3, -2), (-4, 4)])
def test_reference_is_shifted_to_where_the_test_image_is(dx: int, dy: int) -> None:
    reference = textured()
    test = np.roll(reference, (dy, dx), (0, 1))
    patch = aligned_patch(test, reference, Window(40, 30, 64, 64), reach=4)
    assert patch.shift == (-dx, -dy)
    np.testing.assert_array_equal(patch.reference, patch.test)


def test_flat_patch_stays_put() -> None:
    flat = np.full((120, 150, 3), 90, np.uint8)
    assert aligned_patch(flat, flat, Window(10, 10, 64, 64), reach=4).shift == (0, 0)


def test_small_box_gets_a_window_with_surroundings() -> None:
    assert window_around((100, 100, 110, 120)) == Window(73, 78, 64, 64)


def test_large_box_keeps_a_margin() -> None:
    window = window_around((100, 50, 200, 60))
    assert (window.width, window.height) == (120, 64)


@given(st.integers(-80, 200), st.integers(-80, 200), st.integers(1, 90), st.integers(1, 90))
def test_windows_beyond_the_picture_repeat_its_border(x: int, y: int, w: int, h: int) -> None:
    picture = textured()
    window = Window(x, y, w, h)
    columns = np.clip(np.arange(x, x + w), 0, 149)
    rows = np.clip(np.arange(y, y + h), 0, 119)
    np.testing.assert_array_equal(cut_out(picture, window), picture[np.ix_(rows, columns)])


def test_ink_is_the_chosen_side() -> None:
    picture = np.array([[0, 255]], np.uint8)
    assert ink_of(picture, dark=True).tolist() == [[1, 0]]
    assert ink_of(picture, dark=False).tolist() == [[0, 1]]
