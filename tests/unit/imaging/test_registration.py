"""Registration finds known motions, and says when it cannot."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest

from qeu_station.core.recipe import RegistrationSettings
from qeu_station.imaging.registration import Registrar

SIZE = 320


def board(seed: int = 0, side: int = SIZE) -> np.ndarray:
    """A picture of scattered shapes on a lightly textured ground."""
    rng = np.random.default_rng(seed)
    picture = cv2.GaussianBlur(rng.normal(110, 40, (side, side)), (0, 0), 3).astype(np.uint8)
    for _ in range(40):
        x, y = (int(v) for v in rng.integers(0, side, 2))
        size, shade = int(rng.integers(6, 30)), int(rng.integers(0, 256))
        cv2.rectangle(picture, (x, y), (x + size, y + size // 2 + 4), shade, cv2.FILLED)
    return picture


def motion(shift: tuple[float, float], degrees: float = 0.0, scale: float = 1.0) -> np.ndarray:
    """Test pixels to reference pixels, about the centre of the picture."""
    middle = (SIZE - 1) / 2
    found = np.eye(3)
    found[:2] = cv2.getRotationMatrix2D((middle, middle), degrees, scale)
    found[:2, 2] += shift
    return found


def photograph(picture: np.ndarray, truth: np.ndarray, noise: float = 2.0) -> np.ndarray:
    size = picture.shape[::-1]
    flags = cv2.INTER_CUBIC | cv2.WARP_INVERSE_MAP
    moved = cv2.warpPerspective(picture, truth, size, flags=flags, borderMode=cv2.BORDER_REFLECT)
    rng = np.random.default_rng(7)
    return np.clip(moved + rng.normal(0, noise, moved.shape), 0, 255).astype(np.uint8)


def error_of(to_reference: tuple[float, ...], truth: np.ndarray) -> float:
    """Root mean square misalignment over the picture, in pixels."""
    x, y = np.meshgrid(np.linspace(0, SIZE - 1, 5), np.linspace(0, SIZE - 1, 5))
    points = np.stack([x.ravel(), y.ravel(), np.ones(x.size)])
    there = np.reshape(to_reference, (3, 3)) @ np.linalg.inv(truth) @ points
    return float(np.sqrt(np.mean(np.sum((there[:2] / there[2] - points[:2]) ** 2, 0))))


@pytest.mark.parametrize(
    "truth",
    [
        motion((0, 0)),
        motion((3.3, -6.7)),
        motion((-2.5, 4.1), degrees=0.9),
        motion((5.0, 1.2), degrees=-0.7, scale=1.01),
        motion((45.0, -20.0)),
        motion((-12.0, 30.0), degrees=12.0),
        motion((20.0, 10.0), degrees=-14.0),
    ],
)
def test_known_motion_is_found(truth: np.ndarray) -> None:
    reference = board()
    found = Registrar(reference, RegistrationSettings()).register(photograph(reference, truth))
    assert found.problem is None
    assert error_of(found.to_reference, truth) < 0.15
    assert found.residual < 0.5


def test_perspective_needs_a_homography() -> None:
    truth = motion((2.0, 1.0))
    truth[2, :2] = 2e-4, -1.5e-4
    reference = board()
    test = photograph(reference, truth)
    plain = Registrar(reference, RegistrationSettings()).register(test)
    rich = Registrar(reference, RegistrationSettings(model="homography")).register(test)
    assert rich.model == "homography"
    assert error_of(rich.to_reference, truth) < 0.15
    assert rich.residual < plain.residual


def test_light_and_defects_do_not_move_the_part() -> None:
    truth = motion((4.2, 2.6), degrees=0.5)
    reference = board()
    test = photograph(reference, truth) * np.linspace(0.6, 0.95, SIZE)
    test[40:90, 200:270] = 20
    test[220:260, 30:80] = 240
    found = Registrar(reference, RegistrationSettings()).register(test.astype(np.uint8))
    assert found.problem is None
    assert error_of(found.to_reference, truth) < 0.15


@pytest.mark.parametrize("model", ["none", "translation", "euclidean", "affine"])
def test_no_richer_model_than_the_recipe_allows(model: str) -> None:
    order = ["none", "translation", "euclidean", "affine"]
    reference = board()
    settings = RegistrationSettings(model=model)  # type: ignore[arg-type]
    found = Registrar(reference, settings).register(photograph(reference, motion((3, 2), 0.8)))
    assert order.index(found.model) <= order.index(model)
    linear = np.reshape(found.to_reference, (3, 3))[:2, :2]
    if model in ("none", "translation"):
        assert np.array_equal(linear, np.eye(2))
    if model == "euclidean":
        assert np.allclose(linear @ linear.T, np.eye(2), atol=1e-9)


def test_what_the_model_cannot_follow_is_reported() -> None:
    reference = board()
    settings = RegistrationSettings(model="translation")
    found = Registrar(reference, settings).register(photograph(reference, motion((1, 1), 3.0)))
    assert found.problem is not None
    assert "exceeds max_residual 1 px" in found.problem
    assert found.residual > 1


def test_periodic_pattern_stays_on_its_own_period() -> None:
    tray = np.full((SIZE, SIZE), 60, np.uint8)
    for y in range(10, SIZE - 20, 40):
        for x in range(10, SIZE - 20, 40):
            cv2.rectangle(tray, (x, y), (x + 24, y + 24), 190, cv2.FILLED)
    truth = motion((2.0, -1.5))
    found = Registrar(tray, RegistrationSettings()).register(photograph(tray, truth))
    assert found.problem is None
    assert error_of(found.to_reference, truth) < 0.2


def test_nearly_empty_picture_does_not_diverge() -> None:
    blank = np.full((SIZE, SIZE), 255, np.uint8)
    cv2.circle(blank, (150, 170), 9, 0, cv2.FILLED)
    truth = motion((2.0, 1.0))
    found = Registrar(blank, RegistrationSettings()).register(photograph(blank, truth, noise=3))
    turned = np.reshape(found.to_reference, (3, 3))[:2, :2] - np.eye(2)
    assert np.abs(turned).max() < 0.02
    assert found.problem is not None or found.residual < 1


def test_another_picture_cannot_be_registered() -> None:
    found = Registrar(board(1), RegistrationSettings()).register(board(2))
    assert found.problem is not None
    assert found.problem.startswith("cannot register: ")


def test_too_far_is_reported_with_the_limit() -> None:
    reference = board()
    registrar = Registrar(reference, RegistrationSettings(max_shift=4.0))
    found = registrar.register(photograph(reference, motion((5.0, 0.0))))
    assert found.problem is not None
    assert "max_shift is 4 px" in found.problem


def test_turned_too_far_is_reported_with_the_limit() -> None:
    reference = board()
    registrar = Registrar(reference, RegistrationSettings(max_rotation=1.0))
    found = registrar.register(photograph(reference, motion((0.0, 0.0), degrees=2.0)))
    assert found.problem is not None
    assert "max_rotation is 1 degrees" in found.problem


@pytest.mark.parametrize(
    ("test", "reason"),
    [
        (np.zeros((SIZE, SIZE), np.uint8), "the test image shows nothing"),
        (np.full((SIZE, SIZE), 255, np.uint8), "the test image shows nothing"),
        (np.zeros((1, 1), np.uint8), "the test image is 1 x 1 pixels"),
        (np.zeros((20, 400), np.uint8), "the test image is 400 x 20 pixels"),
        (board(3, 64), "the test image is 64 x 64 pixels, the reference 320 x 320"),
    ],
)
def test_unusable_test_image_is_a_stated_problem(test: np.ndarray, reason: str) -> None:
    found = Registrar(board(), RegistrationSettings()).register(test)
    assert found.problem is not None
    assert reason in found.problem
    assert math.isfinite(found.residual)


@pytest.mark.parametrize("shape", [(1, 1), (31, 31), (200, 200)])
def test_unusable_reference_is_a_stated_problem(shape: tuple[int, int]) -> None:
    registrar = Registrar(np.full(shape, 9, np.uint8), RegistrationSettings())
    found = registrar.register(board())
    assert found.problem is not None
    assert "the reference" in found.problem


def test_cut_off_test_image_is_registered_where_it_shows_something() -> None:
    reference = board()
    test = photograph(reference, motion((1.5, 2.5)))[:250, :290]
    found = Registrar(reference, RegistrationSettings()).register(test)
    assert found.problem is None
    assert error_of(found.to_reference, motion((1.5, 2.5))) < 0.2


@pytest.mark.parametrize("side", [32, 40, 47, 97])
def test_small_pictures_are_handled(side: int) -> None:
    picture = board(5, side)
    found = Registrar(picture, RegistrationSettings(max_shift=10)).register(picture)
    assert np.allclose(found.to_reference, np.eye(3).ravel(), atol=0.05)


def test_large_picture_is_registered_on_a_reduced_one() -> None:
    reference = cv2.resize(board(6), (4000, 3000), interpolation=cv2.INTER_CUBIC)
    test = np.roll(reference, (30, -45), (0, 1))
    found = Registrar(reference, RegistrationSettings()).register(test)
    assert found.problem is None
    assert found.to_reference[2] == pytest.approx(45, abs=0.5)
    assert found.to_reference[5] == pytest.approx(-30, abs=0.5)


def test_only_the_region_counts() -> None:
    reference = board()
    test = photograph(reference, motion((3.0, 2.0)))
    elsewhere = photograph(reference, motion((-6.0, -5.0)))
    test[:, SIZE // 2 :] = elsewhere[:, SIZE // 2 :]
    region = (0, 0, SIZE // 2 - 16, SIZE)
    found = Registrar(reference, RegistrationSettings(), region).register(test)
    assert found.to_reference[2] == pytest.approx(3.0, abs=0.5)
    assert found.to_reference[5] == pytest.approx(2.0, abs=0.5)


def test_same_input_gives_the_same_answer() -> None:
    reference, test = board(), photograph(board(), motion((8.0, 2.0), 4.0))
    registrar = Registrar(reference, RegistrationSettings())
    first = registrar.register(test)
    registrar.register(board(9))
    assert registrar.register(test) == first
    assert Registrar(reference, RegistrationSettings()).register(test) == first


def test_inputs_are_left_untouched() -> None:
    reference, test = board(), board(4)
    kept = reference.copy(), test.copy()
    reference.setflags(write=False)
    test.setflags(write=False)
    Registrar(reference, RegistrationSettings()).register(test)
    assert np.array_equal(reference, kept[0])
    assert np.array_equal(test, kept[1])


def test_a_far_shift_along_stripes_is_not_believed() -> None:
    stripes = np.full((SIZE, SIZE), 40, np.uint8)
    for x in (20, 52, 110, 190, 230, 290):
        stripes[:, x : x + 14] = 200
    stripes[150:154, 100:140] = 120
    test = photograph(stripes, motion((2.0, 45.0)))
    found = Registrar(stripes, RegistrationSettings()).register(test)
    near = abs(found.to_reference[5]) < 13
    assert near or (found.problem is not None and "looks the same" in found.problem)


def test_a_bent_pair_is_spared_the_last_step() -> None:
    """Half of it lies a pixel and a half off: no step of a tenth of a pixel can mend that."""
    picture = board(3)
    bent = photograph(picture, motion((0, 0)))
    bent[:, SIZE // 2 :] = photograph(picture, motion((1.5, 1.5)))[:, SIZE // 2 :]
    registrar = Registrar(picture, RegistrationSettings())
    found = registrar.register(bent)
    assert found.residual > 0.3
    assert "_finest_template" not in vars(registrar)
    straight = photograph(picture, motion((1.5, 1.5)))
    assert registrar.register(straight).residual < 0.3
    assert "_finest_template" in vars(registrar)
