"""W and B: two small networks of the same shape, trained on one side of soaRT3 each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Classes = NDArray[np.intp]

HIDDEN = (64, 32)
"""Widths of the two hidden layers, as published."""

FARTHEST = 5.0
"""Standard deviations beyond which an input is cut: what was never seen must not shout."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """How long and how fast a network learns.

    Attributes:
        epochs: Most passes over the items.
        patience: Passes without improvement on the held-out items after which it ends.
        batch: Items per step.
        rate: Highest learning rate, reached after a third of the passes (one-cycle).
        decay: Weight decay.
    """

    epochs: int = 50
    patience: int = 15
    batch: int = 256
    rate: float = 8e-3
    decay: float = 1e-2


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A trained network as plain arrays.

    Attributes:
        mean: float64, (inputs,); subtracted from the inputs.
        scale: float64, (inputs,); divides them, then they are cut at +-``limit``.
        layers: Weights (out, in) and offsets (out,) of the three layers.
        temperature: Divides the last layer's output before the softmax.
        limit: Largest standardised input.
    """

    mean: Floats = field(repr=False)
    scale: Floats = field(repr=False)
    layers: tuple[tuple[Floats, Floats], ...] = field(repr=False)
    temperature: float = 1.0
    limit: float = FARTHEST

    @property
    def classes(self) -> int:
        """Number of classes it tells apart."""
        return len(self.layers[-1][1])

    def probabilities(self, inputs: Floats) -> Floats:
        """Return (N, classes) probabilities of (N, inputs)."""
        values = np.clip((inputs - self.mean) / self.scale, -self.limit, self.limit)
        for weights, offsets in self.layers[:-1]:
            values = np.maximum(values @ weights.T + offsets, 0)
        weights, offsets = self.layers[-1]
        logits = (values @ weights.T + offsets) / self.temperature
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        shares: Floats = powers / powers.sum(axis=1, keepdims=True)
        return shares


def train_network(
    inputs: Floats,
    classes: Classes,
    held_out: NDArray[np.bool_],
    count: int,
    seed: int,
    schedule: Schedule | None = None,
    on_epoch: Callable[[int, float], None] = lambda epoch, loss: None,
    standardise: bool = True,
) -> Network:
    """Train one network; the state that did best on the held-out items is kept.

    Args:
        inputs: float64, (N, inputs), finite.
        classes: (N,) class numbers, 0..count-1.
        held_out: (N,) items that decide when to stop and are not learned from.
        count: Number of classes.
        seed: Same seed and items, same network on the same machine.
        schedule: None for the default.
        on_epoch: Called with the number of the pass and the cross entropy on held-out items.
        standardise: False leaves the inputs as they are, to see what that costs.

    Raises:
        ValueError: There is nothing to learn from, or nothing held out.
    """
    import torch

    if held_out.all() or not held_out.any():
        raise ValueError("items to learn from and held-out items are needed, one kind is missing")
    plan = schedule or Schedule()
    mean, scale = inputs[~held_out].mean(axis=0), inputs[~held_out].std(axis=0) + 1e-6
    limit = FARTHEST
    if not standardise:
        mean, scale, limit = np.zeros_like(mean), np.ones_like(scale), np.inf
    cut = np.clip((inputs - mean) / scale, -limit, limit)
    data, truth = torch.tensor(cut, dtype=torch.float32), torch.tensor(classes)
    learn, check = torch.tensor(np.flatnonzero(~held_out)), torch.tensor(held_out)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = _model(inputs.shape[1], count)
        best = _fit(model, (data, truth), (learn, check), plan, on_epoch)
    layers = tuple(
        (best[f"{n}.weight"].double().numpy(), best[f"{n}.bias"].double().numpy())
        for n in (0, 2, 4)
    )
    return Network(mean, scale, layers, limit=limit)


def _model(inputs: int, classes: int) -> Any:  # torch is imported late
    from torch.nn import Linear, ReLU, Sequential

    first, second = HIDDEN
    return Sequential(
        Linear(inputs, first), ReLU(), Linear(first, second), ReLU(), Linear(second, classes)
    )


def _fit(
    model: Any,
    items: tuple[Any, Any],
    sides: tuple[Any, Any],
    plan: Schedule,
    on_epoch: Callable[[int, float], None],
) -> dict[str, Any]:
    """Train; return the state that did best on the held-out items."""
    import torch

    (data, truth), (learn, check) = items, sides
    loss_of = torch.nn.CrossEntropyLoss()
    steps = -(-len(learn) // plan.batch)
    optimiser = torch.optim.AdamW(model.parameters(), lr=plan.rate, weight_decay=plan.decay)
    pace = torch.optim.lr_scheduler.OneCycleLR(
        optimiser, plan.rate, total_steps=plan.epochs * steps
    )
    lowest, waited = float("inf"), 0
    best: dict[str, Any] = {}
    for epoch in range(1, plan.epochs + 1):
        for batch in learn[torch.randperm(len(learn))].split(plan.batch):
            optimiser.zero_grad()
            loss_of(model(data[batch]), truth[batch]).backward()
            optimiser.step()
            pace.step()
        with torch.no_grad():
            loss = float(loss_of(model(data[check]), truth[check]))
        on_epoch(epoch, loss)
        waited += 1
        if loss < lowest or not best:
            lowest, waited = loss, 0
            best = {name: value.clone() for name, value in model.state_dict().items()}
        if waited >= plan.patience:
            break
    return best
