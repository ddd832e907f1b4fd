"""Known truth per cell: from cell labels, or from boxes laid on the recipe's grid."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from qeu_station.core.grid import Grid
from qeu_station.core.pair import Pair
from qeu_station.core.recipe import Recipe
from qeu_station.errors import DatasetError
from qeu_station.imaging.io import read_image
from qeu_station.learning.evaluation import AMBIGUOUS, CellTruth
from qeu_station.storage.boxes import guess_format, read_boxes
from qeu_station.storage.datasets import CellLabels, load_dataset, read_cells
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.storage.truth import CellState, TruthBox, cell_truth


def load_truth(place: Path, loaded: LoadedRecipe, pairs: Sequence[Pair]) -> CellTruth:
    """Return what is known of the cells of ``pairs``.

    Args:
        place: A CSV of cells (pair, cell, label), a folder made by ``dataset import``, or a
            folder of box texts.
        loaded: The recipe, whose grid and classes the labels must fit.
        pairs: The pairs that are judged; a label of another pair is an error.

    Raises:
        DatasetError: Nothing there, or a label does not fit.
    """
    recipe = loaded.recipe
    addresses = recipe.grid.over(640, 480).addresses
    names = {*recipe.class_table.names, AMBIGUOUS}
    if place.is_file():
        return read_cells(place, pairs, addresses, names)
    if not place.is_dir():
        raise DatasetError(f"{place} does not exist. Give a CSV of cells or a dataset folder.")
    if not (place / "pairs.csv").is_file():
        boxes = read_boxes(place, guess_format(place), pairs, subset=True)
        return boxes_to_cells(boxes.items(), loaded, pairs)
    dataset = load_dataset(place)
    truth = boxes_to_cells(dataset.boxes.items(), loaded, dataset.pairs)
    for name, cells in dataset.cells.items():
        truth.setdefault(name, {}).update(cells)
    return truth


def boxes_to_cells(
    boxes: Iterable[tuple[str, Sequence[TruthBox]]], loaded: LoadedRecipe, pairs: Sequence[Pair]
) -> CellLabels:
    """Return the class of every cell of every pair that has boxes (or is known to have none)."""
    by_name = {pair.name: pair for pair in pairs}
    return {
        name: _cells(_grid(loaded, by_name[name]), listed, loaded.recipe) for name, listed in boxes
    }


def _cells(grid: Grid, boxes: Sequence[TruthBox], recipe: Recipe) -> dict[str, str]:
    for box in boxes:
        recipe.class_table.index(box.label)
    words = {CellState.OK: "ok", CellState.AMBIGUOUS: AMBIGUOUS}
    return {
        address: words.get(truth.state, truth.label)
        for address, truth in cell_truth(grid, boxes).items()
    }


def _grid(loaded: LoadedRecipe, pair: Pair) -> Grid:
    settings = loaded.recipe.grid
    if settings.box is not None or settings.corners is not None:
        return settings.over(0, 0)
    picture = read_image(loaded.references[0] if loaded.references else pair.test).pixels
    height, width = picture.shape[:2]
    return settings.over(width, height)
