"""From divided lessons to a bundle: the adapter is laid, trained, proved, measured and written."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from qeu_station.api import TrainerContext, TrainingOutcome, TrainingStep
from qeu_station.toolkit.bundle import BundleDescription, write_bundle
from qeu_vlm.adapting import proved
from qeu_vlm.answering import Asker
from qeu_vlm.described import Description
from qeu_vlm.limits import Limits
from qeu_vlm.loaded import LoadedModel, LoadSettings
from qeu_vlm.loading import load_model
from qeu_vlm.parameters import Parameters
from qeu_vlm.showing import ShowSettings
from qeu_vlm.training.adapter import (
    AdapterSettings,
    Laid,
    adapter_files,
    checkpointing,
    lay_adapter,
)
from qeu_vlm.training.checkpoint import Progress
from qeu_vlm.training.curves import Curves, values_of
from qeu_vlm.training.examining import answered
from qeu_vlm.training.fitting import Lesson, Schedule, fit
from qeu_vlm.training.measures import beside
from qeu_vlm.training.parameters import TrainingParameters
from qeu_vlm.training.reporting import Made, doubt, report
from qeu_vlm.training.sheet import Row, write_sheet
from qeu_vlm.training.sides import Sides
from qeu_vlm.training.suited import Suited, suited
from qeu_vlm.training.teaching import Teacher
from qeu_vlm.training.tiles import Moving
from qeu_vlm.training.varying import Varying
from qeu_vlm.vocabulary import OK

CHECKPOINT = "adapter.safetensors"


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that decides a training.

    Attributes:
        context: What the trainer was called with.
        given: How it learns.
        kept: The inspector's parameters so far.
        show: How pairs are shown.
        base: Name of the base model.
        folder: Where that lies.
        names: Names of defects.
        sides: The lessons.
        left_out: Reason per pair that is no lesson.
        assumed: Lessons in which a cell of unknown class was taken for good.
    """

    context: TrainerContext
    given: TrainingParameters
    kept: Parameters
    show: ShowSettings
    base: str
    folder: Path
    names: tuple[str, ...]
    sides: Sides
    left_out: Mapping[str, str] = field(default_factory=dict)
    assumed: int = 0

    def id(self, base: Mapping[str, str]) -> str:
        """Name the training in its checkpoint: other lessons, settings or base, another training.

        Args:
            base: SHA-256 per file of the base.
        """
        lessons = [
            [each.name, each.group, each.answer, each.reasoning]
            for side in (self.sides.learn, self.sides.check)
            for each in side
        ]
        settings = self.given.model_dump(mode="json")
        facts = [settings, self.context.seed, repr(self.show), lessons, dict(base)]
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()


def tune(plan: Plan, on_step: Callable[[TrainingStep], None]) -> TrainingOutcome:
    """Train, measure, write the bundle.

    Raises:
        PluginError: The base model cannot be used.
        ValueError: A target matches no layer, or the training went astray or changed nothing.
    """
    torch.set_num_threads(plan.context.threads)
    told = _Told(plan, on_step)
    loaded = load_model(_load_settings(plan))
    chosen = suited(plan.given, loaded.own, len(plan.sides.learn))
    laid = _laid(plan, loaded, chosen)
    start = time.perf_counter()
    progress = _fitted(plan, loaded, laid, chosen, told)
    seconds = time.perf_counter() - start
    told.doing("proving that the adapter works")
    _check_proof(loaded)
    files = adapter_files(laid.model)
    rows = _answered(plan, loaded, told)
    made = Made(
        base=plan.base,
        trained=laid.trained,
        total=laid.total,
        size=sum(map(len, files.values())),
        targets=len(laid.targets),
        epochs=progress.epoch,
        best=progress.best,
        seconds=seconds,
        learned=len(plan.sides.learn),
        checked=len(plan.sides.check),
        apart=plan.sides.apart,
        torn=plan.sides.torn,
        left_out=plan.left_out,
        assumed=plan.assumed,
    )
    write_sheet(plan.context.report, rows)
    write_bundle(plan.context.bundle, _about(plan, loaded), files)
    both = beside([row.base for row in rows], [row.tuned for row in rows])
    return TrainingOutcome(_cleared(plan), report=report(both, made), doubt=doubt(both))


def _load_settings(plan: Plan) -> LoadSettings:
    dtype = plan.given.dtype
    if dtype == "auto":
        able = plan.given.device != "cpu" and torch.cuda.is_available()
        dtype = "bfloat16" if able and torch.cuda.is_bf16_supported() else "float32"
    return LoadSettings(
        model=plan.folder,
        dtype=dtype,
        device=plan.given.device,
        attention=plan.kept.attention,
        trust_remote_code=plan.kept.trust_remote_code,
        revision=plan.kept.revision,
    )


