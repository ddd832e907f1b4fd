"""The road from records to a trained model beside a new version of the recipe."""

from __future__ import annotations

import hashlib
import json
import math
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qeu_station.api import TrainerSpec, TrainingOutcome, TrainingStep
from qeu_station.core.recipe import CalibrationSettings, InspectorSettings, Recipe
from qeu_station.errors import DatasetError
from qeu_station.learning.census import Census, shortages
from qeu_station.learning.outlines import OutlineBook
from qeu_station.pluginhost import Catalog, TrainerUse, check_training, inspector_of, load_catalog
from qeu_station.pluginhost import train as run_trainer
from qeu_station.services.opening import OpenHome
from qeu_station.services.report.training import TrainingFacts, copied_extras, write_training_report
from qeu_station.services.training.examples import ExampleStream, Item, data_id, items_of
from qeu_station.services.training.folder import TrainingFolder, training_folder
from qeu_station.services.training.records import read_records
from qeu_station.storage.atomic import storage_errors
from qeu_station.storage.recipes import LoadedRecipe, load_recipe, save_recipe
from qeu_station.toolkit.bundle import ModelBundle, image_facts, write_bundle

REPORT, REPORT_DATA = "report.html", "report.json"


@dataclass(frozen=True, slots=True)
class TrainRequest:
    """A training as a person asks for it.

    Attributes:
        trainer: Name of the trainer.
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        records: What to learn from, see ``records.read_records``; None is the station's journal.
        truth: Truth of ``records`` that bring none.
        parameters: Values for the trainer's parameters.
        seed: Same seed and same records, same result.
        out: Folder that also gets the reports, or None.
        resume: Go on with this training where it was interrupted.
        least: Examples needed of each class.
        memory_mb: Memory of the trainer's process in mebibytes above which it is ended.
    """

    trainer: str
    recipe: str
    records: Path | None = None
    truth: Path | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    out: Path | None = None
    resume: bool = False
    least: int = 10
    memory_mb: int = 8192


@dataclass(frozen=True, slots=True)
class TrainResult:
    """What a training made.

    Attributes:
        loaded: The new version of the recipe, with the bundle beside it.
        inspector: The inspector that runs the bundle.
        bundle: The bundle as the training's folder keeps it.
        outcome: What the trainer found.
        census: What it learned from.
        left_out: Pairs it did not learn from, with the reason.
        report: The page; its data lies beside it as JSON.
    """

    loaded: LoadedRecipe
    inspector: str
    bundle: ModelBundle
    outcome: TrainingOutcome
    census: Census
    left_out: Mapping[str, str]
    report: Path


