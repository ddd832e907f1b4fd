from __future__ import annotations

import numpy as np
import pytest
from qeu_soart3 import appearance
from qeu_soart3.spaces import pixel_sides

from qeu_station.toolkit.patches import Patch, Window, aligned_patch, cut_out

WINDOW = Window(20, 20, 70, 50)
SHAPES = {"grey": (100, 120), "colour": (100, 120, 3)}


def picture(mode: str) -> np.ndarray:
    values = np.random.default_rng(5).integers(40, 200, SHAPES[mode], np.uint8)
    return np.repeat(np.repeat(values[::5, ::5], 5, axis=0), 5, axis=1)


def patch_of(test: np.ndarray, reference: np.ndarray) -> tuple[Patch, np.ndarray]:
    return aligned_patch(test, reference, WINDOW, 3), cut_out(reference, WINDOW)


@pytest.mark.parametrize("mode", SHAPES)
def test_a_perfect_part_differs_from_no_reference_view(mode: str) -> None:
    patch, plain = patch_of(picture(mode), picture(mode))
    sides = pixel_sides([patch], [plain])
    assert sides["reference"].bias == pytest.approx(0, abs=1e-9)
    assert sides["reference"].weight == pytest.approx(0, abs=1e-6)
    assert sides["inverse"].weight[0, 0] > 1
    assert all((each.weight >= 0).all() for each in sides.values())


def test_brightness_shows_in_beta_alone() -> None:
    reference = picture("grey") // 4 + 60
    patch, plain = patch_of(2 * reference, reference)
    sides = pixel_sides([patch], [plain])
    assert sides["reference"].bias == pytest.approx(np.log(2), abs=0.05)
    assert sides["reference"].weight[0, 0] < sides["inverse"].weight[0, 0] - 2


def test_a_shift_shows_in_the_unshifted_view_alone() -> None:
    reference = picture("grey")
    patch, plain = patch_of(np.roll(reference, 3, axis=1), reference)
    sides = pixel_sides([patch], [plain])
    assert sides["reference"].weight[0, 0] == pytest.approx(0, abs=1e-6)
    assert sides["unshifted"].weight[0, 0] > 1


def test_a_wrong_colour_shows_in_its_channel() -> None:
    reference = picture("colour")
    test = reference.copy()
    test[..., 2] = 255 - test[..., 2]
    patch, plain = patch_of(test, reference)
    eta = pixel_sides([patch], [plain])["channels"].weight[0, ::2]
    assert eta[:2] == pytest.approx(0, abs=1e-6)
    assert eta[2] > 1


def test_no_patch_gives_no_row_of_the_same_width() -> None:
    patch, plain = patch_of(picture("grey"), picture("grey"))
    one, none = pixel_sides([patch], [plain]), pixel_sides([], [])
    assert list(none) == list(one)
    for name, sides in one.items():
        assert none[name].weight.shape == (0, sides.weight.shape[1])
        assert none[name].bias.shape == (0, sides.bias.shape[1])


@pytest.mark.parametrize("mode", SHAPES)
def test_appearance_says_what_rose_and_what_fell(mode: str) -> None:
    reference = picture(mode)
    test = reference.copy()
    test[40:60, 40:60] = 255
    patch, plain = patch_of(test, reference)
    difference = np.zeros((50, 70), np.uint8)
    difference[10:20, 10:20] = 100
    row = appearance.appearance([patch], [plain], [difference])[0]
    found = dict(zip(appearance.FEATURES, row.tolist(), strict=True))
    assert found["peak"] == 100
    assert found["share above 48"] == pytest.approx(100 * 100 / (50 * 70))
    assert found["mean rise red"] > found["mean fall red"] == 0
    assert found["brighter at 2/1"] > 0 == found["darker at 2/1"]
    assert (row >= 0).all()
