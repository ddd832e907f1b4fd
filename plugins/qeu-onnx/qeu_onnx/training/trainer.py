"""The trainer: sees labelled pairs, learns a judge of regions, writes the bundle."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from qeu_onnx.training.augment import Augmentation, Pictures
from qeu_onnx.training.parameters import TrainingParameters
from qeu_onnx.training.seeing import Seen, keep, recalled, see, settings_for
from qeu_station.api import (
    Example,
    PreparedPair,
    TrainerContext,
    TrainingOutcome,
    TrainingStep,
)
from qeu_station.toolkit.bundle import BundleDescription, write_bundle
from qeu_station.toolkit.doubts import doubt_of_judge
from qeu_station.toolkit.splits import groups_of

if TYPE_CHECKING:
    from qeu_onnx.training.members import Plan
    from qeu_onnx.training.quantise import HeldOut, Loss

Classes = NDArray[np.intp]
OnStep = Callable[[TrainingStep], None]

WEIGHTS = "model.onnx"
VARIANT = "int8"
"""Folder, within the training's own, of the bundle with the quantised model."""

_UNKNOWN = 1
"""Position of ``unknown`` in the recipe's classes: nothing is taught to be unknown."""

_BATCH, _MANY = 64, 2048
"""Examples per step where there are many; half of them where there are fewer: more steps."""


