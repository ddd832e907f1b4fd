"""The loop that trains an adapter: seeded, resumed from its checkpoint, stopped early."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from qeu_vlm.encoding import IGNORED
from qeu_vlm.training.chance import chance_from
from qeu_vlm.training.checkpoint import (
    Checked,
    Progress,
    load_checkpoint,
    optimiser_tensors,
    restore_optimiser,
    save_checkpoint,
)
from qeu_vlm.training.loss import Batch, summed_loss

Passes = Callable[[np.random.Generator], Iterator[Batch]]
"""The batches of one pass, by chance alone."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast an adapter learns.

    Attributes:
        epochs: Most passes.
        patience: Passes without improvement after which it ends.
        accumulation: Batches whose gradients make one step.
        rate: Highest learning rate.
        warm_up: Share of all steps in which it rises; then it falls as a cosine.
        decay: Weight decay.
        gradient_norm: Longest gradient of a step.
        least_rate: Share of the highest rate that is left at the end.
    """

    epochs: int = 12
    patience: int = 4
    accumulation: int = 1
    rate: float = 1e-3
    warm_up: float = 0.05
    decay: float = 0.01
    gradient_norm: float = 1.0
    least_rate: float = 0.02

    def rate_at(self, share: float) -> float:
        """Return the learning rate after a share (0..1) of all steps."""
        if share < self.warm_up:
            return self.rate * max(self.least_rate, share / self.warm_up)
        fallen = 0.5 * (1 + math.cos(math.pi * (share - self.warm_up) / (1 - self.warm_up)))
        return self.rate * (self.least_rate + (1 - self.least_rate) * fallen)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What one training is.

    Attributes:
        batches: The batches of a pass.
        size: How many there are.
        check: What held-out records say of the model as it stands.
        seed: Same seed and records, same adapter on the same machine.
        schedule: How long and how fast.
        plan: Names all of this in its checkpoint.
        file: Its checkpoint, written after every pass.
        half: Whether it computes in bfloat16 where that is precise enough.
    """

    batches: Passes = field(repr=False)
    size: int
    check: Callable[[nn.Module], Checked] = field(repr=False)
    seed: int
    schedule: Schedule
    plan: str
    file: Path
    half: bool = False


def fit(model: nn.Module, lesson: Lesson, on_epoch: Callable[[Progress], None]) -> Progress:
    """Train the parameters that ask for gradients; leave the model in its best state.

    Chance is drawn anew from seed and pass in every pass, so that a training which goes on from a
    checkpoint takes the same steps as one that was never interrupted.

    Args:
        model: A model whose trainable parameters are the adapter's.
        lesson: What is learned, and how.
        on_epoch: Told the progress after every pass, those before an interruption included.

    Raises:
        ValueError: Nothing is trainable, or the loss is no longer a number.
    """
    state = _State(model, lesson)
    progress = state.restored()
    for done in range(1, progress.epoch + 1):
        on_epoch(_as_of(progress, done))
    while progress.epoch < lesson.schedule.epochs and progress.waited < lesson.schedule.patience:
        learned = state.learn(progress.epoch)
        progress = progress.after(learned, lesson.check(model))
        if not progress.waited:
            state.keep_best()
        save_checkpoint(lesson.file, state.tensors(), progress)
        on_epoch(progress)
    state.use_best()
    return progress


def _as_of(progress: Progress, epoch: int) -> Progress:
    """Return a progress as it was after an earlier pass."""
    past = Progress(progress.plan)
    for learned, checked in zip(progress.learned[:epoch], progress.checked[:epoch], strict=True):
        past = past.after(learned, checked)
    return past


class _State:
    """The adapter in training, its optimiser, and the best of it so far."""

    def __init__(self, model: nn.Module, lesson: Lesson) -> None:
        self._model = model
        self._lesson = lesson
        self._trained = {n: p for n, p in model.named_parameters() if p.requires_grad}
        if not self._trained:
            raise ValueError("No parameter of the model is trainable; is the adapter laid on it?")
        schedule = lesson.schedule
        self._optimiser = torch.optim.AdamW(
            self._trained.values(), lr=schedule.rate, weight_decay=schedule.decay
        )
        self._best = self._copied()

    def restored(self) -> Progress:
        """Go on where the checkpoint ends; return how far that is."""
        found = load_checkpoint(self._lesson.file, self._lesson.plan)
        if found is None:
            return Progress(self._lesson.plan)
        tensors, progress = found
        with torch.no_grad():
            for name, parameter in self._trained.items():
                parameter.copy_(tensors[f"now:{name}"])
                self._best[name].copy_(tensors[f"best:{name}"])
        restore_optimiser(self._optimiser, self._trained, tensors)
        return progress

    def learn(self, epoch: int) -> float:
        """Pass once over the records; return the loss per token."""
        schedule, steps = self._lesson.schedule, 0
        random = np.random.default_rng([self._lesson.seed, epoch])
        self._model.train()
        total, tokens = 0.0, 0
        with chance_from(int(random.integers(2**31))):
            for group in _grouped(self._lesson.batches(random), schedule.accumulation):
                share = (
                    epoch + steps * schedule.accumulation / self._lesson.size
                ) / schedule.epochs
                loss, count = self._step(group, schedule.rate_at(min(1.0, share)))
                total, tokens, steps = total + loss, tokens + count, steps + 1
        return total / max(1, tokens)

    def _step(self, group: Sequence[Batch], rate: float) -> tuple[float, int]:
        """Take one step; every token of the group counts alike, whatever batch it is in."""
        for settings in self._optimiser.param_groups:
            settings["lr"] = rate
        tokens = sum(int((batch["labels"][:, 1:] != IGNORED).sum()) for batch in group)
        self._optimiser.zero_grad()
        total = 0.0
        for batch in group:
            with self._computing():
                loss: Any = summed_loss(self._model, batch)[0] / tokens
            loss.backward()
            total += loss.item() * tokens
        if not math.isfinite(total):
            raise ValueError(
                f"The loss is {total}: the training went astray. Lower rate "
                f"({self._lesson.schedule.rate:g}) or gradient_norm."
            )
        nn.utils.clip_grad_norm_(self._trained.values(), self._lesson.schedule.gradient_norm)
        self._optimiser.step()
        return total, tokens

    def _computing(self) -> AbstractContextManager[Any]:
        if not self._lesson.half:
            return nullcontext()
        device = next(iter(self._trained.values())).device.type
        return torch.autocast(device, torch.bfloat16)

    def keep_best(self) -> None:
        self._best = self._copied()

    def use_best(self) -> None:
        with torch.no_grad():
            for name, parameter in self._trained.items():
                parameter.copy_(self._best[name])
        self._model.eval()

    def tensors(self) -> dict[str, Tensor]:
        """Return everything a checkpoint needs."""
        now = {f"now:{name}": parameter for name, parameter in self._trained.items()}
        best = {f"best:{name}": tensor for name, tensor in self._best.items()}
        return {**now, **best, **optimiser_tensors(self._optimiser, self._trained)}

    def _copied(self) -> dict[str, Tensor]:
        return {name: parameter.detach().clone() for name, parameter in self._trained.items()}


def _grouped(batches: Iterator[Batch], size: int) -> Iterator[list[Batch]]:
    group: list[Batch] = []
    for batch in batches:
        group.append(batch)
        if len(group) == size:
            yield group
            group = []
    if group:
        yield group
