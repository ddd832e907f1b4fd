"""Making, checking and listing recipes."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import tomlkit

from qeu_station.core.opinion import Scope
from qeu_station.core.recipe import FROM_PAIR
from qeu_station.errors import QeuError, RecipeError
from qeu_station.imaging.io import read_image
from qeu_station.imaging.prepare import Preparer
from qeu_station.services.opening import OpenHome
from qeu_station.services.station import Station
from qeu_station.storage.recipe_text import parse_recipe
from qeu_station.storage.recipes import (
    LoadedRecipe,
    check_saving,
    list_recipes,
    load_recipe,
    save_recipe,
)

_LONGEST_NAME = 120
"""Bytes of a reference's file name; encrypted folders take about 140."""
_LONGEST_SUFFIX = 8


@dataclass(frozen=True, slots=True)
class RecipeCheck:
    """A recipe that was tried: ``problems`` keep it from judging, ``remarks`` do not."""

    loaded: LoadedRecipe
    problems: tuple[str, ...]
    remarks: tuple[str, ...]


def new_recipe(
    wanted: Mapping[str, Any], references: Sequence[Path], home: OpenHome
) -> LoadedRecipe:
    """Save a new recipe as its first version.

    Args:
        wanted: Keys and values as in recipe.toml, without ``reference``.
        references: Pictures of passed products; none takes the reference from each pair.
        home: The station's home.

    Raises:
        RecipeError: The name is taken, or something in it is wrong.
        ImageError, GridError: A reference is no picture, or the grid does not lie on it.
    """
    reference = list(reference_names(references)) or FROM_PAIR
    recipe = parse_recipe(tomlkit.dumps({**wanted, "reference": reference}), "The new recipe")
    names = {place.name for place in list_recipes(home.folder)}
    taken = [name for name in names if name.casefold() == recipe.name.casefold()]
    if taken:  # some systems know no difference between capital and small letters
        raise RecipeError(
            f'Recipe "{taken[0]}" exists already. Choose another name, or change that recipe: '
            "every change makes a new version."
        )
    check_saving(recipe, references)
    if references:
        limit = home.settings.max_pixels
        Preparer(recipe, [read_image(path, max_pixels=limit).pixels for path in references])
    return save_recipe(recipe, references, home.folder, first=True)


def check_recipe(name: str, home: OpenHome) -> RecipeCheck:
    """Load a recipe and start everything it needs, without judging a pair.

    Raises:
        RecipeError: The recipe cannot even be read.
    """
    loaded = load_recipe(name, home.folder)
    try:
        with Station(loaded, home.station) as station:
            broken = [
                f"inspector {health.inspector} {health.last_error}"
                for health in station.health()
                if health.state != "ready"
            ]
            return RecipeCheck(loaded, tuple(broken), tuple(_remarks(loaded, station)))
    except QeuError as error:
        return RecipeCheck(loaded, (str(error),), ())


def _remarks(loaded: LoadedRecipe, station: Station) -> list[str]:
    remarks = []
    gating = [seat for seat in station.roster.seats if seat.gating and seat.weight > 0]
    if not any({Scope.CELL, Scope.REGION} & seat.entry.scopes for seat in gating):
        remarks.append("no gating inspector judges cells, so every part will be REVIEW")
    if len(gating) > 1 and all(seat.weight == 1 for seat in gating):
        remarks.append(
            "its opinions are pooled by their plain product; qeu-station recipe fuse "
            f"{loaded.recipe.name} fits weights once there are enough corrected parts"
        )
    if not loaded.recipe.calibration.id:
        remarks.append(
            "not yet calibrated on good parts; run qeu-station recipe calibrate "
            f"{loaded.recipe.name} --good FOLDER"
        )
    return remarks


def reference_names(references: Sequence[Path]) -> tuple[str, ...]:
    """Return the file names of references inside the recipe's folder.

    A name stays as it is, from version to version. The same name twice gets a number, and one
    longer than file systems take becomes ``reference-N``.
    """
    names: list[str] = []
    for number, path in enumerate(references, start=1):
        taken = {name.casefold() for name in names}
        long = len(path.name.encode()) > _LONGEST_NAME
        own = () if long else (path.name, f"{number}-{path.name}")
        other = (f"reference-{n}{path.suffix[:_LONGEST_SUFFIX]}" for n in itertools.count(number))
        names.append(next(n for n in itertools.chain(own, other) if n.casefold() not in taken))
    return tuple(names)
