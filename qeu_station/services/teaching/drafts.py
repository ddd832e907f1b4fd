"""A recipe that is being made: opened, checked and saved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomlkit

from qeu_station import paths
from qeu_station.core.recipe import FROM_PAIR, Recipe
from qeu_station.errors import QeuError, RecipeError
from qeu_station.imaging.io import read_image
from qeu_station.imaging.prepare import Preparer
from qeu_station.pluginhost import check_parameters, load_catalog
from qeu_station.services.opening import OpenHome
from qeu_station.services.recipes import new_recipe, reference_names
from qeu_station.services.roster import check_model
from qeu_station.storage.recipe_text import format_recipe, parse_recipe
from qeu_station.storage.recipes import (
    LoadedRecipe,
    check_saving,
    fingerprint,
    list_recipes,
    load_recipe,
    save_recipe,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A recipe that is being made.

    Attributes:
        wanted: Keys and values as in recipe.toml, without ``reference`` and ``version``.
        references: Pictures of passed products; none takes the reference from each pair.
        base: The recipe that is being changed; None for a new product.
    """

    wanted: Mapping[str, Any]
    references: tuple[Path, ...] = ()
    base: LoadedRecipe | None = None


@dataclass(frozen=True, slots=True)
class DraftProblem:
    """What stands against a draft; ``place`` is the part of it, such as ``name``."""

    place: str
    text: str


def own_names(home: OpenHome) -> tuple[str, ...]:
    """Return the names of all recipes, which no new product may take."""
    return tuple(sorted({place.name for place in list_recipes(home.folder)}))


def check_name(name: str, taken: Sequence[str]) -> str:
    """Return why a product cannot have this name, or an empty string."""
    clash = [other for other in taken if other.casefold() == name.casefold()]
    if clash:  # some systems know no difference between capital and small letters
        return f'A product "{clash[0]}" exists already. Choose another name.'
    try:
        check_saving(Recipe(name=name, reference="from pair"), ())
    except RecipeError as error:
        return str(error)
    return ""


def name_problem(name: str, home: OpenHome) -> str:
    """Return why no new product of this home can have this name, or an empty string."""
    return check_name(name, own_names(home)) or _place_problem(name, home)


def open_recipe(name: str, home: OpenHome) -> Draft:
    """Return an existing recipe as a draft; saving it makes a new version.

    Raises:
        RecipeError: There is no such recipe, or it cannot be used.
    """
    loaded = load_recipe(name, home.folder)
    wanted = tomlkit.parse(format_recipe(loaded.recipe)).unwrap()
    kept = {key: value for key, value in wanted.items() if key not in ("reference", "version")}
    return Draft(kept, loaded.references, loaded)


def check_draft(draft: Draft, home: OpenHome) -> tuple[DraftProblem, ...]:
    """Return everything that keeps a draft from being saved and from judging; empty for none."""
    return tuple(_problems(draft, home))


def save_draft(draft: Draft, home: OpenHome) -> LoadedRecipe:
    """Save a draft: a new product as version 1, a changed one as its next version.

    Raises:
        RecipeError: The name was taken meanwhile, or something in the draft is wrong.
        StorageError: It cannot be written; nothing was saved.
    """
    if draft.base is None:
        blocked = _place_problem(str(draft.wanted.get("name", "")), home)
        if blocked:
            raise RecipeError(blocked)
        return new_recipe(draft.wanted, draft.references, home)
    loaded = load_draft(draft)
    _prepare(loaded, home)
    return save_recipe(loaded.recipe, draft.references, home.folder, models=draft.base.folder)


def load_draft(draft: Draft) -> LoadedRecipe:
    """Return a draft as a recipe that a station can run, without writing it.

    Raises:
        RecipeError: Something in it is wrong.
    """
    names = list(reference_names(draft.references))
    text = tomlkit.dumps({**draft.wanted, "reference": names or FROM_PAIR})
    recipe = parse_recipe(text, "The draft")
    folder = Path.cwd() if draft.base is None else draft.base.folder
    references = draft.references
    if draft.base is not None:
        recipe = replace(recipe, version=draft.base.recipe.version)
    return LoadedRecipe(recipe, folder, text, fingerprint(text, references), references)


def _place_problem(name: str, home: OpenHome) -> str:
    place = paths.recipes(home.folder) / name
    if not place.exists() or place.is_dir():
        return ""
    return (
        f'"{place}" is a file, where the folder of this product would be. Move the file away, or '
        "choose another name."
    )


def _problems(draft: Draft, home: OpenHome) -> Iterator[DraftProblem]:
    if draft.base is None:
        named = name_problem(str(draft.wanted.get("name", "")), home)
        if named:
            yield DraftProblem("name", named)
    try:
        loaded = load_draft(draft)
    except QeuError as error:
        yield DraftProblem("recipe", str(error))
        return
    except OSError as error:
        yield DraftProblem("pictures", f"A picture cannot be read: {error}.")
        return
    try:
        _prepare(loaded, home)
    except QeuError as error:
        yield DraftProblem("pictures", str(error))
    catalog = load_catalog(home.host)
    for wanted in loaded.recipe.inspectors:
        try:
            entry = catalog.inspector(wanted.registered).named(wanted.name)
            check_parameters(entry, wanted.parameters, home.host)
            check_model(wanted, loaded)
        except QeuError as error:
            yield DraftProblem(f"inspectors.{wanted.name}", str(error))


def _prepare(loaded: LoadedRecipe, home: OpenHome) -> None:
    """Lay the references onto the first one, as judging will.

    Raises:
        QeuError: A reference cannot be read, has another size, or cannot be laid.
    """
    if not loaded.recipe.from_pair:
        limit = home.settings.max_pixels
        Preparer(loaded.recipe, [read_image(p, max_pixels=limit).pixels for p in loaded.references])
