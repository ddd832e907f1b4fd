from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from qeu_onnx.pieces import DEPTH, LEAST_SHARED, NONE, REACH, SEVERAL, pieces


def line() -> np.ndarray:
    picture = np.full((64, 64), 255, np.uint8)
    picture[28:36] = 0
    return picture


def test_a_broken_line_is_told_from_one_that_hangs_by_a_pixel():
    whole, notched, broken = line(), line(), line()
    notched[28:35, 30:34] = 255
    broken[28:36, 30:34] = 255
    dark = [pieces(whole, test)[..., 1] for test in (whole, notched, broken)]
    assert [plane.any() for plane in dark] == [False, False, True]
    _, x = np.nonzero(dark[2])
    assert (x.min(), x.max()) == (34 - REACH, 29 + REACH)


def test_a_hole_is_told_from_a_notch():
    whole, notch, hole = line(), line(), line()
    notch[28:33, 25:39] = 255
    hole[30:34, 25:39] = 255
    bright = [pieces(whole, test)[..., 5] for test in (notch, hole)]
    above = 26, 32  # within reach of the hole, not of what lies below the line
    assert pieces(whole, whole)[above][5] == 0
    assert [plane[above] for plane in bright] == [0, 255]


def test_an_island_that_a_scratch_leaves_parts_nothing():
    whole, scratched = line(), line()
    scratched[28:36, 30:42] = 255
    scratched[30:34, 33:39] = 0  # 24 pixels within the notch
    scratched[34:36] = 0
    found = pieces(whole, scratched)
    assert not found[..., 1].any()
    assert not (found[..., 2] == SEVERAL).any()


def test_what_parted_joined_came_and_went_is_named():
    before, after = np.full((2, 64, 64), 255, np.uint8)
    before[5:10] = 0
    before[20:25, :20] = before[20:25, 40:] = 0
    before[50:60, 5:15] = 0
    after[5:10, :30] = after[5:10, 36:] = 0
    after[20:25] = 0
    after[50:60, 45:55] = 0
    reference, test = np.moveaxis(pieces(before, after)[..., 2:4], 2, 0)
    assert reference[7, 3] == SEVERAL  # parted
    assert test[22, 30] == SEVERAL  # joined
    assert reference[55, 10] == NONE  # lost
    assert test[55, 50] == NONE  # added
    assert reference[22, 5] == test[7, 5] == 0


@pytest.mark.parametrize(("width", "met"), [(LEAST_SHARED, 0), (LEAST_SHARED - 1, NONE)])
def test_counterparts_share_more_than_an_edge(width, met):
    before, after = np.full((2, 64, 64), 255, np.uint8)
    before[30, 10:40] = 0
    after[30, 40 - width : 60] = 0
    assert pieces(before, after)[30, 50, 3] == met


def test_pieces_hang_together_over_corners_only_when_dark():
    chequered = np.full((64, 64), 255, np.uint8)
    chequered[20:30, 20:30] = chequered[30:40, 30:40] = 0
    assert not pieces(chequered, chequered)[..., 0].any()
    assert pieces(255 - chequered, 255 - chequered)[..., 4].any()


@pytest.mark.parametrize("depth", [0, 1, 3])
def test_grey_and_colour_give_the_same_as_black_and_white(depth):
    test = line()
    test[28:36, 30:34] = 255
    soft = np.where(test > 0, 180, 60).astype(np.uint8)
    given_picture = soft if depth == 0 else np.repeat(soft[..., None], depth, axis=2)
    assert np.array_equal(pieces(given_picture, given_picture), pieces(test, test))


def test_pictures_of_nothing_have_no_pieces():
    nothing = np.zeros((64, 64), np.uint8)
    assert not pieces(nothing, nothing).any()
    assert not pieces(nothing + 255, nothing + 255).any()


@given(st.integers(0, 2**32 - 1), st.integers(1, 16))
def test_noise_never_overflows_and_turning_turns_the_pieces(seed, coarse):
    random = np.random.default_rng(seed)
    side = 64 // coarse + 1
    small = random.integers(0, 2, (2, side, side), dtype=np.uint8) * 255
    reference, test = (
        cv2.resize(each, (64, 64), interpolation=cv2.INTER_NEAREST) for each in small
    )
    found = pieces(reference, test)
    assert found.shape == (64, 64, DEPTH)
    assert found.dtype == np.uint8
    assert set(np.unique(found)) <= {0, NONE, SEVERAL}
    turned = pieces(np.rot90(reference), np.rot90(test))
    assert np.array_equal(turned, np.rot90(found))
