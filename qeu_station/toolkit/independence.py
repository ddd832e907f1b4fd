"""How independent two opinions are: measured on held-out records, and said in a sentence.

Five measures, because each is blind to something:

- the sum of the fitted pool exponents: about 2 when both bring evidence of their own, about 1 when
  one repeats the other; but also small where one is weak or too sure, and so no proof of either;
- the rank correlation of P(true class) within each class;
- the first canonical correlation of the two probability vectors within classes, beside what the
  same data give when one side is shuffled within its class;
- how often one errs where the other errs, beside how often it errs at all;
- what it gains: the log loss that their fitted pool saves over the better one alone. Two opinions
  with exponents of 1 in all may still be worth pooling, as a mean of two readings is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qeu_station.core.fusion import FLOOR
from qeu_station.toolkit.independence_found import Independence
from qeu_station.toolkit.independence_said import in_words
from qeu_station.toolkit.pooling import fit_pool, log_losses, pooled

Floats = NDArray[np.float64]
Labels = NDArray[np.intp]

LEAST_PER_CLASS = 5
"""Fewer items of a class tell nothing about a correlation within it."""

_SURE = 1.96
_ROUNDING = 1e-9


def measure_independence(
    first: ArrayLike,
    second: ArrayLike,
    labels: ArrayLike,
    names: tuple[str, str] = ("a", "b"),
    shuffles: int = 100,
    seed: int = 0,
    missing: Sequence[str] = (),
    finds_more: bool = False,
) -> Independence:
    """Measure two opinions of the same held-out items.

    Args:
        first: (N, C) probabilities of a, each row with sum 1; calibrated ones, or the exponents
            also say how over-confident it is.
        second: (N, C) probabilities of b.
        labels: (N,) true class numbers.
        names: What the sentence calls them.
        shuffles: Number of permutations of the reference.
        seed: Same seed, same reference.
        missing: What there is too little of for a conclusion, one phrase each.
        finds_more: Whether a pool of just these two was measured to find surely more defects than
            the better one alone: the sentence must not deny it.

    Raises:
        ValueError: Shapes do not fit, there are no items, or a label is no class.
    """
    a, b, truth = np.asarray(first, np.float64), np.asarray(second, np.float64), np.asarray(labels)
    fit = fit_pool(np.stack([a, b]) if a.shape == b.shape else np.empty((0, 0, 0)), truth)
    truth = truth.astype(np.intp)
    wrong_a, wrong_b = a.argmax(1) != truth, b.argmax(1) != truth
    gain, gain_low = _gain(a, b, truth, fit.weights)
    canonical, reference = _canonical_with_reference(a, b, truth, shuffles, seed)
    measured = Independence(
        items=len(truth),
        weights=(fit.weights[0], fit.weights[1]),
        rank_correlation=_rank_correlation_within(a, b, truth),
        canonical=canonical,
        canonical_shuffled=float(reference.mean()) if len(reference) else math.nan,
        canonical_p=float((1 + (reference >= canonical).sum()) / (1 + len(reference)))
        if len(reference)
        else math.nan,
        errors_a=float(wrong_a.mean()),
        errors_b=float(wrong_b.mean()),
        errors_b_given_a=_share(wrong_b[wrong_a]),
        errors_a_given_b=_share(wrong_a[wrong_b]),
        gain=gain,
        gain_low=gain_low,
        unknown=(*missing, *_chances((a, b), truth, names)),
    )
    return replace(measured, sentence=in_words(measured, names, finds_more))


def spearman(x: ArrayLike, y: ArrayLike) -> float:
    """Return Spearman's rank correlation, -1..1; ties share their mean rank.

    Source: C. Spearman, Am. J. Psychol. 15 (1904) 72-101.

    Returns:
        NaN with fewer than two items, or when one side is constant.
    """
    first, second = _ranks(np.asarray(x, np.float64)), _ranks(np.asarray(y, np.float64))
    first, second = first - first.mean(), second - second.mean()
    spread = math.sqrt(float((first**2).sum() * (second**2).sum()))
    return float((first * second).sum() / spread) if spread > 0 else math.nan


def canonical_correlation(x: ArrayLike, y: ArrayLike) -> float:
    """Return the first canonical correlation of two sets of variables, 0..1.

    Source: H. Hotelling, Biometrika 28 (1936) 321-377, through the bases of both column spaces
    (A. Björck and G. Golub, Math. Comp. 27 (1973) 579-594).

    Args:
        x: (N, P) centred values.
        y: (N, Q) centred values.

    Returns:
        NaN when one side has no spread.
    """
    return _between(_basis(np.asarray(x, np.float64)), _basis(np.asarray(y, np.float64)))


def _gain(a: Floats, b: Floats, truth: Labels, weights: tuple[float, ...]) -> tuple[float, float]:
    """Return the share of the better one's log loss that the pool saves, and its lower bound."""
    alone = [log_losses(pooled(p[None], fit_pool(p[None], truth).weights), truth) for p in (a, b)]
    better = min(alone, key=lambda losses: float(losses.mean()))
    saved = better - log_losses(pooled(np.stack([a, b]), weights), truth)
    whole = float(better.mean())
    if whole <= 0:
        return 0.0, 0.0
    error = float(saved.std()) / math.sqrt(len(saved))
    mean = float(saved.mean())
    return mean / whole, (mean - _SURE * error) / whole


