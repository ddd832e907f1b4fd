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

_PARTS = 8
"""Parts of the groups; each member leaves out one of the smallest, as it learns most from many."""

_CHECK_SHARE = 0.08
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
        measured: (M,) numbers of the examples whose group some member never saw.
        held_out: (M, classes) that member's probabilities of them, temperature applied.
        member_of: (M,) number of that member.
        temperature: Divides logits so that the held-out probabilities mean what they say.
    """

    members: tuple[PatchNetwork, ...]
    measured: NDArray[np.intp] = field(repr=False)
    held_out: Floats = field(repr=False)
    member_of: NDArray[np.intp] = field(repr=False)
    temperature: float


def learn(items: Items, plan: Plan, folder: Path, on_epoch: OnEpoch) -> Learned:
    """Train every member, or go on where its checkpoint in ``folder`` ends.

    Raises:
        DatasetError: Fewer than two groups.
    """
    patches = items.patches
    splits = folds_of(items, plan)
    members, said = [], []
    for number, split in enumerate(splits):
        lesson = _lesson(items, plan, split, number)
        file = folder / f"member-{number}.safetensors"

        def told(epoch: int, loss: float, number: int = number) -> None:
            on_epoch(number, epoch, loss)

        member = fit(patches, lesson, file, told)
        unseen = plan.augmentation.seen(patches.pictures[list(split.test)])
        said.append(functional.softmax(logits_of(member, unseen).double(), dim=1).numpy())
        members.append(member)
    held_out = np.concatenate(said)
    measured = np.concatenate([split.test for split in splits])
    member_of = np.repeat(np.arange(len(splits)), [len(split.test) for split in splits])
    temperature = max(_SHARPEST, fit_temperature(held_out, patches.classes[measured]))
    return Learned(
        tuple(members), measured, tempered(held_out, temperature), member_of, temperature
    )


def folds_of(items: Items, plan: Plan) -> list[Split]:
    """Return the split of every member: what it may learn from, and what it never sees."""
    groups = len(set(items.groups))
    parts = grouped_folds(items.groups, min(max(plan.members, _PARTS), groups), plan.seed)
    return sorted(parts, key=lambda part: len(part.test))[: plan.members]


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
