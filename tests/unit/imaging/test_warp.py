from __future__ import annotations

import cv2
import numpy as np
import pytest

from qeu_station.imaging.warp import warped


def picture() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (40, 60), np.uint8)


def test_identity_gives_the_picture_itself() -> None:
    test = picture()
    moved, valid = warped(test, np.eye(3))
    assert moved is test
    assert valid.min() == 255


def test_content_moves_and_its_absence_is_marked() -> None:
    test = picture()
    moved, valid = warped(test, np.array([[1, 0, 5], [0, 1, 0], [0, 0, 1]], float))
    assert np.array_equal(moved[:, 5:], test[:, :-5])
    assert not valid[:, :5].any()
    assert valid[:, 5:].all()


@pytest.mark.parametrize(
    ("degrees", "shift"), [(0.0, (3.4, -7.2)), (1.5, (0.0, 2.0)), (-20, (5, 5))]
)
def test_what_has_content_is_what_a_full_picture_covers(
    degrees: float, shift: tuple[float, float]
) -> None:
    """Only the rim is looked at, where the motion is small; a pixel may be rounded otherwise."""
    motion = np.eye(3)
    motion[:2] = cv2.getRotationMatrix2D((150, 100), degrees, 1.01)
    motion[:2, 2] += shift
    full = np.full((200, 300), 255, np.uint8)
    covered = cv2.warpAffine(full, motion[:2], (300, 200), flags=cv2.INTER_NEAREST)
    _, valid = warped(full, motion)
    assert np.count_nonzero(valid != covered) <= 2
    assert 0 < np.count_nonzero(valid == 0) < 0.5 * valid.size


def test_perspective_is_warped_as_perspective() -> None:
    tilt = np.array([[1, 0, 0], [0, 1, 0], [0.002, 0, 1]], float)
    moved, _ = warped(np.tile(np.arange(60, dtype=np.uint8) * 4, (40, 1)), tilt)
    assert abs(int(moved[20, 25]) - 4 * 25 / (1 - 0.002 * 25)) <= 1
