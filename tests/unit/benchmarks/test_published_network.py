"""The network of the notes: its gradient is right, and it learns what can be learned."""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.published_network import Networks, accuracy, standardised, trained


def _loss(networks: Networks, inputs: np.ndarray, labels: np.ndarray) -> np.ndarray:
    chosen = np.take_along_axis(networks.probabilities(inputs), labels[..., None], axis=2)
    return -np.log(chosen).sum(axis=(1, 2))


@pytest.mark.parametrize("layer", [0, 1, 2])
def test_a_step_goes_along_the_summed_gradient(layer: int) -> None:
    rng = np.random.default_rng(0)
    sizes = [(4, 6), (6, 5), (5, 3)]
    weights = [rng.standard_normal((2, *size)) for size in sizes]
    inputs, labels = rng.standard_normal((2, 7, 4)), rng.integers(0, 3, (2, 7))
    moved = Networks([weight.copy() for weight in weights])
    moved.step(inputs, labels, rate=1.0)
    by_step = weights[layer] - moved.weights[layer]
    for at in ((0, 0), (2, 1), (3, 2)):
        near = [[weight.copy() for weight in weights] for _ in range(2)]
        near[0][layer][:, *at] += 1e-5
        near[1][layer][:, *at] -= 1e-5
        above, below = (_loss(Networks(each), inputs, labels) for each in near)
        assert by_step[:, *at] == pytest.approx((above - below) / 2e-5, abs=1e-5)


def test_it_learns_what_is_separable_and_nothing_from_noise() -> None:
    rng = np.random.default_rng(1)
    labels = rng.integers(0, 3, (2, 600))
    inputs = rng.standard_normal((2, 600, 5))
    inputs[0] += 6 * np.eye(3, 5)[labels[0]]
    (ready,) = standardised(inputs)
    networks = trained(ready[:, :400], labels[:, :400], classes=3, seed=0)
    right, guessed = accuracy(networks.probabilities(ready[:, 400:]), labels[:, 400:])
    assert right > 0.98
    assert guessed < 0.5


def test_a_constant_column_is_no_division_by_zero() -> None:
    table = np.ones((1, 4, 2))
    table[0, :, 1] = range(4)
    ours, theirs = standardised(table, 2 * table)
    assert ours[0, :, 0].tolist() == [0, 0, 0, 0]
    assert theirs[0, :, 0].tolist() == [1, 1, 1, 1]
    assert ours[0, :, 1].std() == pytest.approx(1)
