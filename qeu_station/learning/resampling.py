"""Bootstrap intervals of figures that are made from sums over parts."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from qeu_station.core.agreement import Interval

Floats = NDArray[np.float64]

REPEATS = 2000
_AT_ONCE = 200


def bootstrap_sums(
    table: ArrayLike,
    figure: Callable[[Floats], Floats],
    repeats: int = REPEATS,
    seed: int = 0,
) -> Interval:
    """Return a figure with its 95 % percentile bootstrap interval over parts.

    Parts are drawn with everything that belongs to them, so that items of one part, which resemble
    each other, do not pass for independent ones; two methods side by side in one table are paired.

    Source: B. Efron, Ann. Stat. 7 (1979) 1-26.

    Args:
        table: (N, M) numbers of N parts that may be added up.
        figure: From M sums, (R, M), to R figures; NaN where there is none.
        repeats: Number of resamples.
        seed: Same seed, same interval.

    Raises:
        ValueError: There are no parts.
    """
    values = np.asarray(table, np.float64)
    if values.ndim != 2 or not len(values):
        raise ValueError(f"a table (N, M) of at least one part is needed, got {values.shape}")
    random = np.random.default_rng(seed)
    drawn = []
    for start in range(0, repeats, _AT_ONCE):
        count = min(_AT_ONCE, repeats - start)
        times = random.multinomial(len(values), np.full(len(values), 1 / len(values)), count)
        drawn.append(figure(times @ values))
    found = np.concatenate(drawn)
    found = found[~np.isnan(found)]
    value = float(figure(values.sum(axis=0)[None])[0])
    if not len(found):
        return Interval(value, math.nan, math.nan)
    low, high = np.quantile(found, (0.025, 0.975))
    return Interval(value, float(low), float(high))