def _chances(
    opinions: tuple[Floats, Floats], truth: Labels, names: tuple[str, str]
) -> tuple[str, ...]:
    pairs = zip(names, opinions, strict=True)
    blind = (name for name, each in pairs if not _surely_tells(each, truth))
    return tuple(f"{name} is no better than chance on these {len(truth)} items" for name in blind)


def _surely_tells(opinion: Floats, truth: Labels) -> bool:
    """Whether an opinion favours the true class surely more than it would of items drawn anew.

    What it says of the true class is compared with what it says of a class drawn as often as it
    occurs, so that always naming the commonest class is chance.
    """
    said = np.log(np.maximum(opinion, FLOOR))
    shares = np.bincount(truth, minlength=said.shape[1]) / len(truth)
    more = said[np.arange(len(truth)), truth] - said @ shares
    return bool(more.mean() > _SURE * more.std() / math.sqrt(len(more)) + _ROUNDING)


def _canonical_with_reference(
    a: Floats, b: Floats, truth: Labels, shuffles: int, seed: int
) -> tuple[float, Floats]:
    """Return the correlation within classes, and those after shuffling b within its classes."""
    random = np.random.default_rng(seed)
    kept = np.isin(truth, [c for c in np.unique(truth) if (truth == c).sum() >= LEAST_PER_CLASS])
    classes = truth[kept]
    x, y = (_centred(np.log(np.maximum(v[kept], FLOOR)), classes) for v in (a, b))
    if len(classes) <= x.shape[1] + y.shape[1]:
        return math.nan, np.empty(0)
    first, second = _basis(x), _basis(y)
    found = _between(first, second)
    if math.isnan(found):
        return math.nan, np.empty(0)
    # Rows of a basis may be shuffled as well as rows of the values.
    orders = (_shuffled_within(classes, random) for _ in range(shuffles))
    return found, np.array([_between(first, second[order]) for order in orders])


def _shuffled_within(classes: Labels, random: np.random.Generator) -> Labels:
    order: Labels = np.arange(len(classes), dtype=np.intp)
    for each in np.unique(classes):
        members = np.flatnonzero(classes == each)
        order[members] = random.permutation(members)
    return order


def _centred(values: Floats, classes: Labels) -> Floats:
    """Subtract the mean of each class, and of each row: only ratios of probabilities speak."""
    centred: Floats = values - values.mean(axis=1, keepdims=True)
    for each in np.unique(classes):
        centred[classes == each] -= centred[classes == each].mean(axis=0)
    return centred


def _basis(values: Floats) -> Floats:
    """Return an orthonormal basis of the columns that have spread."""
    left, sizes, _ = np.linalg.svd(values, full_matrices=False)
    return np.asarray(left[:, sizes > 1e-8 * max(1.0, float(sizes.max(initial=0.0)))])


def _between(first: Floats, second: Floats) -> float:
    """Return the first canonical correlation of two bases, NaN where one is empty."""
    if not first.shape[1] or not second.shape[1]:
        return math.nan
    return min(1.0, float(np.linalg.svd(first.T @ second, compute_uv=False)[0]))


def _rank_correlation_within(a: Floats, b: Floats, truth: Labels) -> float:
    total, weight = 0.0, 0
    for each in np.unique(truth):
        members = truth == each
        if members.sum() < LEAST_PER_CLASS:
            continue
        found = spearman(a[members, each], b[members, each])
        if not math.isnan(found):
            total, weight = total + found * int(members.sum()), weight + int(members.sum())
    return total / weight if weight else math.nan


def _ranks(values: Floats) -> Floats:
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    mean_rank = np.cumsum(counts) - (counts - 1) / 2
    ranks: Floats = mean_rank[inverse].astype(np.float64)
    return ranks


def _share(wrong: NDArray[np.bool_]) -> float:
    return float(wrong.mean()) if len(wrong) else math.nan
