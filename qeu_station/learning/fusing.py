"""Fitting a pool on records of known truth, and finding out whether it helps.

Everything that is claimed of the fitted pool is measured with weights that come from other groups
of parts: lots, types of board, serial numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.agreement import Interval
from qeu_station.core.fusion import FLOOR
from qeu_station.core.verdict import Thresholds
from qeu_station.errors import DatasetError
from qeu_station.learning.f_scores import f_gain, f_score, sums_by_part
from qeu_station.learning.resampling import bootstrap_sums
from qeu_station.learning.votes import ROUNDS, Votes, fused, kinds_named
from qeu_station.toolkit.pooling import fit_pool
from qeu_station.toolkit.splits import grouped_folds

Floats = NDArray[np.float64]
Weights = tuple[float, ...]

FOLDS = 5
LEAST_PARTS = 60
LEAST_ITEMS = 100
"""Fewer parts, or fewer good or defective items, say nothing of weights; see decision 0014."""

LEAST_WEIGHT = 0.01
"""No fitted weight is 0: an inspector keeps its word where it alone judges, as in a cell without
regions or in a region it proposed. There its weight is scaled up again (decision 0004)."""

DIGITS = 4
"""Decimals of a fitted weight: a recipe is meant to be read."""


@dataclass(frozen=True, slots=True)
class PoolStudy:
    """What fitting a pool found.

    Attributes:
        votes: What it was fitted on.
        before: Weights of the recipe as it stands.
        fitted: Weights fitted on all items.
        by_group: Weights fitted without a group, for judging that group; parts are the groups where
            all are of one group.
        methods: Probabilities by name, (N, C): the fitted pool on held-out groups first, then the
            recipe's own pool, the plain product, and each opinion alone.
        missing: What there is too little of, one phrase each; empty when all is enough.
        saved: Log loss per item that the fitted pool saves over the recipe's own, in nats.
        saved_to_product: The same over the plain product.
        best: The opinion that alone has the best F.
        gain: F of the pool that is used less F of ``best``.
        group_gains: The same within each group that has defects.
    """

    votes: Votes
    before: Weights
    fitted: Weights
    by_group: Mapping[str, Weights] = field(repr=False)
    methods: Mapping[str, Floats] = field(repr=False)
    missing: tuple[str, ...]
    saved: Interval
    saved_to_product: Interval
    best: str
    gain: Interval
    group_gains: Mapping[str, Interval]

    @property
    def helps(self) -> bool:
        """Whether the fitted pool is surely better than the recipe's own, on enough records."""
        return _surely(self.missing, self.saved)

    @property
    def weights(self) -> Weights:
        """The weights to use: the fitted ones where they surely help, else those there are."""
        return self.fitted if self.helps else self.before

    @property
    def of_one_group(self) -> bool:
        """Whether only parts were held out, as all are of one group or have none."""
        return set(self.by_group) == set(self.votes.parts)

    def weights_for(self, group: str, part: str) -> Weights:
        """Return the weights to judge a part by without having learned from it."""
        if not self.helps:
            return self.before
        return self.by_group.get(group) or self.by_group.get(part) or self.fitted

    @property
    def chosen(self) -> Floats:
        """Probabilities of the pool with ``weights``, (N, C); held out where they are fitted."""
        return self.methods[FITTED if self.helps else BEFORE]


FITTED, BEFORE, PRODUCT = "fitted pool, held-out groups", "pool of the recipe", "plain product"


