from __future__ import annotations

import cv2
import numpy as np

from qeu_station.imaging.light import brightness, evened


def scene(height: int = 240, width: int = 320) -> np.ndarray:
    rng = np.random.default_rng(0)
    coarse = rng.integers(60, 180, (height // 8, width // 8, 3), np.uint8)
    return cv2.resize(coarse, (width, height), interpolation=cv2.INTER_LINEAR)


def test_the_same_light_changes_nothing() -> None:
    picture = scene()
    assert evened(picture, brightness(picture)) is picture


def test_a_darker_side_is_lifted() -> None:
    reference = scene()
    ramp = np.linspace(0.8, 1.0, reference.shape[1])[None, :, None]
    test = (reference * ramp).astype(np.uint8)
    before, after = (
        cv2.absdiff(p, reference).mean() for p in (test, evened(test, brightness(reference)))
    )
    assert after < before / 5


def test_a_dark_spot_stays_dark() -> None:
    reference = scene()
    test = reference.copy()
    test[100:140, 100:140] //= 3
    assert cv2.absdiff(evened(test, brightness(reference)), test)[105:135, 105:135].max() <= 2


def test_a_large_change_is_not_taken_for_light() -> None:
    reference = scene()
    test = reference // 3
    assert cv2.absdiff(evened(test, brightness(reference)), reference).mean() > 40


def test_pictures_smaller_than_a_block_are_taken() -> None:
    tiny = np.full((3, 5), 90, np.uint8)
    assert evened(tiny, brightness(tiny)).shape == (3, 5)
