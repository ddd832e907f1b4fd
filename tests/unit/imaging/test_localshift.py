from __future__ import annotations

import numpy as np
import pytest

from qeu_station.imaging.localshift import LocalAligner, followed


@pytest.mark.parametrize("shape", [(1, 1), (3, 2), (5, 100), (17, 33)])
@pytest.mark.parametrize("reach", [0, 1, 4, 9, 15])
def test_a_picture_of_any_size_stays_where_it_is(shape: tuple[int, int], reach: int) -> None:
    picture = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    shifts = LocalAligner(picture, reach).shifts(picture)
    assert not shifts.any()
    full = np.full(shape, 255, np.uint8)
    assert followed(picture, full, shifts)[0] is picture


def test_two_halves_that_moved_apart_are_followed_each() -> None:
    rng = np.random.default_rng(1)
    fixed = rng.integers(0, 256, (64, 128), np.uint8)
    moving = np.hstack([np.roll(fixed[:, :64], 2, axis=1), np.roll(fixed[:, 64:], -3, axis=1)])
    shifts = LocalAligner(fixed, 4).shifts(moving)
    assert shifts[1, 1].tolist() == [2, 0]
    assert shifts[1, -2].tolist() == [-3, 0]


def test_content_from_beyond_the_border_is_not_valid() -> None:
    picture = np.random.default_rng(2).integers(0, 256, (64, 64), np.uint8)
    shifts = np.full((4, 4, 2), (3, 0), np.float32)
    moved, valid = followed(picture, np.full((64, 64), 255, np.uint8), shifts)
    assert np.array_equal(moved[:, :61], picture[:, 3:])
    assert valid[:, :61].all()
    assert not valid[:, 61:].any()
