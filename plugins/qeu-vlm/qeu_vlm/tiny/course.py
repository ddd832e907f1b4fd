"""The course of a training: four stages in steps, each step seeded, so that it can be resumed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional

from qeu_vlm.tiny.learning import (
    Pupil,
    answer_loss,
    features_of,
    optimiser,
    pair_batch,
    schedule,
    stepped,
    tile_batch,
    varied,
)
from qeu_vlm.tiny.lessons import Scribe
from qeu_vlm.tiny.parts import Rng
from qeu_vlm.tiny.pool import Pool

STAGES = ("tiles", "words", "both", "polish")

_FEATURE = 0.35
"""Spread of the features when words begin, comparable to that of the words' own vectors."""

Say = Callable[[str, int, float], None]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is learned.

    Attributes:
        products: Products in the pool.
        tiles: Steps of telling single tiles apart.
        words: Steps of answering, from features that stay as they are.
        both: Steps of both together.
        polish: Steps of answering once more, from the features that have become of it.
        seed: Everything that varies follows from it.
    """

    products: int = 10000
    tiles: int = 40000
    words: int = 2600
    both: int = 1500
    polish: int = 3500
    seed: int = 0


class Course:
    """Teaches a pupil by a plan; goes on where a former run with the same folder ended.

    Args:
        pupil: The model to teach.
        pool: What to lay pairs from.
        scribe: Writer of questions and answers.
        plan: How much.
        folder: Existing folder of the state.
    """

    def __init__(self, pupil: Pupil, pool: Pool, scribe: Scribe, plan: Plan, folder: Path) -> None:
        self._pupil, self._pool, self._scribe, self._plan = pupil, pool, scribe, plan
        self._folder = folder
        self._features = torch.empty(0)

    def run(self, say: Say, every: int = 250) -> None:
        """Learn what is left to learn.

        Args:
            say: Called with stage, steps of it that are done, and their mean loss.
            every: Steps between two of these calls; the state is stored then.
        """
        stage, done, moments = self._stored()
        for name in STAGES[STAGES.index(stage) :]:
            self._enter(name, done)
            self._teach(name, done, moments, say, every)
            done, moments = 0, {}

    def _teach(self, name: str, done: int, moments: Any, say: Say, every: int) -> None:
        steps = int(getattr(self._plan, name))
        optimizer = optimiser(self._groups(name))
        _restore(optimizer, moments)
        losses: list[float] = []
        self._pupil.train()
        for step in range(done, steps):
            rng = np.random.default_rng([self._plan.seed, STAGES.index(name), step])
            loss = getattr(self, f"_{name}")(rng, step / steps)
            stepped(optimizer, loss, schedule(step, steps))
            losses.append(loss.item())
            if (step + 1) % every == 0 or step + 1 == steps:
                self._store(name, step + 1, optimizer)
                self._pupil.eval()
                say(name, step + 1, float(np.mean(losses)))
                self._pupil.train()
                losses.clear()

    def _enter(self, name: str, done: int) -> None:
        if name not in ("words", "polish"):
            return
        features = torch.stack(list(features_of(self._pupil, self._pool)))
        if name == "words" and not done:
            factor = _FEATURE / float(features.std())
            with torch.no_grad():
                self._pupil.model.model.connector.modality_projection.proj.weight.mul_(factor)
            features = features * factor
        self._features = features

    def _groups(self, name: str) -> list[dict[str, Any]]:
        core = self._pupil.model.model
        looking = [*core.vision_model.parameters(), *core.connector.parameters()]
        looking += list(self._pupil.aside.parameters())
        mine = {id(parameter) for parameter in looking}
        saying = [p for p in self._pupil.model.parameters() if id(p) not in mine]
        if name == "tiles":
            return [{"params": looking, "lr": 2e-3}]
        if name in ("words", "polish"):
            return [{"params": saying, "lr": 2e-3}]
        return [{"params": looking, "lr": 3e-4}, {"params": saying, "lr": 7e-4}]

    def _tiles(self, rng: Rng, share: float) -> Tensor:
        pixels, kinds = tile_batch(self._pool, rng, 128)
        return functional.cross_entropy(self._pupil.aside(self._pupil.see(pixels)), kinds)

    def _words(self, rng: Rng, share: float) -> Tensor:
        batch = pair_batch(self._pool, self._scribe, rng, 40, 0.3, many=1.1 - 1.2 * share)
        features = self._features[batch.tiles[:, 0], batch.tiles[:, 1]]
        return answer_loss(self._pupil, features, batch, self._scribe.image)

    def _polish(self, rng: Rng, share: float) -> Tensor:
        batch = pair_batch(self._pool, self._scribe, rng, 32, 0.3, many=0.4 - 0.4 * share)
        features = self._features[batch.tiles[:, 0], batch.tiles[:, 1]]
        return answer_loss(self._pupil, features, batch, self._scribe.image)

    def _both(self, rng: Rng, share: float) -> Tensor:
        batch = pair_batch(self._pool, self._scribe, rng, 10, 0.45, many=0.3 - 0.3 * share)
        pixels = self._pool.pixels[batch.tiles[:, 0], batch.tiles[:, 1]]
        more, kinds = tile_batch(self._pool, rng, 32)
        seen = self._pupil.see(torch.cat([varied(pixels, rng), more]))
        aside = self._pupil.aside(seen)
        told = answer_loss(self._pupil, seen[: len(pixels)], batch, self._scribe.image)
        return told + functional.cross_entropy(aside, torch.cat([batch.kinds, kinds]))

    def _store(self, name: str, done: int, optimizer: torch.optim.Optimizer) -> None:
        tensors = {f"pupil.{key}": value for key, value in _owned(self._pupil)}
        tensors |= {f"moment.{key}": value for key, value in _moments(optimizer)}
        draft = self._folder / "state.part"
        words = {"stage": name, "done": str(done), "plan": json.dumps(str(self._plan))}
        save_file({key: value.contiguous() for key, value in tensors.items()}, draft, words)
        draft.replace(self._folder / "state.safetensors")

    def _stored(self) -> tuple[str, int, dict[str, Tensor]]:
        file = self._folder / "state.safetensors"
        if not file.is_file():
            return STAGES[0], 0, {}
        from safetensors import safe_open

        with safe_open(file, framework="pt") as opened:
            said = opened.metadata()
        tensors = load_file(file)
        mine = {k[6:]: v for k, v in tensors.items() if k.startswith("pupil.")}
        self._pupil.load_state_dict(mine, strict=False)
        moments = {k[7:]: v for k, v in tensors.items() if k.startswith("moment.")}
        return said["stage"], int(said["done"]), moments


def _owned(pupil: Pupil) -> Iterator[tuple[str, Tensor]]:
    """Yield every weight once: the mouth's are those of the words' vectors."""
    for name, tensor in pupil.state_dict().items():
        if name != "model.lm_head.weight":
            yield name, tensor


def _moments(optimizer: torch.optim.Optimizer) -> Iterator[tuple[str, Tensor]]:
    for number, state in optimizer.state_dict()["state"].items():
        for name, tensor in state.items():
            yield f"{number}.{name}", tensor


def _restore(optimizer: torch.optim.Optimizer, moments: dict[str, Tensor]) -> None:
    if not moments:
        return
    state: dict[int, dict[str, Tensor]] = {}
    for key, tensor in moments.items():
        number, _, name = key.partition(".")
        state.setdefault(int(number), {})[name] = tensor
    optimizer.load_state_dict(optimizer.state_dict() | {"state": state})
