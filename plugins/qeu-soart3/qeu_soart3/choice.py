"""Which unit spaces a product uses: named in the recipe, or chosen on held-out groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from qeu_soart3.learning import Items, OnEpoch, Plan, fit
from qeu_soart3.parameters import UnitSpace
from qeu_station.api import Section, Table
from qeu_station.toolkit.pooling import log_loss, pooled
from qeu_station.toolkit.splits import grouped_folds

WHOLE: tuple[UnitSpace, ...] = ("reference", "inverse")
SHAPES: tuple[UnitSpace, ...] = (*WHOLE, "eroded", "dilated", "unshifted")
PIXELS: tuple[UnitSpace, ...] = (*SHAPES, "channels", "windows")
PROTOTYPES: tuple[UnitSpace, ...] = ("prototypes",)
EVERY: tuple[UnitSpace, ...] = (*PIXELS, *PROTOTYPES)

CANDIDATES: tuple[tuple[UnitSpace, ...], ...] = (PROTOTYPES, SHAPES, PIXELS, EVERY)
"""What is tried when nobody chose, simple ones first."""

_FOLDS = 2
TRIALS = _FOLDS * len(CANDIDATES)
"""How often W and B are trained to choose."""

_EVEN = (0.5, 0.5)
"""Exponents while comparing: W and B hardly ever prove independent."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One set of unit spaces on held-out groups: share of right classes, and log loss in nats."""

    unit_spaces: tuple[str, ...]
    right: float
    loss: float


def choose(items: Items, plan: Plan, on_epoch: OnEpoch) -> tuple[Tried, ...]:
    """Try every candidate by cross-validation over groups; the first returned is the best.

    Raises:
        DatasetError: Fewer than two groups.
    """
    tried = [_tried(items, replace(plan, unit_spaces=each), on_epoch) for each in CANDIDATES]
    return tuple(sorted(tried, key=lambda each: each.loss))


def choice_section(tried: Sequence[Tried]) -> Section:
    """Return what the report says of the choice; the best stands first."""
    rows = [(", ".join(t.unit_spaces), round(t.right, 4), round(t.loss, 4)) for t in tried]
    return Section(
        "Unit spaces, chosen by cross-validation",
        ("The set with the lowest log loss on groups it did not learn from is used.",),
        (Table(("unit spaces", "right", "log loss"), rows, marked=0),),
    )


def _tried(items: Items, plan: Plan, on_epoch: OnEpoch) -> Tried:
    def told(what: str, epoch: int, loss: float) -> None:
        on_epoch(f"{what}, trying {' + '.join(plan.unit_spaces)}", epoch, loss)

    found = np.zeros((len(items.classes), plan.classes))
    for split in grouped_folds(items.groups, _FOLDS, plan.seed):
        judge = fit(items.of(split.train), plan, told)
        opinions = judge.opinions(items.of(split.test).reading)
        found[list(split.test)] = pooled(np.stack(opinions), _EVEN)
    right = float((found.argmax(axis=1) == items.classes).mean())
    return Tried(plan.unit_spaces, right, log_loss(found, items.classes))
