"""The trainer: is shown labelled pairs, lays an adapter on a model, measures it beside its base."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from qeu_station.api import Example, PreparedPair, TrainerContext, TrainingOutcome, TrainingStep
from qeu_station.toolkit.records import read_records
from qeu_vlm import folders
from qeu_vlm.choosing import SHIPPED
from qeu_vlm.parameters import Parameters
from qeu_vlm.showing import Shown, ShowSettings, show
from qeu_vlm.training.keeping import keep, recalled
from qeu_vlm.training.lessons import (
    LeftOutError,
    Taught,
    defects_of,
    taught,
    taught_by_records,
)
from qeu_vlm.training.parameters import TrainingParameters
from qeu_vlm.training.sides import Sides, check_enough, divided
from qeu_vlm.vocabulary import OK, UNKNOWN

OnStep = Callable[[TrainingStep], None]


class VlmTrainer:
    """Adapts a model to what was observed; what it shows and checkpoints are kept in ``work``."""

    def __init__(self, context: TrainerContext) -> None:
        """Args: ``context`` with ``TrainingParameters``, or an empty mapping for the defaults.

        Raises:
            PluginError: The base model cannot be found.
        """
        folders.stay_offline()
        self._context = context
        self._given: TrainingParameters = context.parameters or TrainingParameters()
        kept = dict(context.recipe.get("parameters") or {})
        self._kept = Parameters.model_validate(kept)
        self._base = self._given.base or self._kept.model or SHIPPED
        self._folder = folders.found(self._base, [Path.cwd()], self._kept.revision)
        self._show = self._settings()
        self._names = tuple(each for each in context.classes if each not in (OK, UNKNOWN))
        self._lessons: list[Taught] = []
        self._held_out: list[Taught] = []
        self._left_out: dict[str, str] = {}
        self._assumed = 0

    def recall(self, example: Example) -> bool:
        """Whether this pair was shown before, by a training that was interrupted."""
        shown = recalled(self._file(example))
        if shown is None:
            return False
        self._learn(example, shown)
        return True

    def observe(self, pair: PreparedPair, example: Example) -> None:
        """Keep what the model is shown of a pair."""
        shown = show(pair, self._show)
        keep(shown, self._file(example))
        self._learn(example, shown)

    def teach(self, lessons: Sequence[Taught], *, held_out: bool = False) -> None:
        """Take lessons that were made elsewhere, to learn from or to be measured on."""
        (self._held_out if held_out else self._lessons).extend(lessons)

    def train(self, on_step: OnStep) -> TrainingOutcome:
        """Learn, measure beside the base, write the bundle, and say what was found.

        Raises:
            DatasetError: The records cannot be read, or the pairs cannot be split.
            PluginError: The base model cannot be used.
            ValueError: There are too few examples, a target matches no layer, or the training
                went astray.
        """
        from qeu_vlm.training.tuning import Plan, tune

        plan = Plan(
            context=self._context,
            given=self._given,
            kept=self._kept,
            show=self._show,
            base=self._base,
            folder=self._folder,
            names=self._names,
            sides=self._sides(),
            left_out=self._left_out,
            assumed=self._assumed,
        )
        return tune(plan, on_step)

    def _settings(self) -> ShowSettings:
        own = (self._folder / folders.PAIR_PROCESSOR).is_file()
        asked = self._given.show or self._kept.show
        if own and asked not in ("", "channels"):
            raise ValueError(
                f'show = "{asked}", but the model {self._base} reads channels only; leave show '
                "out, or name another base"
            )
        return ShowSettings(
            way=asked or ("channels" if own else "composite"),
            longest_side=self._kept.longest_side,
            crops=0 if own else self._kept.crops,
            crop_side=self._kept.crop_side,
        )

    def _file(self, example: Example) -> Path:
        way = hashlib.sha256(repr(self._show).encode()).hexdigest()[:8]
        return self._context.work / f"{example.key}-{way}.npz"

    def _learn(self, example: Example, shown: Shown) -> None:
        file = self._file(example)
        try:
            bad, assumed = defects_of(example, tuple(shown.addresses.values()))
        except LeftOutError as error:
            self._left_out[example.name] = str(error)
            return
        self._assumed += assumed
        held = shown if shown.planes is not None else None  # tiles are small, pictures are not
        self._lessons.append(
            taught(example.name, example.group or example.name, shown, _again(file, held), bad)
        )

    def _sides(self) -> Sides:
        given, lessons, test = self._given, list(self._lessons), list(self._held_out)
        if given.records:
            records = read_records(Path(given.records).expanduser())
            learned, held_out, left_out = taught_by_records(
                records, self._show, self._names, given.reasoning
            )
            lessons, test = lessons + learned, test + held_out
            self._left_out |= left_out
        check_enough(lessons, self._names, given.least_examples, self._left_out)
        return divided(
            lessons,
            test,
            checked=given.checked,
            measured=given.measured,
            most=given.most_measured,
            seed=self._context.seed,
        )


def _again(file: Path, held: Shown | None) -> Callable[[], Shown]:
    def shown() -> Shown:
        found = held or recalled(file)
        if found is None:
            raise ValueError(f"{file} is gone or damaged; start the training again")
        return found

    return shown
