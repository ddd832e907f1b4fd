"""What training makes of references and examples."""

from __future__ import annotations

import numpy as np
import pytest
from qeu_onnx.training.augment import MARGIN, Augmentation, inner
from qeu_onnx.training.distortion import distorted, is_binary

from .plates import plate

BINARY = np.where(plate() > 128, 255, 0).astype(np.uint8)


@pytest.mark.parametrize("picture", [plate(), BINARY, np.dstack([plate()] * 3)])
def test_a_distorted_reference_is_like_it_but_not_the_same(picture: np.ndarray) -> None:
    made = [distorted(picture, np.random.default_rng(seed)) for seed in (1, 1, 2)]
    assert made[0].shape == picture.shape
    assert made[0].dtype == np.uint8
    assert np.array_equal(made[0], made[1])
    assert not np.array_equal(made[0], made[2])
    assert 0.005 < (np.abs(made[0].astype(int) - picture) > 60).mean() < 0.3
    assert is_binary(made[0]) == is_binary(picture)


def patches() -> np.ndarray:
    """Four examples whose test image is the reference with a hole."""
    test = plate()
    test[70:80, 52:60] = 220
    one = np.stack([plate(), test])[:, 40:120, 20:100]
    return np.stack([one] * 4)


def test_background_is_good_and_made_of_the_reference() -> None:
    every = Augmentation(background=1.0, turning=False, light=False)
    made, classes = every.batch(patches(), np.array([1, 2, 1, 0]), np.random.default_rng(0))
    assert classes.tolist() == [0, 0, 0, 0]
    assert made.shape == (4, 2, 64, 64)
    hole = inner(patches())[0, 1]
    assert all((one[1] != hole).mean() > 0.001 for one in made)


def test_without_background_examples_keep_their_class() -> None:
    some = Augmentation(background=0.0, turning=True, light=True)
    truth = np.array([1, 2, 1, 0])
    made, classes = some.batch(patches(), truth, np.random.default_rng(0))
    again, _ = some.batch(patches(), truth, np.random.default_rng(0))
    assert classes.tolist() == truth.tolist()
    assert np.array_equal(made, again)
    assert not np.array_equal(made[0], made[1])
    # reference and test are turned together: the difference stays one small hole
    for one in made:
        far = np.abs(one[0].astype(int) - one[1]) > 100
        assert 20 <= far.sum() <= 300


def test_the_middle_is_what_the_network_sees() -> None:
    whole = patches()
    assert inner(whole).shape == (4, 2, 64, 64)
    assert np.array_equal(inner(whole, 3, -2), whole[..., MARGIN + 3 : 67 + MARGIN, 6:70])
