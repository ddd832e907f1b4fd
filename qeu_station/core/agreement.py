"""Agreement between verdicts and truth: rates that matter on a line, with their uncertainty."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

Z_95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Interval:
    """An estimate with the bounds of its 95 % confidence interval."""

    value: float
    low: float
    high: float


def confusion(
    truth: Sequence[Hashable], said: Sequence[Hashable]
) -> dict[tuple[Hashable, Hashable], int]:
    """Return how often each (truth, said) occurs.

    Raises:
        ValueError: The two sequences have different lengths.
    """
    return dict(Counter(zip(truth, said, strict=True)))


def wilson(successes: int, trials: int, z: float = Z_95) -> Interval:
    """Return a rate with its Wilson score interval.

    Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212.

    Returns:
        NaN with the interval 0..1 when there were no trials.

    Raises:
        ValueError: Not 0 <= successes <= trials.
    """
    if not 0 <= successes <= trials:
        raise ValueError(f"0 <= successes <= trials is needed, got {successes} of {trials}")
    if trials == 0:
        return Interval(math.nan, 0.0, 1.0)
    rate = successes / trials
    spread = 1 + z * z / trials
    centre = (rate + z * z / (2 * trials)) / spread
    half = z / spread * math.sqrt(rate * (1 - rate) / trials + z * z / (4 * trials * trials))
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == trials else min(1.0, centre + half)
    return Interval(rate, low, high)


def bootstrap(
    items: Sequence[T],
    statistic: Callable[[Sequence[T]], float],
    repeats: int = 1000,
    seed: int = 0,
) -> Interval:
    """Return a statistic with its 95 % percentile bootstrap interval over ``items``.

    Resamples on which the statistic is NaN are left out.

    Source: B. Efron, Ann. Stat. 7 (1979) 1-26.

    Raises:
        ValueError: There are no items.
    """
    if not items:
        raise ValueError("bootstrap needs at least one item, got none")
    rng = random.Random(seed)
    draws = (statistic(rng.choices(items, k=len(items))) for _ in range(repeats))
    values = sorted(value for value in draws if not math.isnan(value))
    if not values:
        return Interval(statistic(items), math.nan, math.nan)
    low, high = (_quantile(values, q) for q in (0.025, 0.975))
    return Interval(statistic(items), low, high)


def kappa(first: Sequence[Hashable], second: Sequence[Hashable]) -> float:
    """Return Cohen's kappa, -1..1: 1 is full agreement, 0 is chance.

    Source: J. Cohen, Educ. Psychol. Meas. 20 (1960) 37-46.

    Returns:
        NaN for empty input; 1.0 when both always say the same single thing.
    """
    table = confusion(first, second)
    total = sum(table.values())
    if total == 0:
        return math.nan
    observed = sum(count for (a, b), count in table.items() if a == b) / total
    of_first, of_second = Counter(first), Counter(second)
    chance = sum(of_first[label] * of_second[label] for label in of_first) / total**2
    return 1.0 if chance == 1 else (observed - chance) / (1 - chance)


@dataclass(frozen=True, slots=True)
class Rates:
    """What a line asks: defects passed, good ones failed, and what people must look at.

    Attributes:
        escape: Share of defective items that got PASS.
        overkill: Share of good items that got FAIL.
        review: Share of all items that got REVIEW.
    """

    escape: Interval
    overkill: Interval
    review: Interval


def rates(defective: Sequence[bool], verdicts: Sequence[str]) -> Rates:
    """Return escape, overkill and review rate with Wilson intervals.

    Args:
        defective: Truth per item.
        verdicts: ``PASS``, ``FAIL`` or ``REVIEW`` per item.

    Raises:
        ValueError: The two sequences have different lengths.
    """
    table = confusion(defective, verdicts)
    bad = sum(1 for truth in defective if truth)
    good = len(defective) - bad
    reviewed = sum(count for (_, said), count in table.items() if said == "REVIEW")
    return Rates(
        wilson(table.get((True, "PASS"), 0), bad),
        wilson(table.get((False, "FAIL"), 0), good),
        wilson(reviewed, bad + good),
    )


def auroc(defective: Sequence[bool], scores: Sequence[float]) -> float:
    """Return the area under the ROC curve of ``scores`` (higher means more defective).

    Ties count one half (Mann-Whitney). NaN when one side is empty.

    Raises:
        ValueError: The two sequences have different lengths, or a score is NaN.
    """
    if any(math.isnan(score) for score in scores):
        raise ValueError("a score is NaN, which has no rank; leave the item out or judge it again")
    ordered = sorted(zip(scores, defective, strict=True), key=lambda item: item[0])
    positives = sum(1 for _, truth in ordered if truth)
    negatives = len(ordered) - positives
    if not positives or not negatives:
        return math.nan
    rank_sum, start = 0.0, 0
    while start < len(ordered):
        end = start
        while end < len(ordered) and ordered[end][0] == ordered[start][0]:
            end += 1
        tied = sum(1 for _, truth in ordered[start:end] if truth)
        rank_sum += tied * (start + 1 + end) / 2
        start = end
    return (rank_sum - positives * (positives + 1) / 2) / (positives * negatives)


def _quantile(ordered: Sequence[float], q: float) -> float:
    position = q * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])
