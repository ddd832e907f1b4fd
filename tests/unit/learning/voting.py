"""Simulated opinions whose dependence is known, for the tests of fitting a pool."""

from __future__ import annotations

import numpy as np

from qeu_station.learning.votes import Votes

CLASSES = ("ok", "unknown", "missing", "scratched")


def softmax(scores):
    risen = np.exp(scores - scores.max(-1, keepdims=True))
    return risen / risen.sum(-1, keepdims=True)


def simulated(
    parts=150, items=6, shared=0.0, noise=0.8, opinions=2, sure=1.0, seed=0, groups=5, names=None
):
    """Items of three classes seen by several opinions.

    Args:
        shared: Share of the noise's variance that all opinions have in common: 0 independent,
            1 the same opinion again and again.
        sure: Factor on the logits; above 1 an opinion is too sure of itself.
    """
    rng = np.random.default_rng(seed)
    truth = rng.integers(0, 3, parts * items)
    common = rng.normal(size=(len(truth), 3))
    vectors = []
    for _ in range(opinions):
        own = rng.normal(size=(len(truth), 3))
        blur = noise * (np.sqrt(shared) * common + np.sqrt(1 - shared) * own)
        said = softmax(sure * (np.eye(3)[truth] + blur) / noise**2)
        vectors.append(np.insert(said, 1, 0.0, axis=1))
    owners = np.repeat(np.arange(parts), items)
    return Votes(
        names or tuple(f"i{k}" for k in range(opinions)),
        CLASSES,
        np.stack(vectors),
        np.array([0, 2, 3])[truth],
        tuple(f"P{n}" for n in owners),
        tuple(f"G{n % groups}" for n in owners),
    )
