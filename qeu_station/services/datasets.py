"""Importing pairs and labels made elsewhere into a dataset folder."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qeu_station.core.recipe import Recipe
from qeu_station.services.opening import OpenHome
from qeu_station.storage.boxes import Boxes, guess_format, read_boxes
from qeu_station.storage.datasets import Dataset, read_cells, save_dataset
from qeu_station.storage.pairs import PairRules, read_pairs
from qeu_station.storage.recipes import load_recipe


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What to import.

    Attributes:
        out: Dataset folder to write; it must not exist.
        pairs: Folder or CSV of pairs.
        recipe: Recipe whose grid and classes the labels are checked against, or None.
        boxes: Boxes, or None.
        boxes_format: ``deeppcb``, ``coco``, ``yolo`` or ``csv``; None guesses it.
        cells: CSV of cell labels, or None.
        group: Regular expression that finds a pair's group in its name; empty for none.
        need_reference: Whether every test image must have its reference.
    """

    out: Path
    pairs: Path
    recipe: str | None = None
    boxes: Path | None = None
    boxes_format: str | None = None
    cells: Path | None = None
    group: str = ""
    need_reference: bool = True


@dataclass(frozen=True, slots=True)
class ImportResult:
    """How much was imported."""

    pairs: int
    boxes: int
    cells: int
    groups: int


def import_dataset(request: ImportRequest, home: OpenHome) -> ImportResult:
    """Read everything, check it against each other, then write the folder at once.

    Raises:
        DatasetError: Something is missing or does not fit; nothing was written.
    """
    recipe = None if request.recipe is None else load_recipe(request.recipe, home.folder).recipe
    pairs = read_pairs(request.pairs, PairRules(request.need_reference, request.group))
    boxes: Boxes = {}
    if request.boxes is not None:
        kind = request.boxes_format or guess_format(request.boxes)
        boxes = read_boxes(request.boxes, kind, pairs)
        _check_labels(boxes, recipe)
    cells = {} if request.cells is None else read_cells(request.cells, pairs, *_allowed(recipe))
    save_dataset(Dataset(pairs, boxes, cells), request.out)
    return ImportResult(
        pairs=len(pairs),
        boxes=sum(len(listed) for listed in boxes.values()),
        cells=sum(len(labels) for labels in cells.values()),
        groups=len({pair.group for pair in pairs if pair.group}),
    )


def _check_labels(boxes: Boxes, recipe: Recipe | None) -> None:
    if recipe is None:
        return
    for label in sorted({box.label for listed in boxes.values() for box in listed}):
        recipe.class_table.index(label)


def _allowed(recipe: Recipe | None) -> tuple[tuple[str, ...] | None, tuple[str, ...] | None]:
    if recipe is None:
        return None, None
    return recipe.grid.over(640, 480).addresses, recipe.class_table.names
