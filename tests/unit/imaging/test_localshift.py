from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@given(
    seed=st.integers(0, 2**32 - 1),
    shape=st.tuples(st.integers(1, 120), st.integers(1, 120)),
    colour=st.booleans(),
    moving=st.sampled_from([0.03, 0.2, 1.0]),
)
def test_following_a_few_blocks_gives_what_moving_every_pixel_gives(
    seed: int, shape: tuple[int, int], colour: bool, moving: float
) -> None:
    rng = np.random.default_rng(seed)
    picture = rng.integers(0, 256, (*shape, 3) if colour else shape, np.uint8)
    valid = np.where(rng.random(shape) < 0.9, 255, 0).astype(np.uint8)
    blocks = max(1, round(shape[0] / 16)), max(1, round(shape[1] / 16))
    shifts = rng.integers(-4, 5, (*blocks, 2)) * (rng.random((*blocks, 1)) < moving)
    shifts = shifts.astype(np.float32)
    y, x = np.indices(shape, np.float32)
    field = cv2.resize(shifts, shape[::-1], interpolation=cv2.INTER_LINEAR) + np.dstack([x, y])
    nearest = cv2.remap(valid, field, None, cv2.INTER_NEAREST, borderMode=cv2.BORDER_CONSTANT)
    linear = cv2.remap(picture, field, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    moved, content = followed(picture, valid, shifts)
    assert np.array_equal(moved, linear)
    assert np.array_equal(content, nearest)
