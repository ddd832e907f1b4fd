"""Why a trained model shall not decide: what was held out does not show that it is of use."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from qeu_station.toolkit.agreement import auroc

_SURE = 1.96
"""Spreads above chance that 2.5 % of models without any knowledge exceed."""

LEAST_CHANCE = 0.05
"""A gain that chance alone brings more often is not shown."""


def doubt_of_judge(
    found: NDArray[np.float64],
    classes: NDArray[np.intp],
    labels: Sequence[str],
    items: str = "regions",
) -> str:
    """Return why a model that judges items shall not decide, one sentence; empty where it may.

    It must tell good from bad better than chance, judged by the spread that an AUROC of 0.5 has
    among as many items, and must not be surely right less often than one that always says the
    commonest class, judged by ``chance_of_gain``.

    Source: H. Mann and D. Whitney, Ann. Math. Statist. 18 (1947) 50-60.

    Args:
        found: (N, classes) probabilities of held-out items, 0..1.
        classes: (N,) their true class numbers; 0 is good.
        labels: Class names.
        items: What the items are called, several of them.
    """
    bad = classes > 0
    defective, good = int(bad.sum()), int((~bad).sum())
    if not defective or not good:
        lacking = labels[0] if defective else "defective"
        return f"none of the held-out {items} is {lacking}, so nobody knows whether it tells them"
    told = auroc(bad.tolist(), (1 - found[:, 0]).tolist())
    reached = 0.5 + _SURE * math.sqrt((defective + good + 1) / (12 * defective * good))
    if told <= reached:
        return (
            f"it tells good from bad no better than chance on held-out {items} (AUROC {told:.3f}, "
            f"chance is 0.5 and reaches {reached:.3f})"
        )
    right, counts = found.argmax(axis=1) == classes, np.bincount(classes)
    usual = classes == counts.argmax()
    gained, lost = int((right & ~usual).sum()), int((usual & ~right).sum())
    if chance_of_gain(lost, gained) <= LEAST_CHANCE:
        return (
            f"it is right in {right.mean():.2%} of the held-out {items}, less often than always "
            f'saying "{labels[int(counts.argmax())]}" ({usual.mean():.2%})'
        )
    return ""


def chance_of_gain(gained: int, lost: int) -> float:
    """Return how often chance alone brings so many gains or more: the exact paired sign test.

    Source: Q. McNemar, Psychometrika 12 (1947) 153-157; one-sided, exact.

    Args:
        gained: Items that only the new model gets right.
        lost: Items that only the former one gets right.

    Raises:
        ValueError: A count is negative.
    """
    if gained < 0 or lost < 0:
        raise ValueError(f"counts of 0 or more are needed, got {gained} and {lost}")
    together = gained + lost
    ways, term = 0, math.comb(together, gained)
    for n in range(gained, together + 1):
        ways += term
        term = term * (together - n) // (n + 1)  # the next of its row: all anew takes minutes
    return float(ways / 2**together)