def train(
    request: TrainRequest,
    home: OpenHome,
    on_progress: Callable[[TrainingStep], None] = lambda step: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> TrainResult | None:
    """Train, and save the result as a new version of the recipe; None when it was cancelled.

    A training that was cancelled, interrupted or killed goes on with ``resume``.

    Raises:
        DatasetError: The records cannot be used, or are too few; the message says what is missing.
        PluginError: There is no such trainer, or it failed; plugin and reason are named.
        QeuError: The recipe, the truth or a folder cannot be used.
    """
    loaded = load_recipe(request.recipe, home.folder)
    catalog = load_catalog(home.host)
    use = _use(request, loaded, catalog)
    if use.parameters:  # a mistake in them is better told now than when everything was read
        check_training(use, home.host)
    records = read_records(request.records, request.truth, loaded, home)
    items, gone = items_of(records.known, loaded)
    if request.out is not None:  # better now than after an hour
        with storage_errors(f'write the folder "{request.out}"'):
            request.out.mkdir(parents=True, exist_ok=True)
    data = data_id(items)
    with training_folder(home.folder, _name(use, loaded, data), request.resume) as folder:
        plan = _Plan(request, home, loaded, use, items, data, folder)
        return plan.run({**records.left_out, **gone}, on_progress, cancelled)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A training whose every part was found."""

    request: TrainRequest
    home: OpenHome
    loaded: LoadedRecipe
    use: TrainerUse
    items: tuple[Item, ...]
    data: str
    folder: TrainingFolder

    def run(
        self,
        gone: Mapping[str, str],
        on_progress: Callable[[TrainingStep], None],
        cancelled: Callable[[], bool],
    ) -> TrainResult | None:
        def told(step: TrainingStep) -> None:
            self.folder.keep(step)
            on_progress(step)

        stream = ExampleStream(
            self.loaded,
            self.items,
            OutlineBook(self.folder.outlines),
            self.home.station.max_pixels,
            lambda done, total: on_progress(TrainingStep(done, total, "preparing pairs")),
            self._check_enough,
            dict(gone),
        )
        self.folder.note({**self._facts(), "state": "running"})
        use = replace(self.use, work=self.folder.work, bundle=self.folder.made)
        use = replace(use, recipe={**self.use.recipe, "training_data": self.data})
        outcome = run_trainer(use, stream, self.home.host, told, cancelled)
        if outcome is None:
            return None
        bundle = self._kept_bundle(outcome)
        saved = self._saved(outcome, bundle, len(stream.used))
        result = TrainResult(
            loaded=saved,
            inspector=use.inspector.name,
            bundle=bundle,
            outcome=outcome,
            census=stream.census,
            left_out=stream.left_out,
            report=self.folder.path / REPORT,
        )
        self._report(result, self.folder.path)
        finished = {"state": "finished", "saved_version": saved.recipe.version}
        self.folder.note({**self._facts(), **finished})
        if self.request.out is not None:
            self._report(result, self.request.out)
        return result

    def _check_enough(self, stream: ExampleStream) -> None:
        if not stream.used:
            first = next(iter(stream.left_out.items()), ("", "there is no pair"))
            raise DatasetError(
                f"No pair can be learned from; {len(stream.left_out)} were left out. The first: "
                f"{first[0]}: {first[1]}"
            )
        recipe, scopes = self.loaded.recipe, self.use.inspector.scopes
        missing = shortages(stream.census, recipe.class_table.names, scopes, self.request.least)
        if missing:
            raise DatasetError(
                f'Too few records to train recipe "{recipe.name}" from {len(stream.used)} pairs: '
                f"{'; '.join(missing)}. Label more, or take a class out of the recipe."
                f"{_unlabelled(stream.census)}"
            )

    def _kept_bundle(self, outcome: TrainingOutcome) -> ModelBundle:
        """Return the trainer's bundle with what it was trained on and what was measured."""
        made = ModelBundle.load(self.folder.made)
        images = image_facts(self.loaded.recipe.image)
        figures = {n: round(v, 6) for n, v in outcome.report.figures.items() if math.isfinite(v)}
        metrics = {**figures, **made.about.metrics}
        about = replace(made.about, training_data=self.data, images=images, metrics=metrics)
        files = {name: made.file(name) for name in made.about.files}
        kept = write_bundle(self.folder.bundle, about, files)
        shutil.rmtree(self.folder.made)
        return kept

    def _saved(self, outcome: TrainingOutcome, bundle: ModelBundle, pairs: int) -> LoadedRecipe:
        recipe, name = self.loaded.recipe, self.use.inspector.name
        recipe = _with_inspector(recipe, name, outcome)
        if outcome.p_ok_without_region is not None:
            p_ok = round(outcome.p_ok_without_region, 6)
            learned = CalibrationSettings(self.data, pairs, p_ok)
            recipe = replace(recipe, calibration=learned)
        return save_recipe(
            recipe,
            self.loaded.references,
            self.home.folder,
            models=self.loaded.folder,
            bundles={name: bundle.folder},
        )

    def _report(self, result: TrainResult, place: Path) -> None:
        facts = TrainingFacts(
            self._facts(),
            result.census,
            result.left_out,
            self.folder.curves(),
            copied_extras(self.folder.extras, place),
        )
        write_training_report(place, facts, result.outcome, result.loaded, result.bundle)

    def _facts(self) -> dict[str, Any]:
        spec, origin, recipe = self.use.entry.spec, self.use.entry.origin, self.loaded.recipe
        return {
            "id": self.folder.path.name,
            "trainer": spec.name,
            "trainer_version": spec.version,
            "plugin": origin.name,
            "plugin_version": origin.version,
            "inspector": self.use.inspector.name,
            "parameters": dict(self.use.parameters),
            "recipe": recipe.name,
            "recipe_version": recipe.version,
            "recipe_sha256": self.loaded.sha256,
            "classes": list(recipe.class_table.names),
            "records": str(self.request.records or "journal of the station"),
            "pairs": len(self.items),
            "training_data": self.data,
            "seed": self.use.seed,
        }


def _unlabelled(census: Census) -> str:
    """Say why regions have no class, when that may be what is missing."""
    if not census.unknown:
        return ""
    return (
        f" {census.unknown} regions have no class: nothing is known of them, a box only touches "
        "them, or their cell is labelled and holds several; boxes say more than cells."
    )


def _use(request: TrainRequest, loaded: LoadedRecipe, catalog: Catalog) -> TrainerUse:
    entry, recipe = catalog.trainer(request.trainer), loaded.recipe
    assert isinstance(entry.spec, TrainerSpec)
    inspector = catalog.inspector(inspector_of(entry.spec))
    kept = next((dict(s.parameters) for s in recipe.inspectors if s.name == inspector.name), {})
    return TrainerUse(
        entry=entry,
        inspector=inspector,
        parameters=dict(request.parameters),
        kept=kept,
        classes=recipe.class_table,
        seed=request.seed,
        recipe={
            "name": recipe.name,
            "version": recipe.version,
            "sha256": loaded.sha256,
            "mode": recipe.image.mode,
            "tolerance": recipe.difference.tolerance,
            "cells": list(recipe.grid.over(640, 480).addresses),
            "parameters": kept,
        },
        memory_mb=request.memory_mb,
    )


def _name(use: TrainerUse, loaded: LoadedRecipe, data: str) -> str:
    """Name a training after everything that decides its result."""
    spec, origin = use.entry.spec, use.entry.origin
    parts = (spec.version, origin.name, origin.version, loaded.sha256, data, use.seed)
    text = json.dumps([*parts, dict(use.parameters)], sort_keys=True, default=str)
    return f"{spec.name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def _with_inspector(recipe: Recipe, name: str, outcome: TrainingOutcome) -> Recipe:
    """Return the recipe that uses the inspector with its bundle and what was found."""
    known = {settings.name: settings for settings in recipe.inspectors}
    settings = known.get(name, InspectorSettings(name))
    own = outcome.weights.get("", settings.weight)
    weights = {key: value for key, value in outcome.weights.items() if key}
    trained = replace(
        settings,
        model=f"models/{name}",
        parameters={**settings.parameters, **outcome.parameters},
        weight=own,
        weights={**settings.weights, **weights},
    )
    return replace(recipe, inspectors=tuple({**known, name: trained}.values()))
