"""Model bundles beside recipes: listed, taken in, given away, and checked."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from qeu_station.core.recipe import InspectorSettings, Recipe
from qeu_station.errors import BundleError, InputError, QeuError, RecipeError
from qeu_station.pluginhost import load_catalog
from qeu_station.services.models.folders import DESCRIPTION, bundle_in
from qeu_station.services.models.looking import (
    ModelRequest,
    Step,
    bundle_of,
    check_own_map,
    examiner,
    unheard,
)
from qeu_station.services.opening import OpenHome
from qeu_station.storage.atomic import new_folder
from qeu_station.storage.recipes import FILE as RECIPE
from qeu_station.storage.recipes import LoadedRecipe, list_recipes, load_recipe, save_recipe
from qeu_station.toolkit.bundle import ModelBundle


@dataclass(frozen=True, slots=True)
class Kept:
    """A bundle that a recipe uses.

    Attributes:
        recipe: Name of the recipe.
        version: Version of the recipe.
        inspector: Inspector that runs it.
        folder: Where it lies.
    """

    recipe: str
    version: int
    inspector: str
    folder: Path

    @property
    def name(self) -> str:
        """The recipe's name and version, or the folder of a bundle that no recipe uses."""
        return f"{self.recipe}@{self.version}" if self.recipe else str(self.folder)


@dataclass(frozen=True, slots=True)
class Checked:
    """A bundle that was looked through: what it is, or why it cannot be used."""

    kept: Kept
    bundle: ModelBundle | None
    error: str = ""


def list_bundles(home: OpenHome, recipe: str = "") -> list[Checked]:
    """Return the bundles of all recipes in every version, each file checked.

    Args:
        home: The station's home.
        recipe: Only those of this one: a name for every version of it, ``NAME@VERSION`` or a path.

    Raises:
        RecipeError: There is no such recipe.
    """
    return [_checked(kept) for kept in _kept(home, recipe)]


def verify_bundles(home: OpenHome, what: str = "") -> list[Checked]:
    """Check every file of bundles against its hash.

    Args:
        home: The station's home.
        what: Folder of a bundle, or a recipe; as ``list_bundles`` takes it.

    Raises:
        BundleError: It is a folder, but neither.
        RecipeError: It is neither.
    """
    folder = Path(what) if what else None
    if folder is not None and (folder / DESCRIPTION).is_file():
        return [_checked(Kept("", 0, "", folder))]
    try:
        return list_bundles(home, what)
    except RecipeError:
        if folder is not None and folder.is_dir() and not (folder / RECIPE).is_file():
            bundle_in(folder)  # says what was expected
        raise


Losses = Mapping[str, tuple[float, float]]
"""Figures of a model that was made smaller: what the whole one has, and what it has."""

LOST, BEFORE = "lost.", " before"
"""What the name of a figure of a smaller variant begins with, and ends with where it is that of the
whole model, such as ``lost.right`` and ``lost.right before``."""


def losses_of(bundle: ModelBundle) -> Losses:
    """Return what was measured of a bundle beside the model it was made smaller from."""
    figures = bundle.about.metrics
    return {
        name.removeprefix(LOST): (figures[name + BEFORE], value)
        for name, value in figures.items()
        if name.startswith(LOST) and name + BEFORE in figures
    }


