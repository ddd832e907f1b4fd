"""The log-linear pool of several opinions: its weights fitted on held-out records.

``log p(c) = sum_i w_i log p_i(c) + const`` with ``w_i >= 0``; all w = 1 is the plain product. A
temperature T before the pool and a weight w act as one exponent w / T, so that fitting the weights
fits both: independent opinions get about 1 each, two copies of one opinion share a sum of 1.

Source: G. Hinton, Products of Experts, ICANN 1999; A. Satopää et al., Combining multiple
probability predictions using a simple logit model, Int. J. Forecasting 30 (2014).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qeu_station.core.fusion import FLOOR

Floats = NDArray[np.float64]

_STEPS = 200
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class PoolFit:
    """Weights that make the held-out truth most likely.

    Attributes:
        weights: Exponent per opinion, 0 or more.
        loss: Mean negative log likelihood of the truth with these weights, in nats.
        product_loss: The same with all weights 1, the plain product.
        converged: Whether no step improved it any further.
    """

    weights: tuple[float, ...]
    loss: float
    product_loss: float
    converged: bool


def fit_pool(opinions: ArrayLike, labels: ArrayLike, strength: float = 1.0) -> PoolFit:
    """Return the non-negative pool weights at which held-out labels are most likely.

    The negative log likelihood is convex in the weights; it is minimised by projected Newton
    steps (D. Bertsekas, SIAM J. Control Optim. 20 (1982) 221-246) from the plain product.

    Args:
        opinions: (K, N, C) probabilities of K opinions about N items, each vector with sum 1.
        labels: (N,) true class numbers, 0..C-1.
        strength: Weight of a pull towards the plain product, as if ``strength`` items spoke for
            it: half the squared distance of the weights from 1. It keeps weights of separable
            records finite; 0 for none.

    Raises:
        ValueError: Shapes do not fit, there are no items, a label is no class, a probability is
            not finite, or ``strength`` is negative.
    """
    logs, truth = _checked(opinions, labels)
    if not strength >= 0:
        raise ValueError(f"strength must be 0 or more, got {strength}")
    pull = strength / len(truth)
    at = np.ones(len(logs))
    start = float(_loss(logs, truth, at))
    for _ in range(_STEPS):
        gradient, hessian = _slopes(logs, truth, at)
        gradient, hessian = gradient + pull * (at - 1), hessian + pull * np.eye(len(at))
        free = (at > 0) | (gradient < 0)
        if np.abs(gradient[free]).max(initial=0.0) < _TOLERANCE:
            break
        after = _stepped(logs, truth, at, gradient, hessian, free, pull)
        if after is None:
            break
        at = after
    gradient = _slopes(logs, truth, at)[0] + pull * (at - 1)
    free = (at > 0) | (gradient < 0)
    return PoolFit(
        tuple(float(weight) for weight in at),
        float(_loss(logs, truth, at)),
        start,
        bool(np.abs(gradient[free]).max(initial=0.0) < 1e-5),
    )


def pooled(opinions: ArrayLike, weights: Sequence[float]) -> Floats:
    """Return the pool of opinions: (N, C), each row with sum 1.

    Args:
        opinions: (K, N, C) probabilities.
        weights: K exponents.

    Raises:
        ValueError: There is not one weight per opinion.
    """
    vectors = np.asarray(opinions, np.float64)
    if vectors.ndim != 3 or len(weights) != len(vectors):
        raise ValueError(f"(K, N, C) and K weights needed, got {vectors.shape}, {len(weights)}")
    return _softmax(_summed(np.log(np.maximum(vectors, FLOOR)), np.asarray(weights, np.float64)))


def log_loss(probabilities: ArrayLike, labels: ArrayLike) -> float:
    """Return the mean negative log likelihood of the labels, in nats.

    Args:
        probabilities: (N, C).
        labels: (N,) true class numbers.

    Raises:
        ValueError: Shapes do not fit, or there are no items.
    """
    return float(log_losses(probabilities, labels).mean())


def log_losses(probabilities: ArrayLike, labels: ArrayLike) -> Floats:
    """Return the negative log likelihood of each label, (N,), in nats.

    Raises:
        ValueError: As ``log_loss``.
    """
    vectors = np.asarray(probabilities, np.float64)
    logs, truth = _checked(vectors[None], labels)
    losses: Floats = -logs[0, np.arange(len(truth)), truth]
    return losses


def _checked(opinions: ArrayLike, labels: ArrayLike) -> tuple[Floats, NDArray[np.intp]]:
    vectors, truth = np.asarray(opinions, np.float64), np.asarray(labels)
    if vectors.ndim != 3 or truth.shape != vectors.shape[1:2] or not vectors.size:
        raise ValueError(
            "(K, N, C) probabilities and (N,) labels with K, N >= 1 are needed, got shapes "
            f"{vectors.shape} and {truth.shape}"
        )
    if not np.isfinite(vectors).all() or (vectors < 0).any():
        raise ValueError("probabilities must be finite and 0 or more")
    numbers = truth.astype(np.intp)
    if (numbers != truth).any() or numbers.min() < 0 or numbers.max() >= vectors.shape[2]:
        raise ValueError(f"labels must be class numbers 0..{vectors.shape[2] - 1}")
    return np.log(np.maximum(vectors, FLOOR)), numbers


def _summed(logs: Floats, weights: Floats) -> Floats:
    scores: Floats = np.einsum("k,knc->nc", weights, logs)
    return scores


def _softmax(scores: Floats) -> Floats:
    risen = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = risen / risen.sum(axis=1, keepdims=True)
    return shares


def _loss(logs: Floats, truth: NDArray[np.intp], weights: Floats) -> float:
    scores = _summed(logs, weights)
    top = scores.max(axis=1)
    total = top + np.log(np.exp(scores - top[:, None]).sum(axis=1))
    return float((total - scores[np.arange(len(truth)), truth]).mean())


def _slopes(logs: Floats, truth: NDArray[np.intp], weights: Floats) -> tuple[Floats, Floats]:
    """Return gradient (K,) and Hessian (K, K) of the mean loss.

    The gradient is the expected log probability of each opinion less that of the truth; the
    Hessian is their covariance under the pool.
    """
    share = _softmax(_summed(logs, weights))
    expected = np.einsum("nc,knc->kn", share, logs)
    gradient = (expected - logs[:, np.arange(len(truth)), truth]).mean(axis=1)
    centred = logs - expected[:, :, None]
    hessian = np.einsum("nc,inc,jnc->ij", share, centred, centred, optimize=True) / len(truth)
    return gradient, hessian


def _stepped(
    logs: Floats,
    truth: NDArray[np.intp],
    at: Floats,
    gradient: Floats,
    hessian: Floats,
    free: NDArray[np.bool_],
    pull: float,
) -> Floats | None:
    """Return the weights after one step, or None when none makes them better.

    Weights that lie at 0 and want to go below stay; the step is halved until it improves.
    """
    inner = hessian[np.ix_(free, free)]
    inner = inner + 1e-10 * (1 + np.trace(inner)) * np.eye(len(inner))
    step = np.zeros_like(at)
    step[free] = np.linalg.solve(inner, gradient[free])
    before = _loss(logs, truth, at) + pull / 2 * ((at - 1) ** 2).sum()
    size = 1.0
    while size > 1e-12:
        moved = np.maximum(0.0, at - size * step)
        if _loss(logs, truth, moved) + pull / 2 * ((moved - 1) ** 2).sum() < before:
            return moved
        size /= 2
    return None
