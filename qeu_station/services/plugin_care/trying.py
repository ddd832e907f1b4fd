"""What is tried of an inspector beside the running station, and with which settings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from qeu_station.core.recipe import InspectorSettings
from qeu_station.errors import PluginError
from qeu_station.pluginhost import (
    Catalog,
    CheckReport,
    CheckStep,
    Stopped,
    check_inspector,
    check_parameters,
    never,
)
from qeu_station.services.opening import OpenHome
from qeu_station.services.roster import build_roster
from qeu_station.storage.recipes import LoadedRecipe, load_recipe, save_recipe

SHIPPED = "sample"
"""Recipe whose reference is judged when none is named."""


@dataclass(frozen=True, slots=True)
class Trying:
    """What is tried, and with what.

    Attributes:
        inspector: Its name.
        recipe: Recipe whose model, classes, pictures and limits are used; empty takes the
            inspector without a model on the shipped sample product.
        parameters: Values for its parameter model; None takes those of the recipe.
    """

    inspector: str
    recipe: str = ""
    parameters: Mapping[str, Any] | None = None


def check_parameters_of(wanted: Trying, catalog: Catalog, home: OpenHome) -> None:
    """Let the plugin's own model look at parameters.

    Raises:
        PluginError: They are not allowed, or the plugin failed over it.
    """
    check_parameters(catalog.inspector(wanted.inspector), dict(wanted.parameters or {}), home.host)


def save_parameters(wanted: Trying, catalog: Catalog, home: OpenHome) -> LoadedRecipe:
    """Save the parameters as a new version of the recipe; older versions stay.

    Raises:
        PluginError: They are not allowed.
        QeuError: There is no such recipe, it does not use the inspector, or cannot be written.
    """
    check_parameters_of(wanted, catalog, home)
    loaded_for(wanted, home)
    loaded = load_recipe(wanted.recipe, home.folder)
    inspectors = tuple(
        replace(each, parameters=dict(wanted.parameters or {}))
        if each.name == wanted.inspector
        else each
        for each in loaded.recipe.inspectors
    )
    recipe = replace(loaded.recipe, inspectors=inspectors)
    return save_recipe(recipe, loaded.references, home.folder, models=loaded.folder)


def conformance(
    wanted: Trying,
    catalog: Catalog,
    home: OpenHome,
    on_check: Callable[[CheckStep], None] = lambda step: None,
    stopped: Stopped = never,
) -> CheckReport:
    """Run the conformance kit on an inspector, in a process of its own.

    Without a recipe it is checked without a model and in all modes, with one in the recipe's.

    Raises:
        QeuError: There is no such inspector or recipe, or the checks cannot even be listed.
        StoppedError: A person stopped it.
    """
    entry = catalog.inspector(wanted.inspector)
    if not wanted.recipe:
        parameters = dict(wanted.parameters or {})
        return check_inspector(entry, home.host, parameters, on_check=on_check, stopped=stopped)
    loaded = loaded_for(wanted, home)
    (use,) = build_roster(loaded, catalog).uses
    return check_inspector(
        entry,
        home.host,
        use.parameters,
        use.classes,
        model=use.model,
        modes=(loaded.recipe.image.mode,),
        on_check=on_check,
        stopped=stopped,
    )


def loaded_for(wanted: Trying, home: OpenHome) -> LoadedRecipe:
    """Return the recipe with this inspector alone.

    Raises:
        QeuError: There is no such recipe, or it does not use the inspector.
    """
    loaded = load_recipe(wanted.recipe or SHIPPED, home.folder)
    known = {} if not wanted.recipe else {each.name: each for each in loaded.recipe.inspectors}
    used = known.get(wanted.inspector)
    if wanted.recipe and used is None:
        raise PluginError(
            f'Recipe "{loaded.recipe.name}" does not use inspector "{wanted.inspector}" '
            f"(it uses: {', '.join(known) or 'none'}). Choose another recipe, or none."
        )
    settings = used or InspectorSettings(wanted.inspector)
    if wanted.parameters is not None:
        settings = replace(settings, parameters=dict(wanted.parameters))
    return replace(loaded, recipe=replace(loaded.recipe, inspectors=(settings,)))