def _laid(plan: Plan, loaded: LoadedModel, chosen: Suited) -> Laid:
    given = plan.given
    settings = AdapterSettings(chosen.rank, chosen.alpha, given.dropout, given.dora, given.targets)
    laid = lay_adapter(loaded.model, settings, plan.context.seed, _recorded_base(plan))
    if given.checkpointing:
        checkpointing(laid.model)
    loaded.adapted = laid.model
    return laid


def _fitted(plan: Plan, loaded: LoadedModel, laid: Laid, chosen: Suited, told: _Told) -> Progress:
    given = plan.given
    moving = Moving(turning=given.turning, defective=given.defective)
    teacher = Teacher(
        loaded,
        plan.sides.learn,
        plan.sides.check,
        Varying.of(plan.sides.learn, given.vary, moving),
        names=plan.names,
        batch=given.batch,
        size=chosen.pass_size,
        defective=given.defective,
        choices=chosen.choices,
    )
    lesson = Lesson(
        teacher.batches,
        teacher.batches_per_pass,
        teacher.check,
        plan.context.seed,
        Schedule(
            epochs=given.epochs,
            patience=given.patience,
            accumulation=given.accumulation,
            rate=chosen.rate,
            warm_up=given.warm_up,
            decay=given.decay,
            gradient_norm=given.gradient_norm,
        ),
        plan.id(loaded.facts["model_files"]),
        plan.context.work / CHECKPOINT,
        half=loaded.model.dtype is torch.bfloat16,
    )
    shutil.rmtree(plan.context.report, ignore_errors=True)
    curves = Curves(plan.context.report / "tensorboard")

    def on_epoch(progress: Progress) -> None:
        curves.add(progress)
        told.epoch(progress)

    progress = fit(laid.model, lesson, on_epoch)
    curves.close()
    return progress


def _check_proof(loaded: LoadedModel) -> None:
    proof = proved(loaded)
    if not proof.holds:
        raise ValueError(f"The adapter changes nothing: {proof}. Raise rate or epochs.")


def _answered(plan: Plan, loaded: LoadedModel, told: _Told) -> list[Row]:
    """Ask base and tuned model about the same pairs, as the inspector will."""
    lessons, limits = plan.sides.measure, Limits.of(plan.kept)
    asker = Asker(loaded, plan.names)

    def ask(base: bool) -> Any:
        who = "base" if base else "tuned"

        def on_pair(done: int) -> None:
            told.doing(f"asking the {who} model, {done} of {len(lessons)}")

        return answered(loaded, asker, lessons, limits, base=base, on_pair=on_pair)

    base, tuned = ask(True), ask(False)
    return [Row(b, t, each.show) for b, t, each in zip(base, tuned, lessons, strict=True)]


def _about(plan: Plan, loaded: LoadedModel) -> BundleDescription:
    labels = (OK, *plan.names)
    described = Description(
        base=_recorded_base(plan),
        revision=plan.kept.revision,
        base_files=dict(loaded.facts["model_files"]),
        show=plan.show.way,
        longest_side=plan.show.longest_side,
        crops=plan.show.crops,
        crop_side=plan.show.crop_side,
    )
    return BundleDescription(
        name=f"vlm-{plan.context.recipe.get('name', 'product')}",
        labels=labels,
        class_map={label: label for label in labels},
        preprocessing=described.model_dump(mode="json"),
    )


def _recorded_base(plan: Plan) -> str:
    """Return how the bundle names its base: a folder by its full path, others by their names."""
    return str(plan.folder) if Path(plan.base).expanduser().is_dir() else plan.base


def _cleared(plan: Plan) -> dict[str, Any]:
    """Return the inspector's parameters that would name another base or adapter, emptied."""
    return {
        **({"adapter": ""} if plan.kept.adapter else {}),
        **({"model": ""} if plan.kept.model and plan.kept.model != plan.base else {}),
    }


class _Told:
    """Turns passes and questions into steps."""

    def __init__(self, plan: Plan, on_step: Callable[[TrainingStep], None]) -> None:
        self._on_step = on_step
        self._epochs = plan.given.epochs

    def epoch(self, progress: Progress) -> None:
        """Tell a pass."""
        words = f"pass {progress.epoch}, best {progress.best}"
        values = values_of(progress)
        self._on_step(TrainingStep(progress.epoch, self._epochs + 1, words, values))

    def doing(self, what: str) -> None:
        """Tell what is done after the last pass."""
        self._on_step(TrainingStep(self._epochs, self._epochs + 1, what))