def study_pool(
    votes: Votes, before: Sequence[float], thresholds: Thresholds, seed: int = 0
) -> PoolStudy:
    """Fit weights and measure what they are worth.

    Args:
        votes: Items of known class with what each inspector said.
        before: Weights of the recipe as it stands, one per opinion; when all are 0, which pools
            nothing, the plain product stands for it.
        thresholds: The recipe's; an item below ``t_pass`` counts as reported.
        seed: Same seed, same folds and intervals.

    Raises:
        DatasetError: There are items of fewer than two parts.
    """
    votes = _grouped(votes)
    even = [1.0] * len(votes.opinions)
    held_out, by_group = _held_out(votes, seed)
    alone = {name: np.array(votes.vectors[k]) for k, name in enumerate(votes.opinions)}
    methods = {
        FITTED: held_out,
        BEFORE: fused(votes, before if any(before) else even),
        PRODUCT: fused(votes, even),
        **alone,
    }
    found = {name: f_score(votes, p, thresholds) for name, p in alone.items()}
    best = max(found, key=lambda name: found[name])
    missing, saved = shortage(votes), _saved(votes, methods[BEFORE], held_out, seed)
    used = held_out if _surely(missing, saved) else methods[BEFORE]
    return PoolStudy(
        votes=votes,
        before=tuple(before),
        fitted=fit_weights(votes),
        by_group=by_group,
        methods=methods,
        missing=missing,
        saved=saved,
        saved_to_product=_saved(votes, methods[PRODUCT], held_out, seed),
        best=best,
        gain=f_gain(votes, used, alone[best], thresholds, seed),
        group_gains=_group_gains(votes, used, alone[best], thresholds, seed),
    )


def fit_weights(votes: Votes) -> Weights:
    """Return pool weights, ``LEAST_WEIGHT`` or more, at which the known classes are most likely.

    Where inspectors say ``unknown``, kinds are shared out by the weights found so far.

    Raises:
        ValueError: There are no items.
    """
    weights: Weights = (1.0,) * len(votes.opinions)
    for _ in range(ROUNDS):
        named = kinds_named(votes, weights)
        weights = fit_pool(named, votes.truth).weights
        if named is votes.vectors:
            break
    return tuple(max(LEAST_WEIGHT, round(weight, DIGITS)) for weight in weights)


def shortage(votes: Votes) -> tuple[str, ...]:
    """Return what is too little to trust weights, one phrase each."""
    parts, bad = len(set(votes.parts)), int(votes.defective.sum())
    counts = (
        (parts, LEAST_PARTS, "parts"),
        (bad, LEAST_ITEMS, f"defective {votes.kind}"),
        (len(votes) - bad, LEAST_ITEMS, f"good {votes.kind}"),
    )
    return tuple(f"{n} {what}, at least {least} needed" for n, least, what in counts if n < least)


def _surely(missing: Sequence[str], saved: Interval) -> bool:
    return not missing and saved.low > 0


def _grouped(votes: Votes) -> Votes:
    """Return the items in at least two groups: their parts where they are all of one group."""
    if len(set(votes.parts)) < 2:
        raise DatasetError(
            f"{len(votes)} {votes.kind} of known class, of {len(set(votes.parts))} parts, were "
            f"judged by all of {', '.join(votes.opinions)}; at least two parts are needed, so that "
            "one can be held out. Label more records."
        )
    return votes if len(set(votes.groups)) > 1 else replace(votes, groups=votes.parts)


def _held_out(votes: Votes, seed: int) -> tuple[Floats, dict[str, Weights]]:
    folds = min(FOLDS, len(set(votes.groups)))
    found = np.zeros(votes.vectors.shape[1:])
    by_group: dict[str, Weights] = {}
    for split in grouped_folds(votes.groups, folds, seed):
        weights = fit_weights(votes.of(split.train))
        found[list(split.test)] = fused(votes.of(split.test), weights)
        by_group |= dict.fromkeys((votes.groups[n] for n in split.test), weights)
    return found, by_group


def _group_gains(
    votes: Votes, first: Floats, second: Floats, thresholds: Thresholds, seed: int
) -> dict[str, Interval]:
    """Return the gain within each group that has defects; no group when each is one part."""
    groups = dict.fromkeys(votes.groups)
    if len(groups) == len(set(votes.parts)):
        return {}
    gains = {}
    for group in groups:
        at = np.array([each == group for each in votes.groups])
        if votes.defective[at].any():
            gains[group] = f_gain(votes.of(at), first[at], second[at], thresholds, seed)
    return gains


def _saved(votes: Votes, before: Floats, after: Floats, seed: int) -> Interval:
    """Mean log loss of ``before`` less that of ``after``, over items, parts drawn together."""
    items = np.arange(len(votes))
    losses = [-np.log(np.maximum(p[items, votes.truth], FLOOR)) for p in (before, after)]
    table = sums_by_part(votes, np.stack([losses[0] - losses[1], np.ones(len(votes))], axis=1))
    return bootstrap_sums(table, lambda sums: sums[:, 0] / sums[:, 1], seed=seed)
