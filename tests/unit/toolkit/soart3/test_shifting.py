"""The nearest shift is found, and stays within the tolerance."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from qeu_station.errors import MetricsError
from qeu_station.toolkit.soart3.shifting import ShiftedTest


def _picture(channels: int, seed: int = 0) -> np.ndarray:
    rng = np.random.default_rng(seed)
    noise = rng.integers(0, 256, (60, 80, channels), np.uint8)
    return cv2.GaussianBlur(noise, (5, 5), 0).reshape(noise.shape)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("shift", [(0, 0), (3, -2), (-3, 3)])
@pytest.mark.parametrize("masked", [False, True])
def test_a_moved_picture_is_found_again(
    channels: int, shift: tuple[int, int], masked: bool
) -> None:
    reference = _picture(channels)
    dx, dy = shift
    moved = np.roll(reference, (dy, dx), (0, 1))
    mask = np.random.default_rng(1).random((30, 40)) < 0.5 if masked else None
    shifted = ShiftedTest(moved, reference.shape, 3)
    assert shifted.nearest(reference, (20, 15, 60, 45), mask) == shift
    assert np.array_equal(shifted.at(dx, dy)[10:50, 10:70], reference[10:50, 10:70])


def test_what_the_mask_hides_does_not_count() -> None:
    reference = _picture(1)
    test = np.roll(reference, 2, 1)
    test[15:30, 20:60] = _picture(1, seed=7)[15:30, 20:60]
    mask = np.zeros((30, 40), bool)
    mask[20:] = True
    assert ShiftedTest(test, reference.shape, 3).nearest(reference, (20, 15, 60, 45), mask) == (
        2,
        0,
    )


def test_a_flat_picture_stays_where_it_is() -> None:
    flat = np.full((20, 20), 90, np.uint8)
    shifted = ShiftedTest(flat, (20, 20, 1), 3)
    assert shifted.nearest(flat[..., None], (0, 0, 20, 20)) == (0, 0)
    assert (shifted.at(-3, 3) == 90).all()


@pytest.mark.parametrize("wrong", [np.zeros((4, 5), np.uint8), np.zeros((5, 4), np.float32)])
def test_another_shape_or_type_is_an_error(wrong: np.ndarray) -> None:
    with pytest.raises(MetricsError, match="same recipe"):
        ShiftedTest(wrong, (5, 4, 1), 1)
