"""What a model sees: windows, planes and colours of a pair."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from qeu_onnx.pixels import cell_window, part_window, pictures, region_window, tensors
from qeu_onnx.preprocessing import Preprocessing

from qeu_station.api.testing import make_pair
from qeu_station.toolkit.patches import Window


def test_windows_around_regions_are_square_and_not_too_small() -> None:
    small = region_window((20, 30, 24, 40), Preprocessing(size=(8, 8)))
    assert (small.width, small.height) == (64, 64)
    assert (small.x + 32, small.y + 32) == (22, 35)
    wide = region_window((0, 0, 100, 10), Preprocessing(size=(8, 8), margin=5))
    assert (wide.width, wide.height) == (110, 110)
    shaped = region_window((0, 0, 100, 10), Preprocessing(size=(8, 8), margin=5, square=False))
    assert (shaped.width, shaped.height) == (110, 64)


def test_a_cell_is_its_box_and_its_margin() -> None:
    settings = Preprocessing(size=(8, 8), margin=2)
    assert cell_window((10.0, 20.0, 30.0, 25.0), settings) == Window(8, 18, 24, 9)


def test_the_part_is_everything() -> None:
    pair = make_pair(48, 72)
    stack = pictures(pair, [part_window(pair)], Preprocessing(size=(72, 48), colour="bgr"))
    np.testing.assert_array_equal(stack[0], pair.test)


def test_planes_follow_one_another_in_the_order_of_the_settings() -> None:
    pair = make_pair(48, 72)
    settings = Preprocessing(
        size=(16, 16), planes=("reference", "test", "difference"), colour="rgb", realign=False
    )
    window = Window(4, 8, 16, 16)
    (seen,) = pictures(pair, [window], settings)
    inside = slice(8, 24), slice(4, 20)
    np.testing.assert_array_equal(seen[..., :3], pair.reference[inside][..., ::-1])
    np.testing.assert_array_equal(seen[..., 3:6], pair.test[inside][..., ::-1])
    np.testing.assert_array_equal(seen[..., 6], pair.difference[inside])


def test_the_absolute_difference_has_the_colours_of_the_pictures() -> None:
    pair = make_pair(48, 72)
    planes = ("absolute", "test", "reference")
    settings = Preprocessing(size=(16, 16), planes=planes, colour="rgb", realign=False)
    (seen,) = pictures(pair, [Window(4, 8, 16, 16)], settings)
    assert seen.shape == (16, 16, 9)
    test, reference = seen[..., 3:6].astype(int), seen[..., 6:].astype(int)
    np.testing.assert_array_equal(seen[..., :3], np.abs(test - reference))


def test_the_reference_is_laid_onto_the_test_image_again() -> None:
    pair = make_pair(96, 144, regions=0)
    moved = replace(pair, references=np.roll(pair.test, 2, axis=1)[None])
    window = Window(40, 30, 32, 32)
    settings = Preprocessing(size=(32, 32), planes=("reference", "test"), colour="bgr")
    (seen,) = pictures(moved, [window], settings)
    np.testing.assert_array_equal(seen[..., :3], seen[..., 3:])
    (unmoved,) = pictures(moved, [window], settings.model_copy(update={"realign": False}))
    assert (unmoved[..., :3] != unmoved[..., 3:]).any()


def test_the_nearest_good_part_is_the_reference() -> None:
    pair = make_pair(96, 144, regions=0)
    goods = np.stack([255 - pair.test, pair.test])
    settings = Preprocessing(size=(32, 32), planes=("reference",), colour="bgr")
    window = Window(40, 30, 32, 32)
    (seen,) = pictures(replace(pair, references=goods), [window], settings)
    np.testing.assert_array_equal(seen, pair.test[30:62, 40:72])


@pytest.mark.parametrize("mode", ["colour", "grey", "binary"])
@pytest.mark.parametrize("colour", ["grey", "rgb", "bgr"])
def test_every_picture_in_every_colour(mode: str, colour: str) -> None:
    pair = make_pair(40, 60, mode=mode)
    settings = Preprocessing(size=(20, 10), colour=colour)  # type: ignore[arg-type]
    stack = pictures(pair, [part_window(pair), Window(-5, -5, 20, 80)], settings)
    assert stack.shape == (2, 10, 20, settings.channels)
    assert stack.std() > 0


def test_padding_keeps_the_shape() -> None:
    pair = make_pair(40, 60, mode="grey")
    tall = np.zeros((40, 60), np.uint8)
    tall[:, 25:35] = 255
    settings = Preprocessing(size=(40, 40), colour="grey", fit="pad")
    (seen,) = pictures(replace(pair, test=tall), [Window(20, 0, 20, 40)], settings)
    columns = np.flatnonzero(seen[20, :, 0] > 128)
    assert (columns[0], columns[-1]) == (15, 24)


def test_uint8_is_given_as_it_is() -> None:
    stack = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3, 1)
    settings = Preprocessing(
        size=(3, 3), colour="grey", element="uint8", range=(0, 255), layout="nhw"
    )
    made = tensors(stack, settings)[0]
    assert made.dtype == np.uint8
    np.testing.assert_array_equal(made, stack[..., 0])


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"mean": (1.0, 2.0)}, "mean has 2 values; give one, or one per channel"),
        ({"range": (1.0, 1.0)}, "is empty"),
        ({"element": "uint8"}, "takes pixels as they are"),
        ({"layout": "nhw"}, "nhw has one channel"),
        ({"planes": ("test", "test")}, "twice"),
        ({"std": (0.0,)}, "greater than 0"),
        ({"size": (0, 8)}, "greater than or equal to 1"),
    ],
)
def test_settings_that_contradict_each_other(settings: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Preprocessing.model_validate({"size": (8, 8), **settings})
