"""Calibration: probabilities that mean what they say, and how far they are from it."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qeu_station.core.fusion import FLOOR

Floats = NDArray[np.float64]

LOWEST, HIGHEST = 0.05, 20.0
"""Temperatures beyond these come from sets too small to tell."""


def fit_temperature(probabilities: ArrayLike, labels: ArrayLike) -> float:
    """Return the temperature at which the true labels are most likely.

    The likelihood is concave in 1/T, so that its slope has one zero, found by bisection.

    Source: C. Guo et al., On Calibration of Modern Neural Networks, ICML 2017.

    Args:
        probabilities: (N, C) probabilities, 0..1, each row with sum 1.
        labels: (N,) true class numbers, 0..C-1.

    Returns:
        T in 0.05..20; above 1 when the model was too sure of itself, 1 when any T does as well.

    Raises:
        ValueError: Shapes do not fit, or there are no items.
    """
    vectors, truth = np.asarray(probabilities, np.float64), np.asarray(labels, np.intp)
    if vectors.ndim != 2 or truth.shape != vectors.shape[:1] or not len(truth):
        raise ValueError(
            f"(N, C) probabilities and (N,) labels with N >= 1 are needed, got shapes "
            f"{vectors.shape} and {truth.shape}"
        )
    logits = np.log(np.maximum(vectors, FLOOR))
    of_truth = logits[np.arange(len(truth)), truth]

    def slope(sharpness: float) -> float:
        """Derivative of the mean log likelihood by 1/T: falling."""
        scaled = sharpness * logits
        weights = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        expected = (weights * logits).sum(axis=1) / weights.sum(axis=1)
        return float((of_truth - expected).mean())

    low, high = -math.log(HIGHEST), -math.log(LOWEST)
    if slope(math.exp(low)) == 0:
        return 1.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(math.exp(middle)) >= 0 else (low, middle)
    return math.exp(-(low + high) / 2)


@dataclass(frozen=True, slots=True)
class Logistic:
    """P(defect) = 1 / (1 + exp(-(slope * score + intercept)))."""

    slope: float
    intercept: float

    def p_ok(self, score: float) -> float:
        """Return P(ok) in 0..1 for a score, higher scores being more defective."""
        z = self.slope * score + self.intercept
        return math.exp(-z) / (1 + math.exp(-z)) if z > 0 else 1 / (1 + math.exp(z))


def fit_logistic(scores: ArrayLike, defective: ArrayLike) -> Logistic:
    """Fit Platt's sigmoid to scores of items whose truth is known.

    Targets are drawn in from 0 and 1 by the prior counts, so that separable scores stay finite.

    Source: J. Platt, Probabilistic Outputs for Support Vector Machines, 1999, with the Newton
    method of H.-T. Lin, C.-J. Lin and R. Weng, Machine Learning 68 (2007) 267-276.

    Args:
        scores: (N,) finite scores.
        defective: (N,) truth, true for defective.

    Raises:
        ValueError: Shapes differ, a score is not finite, or one of the two kinds is missing.
    """
    x, bad = np.asarray(scores, np.float64), np.asarray(defective, np.bool_)
    if x.ndim != 1 or x.shape != bad.shape or not np.isfinite(x).all():
        raise ValueError(f"finite (N,) scores and truth are needed, got {x.shape} and {bad.shape}")
    positives, negatives = int(bad.sum()), int((~bad).sum())
    if not positives or not negatives:
        raise ValueError(f"both kinds are needed, got {positives} defective and {negatives} good")
    target = np.where(bad, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    centre, spread = float(x.mean()), float(x.std()) or 1.0
    slope, intercept = _newton((x - centre) / spread, target)
    return Logistic(slope / spread, intercept - slope * centre / spread)


def _newton(x: Floats, target: Floats) -> tuple[float, float]:
    """Minimise the cross entropy of slope and intercept, halving steps that do not improve."""
    design = np.stack([x, np.ones_like(x)])
    at = np.array([0.0, math.log(target.mean() / (1 - target.mean()))])
    loss = _cross_entropy(at @ design, target)
    for _ in range(100):
        p = _sigmoid(at @ design)
        gradient = design @ (p - target)
        hessian = (design * (p * (1 - p))) @ design.T + 1e-12 * np.eye(2)
        step = np.linalg.solve(hessian, gradient)
        size = 1.0
        while _cross_entropy((at - size * step) @ design, target) > loss and size > 1e-10:
            size /= 2
        at = at - size * step
        before, loss = loss, _cross_entropy(at @ design, target)
        if before - loss <= 1e-14 * max(1.0, before):
            break
    return float(at[0]), float(at[1])


def _sigmoid(z: Floats) -> Floats:
    result: Floats = 0.5 * (1 + np.tanh(z / 2))
    return result


def _cross_entropy(z: Floats, target: Floats) -> float:
    return float((np.logaddexp(0, z) - target * z).sum())


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Items whose stated probability lies in ``low``..``high``.

    Attributes:
        low: Lower border, exclusive but for the first bin.
        high: Upper border, inclusive.
        count: Number of items.
        stated: Their mean stated probability, NaN without items.
        observed: Share of them that came true, NaN without items.
    """

    low: float
    high: float
    count: int
    stated: float
    observed: float


def reliability(stated: ArrayLike, happened: ArrayLike, bins: int = 15) -> list[ReliabilityBin]:
    """Return the bins of a reliability diagram, equally wide.

    Args:
        stated: (N,) probabilities, 0..1.
        happened: (N,) whether what they were stated of was true.
        bins: Number of bins.

    Raises:
        ValueError: Shapes differ, a probability is outside 0..1, or ``bins`` is below 1.
    """
    p, true = np.asarray(stated, np.float64), np.asarray(happened, np.bool_)
    if p.ndim != 1 or p.shape != true.shape or not ((p >= 0) & (p <= 1)).all() or bins < 1:
        raise ValueError(
            f"(N,) probabilities in 0..1, (N,) truth and bins >= 1 are needed, got shapes "
            f"{p.shape} and {true.shape} and {bins} bins"
        )
    edges = np.linspace(0, 1, bins + 1)
    place = np.clip(np.searchsorted(edges, p, side="left") - 1, 0, bins - 1)
    count = np.bincount(place, minlength=bins)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(place, weights=p, minlength=bins) / count
        share = np.bincount(place, weights=true, minlength=bins) / count
    return [
        ReliabilityBin(
            float(edges[n]), float(edges[n + 1]), int(count[n]), float(mean[n]), float(share[n])
        )
        for n in range(bins)
    ]


def expected_calibration_error(stated: ArrayLike, happened: ArrayLike, bins: int = 15) -> float:
    """Return the mean distance of stated and observed probability over the items, 0..1.

    Source: M. P. Naeini, G. Cooper and M. Hauskrecht, AAAI 2015.

    Returns:
        NaN without items.

    Raises:
        ValueError: As ``reliability``.
    """
    filled = [entry for entry in reliability(stated, happened, bins) if entry.count]
    total = sum(entry.count for entry in filled)
    if not total:
        return math.nan
    gaps = (entry.count * abs(entry.stated - entry.observed) for entry in filled)
    return float(sum(gaps) / total)
