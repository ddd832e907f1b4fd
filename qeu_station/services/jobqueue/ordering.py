"""An order as the queue keeps it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from qeu_station import paths
from qeu_station.services.jobqueue.job import BatchOrder
from qeu_station.services.opening import OpenHome
from qeu_station.storage.recipes import LoadedRecipe, load_recipe


def settled(order: BatchOrder, home: OpenHome) -> BatchOrder:
    """Return an order with absolute paths and the recipe's version: later ones don't change it.

    Raises:
        RecipeError: There is no such recipe.
    """
    truth = None if order.truth is None else order.truth.absolute()
    return replace(
        order,
        recipe=pinned(order.recipe, load_recipe(order.recipe, home.folder)),
        pairs=order.pairs.absolute(),
        out=order.out.absolute(),
        truth=truth,
    )


def proposed_out(home: Path, pairs: Path, taken: Collection[Path] = ()) -> Path:
    """Return a free output folder in the station's home, named after the pairs."""
    name = (pairs.stem if pairs.is_file() else pairs.name) or "batch"
    folder = paths.batches(home)
    number = 1
    while (out := folder / (name if number == 1 else f"{name}-{number}")).exists() or out in taken:
        number += 1
    return out


def pinned(name: str, loaded: LoadedRecipe) -> str:
    """Return the name with its version; a path stays one."""
    by_name = not any(mark in name for mark in "/\\") and name.partition("@")[0] == (
        loaded.recipe.name
    )
    return (
        f"{loaded.recipe.name}@{loaded.recipe.version}" if by_name else str(Path(name).absolute())
    )
