"""Thresholds that were tried in a review become a new version of the recipe."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qeu_station.core.recipe import DecisionSettings
from qeu_station.core.verdict import Thresholds
from qeu_station.storage.recipes import LoadedRecipe, load_recipe, save_recipe


def save_thresholds(name: str, thresholds: Thresholds, home: Path) -> LoadedRecipe:
    """Save the newest version of a recipe with other thresholds as its next version.

    Args:
        name: The recipe's name.
        thresholds: What replaces its own.
        home: The station's home.

    Returns:
        The new version, or the newest one when it has these thresholds already.

    Raises:
        RecipeError: There is no such recipe here, or it cannot be saved.
        StorageError: The folder cannot be written.
    """
    loaded = load_recipe(name, home)
    decision = DecisionSettings(thresholds.t_pass, thresholds.t_fail)
    recipe = replace(loaded.recipe, decision=decision)
    return save_recipe(recipe, loaded.references, home, models=loaded.folder)
