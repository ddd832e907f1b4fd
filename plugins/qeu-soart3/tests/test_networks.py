from __future__ import annotations

import numpy as np
import pytest
from qeu_soart3.networks import Network, Schedule, train_network
from qeu_soart3.onnx_files import OnnxNetwork, exported, to_onnx

from qeu_station.errors import BundleError


def blobs(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    classes = random.integers(0, 3, 300)
    centres = np.array([[0.0, 0, 0, 900], [3, 0, 0, 900], [0, 3, 0, 900]])
    return centres[classes] + random.normal(0, 0.6, (300, 4)), classes


def trained(seed: int = 0, epochs: int = 20) -> Network:
    inputs, classes = blobs()
    held_out = np.arange(300) % 5 == 0
    schedule = Schedule(epochs=epochs, batch=32)
    return train_network(inputs, classes, held_out, 3, seed, schedule)


def test_it_learns_what_can_be_learned() -> None:
    inputs, classes = blobs(seed=1)
    found = trained().probabilities(inputs)
    np.testing.assert_allclose(found.sum(axis=1), 1)
    assert (found.argmax(axis=1) == classes).mean() > 0.9


def test_layers_are_64_and_32_wide() -> None:
    assert [weights.shape for weights, _ in trained(epochs=1).layers] == [
        (64, 4),
        (32, 64),
        (3, 32),
    ]


def test_same_seed_same_network() -> None:
    inputs, _ = blobs()
    one, other = trained(2, epochs=3), trained(2, epochs=3)
    np.testing.assert_array_equal(one.probabilities(inputs), other.probabilities(inputs))


def test_held_out_items_are_not_learned_from() -> None:
    inputs, classes = blobs()
    held_out = np.arange(300) % 5 == 0
    spoiled = inputs.copy()
    spoiled[held_out] *= -50
    schedule = Schedule(epochs=1)
    one = train_network(inputs, classes, held_out, 3, 0, schedule)
    other = train_network(spoiled, classes, held_out, 3, 0, schedule)
    np.testing.assert_array_equal(one.probabilities(inputs), other.probabilities(inputs))


def test_training_stops_when_held_out_items_get_no_better() -> None:
    inputs, classes = blobs()
    passes: list[int] = []
    shuffled = np.random.default_rng(0).permutation(classes)
    schedule = Schedule(epochs=300, patience=4, batch=16)
    train_network(
        inputs,
        shuffled,
        np.arange(300) % 5 == 0,
        3,
        0,
        schedule,
        lambda epoch, loss: passes.append(epoch),
    )
    assert 4 < len(passes) < 300


@pytest.mark.parametrize("held_out", [True, False])
def test_one_kind_of_items_is_refused(held_out: bool) -> None:
    inputs, classes = blobs()
    with pytest.raises(ValueError, match="held-out items are needed"):
        train_network(inputs, classes, np.full(300, held_out), 3, 0)


@pytest.mark.parametrize("temperature", [1.0, 2.5])
def test_the_file_answers_as_the_network_does(temperature: float) -> None:
    made = trained(epochs=3)
    network = Network(made.mean, made.scale, made.layers, temperature)
    inputs, _ = blobs(seed=4)
    file = OnnxNetwork(exported(network, inputs))
    assert (file.inputs, file.classes) == (4, 3)
    np.testing.assert_allclose(file.probabilities(inputs), network.probabilities(inputs), atol=1e-4)
    assert file.probabilities(inputs[:0]).shape == (0, 3)


def test_a_wrong_file_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = trained(0, epochs=2), trained(1, epochs=2)
    monkeypatch.setattr("qeu_soart3.onnx_files.to_onnx", lambda network: to_onnx(other))
    with pytest.raises(BundleError, match="export is refused"):
        exported(one, blobs()[0])
