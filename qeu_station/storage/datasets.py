"""A data set: pairs with what is known of them, as a small folder of CSV files."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError, did_you_mean
from qeu_station.storage.atomic import new_folder
from qeu_station.storage.boxes import BOX_COLUMNS, Boxes, read_boxes
from qeu_station.storage.pairs import COLUMNS, PAIRS_FILE, PairRules, read_pairs
from qeu_station.storage.tables import read_table, write_table

BOXES_FILE, CELLS_FILE = "boxes.csv", "cells.csv"
CELL_COLUMNS = ("pair", "cell", "label")

CellLabels = dict[str, dict[str, str]]
"""Class name per cell address, per pair name."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """Pairs with their truth.

    Attributes:
        pairs: Sorted by name.
        boxes: Known defects per pair name; a pair with an empty tuple is known to be good.
        cells: Known class per pair name and cell; ``ok`` for a good one.
    """

    pairs: tuple[Pair, ...]
    boxes: Boxes = field(default_factory=dict)
    cells: CellLabels = field(default_factory=dict)


def load_dataset(folder: Path) -> Dataset:
    """Return a saved data set.

    Raises:
        DatasetError: It is incomplete, or a line is wrong.
    """
    pairs = read_pairs(folder, PairRules(need_reference=False))
    boxes, cells = folder / BOXES_FILE, folder / CELLS_FILE
    return Dataset(
        pairs,
        read_boxes(boxes, "csv", pairs) if boxes.is_file() else {},
        read_cells(cells, pairs) if cells.is_file() else {},
    )


def save_dataset(dataset: Dataset, folder: Path) -> None:
    """Write a data set as a new folder; pictures stay where they are.

    Raises:
        DatasetError: The folder exists already.
        StorageError: It cannot be written.
    """
    if folder.exists():
        raise DatasetError(f'"{folder}" exists already; choose another name or remove it.')
    with new_folder(folder) as new:
        write_table(new / PAIRS_FILE, COLUMNS, _pair_rows(dataset.pairs, folder))
        if dataset.boxes:
            write_table(new / BOXES_FILE, BOX_COLUMNS, _box_rows(dataset.boxes))
        if dataset.cells:
            write_table(new / CELLS_FILE, CELL_COLUMNS, _cell_rows(dataset.cells))


def read_cells(
    file: Path,
    pairs: Sequence[Pair],
    addresses: Collection[str] | None = None,
    classes: Collection[str] | None = None,
    subset: bool = False,
) -> CellLabels:
    """Return the cell labels of a CSV file with columns pair, cell, label.

    Args:
        file: The file.
        pairs: Pairs they belong to.
        addresses: Cells of the grid, to check against.
        classes: Class names, to check against.
        subset: The file may know of other pairs too; they are left out.

    Raises:
        DatasetError: A pair, cell or class is not known, or a cell is labelled twice.
    """
    names = {pair.name for pair in pairs}
    labels: CellLabels = {}
    for line in read_table(file, CELL_COLUMNS, ()):
        if subset and line["pair"] not in names:
            continue
        checks = (("pair", names), ("cell", addresses), ("label", classes))
        for column, allowed in checks:
            if not line[column]:
                raise line.error(f"{column} is empty.")
            if allowed is not None and line[column] not in allowed:
                near = did_you_mean(line[column], allowed)
                raise line.error(f'{column} "{line[column]}" is not known.{near}')
        of_pair = labels.setdefault(line["pair"], {})
        if line["cell"] in of_pair:
            raise line.error(f'cell {line["cell"]} of pair "{line["pair"]}" is labelled twice.')
        of_pair[line["cell"]] = line["label"]
    return labels


def _pair_rows(pairs: Sequence[Pair], folder: Path) -> Iterator[Sequence[str]]:
    for pair in pairs:
        reference = "" if pair.reference is None else _relative(pair.reference, folder)
        yield pair.name, _relative(pair.test, folder), reference, pair.serial, pair.group


def _relative(file: Path, folder: Path) -> str:
    try:
        return Path(os.path.relpath(file.absolute(), folder.absolute())).as_posix()
    except ValueError:  # another drive on Windows
        return file.absolute().as_posix()


def _box_rows(boxes: Boxes) -> Iterator[Sequence[object]]:
    for name, listed in sorted(boxes.items()):
        if not listed:
            yield name, "", "", "", "", ""
        for box in listed:
            yield name, *box.box, box.label


def _cell_rows(cells: Mapping[str, Mapping[str, str]]) -> Iterator[Sequence[str]]:
    for name, labels in sorted(cells.items()):
        for address, label in labels.items():
            yield name, address, label
