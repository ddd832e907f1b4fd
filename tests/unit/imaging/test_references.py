from __future__ import annotations

import cv2
import numpy as np
import pytest

from qeu_station.core.recipe import RegistrationSettings
from qeu_station.errors import ImageError, RecipeError
from qeu_station.imaging.references import aligned_references
from qeu_station.imaging.registration import Registrar


def board(seed: int = 0) -> np.ndarray:
    """A textured picture of 200 x 160 pixels."""
    rng = np.random.default_rng(seed)
    noise = cv2.GaussianBlur(rng.integers(0, 256, (160, 200), np.uint8), (0, 0), 3)
    return cv2.normalize(noise, None, 0, 255, cv2.NORM_MINMAX)


def aligned(*pictures: np.ndarray) -> np.ndarray:
    return aligned_references(pictures, Registrar(pictures[0], RegistrationSettings()))


def test_one_reference_is_a_stack_of_one() -> None:
    first = board()
    assert np.array_equal(aligned(first), first[None])


def test_a_shifted_good_part_is_laid_onto_the_first() -> None:
    first = board()
    shifted = np.roll(first, (4, -6), axis=(0, 1))
    stack = aligned(first, shifted)
    assert stack.shape == (2, 160, 200)
    apart = cv2.absdiff(stack[0], stack[1])[12:-12, 12:-12]
    assert apart.mean() < cv2.absdiff(first, shifted)[12:-12, 12:-12].mean() / 10


def test_where_a_good_part_has_no_content_the_first_one_stands() -> None:
    first = board()
    moved = np.zeros_like(first)
    moved[:, :-20] = first[:, 20:]
    stack = aligned(first, moved)
    assert np.array_equal(stack[1][:, :15], first[:, :15])


def test_a_reference_of_another_size_is_refused() -> None:
    with pytest.raises(ImageError, match=r"Reference 2 is 100 x 160 pixels .* is 200 x 160"):
        aligned(board(), board()[:, :100])


def test_a_reference_that_shows_something_else_is_refused() -> None:
    with pytest.raises(RecipeError, match="Reference 2 cannot be laid onto reference 1"):
        aligned(board(1), board(2))