class PatchTrainer:
    """Learns from everything observed; patches and checkpoints are kept in the work folder."""

    def __init__(self, context: TrainerContext) -> None:
        """Args: ``context`` with ``TrainingParameters``, or an empty mapping for the defaults."""
        self._context = context
        self._parameters: TrainingParameters = context.parameters or TrainingParameters()
        self._labels = tuple(c for n, c in enumerate(context.classes) if n != _UNKNOWN)
        self._mode = str(context.recipe.get("mode", "colour"))
        self._seen: list[tuple[Example, Seen]] = []

    def recall(self, example: Example) -> bool:
        """Whether this pair was read before, by a training that was interrupted."""
        seen = recalled(self._file(example))
        if seen is None:
            return False
        self._seen.append((example, seen))
        return True

    def observe(self, pair: PreparedPair, example: Example) -> None:
        """Read one pair and keep what was read."""
        seen = see(pair)
        keep(seen, self._file(example))
        self._seen.append((example, seen))

    def train(self, on_step: OnStep) -> TrainingOutcome:
        """Learn, export, compare, write the bundle, and say what was found.

        Raises:
            BundleError: The exported model does not say what the trained one says.
            DatasetError: The pairs cannot be split.
            ValueError: A class has too few examples, there are too few pairs, or a library that
                training needs is not installed.
        """
        _check_libraries()
        import torch

        from qeu_onnx.training.comparison import Made, report
        from qeu_onnx.training.export import exported
        from qeu_onnx.training.fitting import Patches
        from qeu_onnx.training.members import Items, learn
        from qeu_onnx.training.quantise import HeldOut

        torch.set_num_threads(self._context.threads)
        given = self._parameters
        rows, pictures = self._examples()
        classes = np.array([self._labels.index(label) for label, _, _ in rows], np.intp)
        items = Items(Patches(pictures, classes), [r[1] for r in rows], [r[2] for r in rows])
        plan = self._plan(len(rows))
        members = min(given.members, len(set(items.groups)))
        told = _Progress(on_step, members, given.epochs)
        learned = learn(items, plan, self._context.work, told)
        told.doing("exporting")
        seen = plan.augmentation.seen(pictures)
        content, parity = exported(learned.members, seen)
        about = self._description(learned.temperature)
        made = Made(parity, None, self._context.work / VARIANT)
        if given.quantise:
            told.doing("quantising")
            held_out = HeldOut(learned.measured, learned.member_of)
            made = replace(made, loss=self._variant(content, seen, classes, held_out, about))
        write_bundle(self._context.bundle, about, {WEIGHTS: content})
        return TrainingOutcome(
            weights={"": 1.0},
            p_ok_without_region=self._p_ok_quiet(),
            report=report(learned, classes, self._labels, made),
            doubt=doubt_of_judge(learned.held_out, classes[learned.measured], self._labels),
        )

    def _plan(self, examples: int) -> Plan:
        """Return how to learn from so many examples."""
        from qeu_onnx.training.fitting import Schedule
        from qeu_onnx.training.members import Plan

        given = self._parameters
        return Plan(
            classes=len(self._labels),
            members=given.members,
            width=given.width,
            seed=self._context.seed,
            schedule=Schedule(
                given.epochs,
                given.patience,
                batch=_BATCH if examples >= _MANY else _BATCH // 2,
                least=given.pass_size,
            ),
            augmentation=Augmentation(
                given.background, given.turning, light=self._mode != "binary", pieces=self._pieces
            ),
        )

    @property
    def _pieces(self) -> bool:
        wanted = self._parameters.pieces
        return self._mode == "binary" if wanted is None else wanted

    def _file(self, example: Example) -> Path:
        return self._context.work / f"{example.key}-patches.npz"

    def _examples(self) -> tuple[list[tuple[str, str, str]], Pictures]:
        """Return label, pair and group of every labelled region, and the patches.

        Raises:
            ValueError: There are too few.
        """
        groups = self._groups()
        rows: list[tuple[str, str, str]] = []
        pictures: list[Pictures] = []
        for (example, seen), group in zip(self._seen, groups, strict=True):
            for name, patch in zip(seen.region_ids, seen.patches, strict=True):
                label = example.regions.get(name)
                if label in self._labels:
                    rows.append((str(label), example.name, group))
                    pictures.append(patch)
        self._check(rows)
        return rows, np.stack(pictures)

    def _groups(self) -> list[str]:
        """Return the group of every pair; pairs stand alone when all are of one group."""
        examples = [example for example, _ in self._seen]
        return groups_of([e.name for e in examples], [e.group for e in examples])

    def _check(self, rows: Sequence[tuple[str, str, str]]) -> None:
        least = self._parameters.least_examples
        counts = Counter(label for label, _, _ in rows)
        if len(self._labels) < 2 or not any(counts[label] for label in self._labels[1:]):
            raise ValueError(
                "The patch network has no defective example: it learns to tell defects from good "
                f"regions, and {len(rows)} good regions were given. Label defects by boxes or "
                "cells, and name their classes in the recipe."
            )
        missing = [
            f'{least - counts[label]} more regions of class "{label}" ({counts[label]} of {least})'
            for label in self._labels
            if counts[label] < least
        ]
        if missing:
            raise ValueError(
                f"The patch network has too few examples: {'; '.join(missing)}. Label more "
                "records, or take the class out of the recipe."
            )
        pairs = len({pair for _, pair, _ in rows})
        if pairs < 4:
            raise ValueError(
                f"The patch network needs regions of at least 4 pairs, so that some can be held "
                f"out, got {pairs}. Label more records."
            )

    def _p_ok_quiet(self) -> float:
        """Share of good ones among cells that no region reaches, by the rule of succession."""
        known = [example.cells.get(a) for example, seen in self._seen for a in seen.quiet]
        labelled = [label for label in known if label is not None]
        return (labelled.count(self._labels[0]) + 1) / (len(labelled) + 2)

    def _description(self, temperature: float) -> BundleDescription:
        return BundleDescription(
            name=f"patches-{self._context.recipe.get('name', 'product')}",
            labels=self._labels,
            class_map={label: label for label in self._labels},
            temperature=round(temperature, 6),
            preprocessing=settings_for(self._mode, self._pieces).model_dump(mode="json"),
        )

    def _variant(
        self,
        content: bytes,
        pictures: Pictures,
        classes: Classes,
        held_out: HeldOut,
        about: BundleDescription,
    ) -> Loss:
        """Write the int8 bundle beside the checkpoints, with its loss among its figures."""
        from qeu_onnx.training.comparison import figures_of
        from qeu_onnx.training.quantise import quantised

        small, loss = quantised(content, pictures, classes, held_out, self._context.seed)
        place = self._context.work / VARIANT
        shutil.rmtree(place, ignore_errors=True)
        recipe = self._context.recipe
        described = replace(
            about,
            name=f"{about.name}-int8",
            metrics={f"lost.{name}": value for name, value in figures_of(loss).items()},
            images={"mode": self._mode},
            training_data=str(recipe.get("training_data", "")),
        )
        write_bundle(place, described, {WEIGHTS: small})
        return loss


class _Progress:
    """Turns passes of members into steps."""

    def __init__(self, on_step: OnStep, members: int, epochs: int) -> None:
        self._on_step = on_step
        self._epochs = epochs
        self._total = members * epochs + 1
        self._done = 0

    def __call__(self, member: int, epoch: int, loss: float) -> None:
        self._done = member * self._epochs + epoch
        name = f"loss/network {member + 1}"
        words = f"network {member + 1}, pass {epoch}"
        self._on_step(TrainingStep(self._done, self._total, words, {name: loss}))

    def doing(self, what: str) -> None:
        """Say what is done after the last pass."""
        self._on_step(TrainingStep(self._total - 1, self._total, what))


def _check_libraries() -> None:
    """Raise ValueError when a library is missing that only training needs."""
    from importlib.util import find_spec

    missing = [name for name in ("torch", "safetensors", "onnx") if find_spec(name) is None]
    if missing:
        raise ValueError(
            f"Training needs {', '.join(missing)}, which this station lacks; install the plugin "
            'with its training libraries: python -m pip install "qeu-onnx[train]"'
        )
