"""Truth that is given for the pairs of a journal."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import select

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError
from qeu_station.learning.evaluation import AMBIGUOUS, CellTruth
from qeu_station.services.review.columns import Columns
from qeu_station.services.review.product import main_recipe
from qeu_station.services.truth import load_truth
from qeu_station.storage import schema
from qeu_station.storage.datasets import read_cells
from qeu_station.storage.reading import JournalReader
from qeu_station.storage.recipe_text import parse_recipe
from qeu_station.storage.recipes import LoadedRecipe


def load_known(place: Path, reader: JournalReader, columns: Columns) -> CellTruth:
    """Return what is known of the cells of a journal's pairs.

    Args:
        place: A CSV of cells (pair, cell, label), a folder made by ``dataset import``, or a
            folder of box texts; it may know other pairs too.
        reader: The journal the columns were read from.
        columns: The inspections.

    Raises:
        DatasetError: Nothing there, nothing of these pairs, or a label does not fit.
    """
    loaded = _recipe(reader, columns)
    pairs = _pairs(reader)
    if place.is_file():
        addresses = loaded.recipe.grid.over(640, 480).addresses
        names = {*loaded.recipe.class_table.names, AMBIGUOUS}
        known: CellTruth = read_cells(place, pairs, addresses, names, subset=True)
    else:
        known = load_truth(place, loaded, pairs)
    own = {pair.name for pair in pairs}
    if not own & known.keys():
        raise DatasetError(
            f"{place} knows none of these pairs; its names must be those of the pairs, such as "
            f'"{next(iter(sorted(own)), "")}".'
        )
    return known


def _recipe(reader: JournalReader, columns: Columns) -> LoadedRecipe:
    stamp = main_recipe(columns)
    text = reader.recipe_text(stamp) if stamp else None
    if text is None:
        raise DatasetError(
            "The recipe that judged these parts is not in the journal, so that its classes and "
            "cells are not known; truth cannot be compared."
        )
    recipe = parse_recipe(text, "The recorded recipe")
    folder = reader.recipe_folder(stamp) or Path()
    references = () if isinstance(recipe.reference, str) else recipe.reference
    return LoadedRecipe(recipe, folder, text, stamp, tuple(folder / name for name in references))


def _pairs(reader: JournalReader) -> list[Pair]:
    table = schema.inspections
    query = select(table.c.pair, table.c.test_path).where(table.c.station == reader.station)
    paths = {row.pair: row.test_path for row in reader.rows(query, chunk=5000)}
    return [Pair(name, Path(path)) for name, path in paths.items()]
