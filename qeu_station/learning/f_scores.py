"""F of reported defects among items of known class, and how far two methods differ in it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.agreement import Interval
from qeu_station.core.verdict import Thresholds
from qeu_station.learning.resampling import bootstrap_sums
from qeu_station.learning.votes import Votes

Floats = NDArray[np.float64]


def f_score(votes: Votes, probabilities: Floats, thresholds: Thresholds) -> float:
    """Return F of the reported defects among these items, 0..1.

    An item is reported below ``t_pass``, and right when its likeliest defect is its class.
    """
    sums = _counts(votes, probabilities, thresholds).sum(axis=0, keepdims=True)
    value = float(f_of_sums(sums)[0])
    return 0.0 if np.isnan(value) else value


def f_gain(
    votes: Votes, first: Floats, second: Floats, thresholds: Thresholds, seed: int = 0
) -> Interval:
    """Return F of one method less F of another on the same items, parts drawn together."""
    both = [_counts(votes, p, thresholds) for p in (first, second)]
    table = sums_by_part(votes, np.hstack(both))
    return bootstrap_sums(table, lambda s: f_of_sums(s[:, :3]) - f_of_sums(s[:, 3:]), seed=seed)


def f_of_sums(sums: Floats) -> Floats:
    """Return F, 0..1, from sums (R, 3) of right, reported and known; NaN where both are 0."""
    right, reported, known = sums.T
    with np.errstate(invalid="ignore"):
        values: Floats = 2 * right / (reported + known)
    return values


def sums_by_part(votes: Votes, values: Floats) -> Floats:
    """Return the sums of (N, M) values over the items of each part, (parts, M)."""
    names, place = np.unique(np.array(votes.parts), return_inverse=True)
    table = np.zeros((len(names), values.shape[1]))
    np.add.at(table, place, values)
    return table


def _counts(votes: Votes, probabilities: Floats, thresholds: Thresholds) -> Floats:
    """Return right, reported and known per item, (N, 3)."""
    said = 1 + probabilities[:, 1:].argmax(axis=1)
    reported = ~(probabilities[:, 0] >= thresholds.t_pass)
    right = reported & votes.defective & ((said == votes.truth) | (votes.truth == 1))
    return np.stack([right, reported, votes.defective], axis=1).astype(np.float64)
