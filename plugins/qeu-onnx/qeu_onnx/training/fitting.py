"""One network of the model: trained with early stopping, resumed from its checkpoint."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from qeu_onnx.pieces import DEPTH as PIECES
from qeu_onnx.training.augment import Augmentation, Pictures
from qeu_onnx.training.checkpoint import Progress, load_checkpoint, save_checkpoint
from qeu_onnx.training.network import PatchNetwork

OnEpoch = Callable[[int, float], None]

_SMOOTHING = 0.02
_AVERAGE = 0.99
"""How much of the running mean of the weights each step keeps, less during the first ones."""

_RUN = 256
"""Patches per run where nothing is learned."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast a network learns.

    Attributes:
        epochs: Most passes over the examples.
        patience: Passes without improvement after which it ends.
        batch: Examples per step.
        least: Examples in a pass, drawn again and again, varied each time, when there are fewer.
        rate: Highest learning rate.
        rise: Share of the steps in which it rises; then it falls as a cosine.
        decay: Weight decay.
    """

    epochs: int = 16
    patience: int = 6
    batch: int = 64
    least: int = 2048
    rate: float = 4e-3
    rise: float = 0.2
    decay: float = 0.02

    def rate_at(self, share: float) -> float:
        """Return the learning rate after a share (0..1) of all steps."""
        if share < self.rise:
            return self.rate * (0.04 + 0.96 * share / self.rise)
        return self.rate * 0.5 * (1 + math.cos(math.pi * (share - self.rise) / (1 - self.rise)))


@dataclass(frozen=True, slots=True, eq=False)
class Patches:
    """Examples.

    Attributes:
        pictures: uint8, (N, 2 depth, h, w), larger than the network sees by a margin.
        classes: (N,) class numbers; 0 is good.
    """

    pictures: Pictures = field(repr=False)
    classes: NDArray[np.intp] = field(repr=False)

    def __len__(self) -> int:
        return len(self.classes)

    def of(self, chosen: NDArray[np.intp]) -> Patches:
        """Return some of the examples."""
        return Patches(self.pictures[chosen], self.classes[chosen])


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one network learns, and how.

    Attributes:
        learn: Numbers of the examples it learns from.
        check: Numbers of those that decide when it stops.
        classes: Number of classes.
        width: Channels of its first layer.
        seed: Same seed and examples, same network on the same machine.
        schedule: How long and how fast.
        augmentation: How examples are varied.
        plan: Names all of this in its checkpoint.
    """

    learn: NDArray[np.intp] = field(repr=False)
    check: NDArray[np.intp] = field(repr=False)
    classes: int
    width: int
    seed: int
    schedule: Schedule
    augmentation: Augmentation
    plan: str


def fit(patches: Patches, lesson: Lesson, file: Path, on_epoch: OnEpoch) -> PatchNetwork:
    """Return a network in the state that did best on the pairs that decide when to stop.

    Chance is drawn anew from seed and pass in every pass, so that a training which goes on from a
    checkpoint takes the same steps as one that was never interrupted.

    Args:
        patches: All examples.
        lesson: What of them is learned, and how.
        file: Its checkpoint, written after every pass.
        on_epoch: Told number of the pass and loss on held-out pairs, remembered ones too.
    """
    state = _State.begin(patches, lesson)
    held = patches.of(lesson.check)
    seen = lesson.augmentation.seen(held.pictures)
    found = load_checkpoint(file, lesson.plan)
    progress = Progress(lesson.plan)
    if found is not None:
        tensors, progress = found
        state.restore(tensors)
    for epoch, loss in enumerate(progress.losses, start=1):
        on_epoch(epoch, loss)
    while not progress.finished:
        state.learn(patches, lesson, progress.epoch)
        progress = _after(progress, state.loss(seen, held.classes), lesson.schedule)
        if not progress.waited:
            state.keep_best()
        save_checkpoint(file, state.tensors(), progress)
        on_epoch(progress.epoch, progress.losses[-1])
    return state.best()


def logits_of(network: PatchNetwork, pictures: Pictures) -> Tensor:
    """Return logits (N, classes) of pictures uint8 as the network sees them."""
    network.eval()
    with torch.no_grad():
        runs = [
            network(as_tensor(pictures[start : start + _RUN]))
            for start in range(0, len(pictures), _RUN)
        ]
    return torch.cat(runs)


def as_tensor(pictures: Pictures) -> Tensor:
    """Return uint8 pictures as float32, 0..1."""
    return torch.from_numpy(np.ascontiguousarray(pictures)).float() / 255


