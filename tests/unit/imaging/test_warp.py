from __future__ import annotations

import numpy as np

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


def test_perspective_is_warped_as_perspective() -> None:
    tilt = np.array([[1, 0, 0], [0, 1, 0], [0.002, 0, 1]], float)
    moved, _ = warped(np.tile(np.arange(60, dtype=np.uint8) * 4, (40, 1)), tilt)
    assert abs(int(moved[20, 25]) - 4 * 25 / (1 - 0.002 * 25)) <= 1
