"""What an engineer does with plugins: see them, check one, make one, run one."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qeu_station.api import PreparedPair
from qeu_station.errors import InputError
from qeu_station.imaging.io import read_image
from qeu_station.imaging.prepare import Preparer
from qeu_station.pluginhost import (
    Catalog,
    CheckReport,
    InspectorUse,
    Trial,
    load_catalog,
    new_plugin,
    run_once,
)
from qeu_station.services.opening import OpenHome
from qeu_station.services.plugin_care import Trying, conformance
from qeu_station.storage.recipes import LoadedRecipe, load_recipe


@dataclass(frozen=True, slots=True)
class RunRequest:
    """One run of one inspector in this process.

    Attributes:
        name: The inspector.
        test: File of the test image.
        reference: File of the reference; None takes the recipe's own.
        recipe: Recipe whose preparation and parameters are used; None judges with defaults.
        repeats: How often it runs, for timings.
    """

    name: str
    test: Path
    reference: Path | None
    recipe: str | None
    repeats: int


def catalog(home: OpenHome) -> Catalog:
    """Return every plugin that was found, usable or not."""
    return load_catalog(home.host)


def check(name: str, home: OpenHome, recipe: str = "") -> CheckReport:
    """Run the conformance kit on an inspector, in a process of its own.

    Plugins that failed to load before are looked into again.

    Args:
        name: The inspector.
        home: The station's home.
        recipe: Recipe whose model, classes and kind of pictures are used; empty for none.

    Raises:
        PluginError: There is no such inspector, or the recipe does not use it.
    """
    return conformance(Trying(name, recipe), load_catalog(home.host, again=True), home)


def new(name: str, folder: Path) -> Path:
    """Write a working plugin distribution and return its folder.

    Raises:
        PluginError: The name cannot be used, or the folder is there already.
    """
    return new_plugin(name, folder)


def run(request: RunRequest, home: OpenHome) -> Trial:
    """Run an inspector on a pair in this process, for debugging.

    Raises:
        InputError: No reference is given, and no recipe that has one.
    """
    entry = load_catalog(home.host).inspector(request.name)
    loaded = _recipe(request, home)
    parameters = next(
        (dict(s.parameters) for s in loaded.recipe.inspectors if s.name == request.name), {}
    )
    use = InspectorUse(
        entry=entry,
        parameters=parameters,
        classes=loaded.recipe.class_table.names,
        model=None,
        deadline_s=3600,
        memory_mb=1_000_000,
    )
    return run_once(use, _prepared(request, loaded, home), home.host, request.repeats)


def _recipe(request: RunRequest, home: OpenHome) -> LoadedRecipe:
    if request.recipe is not None:
        return load_recipe(request.recipe, home.folder)
    if request.reference is None:
        raise InputError("Give --pair REFERENCE TEST, or --test TEST with --recipe.")
    from qeu_station.core.recipe import Recipe

    recipe = Recipe(name="plugin-run", reference="from pair")
    return LoadedRecipe(recipe, Path.cwd(), "", "")


def _prepared(request: RunRequest, loaded: LoadedRecipe, home: OpenHome) -> PreparedPair:
    limit = home.station.max_pixels
    test = read_image(request.test, max_pixels=limit).pixels
    own = [read_image(path, max_pixels=limit).pixels for path in loaded.references]
    if not loaded.recipe.from_pair:
        return Preparer(loaded.recipe, own).prepare(request.test.stem, test).pair
    if request.reference is None:
        raise InputError(f'Recipe "{loaded.recipe.name}" takes the reference from the pair.')
    reference = read_image(request.reference, max_pixels=limit).pixels
    return Preparer(loaded.recipe, None).prepare(request.test.stem, test, reference).pair
