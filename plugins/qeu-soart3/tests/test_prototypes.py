from __future__ import annotations

import json

import numpy as np
import pytest
from qeu_soart3.prototypes import Prototypes, fit_prototypes

from qeu_station.toolkit.soart3 import soart3

WINDOWS = [(0, 3), (3, 5), (0, 5)]


def items(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    classes = np.repeat([0, 1], 40)
    return random.gamma(2.0, 1.0, (80, 5)) + 6 * classes[:, None], classes


def fitted(seed: int = 0) -> Prototypes:
    return fit_prototypes(*items(), WINDOWS, (2, 2, 3), seed)


def test_every_window_has_prototypes_of_every_class() -> None:
    assert [len(centres) for centres in fitted().centres] == [4, 4, 6]
    assert [centres.shape[1] for centres in fitted().centres] == [6, 4, 10]


def test_sides_are_soart3_against_the_prototypes() -> None:
    made, (features, _) = fitted(), items()
    scaled = np.clip((np.log1p(features) - made.low) / made.spread, 0, 6) / 6
    first = soart3(np.hstack([scaled[:, :3], 1 - scaled[:, :3]]), made.centres[0])
    sides = made.sides(features)
    np.testing.assert_allclose(sides.bias[:, :4], first.log_beta)
    np.testing.assert_allclose(sides.weight[:, :4], first.log_eta)
    np.testing.assert_allclose(sides.weight[:, 4:8], first.log_gamma)
    assert sides.bias.shape == (80, 14)
    assert sides.weight.shape == (80, 28)


def test_an_item_is_nearest_to_a_prototype_of_its_class() -> None:
    made, (features, classes) = fitted(), items()
    eta = made.sides(features).weight[:, -12:-6]
    nearest = eta.argmin(axis=1)
    height = made.centres[2][:, :5].mean(axis=1)
    centre_is_high = height > np.median(height)
    assert (centre_is_high[nearest] == (classes == 1)).mean() > 0.95


def test_same_seed_same_prototypes() -> None:
    for one, other in zip(fitted(3).centres, fitted(3).centres, strict=True):
        np.testing.assert_array_equal(one, other)


def test_prototypes_survive_a_json_file() -> None:
    made, (features, _) = fitted(), items()
    again = Prototypes.from_data(json.loads(json.dumps(made.to_data())))
    np.testing.assert_array_equal(again.sides(features).weight, made.sides(features).weight)


@pytest.mark.parametrize("constant", [0.0, 7.0])
def test_a_class_with_one_kind_of_item_gets_one_prototype(constant: float) -> None:
    features, classes = np.full((10, 5), constant), np.repeat([0, 1], 5)
    features[5:] += 1
    made = fit_prototypes(features, classes, [(0, 5)], (4,), 0)
    assert len(made.centres[0]) == 2
    assert np.isfinite(made.sides(features).weight).all()
