"""Which records a pass learns from: every one, and rare classes as often as common ones."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.intp]


def drawn(
    labels: Sequence[str], good: str, size: int, defective: float, random: np.random.Generator
) -> Numbers:
    """Return the numbers of a pass in random order.

    Classes other than the good one share ``defective`` of the pass evenly; within a class every
    record comes once before any comes again.

    Args:
        labels: What counts as the class of each record.
        good: Class of good parts.
        size: Records in the pass; 0 is as many as there are.
        defective: Share of defective records, 0..1; the rest are good ones. Only what there is can
            be drawn.
        random: Chance; same state, same pass.
    """
    strata: dict[str, list[int]] = {}
    for number, label in enumerate(labels):
        strata.setdefault(label, []).append(number)
    counts = _shares(list(strata), good, size or len(labels), defective)
    chosen = [_cycled(numbers, counts[name], random) for name, numbers in strata.items()]
    return random.permutation(np.concatenate(chosen)) if chosen else np.empty(0, np.intp)


def _shares(names: Sequence[str], good: str, size: int, defective: float) -> dict[str, int]:
    """Return how many records of each class make a pass, together ``size``."""
    bad = [name for name in names if name != good]
    share = 1.0 if good not in names else defective if bad else 0.0
    ends = np.linspace(0, round(size * share), len(bad) + 1).round().astype(int)
    counts = dict(zip(bad, np.diff(ends).tolist(), strict=True)) if bad else {}
    return counts | ({good: size - sum(counts.values())} if good in names else {})


def _cycled(numbers: Sequence[int], count: int, random: np.random.Generator) -> Numbers:
    cycles = -(-count // len(numbers))
    order = [random.permutation(np.asarray(numbers, np.intp)) for _ in range(cycles)]
    return np.concatenate([np.empty(0, np.intp), *order])[:count].astype(np.intp)
