"""Learning to judge one kind of item: prototypes, W, B, temperatures and pool weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from qeu_soart3.networks import Classes, Network, Schedule, train_network
from qeu_soart3.prototypes import Prototypes, fit_prototypes
from qeu_soart3.reading import PROTOTYPES, Groups, Reading
from qeu_soart3.sides import Sides
from qeu_station.toolkit.calibration import fit_temperature
from qeu_station.toolkit.pooling import fit_pool
from qeu_station.toolkit.splits import Split, grouped_folds, grouped_split

Floats = NDArray[np.float64]

_CHECK_SHARE = 0.17
"""Share of the items whose loss decides when training stops."""

OnEpoch = Callable[[str, int, float], None]
"""Called with what is trained, the number of the pass and the loss on held-out items."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How one kind of item is learned.

    Attributes:
        groups: Names of the features by what they describe: the windows of the prototypes.
        classes: Number of classes.
        unit_spaces: Names of the unit spaces that are used.
        per_window: Prototypes per class in each window.
        over_all: Prototypes per class over all features.
        folds: Folds, by group, that measure what is held out.
        seed: Same seed and items, same result.
        schedule: How long and how fast.
    """

    groups: Groups
    classes: int
    unit_spaces: tuple[str, ...] = (PROTOTYPES,)
    per_window: int = 3
    over_all: int = 6
    folds: int = 4
    seed: int = 0
    schedule: Schedule = field(default_factory=Schedule)


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """Everything known of N items.

    Attributes:
        reading: What was read of them.
        classes: (N,) class numbers.
        pairs: (N,) name of the pair each belongs to.
        groups: (N,) what a split must not tear apart.
    """

    reading: Reading
    classes: Classes
    pairs: Sequence[str]
    groups: Sequence[str]

    def of(self, chosen: Sequence[int]) -> Items:
        """Return some of the items."""
        at = np.asarray(chosen, np.intp)
        pairs, groups = [self.pairs[n] for n in chosen], [self.groups[n] for n in chosen]
        return Items(self.reading.of(at), self.classes[at], pairs, groups)


@dataclass(frozen=True, slots=True, eq=False)
class Judge:
    """Unit spaces and both networks."""

    unit_spaces: tuple[str, ...]
    prototypes: Prototypes
    weight: Network
    bias: Network

    def opinions(self, reading: Reading) -> tuple[Floats, Floats]:
        """Return the probabilities of W and of B, (N, classes) each."""
        sides = reading.sides(self.prototypes, self.unit_spaces)
        return self.weight.probabilities(sides.weight), self.bias.probabilities(sides.bias)


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """A judge, and what held-out groups say of judges made like it.

    Attributes:
        judge: Learned from all items, temperatures set.
        weights: Pool exponents of W and B.
        held_out: Probabilities of W and B for every item from a judge that never saw its group,
            (N, classes) each, temperatures applied.
        prototypes: Each fold's split with the prototypes of its judge.
    """

    judge: Judge
    weights: tuple[float, ...]
    held_out: tuple[Floats, Floats] = field(repr=False)
    prototypes: tuple[tuple[Split, Prototypes], ...] = field(repr=False)


def learn(items: Items, plan: Plan, on_epoch: OnEpoch = lambda what, epoch, loss: None) -> Learned:
    """Learn a judge of these items.

    Raises:
        DatasetError: Fewer than two groups.
    """
    folds = min(plan.folds, len(set(items.groups)))
    opinions = [np.zeros((len(items.classes), plan.classes)) for _ in range(2)]
    made = []
    for number, split in enumerate(grouped_folds(items.groups, folds, plan.seed), start=1):
        judge = fit(items.of(split.train), plan, _named(f"fold {number}", on_epoch))
        made.append((split, judge.prototypes))
        found = judge.opinions(items.of(split.test).reading)
        for target, values in zip(opinions, found, strict=True):
            target[list(split.test)] = values
    temperatures = [fit_temperature(each, items.classes) for each in opinions]
    weight, bias = (_tempered(each, t) for each, t in zip(opinions, temperatures, strict=True))
    judge = fit(items, plan, _named("all", on_epoch))
    final = Judge(
        judge.unit_spaces,
        judge.prototypes,
        replace(judge.weight, temperature=temperatures[0]),
        replace(judge.bias, temperature=temperatures[1]),
    )
    exponents = fit_pool(np.stack([weight, bias]), items.classes).weights
    return Learned(final, exponents, (weight, bias), tuple(made))


def windows_of(groups: Groups) -> list[tuple[int, int]]:
    """Return first and last (exclusive) feature of each group, and of all together."""
    ends = np.cumsum([len(names) for names in groups.values()]).tolist()
    return [*zip([0, *ends[:-1]], ends, strict=True), (0, ends[-1])]


def fit(items: Items, plan: Plan, on_epoch: OnEpoch) -> Judge:
    """Return a judge that learned from all of these items; its temperatures are 1."""
    windows = windows_of(plan.groups)
    counts = [plan.per_window] * (len(windows) - 1) + [plan.over_all]
    features = items.reading.features
    prototypes = fit_prototypes(features, items.classes, windows, counts, plan.seed)
    sides: Sides = items.reading.sides(prototypes, plan.unit_spaces)
    check = checking(items.pairs, plan.seed)

    def trained(inputs: Floats, name: str) -> Network:
        return train_network(
            inputs,
            items.classes,
            check,
            plan.classes,
            plan.seed,
            plan.schedule,
            lambda epoch, loss: on_epoch(name, epoch, loss),
        )

    networks = trained(sides.weight, "W"), trained(sides.bias, "B")
    return Judge(plan.unit_spaces, prototypes, *networks)


def checking(pairs: Sequence[str], seed: int) -> NDArray[np.bool_]:
    """Return which items decide when training stops: those of some whole pairs.

    Whole groups are too few to lose one.
    """
    check = np.zeros(len(pairs), bool)
    check[list(grouped_split(pairs, _CHECK_SHARE, seed).test)] = True
    return check


def _named(fold: str, on_epoch: OnEpoch) -> OnEpoch:
    return lambda what, epoch, loss: on_epoch(f"{what}, {fold}", epoch, loss)


def _tempered(probabilities: Floats, temperature: float) -> Floats:
    powers = np.maximum(probabilities, 1e-12) ** (1 / temperature)
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares
