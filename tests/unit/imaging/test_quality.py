"""Blurred, badly exposed and wrong test images are noticed; light, noise and defects are not."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from qeu_station.core.recipe import CheckSettings
from qeu_station.imaging.quality import PairCheck, QualityChecker
from qeu_station.imaging.sharpness import sharpness


def tray(seed: int, side: int = 480) -> np.ndarray:
    """A 3 x 9 tray of blocks whose shades follow from the seed."""
    rng = np.random.default_rng(seed)
    picture = np.full((side, side * 3 // 2), 100, np.uint8)
    step = picture.shape[1] // 9
    for row in range(3):
        for column in range(9):
            x, y = column * step + 10, row * side // 3 + 30
            shade = int(rng.integers(20, 236))
            cv2.rectangle(picture, (x, y), (x + step - 20, y + 90), shade, cv2.FILLED)
    noise = np.random.default_rng(0).normal(0, 3, picture.shape)
    return np.clip(cv2.GaussianBlur(picture, (0, 0), 0.7) + noise, 0, 255).astype(np.uint8)


def named(checks: tuple[PairCheck, ...], name: str) -> PairCheck:
    return next(check for check in checks if check.name == name)


def everywhere(picture: np.ndarray) -> np.ndarray:
    return np.full(picture.shape, 255, np.uint8)


@pytest.fixture
def checker() -> QualityChecker:
    return QualityChecker(tray(1), CheckSettings())


def test_a_good_test_image_passes_every_check(checker: QualityChecker) -> None:
    again = np.clip(tray(1) * 0.85 + 8, 0, 255).astype(np.uint8)
    checks = (*checker.before(again), *checker.after(again, everywhere(again)))
    assert {check.name for check in checks} == {"sharpness", "exposure", "clipping", "product"}
    assert [check.problem for check in checks] == [None] * 4


@pytest.mark.parametrize("sigma", [2.5, 4.0])
def test_blur_is_noticed(checker: QualityChecker, sigma: float) -> None:
    blurred = cv2.GaussianBlur(tray(1), (0, 0), sigma)
    check = named(checker.before(blurred), "sharpness")
    assert check.value < check.limit
    assert check.problem is not None
    assert "blurred" in check.problem


def test_blur_is_noticed_under_noise(checker: QualityChecker) -> None:
    blurred = cv2.GaussianBlur(tray(1), (0, 0), 3)
    noisy = blurred + np.random.default_rng(2).normal(0, 6, blurred.shape)
    noisy = np.clip(noisy, 0, 255).astype(np.uint8)
    assert named(checker.before(noisy), "sharpness").problem is not None


def test_blur_is_measured_in_pixels() -> None:
    edge = np.zeros((200, 200), np.uint8)
    edge[:, 100:] = 200
    for sigma in (1.5, 2.0, 3.0):
        blurred = cv2.GaussianBlur(edge, (0, 0), sigma)
        assert sharpness(blurred) == pytest.approx(1 / (1 + sigma**2), rel=0.15)


def test_contrast_does_not_count_as_sharpness() -> None:
    assert sharpness((tray(1) * 0.5).astype(np.uint8)) == pytest.approx(sharpness(tray(1)), rel=0.1)


def test_blur_of_a_large_picture_is_noticed() -> None:
    large = np.tile(tray(1), (4, 4))
    checker = QualityChecker(large, CheckSettings())
    blurred = cv2.GaussianBlur(large, (0, 0), 3)
    assert named(checker.before(large), "sharpness").problem is None
    assert named(checker.before(blurred), "sharpness").problem is not None


@pytest.mark.parametrize(("change", "word"), [(-70, "darker"), (70, "brighter")])
def test_exposure_is_noticed(checker: QualityChecker, change: int, word: str) -> None:
    test = np.clip(tray(1).astype(int) + change, 0, 255).astype(np.uint8)
    check = named(checker.before(test), "exposure")
    assert check.problem is not None
    assert word in check.problem


def test_clipping_is_noticed(checker: QualityChecker) -> None:
    test = np.clip((tray(1).astype(float) - 100) * 6 + 100, 0, 255).astype(np.uint8)
    check = named(checker.before(test), "clipping")
    assert check.value > check.limit
    assert check.problem is not None


@pytest.mark.parametrize("seed", range(2, 12))
def test_another_product_is_noticed(checker: QualityChecker, seed: int) -> None:
    check = named(checker.after(tray(seed), everywhere(tray(seed))), "product")
    assert check.problem is not None
    assert "another product" in check.problem


def test_defects_and_light_are_not_another_product(checker: QualityChecker) -> None:
    test = tray(1)
    test[30:130, 100:220] = 100
    test[200:280, 330:380] = 20
    test = (test * np.linspace(0.6, 1, test.shape[1])).astype(np.uint8)
    assert named(checker.after(test, everywhere(test)), "product").problem is None


def test_only_the_covered_part_is_compared(checker: QualityChecker) -> None:
    test, valid = tray(1), everywhere(tray(1))
    test[:, :200], valid[:, :200] = 0, 0
    assert named(checker.after(test, valid), "product").value > 0.95


def test_nothing_covered_is_another_product(checker: QualityChecker) -> None:
    test = tray(1)
    check = named(checker.after(test, np.zeros_like(test)), "product")
    assert check.value == 0
    assert check.problem is not None


@pytest.mark.parametrize("shade", [0, 128, 255])
def test_a_blank_picture_never_passes(checker: QualityChecker, shade: int) -> None:
    blank = np.full(tray(1).shape, shade, np.uint8)
    assert named(checker.before(blank), "sharpness").problem is not None
    assert named(checker.after(blank, everywhere(blank)), "product").problem is not None


@pytest.mark.parametrize("shape", [(2, 3), (5, 3), (40, 700)])
def test_odd_sizes_are_measured_without_a_fault(
    checker: QualityChecker, shape: tuple[int, int]
) -> None:
    test = np.random.default_rng(3).integers(0, 256, shape).astype(np.uint8)
    assert len(checker.before(test)) == 3
    small = QualityChecker(test, CheckSettings())
    assert small.after(test, everywhere(test))[0].value > 0.9
