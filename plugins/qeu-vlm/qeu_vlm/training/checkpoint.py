"""Checkpoints of a training: tensors and words in a safetensors file, which cannot run code."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn


@dataclass(frozen=True, slots=True)
class Checked:
    """What the held-out records say after a pass.

    Attributes:
        exact: Share of answers that are exactly right, 0..1; 0 when none was asked for.
        loss: Cross entropy per token of the right answers; NaN when nothing was checked.
    """

    exact: float
    loss: float

    def better_than(self, other: Checked | None) -> bool:
        """Whether more is right, or as much with a lower loss; the newer one if nobody knows."""
        if other is None or math.isnan(self.loss):
            return True
        return (self.exact, -self.loss) > (other.exact, -other.loss)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a training is.

    Attributes:
        plan: What is trained on what; a checkpoint of another plan is none.
        epoch: Passes finished.
        best: Number of the pass after which the most was right, 0 before any.
        waited: Passes since then.
        learned: Loss of every pass on what was learned from.
        checked: What the held-out records said after each.
    """

    plan: str
    epoch: int = 0
    best: int = 0
    waited: int = 0
    learned: tuple[float, ...] = field(default=())
    checked: tuple[Checked, ...] = field(default=())

    def after(self, learned: float, checked: Checked) -> Progress:
        """Return the progress after one more pass."""
        former = self.checked[self.best - 1] if self.best else None
        better = checked.better_than(former)
        epoch = self.epoch + 1
        return Progress(
            self.plan,
            epoch,
            best=epoch if better else self.best,
            waited=0 if better else self.waited + 1,
            learned=(*self.learned, learned),
            checked=(*self.checked, checked),
        )


def save_checkpoint(file: Path, tensors: Mapping[str, Tensor], progress: Progress) -> None:
    """Write a checkpoint, all of it or nothing."""
    from safetensors.torch import save_file

    partial = file.with_suffix(".part")
    whole = {name: tensor.detach().cpu().clone().contiguous() for name, tensor in tensors.items()}
    save_file(whole, partial, metadata={"progress": json.dumps(asdict(progress))})
    partial.replace(file)


def load_checkpoint(file: Path, plan: str) -> tuple[dict[str, Tensor], Progress] | None:
    """Return tensors and progress, or None when there is nothing whole of this plan."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="pt") as stored:
            progress = _progress(json.loads((stored.metadata() or {})["progress"]))
            tensors = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118
    except (OSError, SafetensorError, ValueError, KeyError, TypeError):
        return None  # torn by a kill, or none: the training begins anew
    return (tensors, progress) if progress.plan == plan else None


def optimiser_tensors(optimiser: torch.optim.Optimizer, names: Iterable[str]) -> dict[str, Tensor]:
    """Return what an optimiser remembers of each parameter, by the parameters' names."""
    state: Mapping[int, Mapping[str, Any]] = optimiser.state_dict()["state"]
    return {
        f"optimiser:{kind}:{name}": torch.as_tensor(value)
        for number, name in enumerate(names)
        for kind, value in state.get(number, {}).items()
    }


def restore_optimiser(
    optimiser: torch.optim.Optimizer,
    parameters: Mapping[str, nn.Parameter],
    tensors: Mapping[str, Tensor],
) -> None:
    """Give an optimiser back what it remembered."""
    for key, value in tensors.items():
        mark, _, rest = key.partition(":")
        kind, _, name = rest.partition(":")
        if mark == "optimiser":
            parameter = parameters[name]
            kept = value.clone() if kind == "step" else value.to(parameter)
            optimiser.state[parameter][kind] = kept


def _progress(found: Mapping[str, Any]) -> Progress:
    checked = tuple(Checked(**each) for each in found["checked"])
    return Progress(**{**found, "learned": tuple(found["learned"]), "checked": checked})
