"""How a recipe uses a trainer: what its process is told, and what its result changes."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

from qeu_station.api import TrainerSpec, TrainingOutcome
from qeu_station.core.recipe import InspectorSettings, Recipe
from qeu_station.pluginhost import Catalog, TrainerUse, inspector_of
from qeu_station.services.training.request import TrainRequest
from qeu_station.storage.recipes import LoadedRecipe


def trainer_use(request: TrainRequest, loaded: LoadedRecipe, catalog: Catalog) -> TrainerUse:
    """Return what a trainer's process must know; its folders are not known yet.

    Raises:
        PluginError: There is no such trainer, or not the inspector it trains.
    """
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


def training_name(use: TrainerUse, loaded: LoadedRecipe, data: str) -> str:
    """Name a training after everything that decides its result."""
    spec, origin = use.entry.spec, use.entry.origin
    parts = (spec.version, origin.name, origin.version, loaded.sha256, data, use.seed)
    text = json.dumps([*parts, dict(use.parameters)], sort_keys=True, default=str)
    return f"{spec.name}-{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def with_inspector(recipe: Recipe, name: str, outcome: TrainingOutcome) -> Recipe:
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
