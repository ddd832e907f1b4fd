"""The road from records to a trained model beside a new version of the recipe."""

from __future__ import annotations

import math
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from qeu_station.api import TrainingOutcome, TrainingStep
from qeu_station.core.recipe import CalibrationSettings
from qeu_station.errors import DatasetError
from qeu_station.learning.census import Census, shortages
from qeu_station.learning.outlines import OutlineBook
from qeu_station.pluginhost import TrainerUse, check_training, load_catalog
from qeu_station.pluginhost import train as run_trainer
from qeu_station.services.opening import OpenHome
from qeu_station.services.report.training import TrainingFacts, copied_extras, write_training_report
from qeu_station.services.training.examples import ExampleStream, Item, data_id, items_of
from qeu_station.services.training.folder import (
    FINISHED,
    RUNNING,
    WITHHELD,
    TrainingFolder,
    training_folder,
)
from qeu_station.services.training.imported import Imported, imported, with_records
from qeu_station.services.training.records import Records, read_records
from qeu_station.services.training.request import TrainRequest, TrainResult
from qeu_station.services.training.resuming import goes_on
from qeu_station.services.training.using import trainer_use, training_name, with_inspector
from qeu_station.storage.atomic import storage_errors
from qeu_station.storage.recipes import LoadedRecipe, load_recipe, save_recipe
from qeu_station.toolkit.bundle import ModelBundle, image_facts, write_bundle

REPORT = "report.html"


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
    entry = catalog.trainer(request.trainer)
    parameters = with_records(request.parameters, request.records, request.truth, entry)
    use = trainer_use(replace(request, parameters=parameters), loaded, catalog)
    if parameters:  # a mistake in them is better told now than when everything was read
        check_training(use, home.host)
    own = imported(parameters, request.records)
    records = _pairs(request, loaded, home, own)
    items, gone = items_of(records.known, loaded)
    if request.out is not None:  # better now than after an hour
        with storage_errors(f'write the folder "{request.out}"'):
            request.out.mkdir(parents=True, exist_ok=True)
    data = data_id(items, "" if own is None else own.id)
    plan = _Plan(request, home, loaded, use, items, data, own)
    with training_folder(home.folder, training_name(use, loaded, data), plan.goes_on) as folder:
        return plan.run(folder, {**records.left_out, **gone}, on_progress, cancelled)


def _pairs(
    request: TrainRequest, loaded: LoadedRecipe, home: OpenHome, own: Imported | None
) -> Records:
    """Return the pairs to learn from; none are needed where the trainer has records of its own."""
    if own is not None and own.alone:
        return Records(())
    return read_records(request.records, request.truth, loaded, home, needed=own is None)


@dataclass(frozen=True, slots=True)
class _Plan:
    """A training whose every part was found."""

    request: TrainRequest
    home: OpenHome
    loaded: LoadedRecipe
    use: TrainerUse
    items: tuple[Item, ...]
    data: str
    own: Imported | None

    def goes_on(self, folder: TrainingFolder) -> bool:
        """Return whether the training goes on with what its folder keeps."""
        return goes_on(folder, self._facts(), self.request.resume, self.request.use_anyway)

    def run(
        self,
        folder: TrainingFolder,
        gone: Mapping[str, str],
        on_progress: Callable[[TrainingStep], None],
        cancelled: Callable[[], bool],
    ) -> TrainResult | None:
        def told(step: TrainingStep) -> None:
            folder.keep(step)
            on_progress(step)

        stream = ExampleStream(
            self.loaded,
            self.items,
            OutlineBook(folder.outlines),
            self.home.station.max_pixels,
            lambda done, total: on_progress(TrainingStep(done, total, "preparing pairs")),
            self._check_enough,
            dict(gone),
        )
        folder.note({**self._facts(), "state": RUNNING})
        use = replace(self.use, work=folder.work, bundle=folder.made)
        use = replace(use, recipe={**self.use.recipe, "training_data": self.data})
        outcome = run_trainer(use, stream, self.home.host, told, cancelled)
        return None if outcome is None else self._ended(folder, stream, outcome)

    def _ended(
        self, folder: TrainingFolder, stream: ExampleStream, outcome: TrainingOutcome
    ) -> TrainResult:
        """Keep the model, put it to use unless it is doubted, and write the reports."""
        bundle = self._kept_bundle(folder, outcome)
        used = not outcome.doubt or self.request.use_anyway
        result = TrainResult(
            loaded=self._saved(outcome, bundle, len(stream.used)) if used else self.loaded,
            used=used,
            inspector=self.use.inspector.name,
            bundle=bundle,
            outcome=outcome,
            census=stream.census,
            left_out=stream.left_out,
            report=folder.path / REPORT,
            imported=self.own,
        )
        for place in (folder.path, self.request.out):
            if place is not None:
                self._report(result, folder, place)
        made = (
            {"state": FINISHED, "saved_version": result.loaded.recipe.version}
            if used
            else {"state": WITHHELD, "doubt": outcome.doubt}
        )
        folder.note({**self._facts(), **made, "ended": datetime.now(UTC).isoformat()})
        return result

    def _check_enough(self, stream: ExampleStream) -> None:
        if self.own is not None:
            return  # the trainer counts what it reads itself
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

    def _kept_bundle(self, folder: TrainingFolder, outcome: TrainingOutcome) -> ModelBundle:
        """Return the trainer's bundle with what it was trained on and what was measured."""
        made = ModelBundle.load(folder.made)
        images = image_facts(self.loaded.recipe.image)
        figures = {n: round(v, 6) for n, v in outcome.report.figures.items() if math.isfinite(v)}
        metrics = {**figures, **made.about.metrics}
        about = replace(made.about, training_data=self.data, images=images, metrics=metrics)
        files = {name: made.file(name) for name in made.about.files}
        kept = write_bundle(folder.bundle, about, files)
        shutil.rmtree(folder.made)
        return kept

    def _saved(self, outcome: TrainingOutcome, bundle: ModelBundle, pairs: int) -> LoadedRecipe:
        recipe, name = self.loaded.recipe, self.use.inspector.name
        recipe = with_inspector(recipe, name, outcome)
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

    def _report(self, result: TrainResult, folder: TrainingFolder, place: Path) -> None:
        about = {**self._facts(), "id": folder.path.name}
        extras = copied_extras(folder.extras, place)
        facts = TrainingFacts(
            about, result.census, result.left_out, folder.curves(), extras, result.verdict
        )
        saved = result.loaded if result.used else None
        write_training_report(place, facts, result.outcome, saved, result.bundle)

    def _facts(self) -> dict[str, Any]:
        spec, origin, recipe = self.use.entry.spec, self.use.entry.origin, self.loaded.recipe
        return {
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
            "imported": None if self.own is None else self.own.as_json,
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
