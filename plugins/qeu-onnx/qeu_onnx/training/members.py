"""The members of a model: each learns without one part of the groups, which then measures it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from torch.nn import functional

from qeu_onnx.training.augment import Augmentation
from qeu_onnx.training.fitting import Lesson, Patches, Schedule, fit, logits_of
from qeu_onnx.training.network import PatchNetwork
from qeu_station.toolkit.calibration import fit_temperature
from qeu_station.toolkit.splits import Split, grouped_folds, grouped_split

Floats = NDArray[np.float64]
OnEpoch = Callable[[int, int, float], None]
"""Called with the number of the member, that of the pass, and the loss on held-out pairs."""

_CHECK_SHARE = 0.12
"""Share of a member's examples, in whole pairs, whose loss decides when it stops."""


_SHARPEST = 0.5
"""Lowest temperature: when every held-out example is right, none is low enough for the fit."""


@dataclass(frozen=True, slots=True, eq=False)
class Items:
    """All examples.

    Attributes:
        patches: Their pictures and classes.
        pairs: (N,) name of the pair each belongs to.
        groups: (N,) what a split must not tear apart.
    """

    patches: Patches
    pairs: Sequence[str]
    groups: Sequence[str]


@dataclass(frozen=True, slots=True)
class Plan:
    """How the members are trained.

    Attributes:
        classes: Number of classes.
        members: Number of networks, at most one per group.
        width: Channels of the first layer.
        seed: Same seed and examples, same result on the same machine.
        schedule: How long and how fast each learns.
        augmentation: How examples are varied.
    """

    classes: int
    members: int
    width: int
    seed: int
    schedule: Schedule
    augmentation: Augmentation


@dataclass(frozen=True, slots=True, eq=False)
class Learned:
    """Trained members, and what they say of groups they never saw.

    Attributes:
        members: The networks.
        held_out: (N, classes) probabilities of every example by the member that never saw its
            group, temperature applied.
        member_of: (N,) number of that member.
        temperature: Divides logits so that the held-out probabilities mean what they say.
    """

    members: tuple[PatchNetwork, ...]
    held_out: Floats = field(repr=False)
    member_of: NDArray[np.intp] = field(repr=False)
    temperature: float


def learn(items: Items, plan: Plan, folder: Path, on_epoch: OnEpoch) -> Learned:
    """Train every member, or go on where its checkpoint in ``folder`` ends.

    Raises:
        DatasetError: Fewer than two groups.
    """
    patches = items.patches
    held_out = np.zeros((len(patches), plan.classes))
    member_of = np.zeros(len(patches), np.intp)
    members = []
    for number, split in enumerate(folds_of(items, plan)):
        lesson = _lesson(items, plan, split, number)
        file = folder / f"member-{number}.safetensors"

        def told(epoch: int, loss: float, number: int = number) -> None:
            on_epoch(number, epoch, loss)

        member = fit(patches, lesson, file, told)
        unseen = np.array(split.test)
        logits = logits_of(member, plan.augmentation.seen(patches.pictures[unseen]))
        held_out[unseen] = functional.softmax(logits.double(), dim=1).numpy()
        member_of[unseen] = number
        members.append(member)
    temperature = max(_SHARPEST, fit_temperature(held_out, patches.classes))
    return Learned(tuple(members), tempered(held_out, temperature), member_of, temperature)


def folds_of(items: Items, plan: Plan) -> list[Split]:
    """Return the split of every member: what it may learn from, and what it never sees."""
    count = min(plan.members, len(set(items.groups)))
    return grouped_folds(items.groups, count, plan.seed)


def tempered(probabilities: Floats, temperature: float) -> Floats:
    """Return probabilities (N, classes) whose logits are divided by a temperature."""
    powers = np.maximum(probabilities, 1e-12) ** (1 / temperature)
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _lesson(items: Items, plan: Plan, split: Split, number: int) -> Lesson:
    known = np.array(split.train)
    pairs = [items.pairs[n] for n in known]
    inside = grouped_split(pairs, _CHECK_SHARE, plan.seed + number)
    return Lesson(
        learn=known[list(inside.train)],
        check=known[list(inside.test)],
        classes=plan.classes,
        width=plan.width,
        seed=plan.seed * 1000 + number,
        schedule=plan.schedule,
        augmentation=plan.augmentation,
        plan=_name(items, plan, number),
    )


def _name(items: Items, plan: Plan, number: int) -> str:
    """Name everything that decides what a member becomes."""
    digest = hashlib.sha256(f"{plan}\n{number}\n".encode())
    digest.update(items.patches.classes.tobytes())
    digest.update("\n".join([*items.pairs, *items.groups]).encode())
    return digest.hexdigest()[:16]
