from __future__ import annotations

import cv2
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from qeu_station.imaging.difference import TolerantDifference

SIZE = 96
FULL = np.full((SIZE, SIZE), 255, np.uint8)


def scene(seed: int, channels: int = 1) -> np.ndarray:
    """A textured picture with structure everywhere, larger than needed on each side."""
    rng = np.random.default_rng(seed)
    shape = (SIZE + 40, SIZE + 40) if channels == 1 else (SIZE + 40, SIZE + 40, channels)
    noise = cv2.GaussianBlur(rng.integers(0, 256, shape, np.uint8), (0, 0), 2)
    return cv2.normalize(noise, None, 0, 255, cv2.NORM_MINMAX)


def window(picture: np.ndarray, dx: int = 0, dy: int = 0) -> np.ndarray:
    return np.ascontiguousarray(picture[20 + dy : 20 + dy + SIZE, 20 + dx : 20 + dx + SIZE])


def between(
    reference: np.ndarray, test: np.ndarray, tolerance: int = 3, even_light: bool = True
) -> np.ndarray:
    return TolerantDifference(reference[None], tolerance, even_light).between(test, FULL)


shift = st.integers(-3, 3)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 999), shift, shift, st.sampled_from([1, 3]))
def test_a_shift_within_tolerance_is_no_difference(
    seed: int, dx: int, dy: int, channels: int
) -> None:
    picture = scene(seed, channels)
    reference, test = window(picture), window(picture, dx, dy)
    found = between(reference, test, even_light=False)
    assert found.shape == (SIZE, SIZE)
    assert found[4:-4, 4:-4].max() == 0
    assert between(reference, test)[4:-4, 4:-4].max() <= 12  # light is estimated


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 999), st.integers(-9, 9), st.integers(-9, 9))
def test_a_long_tolerance_follows_long_shifts(seed: int, dx: int, dy: int) -> None:
    picture = scene(seed)
    found = between(window(picture), window(picture, dx, dy), tolerance=9)
    assert np.quantile(found[10:-10, 10:-10], 0.99) <= 24


def test_a_shift_beyond_tolerance_remains() -> None:
    picture = scene(1)
    assert between(window(picture), window(picture, 7, 0), tolerance=3).max() > 60


def test_without_tolerance_it_is_the_absolute_difference() -> None:
    rng = np.random.default_rng(5)
    a, b = rng.integers(0, 256, (2, SIZE, SIZE), np.uint8)
    found = between(a, b, tolerance=0, even_light=False)
    assert np.array_equal(found, cv2.absdiff(a, b))


def test_a_thin_scratch_is_kept_with_its_contrast() -> None:
    reference = np.full((SIZE, SIZE), 120, np.uint8)
    test = reference.copy()
    test[50, 20:70] = 200
    found = between(reference, test)
    assert found[50, 25:65].min() == 80
    assert not found[:45].any()


def test_something_missing_shows_as_much_as_something_extra() -> None:
    bare, full = np.full((2, SIZE, SIZE), 90, np.uint8)
    full[40:60, 40:60] = 190
    for reference, test in ((bare, full), (full, bare)):
        found = between(reference, test)
        assert found[42:58, 42:58].min() > 60
        assert not found[:30].any()


def test_a_change_of_colour_at_equal_brightness_shows() -> None:
    reference = np.full((SIZE, SIZE, 3), 128, np.uint8)
    test = reference.copy()
    test[40:60, 40:60] = (128 + 60, 128 - 34, 128 + 42)
    assert between(reference, test)[45:55, 45:55].min() > 40


def test_slow_light_is_no_difference() -> None:
    reference = np.clip(window(scene(3)) // 2 + 60, 0, 255).astype(np.uint8)
    ramp = np.linspace(0.9, 1.1, SIZE)[None]
    test = np.clip(reference * ramp, 0, 255).astype(np.uint8)
    plain = between(reference, test, even_light=False)
    assert between(reference, test).mean() < plain.mean() / 3


def test_nothing_is_said_where_the_test_image_has_no_content() -> None:
    reference, test = np.full((SIZE, SIZE), 200, np.uint8), np.zeros((SIZE, SIZE), np.uint8)
    valid = FULL.copy()
    valid[:, :50] = 0
    found = TolerantDifference(reference[None], 3).between(test, valid)
    assert not found[:, :50].any()
    assert found[:, 60:].min() > 100


def test_what_any_good_part_shows_is_natural() -> None:
    bare = np.full((SIZE, SIZE), 90, np.uint8)
    marked = bare.copy()
    marked[30:50, 30:50] = 190
    spread = TolerantDifference(np.stack([bare, marked]), 3, even_light=False)
    assert not spread.between(marked, FULL).any()
    assert not spread.between(bare, FULL).any()
    worse = bare.copy()
    worse[70:80, 70:80] = 190
    assert spread.between(worse, FULL)[72:78, 72:78].min() == 100