def _after(progress: Progress, loss: float, schedule: Schedule) -> Progress:
    better = loss < progress.lowest or not progress.epoch
    waited, epoch = 0 if better else progress.waited + 1, progress.epoch + 1
    return replace(
        progress,
        epoch=epoch,
        lowest=loss if better else progress.lowest,
        waited=waited,
        finished=epoch >= schedule.epochs or waited >= schedule.patience,
        losses=(*progress.losses, loss),
    )


@dataclass
class _State:
    """A network in training, the running mean of its weights, and the best of those means."""

    network: PatchNetwork
    mean: PatchNetwork
    kept: PatchNetwork
    optimiser: Any

    @classmethod
    def begin(cls, patches: Patches, lesson: Lesson) -> _State:
        """Return an untrained state."""
        depth = patches.pictures.shape[1] // 2
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(lesson.seed)
            extra = PIECES if lesson.augmentation.pieces else 0
            made = [PatchNetwork(depth, lesson.classes, lesson.width, extra) for _ in range(3)]
        for copy in made[1:]:
            copy.load_state_dict(made[0].state_dict())
        decay = lesson.schedule.decay
        optimiser = torch.optim.AdamW(made[0].parameters(), lr=1e-3, weight_decay=decay)
        return cls(made[0], made[1], made[2], optimiser)

    def learn(self, patches: Patches, lesson: Lesson, epoch: int) -> None:
        """Pass once over the examples."""
        random = np.random.default_rng([lesson.seed, epoch])
        plan = lesson.schedule
        order = _drawn(lesson.learn, plan.least, random)
        batches = np.array_split(order, max(1, len(order) // plan.batch))
        self.network.train()
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(int(random.integers(2**31)))
            for number, chosen in enumerate(batches):
                share = (epoch + number / len(batches)) / plan.epochs
                for group in self.optimiser.param_groups:
                    group["lr"] = plan.rate_at(share)
                some = patches.of(chosen)
                steps = epoch * len(batches) + number
                kept = min(_AVERAGE, (1 + steps) / (10 + steps))
                varied = lesson.augmentation.batch(some.pictures, some.classes, random)
                self._step(*varied, kept)

    def _step(self, pictures: Pictures, classes: NDArray[np.intp], kept: float) -> None:
        found, truth = self.network(as_tensor(pictures)), torch.from_numpy(classes)
        self.optimiser.zero_grad()
        loss: Any = functional.cross_entropy(found, truth, label_smoothing=_SMOOTHING)
        loss.backward()
        self.optimiser.step()
        with torch.no_grad():
            now = self.network.state_dict()
            for name, value in self.mean.state_dict().items():
                if value.is_floating_point():
                    value.lerp_(now[name], 1 - kept)

    def loss(self, seen: Pictures, classes: NDArray[np.intp]) -> float:
        """Return the cross entropy on the pairs that decide when to stop."""
        found = logits_of(self.mean, seen)
        return float(functional.cross_entropy(found, torch.from_numpy(classes)))

    def keep_best(self) -> None:
        """Remember the running mean as the best so far."""
        self.kept.load_state_dict(self.mean.state_dict())

    def best(self) -> PatchNetwork:
        """Return the network that did best."""
        return self.kept.eval()

    def tensors(self) -> dict[str, Tensor]:
        """Return everything that training goes on from."""
        networks = {"now": self.network, "mean": self.mean, "best": self.kept}
        found = {
            f"{part}.{name}": value
            for part, network in networks.items()
            for name, value in network.state_dict().items()
        }
        for number, state in self.optimiser.state_dict()["state"].items():
            found |= {f"optimiser.{number}.{name}": value for name, value in state.items()}
        return found

    def restore(self, tensors: dict[str, Tensor]) -> None:
        """Take the state that ``tensors`` gave."""
        for part, network in (("now", self.network), ("mean", self.mean), ("best", self.kept)):
            network.load_state_dict(_under(f"{part}.", tensors))
        plain = self.optimiser.state_dict()
        for name, value in _under("optimiser.", tensors).items():
            number, what = name.split(".")
            plain["state"].setdefault(int(number), {})[what] = value
        self.optimiser.load_state_dict(plain)


def _drawn(examples: NDArray[np.intp], least: int, random: np.random.Generator) -> NDArray[np.intp]:
    """Return all examples in random order, as often as it takes to have enough."""
    rounds = max(1, -(-least // len(examples)))
    drawn = np.concatenate([random.permutation(examples) for _ in range(rounds)])
    return drawn[: max(least, len(examples))]


def _under(start: str, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {
        name.removeprefix(start): value for name, value in tensors.items() if name.startswith(start)
    }
