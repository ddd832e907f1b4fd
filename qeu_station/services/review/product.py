"""What the inspections lie on: the recipe that judged most of them, its grid and reference."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from qeu_station.core.grid import Grid
from qeu_station.core.recipe import Recipe
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import QeuError
from qeu_station.imaging.pixels import to_eight_bit
from qeu_station.services.review.columns import Columns, Rows
from qeu_station.services.viewing import PictureMemory, shown
from qeu_station.storage.reading import JournalReader
from qeu_station.storage.recipe_text import parse_recipe

SHEET = (900, 300)
"""Width and height of the empty sheet a grid is laid on where no size is recorded."""


@dataclass(frozen=True, slots=True, eq=False)
class Product:
    """One product.

    Attributes:
        sha256: Stamp of the recipe it is taken from, empty when there is none.
        recipe: That recipe, None when the journal does not hold its text.
        size: Width and height that ``grid`` lies on, in pixels.
        picture: The reference, uint8, (H, W, 3) RGB or (H, W); None when it cannot be shown.
        missing: Why something of it cannot be shown, empty when all can.
    """

    sha256: str = ""
    recipe: Recipe | None = None
    grid: Grid = field(default_factory=lambda: Grid.over_rectangle((0, 0, *SHEET)))
    size: tuple[int, int] = SHEET
    picture: np.ndarray | None = field(default=None, repr=False)
    missing: str = ""


def main_recipe(columns: Columns, rows: Rows | None = None) -> str:
    """Return the stamp of the recipe that judged most inspections, the newest of equals."""
    codes = columns.recipe_sha256.codes if rows is None else columns.recipe_sha256.codes[rows]
    known = codes[codes >= 0]
    if not len(known):
        return ""
    counts = np.bincount(known)
    return columns.recipe_sha256.table[len(counts) - 1 - int(counts[::-1].argmax())]


def product_of(reader: JournalReader, columns: Columns, rows: Rows | None = None) -> Product:
    """Return the product that most inspections show.

    The reference is that of the newest of them; it must still be the picture that was judged.

    Args:
        reader: The journal the columns were read from.
        columns: The inspections.
        rows: int32 (m,), those that count; None for all.

    Raises:
        StorageError: The journal cannot be read.
    """
    stamp = main_recipe(columns, rows)
    text = reader.recipe_text(stamp) if stamp else None
    if text is None:
        return Product(stamp, missing="The recipe that judged these parts is not in the journal.")
    recipe = parse_recipe(text, "The recorded recipe")
    record = reader.inspection(newest_id(columns, stamp, rows))
    picture, missing = _reference(record, recipe)
    size = _size(record, picture)
    return Product(stamp, recipe, recipe.grid.over(*size), size, picture, missing)


def newest_id(columns: Columns, stamp: str, rows: Rows | None = None) -> str:
    """Return the id of the newest inspection that a recipe judged; there is one."""
    codes = columns.recipe_sha256.codes if rows is None else columns.recipe_sha256.codes[rows]
    places = np.flatnonzero(codes == columns.recipe_sha256.table.index(stamp))
    own = places if rows is None else rows[places]
    return str(columns.id[own.max()])


def _reference(record: InspectionRecord, recipe: Recipe) -> tuple[np.ndarray | None, str]:
    if not record.references:
        return None, f'"{record.pair}" was never read, so there is no picture to show.'
    try:
        raw = PictureMemory().picture(record.references[0])
        return shown(to_eight_bit(raw, recipe.image)), ""
    except QeuError as error:
        return None, str(error)


def _size(record: InspectionRecord, picture: np.ndarray | None) -> tuple[int, int]:
    if picture is not None:
        return picture.shape[1], picture.shape[0]
    for stamp in record.references[:1]:
        if stamp.width and stamp.height:
            return stamp.width, stamp.height
    return SHEET
