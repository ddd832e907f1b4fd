"""Writing records that teach a model of pictures and language; ``toolkit.records`` reads them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from qeu_station import __version__
from qeu_station.core.grid import Grid
from qeu_station.errors import DatasetError
from qeu_station.imaging.composite import composite_picture
from qeu_station.imaging.io import encode_image
from qeu_station.imaging.lettering import Picture
from qeu_station.storage.text import file_name
from qeu_station.toolkit.question import VERSION, answer, question
from qeu_station.toolkit.records import METADATA, PICTURES, SPLITS
from qeu_station.toolkit.splits import grouped_split

WIDTH = 1024
"""Widest picture of a composite, in pixels."""

HELD_OUT = 0.2
"""Share of the records that a model is measured on, where nobody says another."""

_ABOUT = """# Records of QEU Station

{count} pairs with their question and their answer: {train} to learn from, {test} to measure on.
No group (lot, else serial number, else pair) stands on both sides.

Load them with `datasets.load_dataset("imagefolder", data_dir="…")`, or train with
`qeu-station train vlm --recipe … --set records=…`. The columns are explained in the user guide,
chapter "Vision-language models", section "Records". The answers are what people said.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """A pair of which people said what is true.

    Attributes:
        name: Of its pair.
        group: What a split must not tear apart.
        reference: uint8, (H, W) or (H, W, 3) BGR, as inspectors see it.
        test: The same, laid onto the reference.
        difference: uint8, (H, W).
        grid: Over the reference.
        cells: Name of the defect per defective cell.
        names: Names of defects that may be given.
        mode: ``colour``, ``grey`` or ``binary``.
        tolerance: Of the difference, in pixels.
        provenance: Where it comes from, see ``toolkit.records.PROVENANCE``.
        reasoning: The steps that lead to the answer, empty for none.
    """

    name: str
    group: str
    reference: Picture = field(repr=False)
    test: Picture = field(repr=False)
    difference: Picture = field(repr=False)
    grid: Grid
    cells: Mapping[str, str]
    names: tuple[str, ...]
    mode: str
    tolerance: int
    provenance: Mapping[str, Any]
    reasoning: str = ""


class LessonWriter:
    """Writes records into a folder; they are split when all are known.

    Args:
        folder: Existing folder.
        share: Share of the records to measure on; 0 for none.
        seed: Same seed, same split.
    """

    def __init__(self, folder: Path, share: float = HELD_OUT, seed: int = 0) -> None:
        self._folder = folder
        self._share = share
        self._seed = seed
        self._rows: list[dict[str, Any]] = []
        self._groups: list[str] = []
        self._taken: set[str] = set()
        self._train.mkdir(parents=True)

    @property
    def _train(self) -> Path:
        return self._folder / SPLITS[0]

    def add(self, lesson: Lesson) -> None:
        """Write the pictures of one record.

        Raises:
            DatasetError: An address or a name of its answer would not be understood again.
        """
        _check(lesson)
        stem = self._stem(lesson.name)
        composite = composite_picture(
            lesson.reference, lesson.test, lesson.grid, width=min(_width(lesson), WIDTH)
        )
        shown = (composite, lesson.reference, lesson.test, lesson.difference)
        files = [encode_image(np.ascontiguousarray(picture), ".png") for picture in shown]
        names = [f"{stem}{kind}.png" for kind in ("", ".reference", ".test", ".difference")]
        for name, content in zip(names, files, strict=True):
            (self._train / name).write_bytes(content)
        hashes = [hashlib.sha256(content).hexdigest() for content in files]
        self._rows.append(dict(zip(PICTURES, names, strict=True)) | _row(lesson, hashes))
        self._groups.append(lesson.group)

    def finish(self) -> tuple[int, int]:
        """Split the records by group; return how many there are to learn from and to measure on."""
        held: set[int] = set()
        if self._share and len(set(self._groups)) > 1:
            held = set(grouped_split(self._groups, self._share, self._seed).test)
        for number in held:
            for column in PICTURES:
                self._move(self._rows[number][column])
        train = [row for number, row in enumerate(self._rows) if number not in held]
        _write(self._train, train)
        if held:
            _write(self._folder / SPLITS[1], [self._rows[number] for number in sorted(held)])
        about = _ABOUT.format(count=len(self._rows), train=len(train), test=len(held))
        (self._folder / "README.md").write_text(about, "utf-8")
        return len(train), len(held)

    def _move(self, name: str) -> None:
        (self._folder / SPLITS[1]).mkdir(exist_ok=True)
        (self._train / name).rename(self._folder / SPLITS[1] / name)

    def _stem(self, name: str) -> str:
        stem = plain = file_name(name)
        number = 1
        while stem.casefold() in self._taken:
            number += 1
            stem = f"{plain}~{number}"
        self._taken.add(stem.casefold())
        return stem


def _check(lesson: Lesson) -> None:
    addresses = set(lesson.grid.addresses)
    for address, label in lesson.cells.items():
        if address not in addresses or label not in lesson.names:
            raise DatasetError(
                f"{address}: {label} is no cell of the grid with one of its classes."
            )


def _row(lesson: Lesson, hashes: Sequence[str]) -> dict[str, Any]:
    grid = lesson.grid
    order = {address: place for place, address in enumerate(grid.addresses)}
    cells = {address: lesson.cells[address] for address in sorted(lesson.cells, key=order.get)}  # type: ignore[arg-type]
    return {
        "sha256": list(hashes),
        "question": question(grid.rows, grid.columns),
        "answer": answer(cells),
        "reasoning": lesson.reasoning,
        "question_version": VERSION,
        "names": list(lesson.names),
        "rows": list(grid.rows),
        "columns": list(grid.columns),
        "unused": sorted(grid.unused),
        "corners": [list(map(float, corner)) for corner in grid.corners],
        "mode": lesson.mode,
        "tolerance": lesson.tolerance,
        **lesson.provenance,
        "group": lesson.group,
        "software": __version__,
    }


def _write(folder: Path, rows: Sequence[Mapping[str, Any]]) -> None:
    lines = (json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    with (folder / METADATA).open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(lines)


def _width(lesson: Lesson) -> int:
    return int(lesson.reference.shape[1])
