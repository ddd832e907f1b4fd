"""Records to fine-tune a model of pictures and language with: a composite, a question, an answer.

Only what people said is an answer: a pair that nobody confirmed or corrected is left out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from qeu_station import __version__
from qeu_station.core.correction import Standing
from qeu_station.core.recipe import GridSettings
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import DatasetError, ImageError
from qeu_station.imaging.composite import composite_picture
from qeu_station.imaging.io import encode_image
from qeu_station.imaging.lettering import Picture
from qeu_station.imaging.pixels import Pixels
from qeu_station.services.exporting.items import Item
from qeu_station.services.exporting.known import cells_of, drawn_cells
from qeu_station.services.viewing import view_record
from qeu_station.toolkit.question import VERSION, answer, question

WIDTH = 1024
"""Widest picture of a composite, in pixels."""

RECORDS = "records.jsonl"


class FineTuning:
    """Writes ``records.jsonl`` and the composites it names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        (folder / "images").mkdir(parents=True)
        (folder / RECORDS).touch()

    def add(self, item: Item) -> None:
        """Write one record.

        Raises:
            DatasetError: Nobody said what is true of it.
            ImageError: A picture is gone, or the test could not be laid onto the reference.
        """
        grid = item.recipe.grid
        cells = known_cells(item.record, item.standing, grid)
        name = f"images/{item.name}.png"
        (self._folder / name).write_bytes(_composite(item))
        record = {
            "image": name,
            "question": question(grid.rows, grid.columns),
            "answer": answer(cells),
            "provenance": _provenance(item),
        }
        with (self._folder / RECORDS).open("a", encoding="utf-8", newline="\n") as stream:
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")

    def finish(self) -> None:
        """Nothing is left to do."""


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


def _composite(item: Item) -> bytes:
    viewed = view_record(item.record, item.recipe, memory=item.book.pictures)
    if not viewed.aligned:
        raise ImageError("The test image could not be laid onto the reference.")
    height, width = viewed.reference.shape[:2]
    grid = item.recipe.grid.over(width, height)
    reference, test = _bgr(viewed.reference), _bgr(viewed.test)
    made = composite_picture(reference, test, grid, width=min(width, WIDTH))
    return encode_image(made, ".png")


def _bgr(shown: Pixels) -> Picture:
    swapped: Pixels = shown if shown.ndim == 2 else shown[..., ::-1]
    picture: Picture = np.ascontiguousarray(swapped, np.uint8)
    return picture


def _provenance(item: Item) -> dict[str, Any]:
    record = item.record
    return {
        "inspection": record.id,
        "station": record.station,
        "pair": record.pair,
        "serial": record.serial,
        "group": record.group,
        "at": record.at,
        "recipe": record.recipe.name,
        "recipe_version": record.recipe.version,
        "recipe_sha256": record.recipe.sha256,
        "test_sha256": record.test.sha256,
        "reference_sha256": record.references[0].sha256,
        "said_by": item.standing.operator,
        "corrections": [entry.hash for entry in item.said],
        "question_version": VERSION,
        "software": __version__,
    }
