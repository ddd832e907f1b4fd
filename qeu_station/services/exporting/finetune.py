"""Records to fine-tune a model of pictures and language with, from recorded inspections.

Only what people said is an answer: a pair that nobody confirmed or corrected is left out.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from qeu_station.core.correction import Standing
from qeu_station.core.recipe import GridSettings
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import DatasetError, ImageError
from qeu_station.imaging.pixels import Pixels, cut
from qeu_station.services.exporting.items import Item
from qeu_station.services.exporting.known import cells_of, drawn_cells
from qeu_station.services.exporting.lessons import HELD_OUT, Lesson, LessonWriter
from qeu_station.services.viewing import view_record


class FineTuning:
    """Writes records, see ``toolkit.records``.

    Args:
        folder: Folder to make.
        share: Share of the records to measure on.
        seed: Same seed, same split.
    """

    def __init__(self, folder: Path, share: float = HELD_OUT, seed: int = 0) -> None:
        self._writer = LessonWriter(folder, share, seed)
        self.written = 0, 0

    def add(self, item: Item) -> None:
        """Write one record.

        Raises:
            DatasetError: Nobody said what is true of it.
            ImageError: A picture is gone, or the test could not be laid onto the reference.
        """
        self._writer.add(lesson_of(item))

    def finish(self) -> None:
        """Split them."""
        self.written = self._writer.finish()


def lesson_of(item: Item) -> Lesson:
    """Return what an inspection teaches.

    Raises:
        DatasetError: Nobody said what is true of it.
        ImageError: A picture is gone, or the test could not be laid onto the reference.
    """
    record, recipe = item.record, item.recipe
    cells = known_cells(record, item.standing, recipe.grid)
    viewed = view_record(record, recipe, difference=True, memory=item.book.pictures)
    if not viewed.aligned or viewed.difference is None:
        raise ImageError("The test image could not be laid onto the reference.")
    height, width = viewed.reference.shape[:2]
    return Lesson(
        name=record.pair,
        group=record.group or record.serial or record.pair,
        reference=cut(_bgr(viewed.reference), recipe.image),
        test=cut(_bgr(viewed.test), recipe.image),
        difference=viewed.difference,
        grid=recipe.grid.over(width, height),
        cells=cells,
        names=record.classes[1:],
        mode=recipe.image.mode,
        tolerance=recipe.difference.tolerance,
        provenance=_provenance(item),
    )


def known_cells(record: InspectionRecord, said: Standing, settings: GridSettings) -> dict[str, str]:
    """Return the class of every defective cell as people know it; empty for a good part.

    Raises:
        DatasetError: Nobody said whether the part is good, or where its defect is.
    """
    cells = cells_of(record, said, drawn_cells(record, said, settings))
    if said.part is None and not said.added and not cells.keys() & said.cells.keys():
        raise DatasetError("Nobody said what is true of it: confirm or correct it first.")
    if not cells and (said.part == "ng" or said.added):
        raise DatasetError("It was called NG, but nobody said in which cell.")
    return cells


def _bgr(shown: Pixels) -> Pixels:
    swapped: Pixels = shown if shown.ndim == 2 else shown[..., ::-1]
    picture: Pixels = np.ascontiguousarray(swapped, np.uint8)
    return picture


def _provenance(item: Item) -> dict[str, Any]:
    record = item.record
    return {
        "pair": record.pair,
        "serial": record.serial,
        "station": record.station,
        "inspection": record.id,
        "at": record.at,
        "said_by": item.standing.operator,
        "recipe": record.recipe.name,
        "recipe_version": record.recipe.version,
        "recipe_sha256": record.recipe.sha256,
        "reference_sha256": record.references[0].sha256,
        "test_sha256": record.test.sha256,
    }
