"""The pool of W and B: temperatures and non-negative exponents from held-out items."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.fusion import FLOOR

Floats = NDArray[np.float64]

HIGHEST = 2.0
"""Largest exponent of one opinion: two independent views count about one each."""

_STEPS = 200


def pooled(opinions: Sequence[Floats], weights: Sequence[float]) -> Floats:
    """Return the log-linear pool, softmax(sum of w * ln p), (N, C)."""
    logs = sum(w * np.log(np.maximum(p, FLOOR)) for w, p in zip(weights, opinions, strict=True))
    powers = np.exp(logs - np.max(logs, axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def fit_weights(opinions: Sequence[Floats], classes: NDArray[np.intp]) -> tuple[float, ...]:
    """Return exponents 0..2 under which the true classes are most likely.

    The likelihood is concave in the exponents: projected gradient steps, halved until they help,
    find its one top.

    Args:
        opinions: (N, C) probabilities of each, best already at its temperature.
        classes: (N,) true class numbers.

    Raises:
        ValueError: There are no items.
    """
    if not len(classes):
        raise ValueError("pool weights need held-out items with known classes, got none")
    logs = np.stack([np.log(np.maximum(p, FLOOR)) for p in opinions])
    truth = logs[:, np.arange(len(classes)), classes]
    weights, step = np.ones(len(opinions)), 1.0
    loss, slope = _loss(logs, truth, weights)
    for _ in range(_STEPS):
        tried = np.clip(weights - step * slope, 0, HIGHEST)
        found, turned = _loss(logs, truth, tried)
        if found < loss:
            weights, loss, slope, step = tried, found, turned, step * 2
        else:
            step /= 2
        if step < 1e-9:
            break
    return tuple(float(w) for w in weights)


def _loss(logs: Floats, truth: Floats, weights: Floats) -> tuple[float, Floats]:
    """Mean cross entropy and its slope by each weight."""
    summed = np.tensordot(weights, logs, 1)
    top = summed.max(axis=1, keepdims=True)
    powers = np.exp(summed - top)
    totals = powers.sum(axis=1, keepdims=True)
    expected = (logs * (powers / totals)).sum(axis=2)
    norm = (top + np.log(totals))[:, 0]
    return float((norm - weights @ truth).mean()), (expected - truth).mean(axis=1)
