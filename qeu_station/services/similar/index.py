"""The index in memory: vectors of cells and regions, one row per inspection."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_station.learning.likeness.vector import DIMENSIONS
from qeu_station.services.review import Coded, ReviewSource
from qeu_station.services.review.coding import Coder
from qeu_station.services.review.columns import STRINGS
from qeu_station.services.similar.place import index_file, open_index_file
from qeu_station.storage.likeness import LikenessRow


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """Cells or regions that have a vector, m of them, sorted by row.

    Attributes:
        row: int32 (m,), the inspection's row.
        name: Addresses or ids.
        vectors: float32 (m, dimensions).
    """

    row: NDArray[np.int32] = field(repr=False)
    name: Coded
    vectors: NDArray[np.float32] = field(repr=False)

    def __len__(self) -> int:
        return len(self.row)

    def of(self, row: int) -> slice:
        """Return where the places of an inspection lie."""
        start, stop = np.searchsorted(self.row, [row, row + 1])
        return slice(int(start), int(stop))

    def find(self, row: int, name: str) -> int | None:
        """Return the place of this name in an inspection, or None."""
        here = self.of(row)
        return next((n for n in range(here.start, here.stop) if self.name[n] == name), None)


@dataclass(frozen=True, slots=True, eq=False)
class SimilarIndex:
    """What is compared, n inspections in the order of the journal.

    Attributes:
        seq: int64 (n,), number of the entry in the journal.
        id: Texts (n,).
        recipe: Name of the recipe.
        part: int32 (n,); inspections of one part have the same number.
        state: uint8 (n,), READ, GONE, CHANGED or UNALIGNED.
        cells: Cells that have a vector.
        regions: Regions that have one.
    """

    seq: NDArray[np.int64] = field(repr=False)
    id: NDArray[Any] = field(repr=False)
    recipe: Coded
    part: NDArray[np.int32] = field(repr=False)
    state: NDArray[np.uint8] = field(repr=False)
    cells: Places
    regions: Places

    def __len__(self) -> int:
        return len(self.seq)

    def row_of(self, id: str) -> int | None:
        """Return the row of an inspection, None when it is not in the index."""
        found = np.flatnonzero(self.id == id)
        return int(found[0]) if len(found) else None


def load_index(source: ReviewSource, home: Path) -> SimilarIndex:
    """Return the index of a journal as far as it was built; nothing is written.

    Raises:
        StorageError: It cannot be read.
    """
    if not index_file(source, home).is_file():
        return collected(())
    with open_index_file(source, home) as file:
        return collected(file.rows())


def collected(rows: Iterable[LikenessRow]) -> SimilarIndex:
    """Return the index of rows in the order of the journal."""
    growing = _Growing()
    for row in rows:
        growing.add(row)
    return growing.index()


class _GrowingPlaces:
    def __init__(self) -> None:
        self._counts: list[int] = []
        self._names: list[str] = []
        self._vectors: list[NDArray[np.float16]] = []

    def add(self, names: tuple[str, ...], vectors: NDArray[np.float16]) -> None:
        self._counts.append(len(names))
        if names:
            self._names += names
            self._vectors.append(vectors)

    def places(self) -> Places:
        coder = Coder()
        codes = coder.codes(self._names)
        row = np.repeat(np.arange(len(self._counts), dtype=np.int32), self._counts)
        vectors = np.zeros((len(codes), DIMENSIONS), np.float32)
        if self._vectors:
            np.concatenate(self._vectors, out=vectors)
        return Places(row, Coded(codes, coder.table), vectors)


class _Growing:
    def __init__(self) -> None:
        self._seq: list[int] = []
        self._id: list[str] = []
        self._recipe: list[str] = []
        self._part: dict[str, int] = {}
        self._parts: list[int] = []
        self._state: list[int] = []
        self._cells, self._regions = _GrowingPlaces(), _GrowingPlaces()

    def add(self, row: LikenessRow) -> None:
        split = len(row.cells)
        self._seq.append(row.seq)
        self._id.append(row.id)
        self._recipe.append(row.recipe)
        self._parts.append(self._part.setdefault(row.part, len(self._part)))
        self._state.append(row.state)
        self._cells.add(row.cells, row.vectors[:split])
        self._regions.add(row.regions, row.vectors[split:])

    def index(self) -> SimilarIndex:
        coder = Coder()
        codes = coder.codes(self._recipe)
        return SimilarIndex(
            np.array(self._seq, np.int64),
            np.array(self._id, STRINGS),
            Coded(codes, coder.table),
            np.array(self._parts, np.int32),
            np.array(self._state, np.uint8),
            self._cells.places(),
            self._regions.places(),
        )
