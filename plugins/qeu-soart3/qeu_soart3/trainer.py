"""The trainer: sees labelled pairs, learns judges of regions and cells, writes the bundle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from qeu_soart3.choice import TRIALS, Tried, choose
from qeu_soart3.comparison import doubt, report
from qeu_soart3.keeping import Seen, keep, recalled, see
from qeu_soart3.learning import Items, Learned, OnEpoch, Plan, learn
from qeu_soart3.model import (
    Item,
    Preprocessing,
    network_file,
    prototypes_content,
    prototypes_file,
)
from qeu_soart3.networks import Schedule
from qeu_soart3.onnx_files import exported
from qeu_soart3.parameters import TrainingParameters
from qeu_soart3.reading import Reading, SpaceName, space_for, space_of, stacked_readings
from qeu_station.api import (
    Example,
    PreparedPair,
    TrainerContext,
    TrainingOutcome,
    TrainingStep,
)
from qeu_station.toolkit.bundle import BundleDescription, write_bundle
from qeu_station.toolkit.splits import groups_of

OnStep = Callable[[TrainingStep], None]

_UNKNOWN = 1
"""Position of ``unknown`` in the recipe's classes: nothing is taught to be unknown."""

_STEPS_PER_TRAINING = 2


class SoartTrainer:
    """Learns from everything observed; what was read of a pair is kept in the work folder."""

    def __init__(self, context: TrainerContext) -> None:
        """Args: ``context`` with ``TrainingParameters``, or an empty mapping for the defaults."""
        self._context = context
        self._parameters: TrainingParameters = context.parameters or TrainingParameters()
        self._labels = tuple(c for n, c in enumerate(context.classes) if n != _UNKNOWN)
        self._mode = str(context.recipe.get("mode", "colour"))
        chosen = self._parameters.space
        self._space_name: SpaceName = space_for(self._mode) if chosen == "auto" else chosen
        self._space = space_of(self._space_name, self._parameters.dark_ink)
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
        seen = see(pair, self._space, self._parameters.cell_share)
        keep(seen, self._file(example))
        self._seen.append((example, seen))

    def train(self, on_step: OnStep) -> TrainingOutcome:
        """Learn, write the bundle and compare with the baselines.

        Raises:
            ValueError: A class has too few examples, or there are too few pairs.
        """
        import torch

        torch.set_num_threads(self._context.threads)
        self._check_pairs()
        regions = self._items("regions")
        cells = self._items("cells") if self._seen[0][1].cells is not None else None
        kinds: dict[Item, Items] = {"regions": regions}
        if cells is not None:
            kinds["cells"] = cells
        deciding: Item = "cells" if cells is not None else "regions"
        progress = _Progress(on_step, len(kinds) * self._trainings() + self._trials())
        tried = self._tried(kinds[deciding], progress)
        plan = self._plan(self._named() or tried[0].unit_spaces)
        learned = {kind: learn(items, plan, progress) for kind, items in kinds.items()}
        quiet = self._p_ok_quiet()
        self._write(kinds, learned, quiet)
        return TrainingOutcome(
            parameters={"unit_spaces": list(plan.unit_spaces)},
            weights=dict(zip(("weight", "bias"), learned[deciding].weights, strict=True)),
            p_ok_without_region=quiet,
            report=report(kinds, learned, self._strengths(), self._labels, plan, tried),
            doubt=doubt(kinds, learned, self._labels),
        )

    def _file(self, example: Example) -> Path:
        return self._context.work / f"{example.key}-{self._space_name}.npz"

    def _named(self) -> tuple[str, ...]:
        """Return the unit spaces somebody chose, empty when that is left to trial."""
        wanted = self._parameters.unit_spaces
        if wanted == "recipe":
            return tuple(self._context.recipe.get("parameters", {}).get("unit_spaces", ()))
        return () if wanted == "auto" else tuple(wanted)

    def _tried(self, items: Items, on_epoch: OnEpoch) -> tuple[Tried, ...]:
        return () if self._named() else choose(items, self._plan(()), on_epoch)

    def _trials(self) -> int:
        return 0 if self._named() else TRIALS * _STEPS_PER_TRAINING

    def _plan(self, unit_spaces: tuple[str, ...]) -> Plan:
        given = self._parameters
        return Plan(
            groups=self._space.groups,
            classes=len(self._labels),
            unit_spaces=unit_spaces,
            per_window=given.per_window,
            over_all=given.over_all,
            folds=given.folds,
            seed=self._context.seed,
            schedule=Schedule(epochs=given.epochs),
        )

    def _trainings(self) -> int:
        folds = min(self._parameters.folds, len(set(self._groups())))
        return (folds + 1) * _STEPS_PER_TRAINING

    def _groups(self) -> list[str]:
        """Return the group of every pair; pairs stand alone when all are of one group."""
        examples = [example for example, _ in self._seen]
        return groups_of([e.name for e in examples], [e.group for e in examples])

    def _check_pairs(self) -> None:
        names = {example.name for example, _ in self._seen}
        if len(names) < 2:
            raise ValueError(
                f"soart3 needs at least two labelled pairs of different names, got {len(names)}; "
                "import more records"
            )

    def _items(self, kind: Item) -> Items:
        """Return all labelled items of one kind.

        Raises:
            ValueError: A class has too few examples.
        """
        readings: list[Reading] = []
        rows: list[tuple[str, str, str]] = []
        for (example, seen), group in zip(self._seen, self._groups(), strict=True):
            names, known, reading = _of_kind(kind, example, seen)
            labelled = [n for n, name in enumerate(names) if known.get(name) in self._labels]
            readings.append(reading.of(np.array(labelled, np.intp)))
            rows += [(known[names[n]], example.name, group) for n in labelled]
        self._check_examples(kind, [label for label, _, _ in rows])
        classes = np.array([self._labels.index(label) for label, _, _ in rows], np.intp)
        pairs, groups = [row[1] for row in rows], [row[2] for row in rows]
        return Items(stacked_readings(readings), classes, pairs, groups)

    def _check_examples(self, kind: Item, labels: Sequence[str]) -> None:
        counts, least = Counter(labels), self._parameters.least_examples
        missing = [
            f'{least - counts[label]} more {kind} of class "{label}" ({counts[label]} of {least})'
            for label in self._labels
            if counts[label] < least
        ]
        if missing:
            raise ValueError(
                f"soart3 has too few examples: {'; '.join(missing)}. Label more records, or take "
                "the class out of the recipe."
            )

    def _p_ok_quiet(self) -> float:
        """Share of good ones among cells that no region reaches, by the rule of succession."""
        good = bad = 0
        for example, seen in self._seen:
            for address, quiet in zip(seen.addresses, seen.quiet, strict=True):
                label = example.cells.get(address)
                good += bool(quiet) and label == self._labels[0]
                bad += bool(quiet) and label is not None and label != self._labels[0]
        return (good + 1) / (good + bad + 2)

    def _strengths(self) -> NDArray[np.float64]:
        return np.array(
            [
                strength
                for example, seen in self._seen
                for name, strength in zip(seen.region_ids, seen.strengths, strict=True)
                if example.regions.get(name) in self._labels
            ]
        )

    def _write(
        self, kinds: Mapping[Item, Items], learned: Mapping[Item, Learned], quiet: float
    ) -> None:
        about = Preprocessing(
            space=self._space_name,
            mode=self._mode,
            dark_ink=self._parameters.dark_ink,
            unit_spaces=learned["regions"].judge.unit_spaces,
            cell_share=self._parameters.cell_share,
            p_ok_quiet=quiet,
        )
        files: dict[str, bytes] = {}
        for kind, items in kinds.items():
            judge = learned[kind].judge
            sides = items.reading.sides(judge.prototypes, judge.unit_spaces)
            files[prototypes_file(kind)] = prototypes_content(judge.prototypes)
            files[network_file(kind, "weight")] = exported(judge.weight, sides.weight)
            files[network_file(kind, "bias")] = exported(judge.bias, sides.bias)
        description = BundleDescription(
            name=f"soart3-{self._context.recipe.get('name', 'product')}",
            labels=self._labels,
            class_map={label: label for label in self._labels},
            preprocessing=asdict(about),
        )
        write_bundle(self._context.bundle, description, files)


class _Progress:
    """Turns passes of networks into steps."""

    def __init__(self, on_step: OnStep, trainings: int) -> None:
        self._on_step, self._total = on_step, trainings
        self._begun: list[str] = []

    def __call__(self, what: str, epoch: int, loss: float) -> None:
        if epoch == 1:
            self._begun.append(what)
        done = min(len(self._begun) - 1, self._total)
        step = TrainingStep(done, self._total, f"training {what}", {f"loss of {what[0]}": loss})
        self._on_step(step)


def _of_kind(
    kind: Item, example: Example, seen: Seen
) -> tuple[Sequence[str], Mapping[str, str], Reading]:
    if kind == "regions":
        return seen.region_ids, example.regions, seen.regions
    if seen.cells is None:
        raise ValueError(f'cells of pair "{example.name}" were not read')
    return seen.addresses, example.cells, seen.cells
