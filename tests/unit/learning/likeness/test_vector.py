"""What changed is told apart; what did not matter is not; strange pictures give numbers too."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qeu_station.learning.likeness.vector import DIMENSIONS, describe, window_of
from qeu_station.learning.likeness.words import BANDS, alike
from qeu_station.toolkit.patches import Window

SIZE = (60, 80)
WHOLE = Window(5, 5, 70, 50)


def scene(seed: int = 0) -> np.ndarray:
    """A blue box on a grey ground, a little noisy."""
    made = np.full((*SIZE, 3), (90, 90, 90), np.int16)
    made[18:42, 25:55] = (170, 80, 40)
    made += np.random.default_rng(seed).integers(-3, 4, made.shape, dtype=np.int16)
    return made.clip(0, 255).astype(np.uint8)


def changed(kind: str, seed: int) -> np.ndarray:
    """The scene with one change of a kind, somewhat different each time."""
    made, rng = scene(100 + seed), np.random.default_rng(seed)
    x, y = (int(v) for v in rng.integers(0, 8, 2))
    if kind == "gone":
        made[14:46, 21:59] = scene(seed)[2:3, 2:3]
    if kind == "other colour":
        made[18:42, 25:55] = ((40, 60, 190), (60, 160, 70))[seed % 2]
    if kind == "shifted":
        made = np.roll(made, (-5, 5)[seed % 2], axis=1)
    if kind == "line":
        cv2.line(made, (28 + x, 20 + y), (45 + x, 28 + y), (240, 240, 240), 2)
    if kind == "spot":
        cv2.circle(made, (32 + x, 25 + y), 5 + seed % 2, (20, 30, 40), -1)
    return made


def vector(test: np.ndarray, reference: np.ndarray | None = None, binary: bool = False):
    good = scene() if reference is None else reference
    return describe(test, good[None], WHOLE, binary, 3)


def apart(first: np.ndarray, second: np.ndarray) -> float:
    return float(np.linalg.norm(first - second))


KINDS = ("gone", "other colour", "shifted", "line", "spot")


@pytest.mark.parametrize("kind", KINDS)
def test_the_nearest_is_of_the_same_kind(kind: str) -> None:
    asked = vector(changed(kind, 0))
    same = min(apart(asked, vector(changed(kind, seed))) for seed in (2, 4))
    others = min(
        apart(asked, vector(changed(other, seed)))
        for other in KINDS
        if other != kind
        for seed in (1, 2)
    )
    assert same < others


def test_noise_is_no_change() -> None:
    quiet = [vector(scene(seed)) for seed in (1, 2, 3)]
    assert max(apart(quiet[0], each) for each in quiet) < apart(
        quiet[0], vector(changed("spot", 1))
    )


def test_a_little_shift_is_no_change() -> None:
    moved = vector(np.roll(scene(), 2, axis=1))
    assert apart(moved, vector(scene())) < 0.05


def test_of_several_good_parts_the_nearest_counts() -> None:
    good = np.stack([changed("gone", 0), scene(), changed("line", 3)])
    found = describe(scene(1), good, WHOLE, False, 3)
    assert apart(found, vector(scene(1))) == 0


def board(*pieces: tuple[int, int, int, int], ink: int = 0) -> np.ndarray:
    """Two dark conductors on white, with pieces drawn in ``ink``."""
    made = np.full(SIZE, 255, np.uint8)
    made[12:20], made[40:48] = 0, 0
    for x1, y1, x2, y2 in pieces:
        made[y1:y2, x1:x2] = ink
    return made


BOARDS = {
    "stray": [board((30 + n, 27, 38 + n, 33)) for n in (0, 6)],
    "spur": [board((30 + n, 20, 37 + n, 29)) for n in (0, 6)],
    "short": [board((30 + n, 20, 37 + n, 40)) for n in (0, 6)],
    "hole": [board((30 + n, 14, 35 + n, 18), ink=255) for n in (0, 6)],
    "bite": [board((30 + n, 12, 38 + n, 16), ink=255) for n in (0, 6)],
    "break": [board((30 + n, 12, 38 + n, 20), ink=255) for n in (0, 6)],
}


@pytest.mark.parametrize("kind", BOARDS)
def test_in_binary_pictures_it_counts_what_is_touched(kind: str) -> None:
    asked, again = (vector(each, board(), binary=True) for each in BOARDS[kind])
    others = (
        vector(each, board(), binary=True)
        for other, pictures in BOARDS.items()
        if other != kind
        for each in pictures
    )
    assert apart(asked, again) < min(apart(asked, other) for other in others)


pixels = st.integers(0, 255)


@settings(max_examples=40, deadline=None)
@given(
    colour=st.booleans(),
    binary=st.booleans(),
    window=st.builds(
        Window, st.integers(-20, 40), st.integers(-20, 40), st.integers(1, 60), st.integers(1, 60)
    ),
    data=st.data(),
)
def test_any_picture_gives_finite_numbers(
    colour: bool, binary: bool, window: Window, data: st.DataObject
) -> None:
    shape = (24, 32, 3) if colour and not binary else (24, 32)
    test = data.draw(arrays(np.uint8, shape, elements=pixels, fill=pixels))
    reference = data.draw(arrays(np.uint8, shape, elements=pixels, fill=pixels))
    found = describe(test, reference[None], window, binary, 2)
    assert found.shape == (DIMENSIONS,)
    assert found.dtype == np.float32
    assert np.isfinite(found).all()
    assert np.abs(found).max() < 5


def test_a_large_place_is_shrunk_and_stays_alike() -> None:
    def enlarged(picture: np.ndarray) -> np.ndarray:
        return cv2.resize(picture, None, fx=8, fy=8, interpolation=cv2.INTER_NEAREST)

    window = Window(40, 40, 560, 400)
    found = [
        describe(enlarged(changed(kind, 1)), enlarged(scene())[None], window, False, 3)
        for kind in KINDS
    ]
    asked = describe(enlarged(changed("gone", 2)), enlarged(scene())[None], window, False, 3)
    assert int(np.argmin([apart(asked, each) for each in found])) == KINDS.index("gone")


def test_the_window_holds_the_place_and_a_margin() -> None:
    window = window_of((10.5, 20.5, 40, 60))
    assert window.x < 10
    assert window.y < 20
    assert window.x + window.width > 40
    assert window.y + window.height > 60


def test_words_follow_the_distance() -> None:
    assert [alike(limit) for limit, _ in BANDS] == ["same", "very", "alike", "somewhat"]
    assert alike(0) == "same"
    assert alike(0.66) == "not"