def import_model(
    request: ModelRequest,
    recipe: str,
    maps: Mapping[str, str],
    home: OpenHome,
    name: str = "",
    agreed: Callable[[Losses], bool] = lambda losses: True,
    step: Step = unheard,
    warned: Callable[[str], None] = lambda said: None,
) -> tuple[LoadedRecipe, ModelBundle]:
    """Save a recipe's new version in which an inspector runs this model.

    Args:
        request: The model; ``file`` may be the folder of a bundle, whose own class map counts.
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        maps: Class per label, as ``bundle_of`` takes it.
        home: The station's home.
        name: What the inspector is called in the recipe, so that it may stand there several times;
            empty for its registered name.
        agreed: Asked, before anything is saved, where the bundle is of a model that was made
            smaller and loses something; nothing is saved when it does not agree.
        step: Told what is done.
        warned: Told every warning about the model.

    Raises:
        BundleError: The model is refused or damaged, or does not fit the recipe's classes or
            pictures.
        InputError: A label has no class, or what is lost is not agreed to.
    """
    loaded = load_recipe(recipe, home.folder)
    entry = examiner(request.inspector, load_catalog(home.host))
    with tempfile.TemporaryDirectory(prefix="model-") as scratch:
        if request.file.is_dir():
            check_own_map(maps)
            bundle = bundle_in(request.file)
        else:
            names = loaded.recipe.class_table.names
            out = Path(scratch) / "bundle"
            bundle = bundle_of(request, maps, names, out, home, step, warned)
        bundle.check_classes(loaded.recipe.class_table)
        bundle.check_images(loaded.recipe.image)
        losses = losses_of(bundle)
        if losses and not agreed(losses):
            raise InputError(
                f"Recipe {recipe} stays as it is: what the model loses was not agreed to."
            )
        called = name or entry.name
        saved = save_recipe(
            _with_model(loaded.recipe, called, entry.name),
            loaded.references,
            home.folder,
            models=loaded.folder,
            bundles={called: bundle.folder},
        )
    return saved, ModelBundle.load(saved.folder / f"models/{called}")


def export_bundle(recipe: str, inspector: str, out: Path, home: OpenHome) -> ModelBundle:
    """Copy a recipe's bundle to a new folder, whole and checked at both ends.

    Args:
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        inspector: The inspector whose bundle it is; empty for the only one.
        out: Folder to write; it must not exist.
        home: The station's home.

    Raises:
        InputError: The recipe has no such bundle, or several.
        BundleError: It is damaged, or ``out`` exists.
    """
    own = list(_of(load_recipe(recipe, home.folder)))
    kept = [each for each in own if inspector in ("", each.inspector)]
    if len(kept) != 1:
        there = ", ".join(each.inspector for each in own) or "none"
        raise InputError(
            f'Recipe "{recipe}" has {len(kept)} such model bundles (inspectors with one: {there}); '
            "name one with --inspector."
        )
    bundle = ModelBundle.load(kept[0].folder)
    if out.exists():
        raise BundleError(f"{out} exists already; a model bundle is never written over another.")
    with new_folder(out) as folder:
        shutil.copyfile(bundle.folder / DESCRIPTION, folder / DESCRIPTION)
        for name in bundle.about.files:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(bundle.file(name), folder / name)
        ModelBundle.load(folder)
    return ModelBundle.load(out)


def _with_model(recipe: Recipe, name: str, registered: str) -> Recipe:
    known = {settings.name: settings for settings in recipe.inspectors}
    own = None if name == registered else registered
    settings = known.get(name, InspectorSettings(name, inspector=own))
    if settings.registered != registered:
        raise InputError(
            f'"{name}" is inspector {settings.registered} in recipe "{recipe.name}", not '
            f"{registered}; choose another name."
        )
    taken = replace(settings, model=f"models/{name}")
    return replace(recipe, inspectors=tuple({**known, name: taken}.values()))


def _kept(home: OpenHome, recipe: str) -> Iterator[Kept]:
    places = [place for place in list_recipes(home.folder) if recipe in ("", place.name)]
    if recipe and not places:
        yield from _of(load_recipe(recipe, home.folder))
    for place in places:
        try:
            loaded = load_recipe(place.file, home.folder)
        except QeuError:  # `recipe check` says what is wrong with it
            if recipe:
                raise
            continue
        yield from _of(loaded)


def _of(loaded: LoadedRecipe) -> Iterator[Kept]:
    recipe = loaded.recipe
    for settings in recipe.inspectors:
        if settings.model is not None:
            folder = loaded.folder / settings.model
            yield Kept(recipe.name, recipe.version, settings.name, folder)


def _checked(kept: Kept) -> Checked:
    try:
        return Checked(kept, ModelBundle.load(kept.folder))
    except QeuError as error:
        return Checked(kept, None, str(error))
