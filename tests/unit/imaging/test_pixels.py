from __future__ import annotations

import numpy as np
import pytest

from qeu_station.core.recipe import ImageSettings
from qeu_station.errors import ImageError, RecipeError
from qeu_station.imaging.pixels import cut, to_eight_bit


def test_sixteen_bit_is_mapped_over_the_pixel_range() -> None:
    raw = np.array([[0, 1000, 3000, 5000, 65535]], np.uint16)
    picture = to_eight_bit(raw, ImageSettings("grey", pixel_range=(1000, 5000)))
    assert picture.tolist() == [[0, 0, 128, 255, 255]]


def test_sixteen_bit_uses_its_full_depth_by_default() -> None:
    raw = np.array([[0, 257, 65535]], np.uint16)
    assert to_eight_bit(raw, ImageSettings("grey")).tolist() == [[0, 1, 255]]


def test_transparent_pixels_become_white() -> None:
    raw = np.zeros((1, 2, 4), np.uint8)
    raw[0, 1, 3] = 255
    picture = to_eight_bit(raw, ImageSettings("colour"))
    assert picture.tolist() == [[[255, 255, 255], [0, 0, 0]]]


def test_grey_and_colour_become_what_the_recipe_says() -> None:
    grey = np.full((2, 3), 7, np.uint8)
    assert to_eight_bit(grey, ImageSettings("colour")).shape == (2, 3, 3)
    assert to_eight_bit(np.dstack([grey] * 3), ImageSettings("grey")).shape == (2, 3)


def test_binary_is_cut_at_the_threshold() -> None:
    picture = np.array([[99, 100, 101]], np.uint8)
    assert cut(picture, ImageSettings("binary", threshold=100)).tolist() == [[0, 255, 255]]
    assert cut(picture, ImageSettings("grey")) is picture


@pytest.mark.parametrize(
    "raw",
    [np.zeros((2, 2), np.float32), np.zeros((2, 2, 2), np.uint8), np.zeros((0, 2), np.uint8)],
)
def test_anything_but_a_picture_is_refused(raw: np.ndarray) -> None:
    with pytest.raises(ImageError, match="cannot be inspected"):
        to_eight_bit(raw, ImageSettings())


def test_an_empty_pixel_range_is_refused() -> None:
    with pytest.raises(RecipeError, match="is empty"):
        to_eight_bit(np.zeros((2, 2), np.uint8), ImageSettings(pixel_range=(9, 9)))
