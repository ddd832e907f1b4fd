"""The small classifier of the published notes, several trained at once, in plain numpy."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Labels = NDArray[np.int64]

HIDDEN = (64, 32)
BATCH = 32
RATE = 0.005
EPOCHS = 100
START = 0.01


@dataclass(frozen=True, eq=False)
class Networks:
    """S networks input -> 64 -> 32 -> classes, with ReLU and softmax, without biases.

    Attributes:
        weights: float64, (S, inputs, outputs) per layer.
    """

    weights: list[Floats]

    def probabilities(self, inputs: Floats) -> Floats:
        """Return (S, N, classes) for inputs (S, N, F)."""
        return _softmax(self._layers(inputs)[-1])

    def _layers(self, inputs: Floats) -> list[Floats]:
        values = [inputs]
        for number, weight in enumerate(self.weights):
            out = values[-1] @ weight
            values.append(out if number == len(self.weights) - 1 else np.maximum(out, 0))
        return values

    def step(self, inputs: Floats, labels: Labels, rate: float) -> None:
        """Descend once along the gradient summed over a batch."""
        values = self._layers(inputs)
        slope = _softmax(values[-1])
        series, rows = np.indices(labels.shape)
        slope[series, rows, labels] -= 1
        for number in reversed(range(len(self.weights))):
            before, weight = values[number], self.weights[number]
            back = (slope @ weight.swapaxes(1, 2)) * (before > 0)
            weight -= rate * (before.swapaxes(1, 2) @ slope)
            slope = back


def trained(inputs: Floats, labels: Labels, classes: int, seed: int) -> Networks:
    """Return networks trained as published: mini-batches in order, never shuffled.

    Args:
        inputs: (S, N, F), one table per network.
        labels: (S, N), 0..classes-1.
        classes: Number of outputs.
        seed: Seed of the starting weights, 0.01·N(0, 1).
    """
    rng = np.random.default_rng(seed)
    count, rows, features = inputs.shape
    sizes = list(pairwise((features, *HIDDEN, classes)))
    networks = Networks([START * rng.standard_normal((count, a, b)) for a, b in sizes])
    for _ in range(EPOCHS):
        for start in range(0, rows, BATCH):
            batch = slice(start, start + BATCH)
            networks.step(inputs[:, batch], labels[:, batch], RATE)
    return networks


def accuracy(probabilities: Floats, labels: Labels) -> Floats:
    """Return the share of right answers per network, (S,)."""
    right: Floats = (probabilities.argmax(axis=2) == labels).mean(axis=1)
    return right


def standardised(train: Floats, *others: Floats) -> list[Floats]:
    """Return tables (S, N, F) with the mean and the spread of the first one taken out."""
    mean, spread = train.mean(axis=1, keepdims=True), train.std(axis=1, keepdims=True)
    return [(table - mean) / np.where(spread > 0, spread, 1) for table in (train, *others)]


def _softmax(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(axis=2, keepdims=True))
    result: Floats = powers / powers.sum(axis=2, keepdims=True)
    return result
