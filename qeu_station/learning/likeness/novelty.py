"""Novelty: how far a part lies from everything known, in a measure that a person understands.

The score of an item is its distance to the nearest known item of another part (the k-nearest-
neighbour score of S. Ramaswamy, R. Rastogi and K. Shim, Efficient Algorithms for Mining Outliers
from Large Data Sets, SIGMOD 2000, with k = 1). It is divided by the distance that 95 % of the good
items keep to what is known, their own scores being computed with their own part left out,
as in conformal anomaly detection (R. Laxhammar and G. Falkman, Annals of Mathematics and Artificial
Intelligence 74, 2015): 1.0 is the rim of what is known, 2.0 lies twice as far out.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from qeu_station.learning.likeness.near import Vectors, to_nearest

LEAST_KNOWN = 20
"""Known parts below which nothing is said: 95 % of fewer is no measure."""

MOST_KNOWN = 4096
"""Known items that are compared with; of more, as many evenly spread over time."""

RIM = 0.95
"""Share of the known items that lie within the rim."""

_LEAST_RIM = 0.05
"""Smallest distance that counts as the rim, so that copies of one picture make nothing new."""


def novelty(
    vectors: Vectors,
    parts: NDArray[np.integer],
    known: NDArray[np.bool_],
    labelled: NDArray[np.bool_],
) -> NDArray[np.float32]:
    """Return the novelty of every item, 0 or more.

    Args:
        vectors: (n, dimensions).
        parts: (n,), number of the part each item shows.
        known: bool (n,), items of parts that passed, or that a person has looked at.
        labelled: bool (n,), those of them that a person has looked at; none is left out.

    Returns:
        float32 (n,); NaN when fewer than ``LEAST_KNOWN`` parts are known.
    """
    chosen = _chosen(known, labelled)
    if len(np.unique(parts[chosen])) < LEAST_KNOWN:
        return np.full(len(vectors), np.nan, np.float32)
    found = to_nearest(vectors, parts, vectors[chosen], parts[chosen])
    good = chosen[~labelled[chosen]]
    calm = good if len(np.unique(parts[good])) >= LEAST_KNOWN else chosen
    rim = max(_LEAST_RIM, float(np.quantile(found[calm], RIM)))
    return (found / np.float32(rim)).astype(np.float32)


def _chosen(known: NDArray[np.bool_], labelled: NDArray[np.bool_]) -> NDArray[np.intp]:
    first = np.flatnonzero(labelled & known)
    rest = np.flatnonzero(known & ~labelled)
    room = MOST_KNOWN - min(len(first), MOST_KNOWN // 2)
    return np.sort(np.concatenate([_spread(first, MOST_KNOWN // 2), _spread(rest, room)]))


def _spread(items: NDArray[np.intp], most: int) -> NDArray[np.intp]:
    if len(items) <= most:
        return items
    return items[np.linspace(0, len(items) - 1, most).astype(np.intp)]
