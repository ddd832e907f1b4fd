"""Finding what looks like an inspection, or like one of its cells or regions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qeu_station.errors import InputError
from qeu_station.learning.likeness.near import Vectors, distances
from qeu_station.learning.likeness.words import Alike, alike
from qeu_station.services.similar.index import Places, SimilarIndex
from qeu_station.services.similar.reading import PlaceReader
from qeu_station.services.similar.telling import PlaceName

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Similar:
    """An inspection that looks like the one asked for.

    Attributes:
        id: The inspection.
        seq: Number of its entry in the journal.
        distance: 0 for the same; see ``learning.likeness.words``.
        alike: The same in a word.
        here: Cell or region of the inspection asked for that fits best.
        there: Cell or region of this inspection that it fits.
    """

    id: str
    seq: int
    distance: float
    alike: Alike
    here: PlaceName
    there: PlaceName


def find_like(
    index: SimilarIndex,
    id: str,
    place: PlaceName | None = None,
    k: int = 24,
    reader: PlaceReader | None = None,
) -> list[Similar]:
    """Return the inspections of other parts that are most alike, the nearest first.

    Only inspections with the same recipe are compared, and of a part that was inspected several
    times the nearest inspection. Asked for a whole inspection, its cells that did not pass (the
    worst one when all did) are each looked for in the other's, and their distances averaged.

    Args:
        index: Where to look.
        id: The inspection asked for.
        place: A cell or region of it; None for the whole.
        k: Most answers.
        reader: Reads from the pictures what is not in the index, such as a cell that passed.

    Raises:
        InputError: The inspection or the place is not in the index, and there is no reader.
        ImageError: A picture is gone or was changed since.
        StorageError: The journal cannot be read.
    """
    row = index.row_of(id)
    if row is None:
        raise InputError(
            f"Inspection {id} is not in the index yet; wait until it was read, or build the index."
        )
    kind = "cell" if place is None else place.kind
    places = index.cells if kind == "cell" else index.regions
    names, wanted = _asked(index, row, place, reader)
    apart = distances(wanted, places.vectors)
    starts, rows = _starts(places)
    if not len(rows):
        return []
    nearest = np.minimum.reduceat(apart, starts, axis=1).mean(axis=0)
    nearest[~_comparable(index, row)[rows]] = np.inf
    return [
        _similar(index, places, names, apart, int(rows[n]), float(nearest[n]))
        for n in _best(nearest, index.part[rows], k)
    ]


def _asked(
    index: SimilarIndex, row: int, place: PlaceName | None, reader: PlaceReader | None
) -> tuple[list[PlaceName], Vectors]:
    """Return the places asked for, and their vectors."""
    id = str(index.id[row])
    if place is None:
        here = index.cells.of(row)
        if here.start == here.stop:
            raise InputError(
                f"Inspection {id} cannot be compared: its pictures are gone or were changed, or "
                "were never laid onto each other."
            )
        names = [PlaceName("cell", index.cells.name[n]) for n in range(here.start, here.stop)]
        return names, index.cells.vectors[here]
    places = index.cells if place.kind == "cell" else index.regions
    found = places.find(row, place.name)
    if found is not None:
        return [place], places.vectors[found : found + 1]
    if reader is None:
        raise InputError(f'{place.kind.capitalize()} "{place.name}" of {id} is not in the index.')
    return [place], reader.vectors(id, [place])


def _starts(places: Places) -> tuple[NDArray[np.intp], NDArray[np.int32]]:
    """Return where the places of each inspection begin, and the rows that have any."""
    first = np.flatnonzero(np.diff(places.row, prepend=-1))
    return first, places.row[first]


def _comparable(index: SimilarIndex, row: int) -> NDArray[np.bool_]:
    same: NDArray[np.bool_] = index.recipe.codes == index.recipe.codes[row]
    other: NDArray[np.bool_] = index.part != index.part[row]
    return same & other


def _best(nearest: Floats, parts: NDArray[np.int32], k: int) -> list[int]:
    """Return the nearest, one per part, of those that may be compared at all."""
    chosen: dict[int, int] = {}
    for n in _ascending(nearest, k):
        if not np.isfinite(nearest[n]) or len(chosen) == k:
            break
        chosen.setdefault(int(parts[n]), int(n))
    return list(chosen.values())


def _ascending(values: Floats, k: int) -> NDArray[np.intp]:
    """Return positions by value: all are sorted only where the first few do not suffice."""
    few = min(len(values), 50 * max(k, 1))
    near = np.argpartition(values, few - 1)[:few]
    return near[np.argsort(values[near], kind="stable")]


def _similar(
    index: SimilarIndex,
    places: Places,
    names: Sequence[PlaceName],
    apart: Floats,
    row: int,
    distance: float,
) -> Similar:
    there = places.of(row)
    best = int(apart[:, there].argmin())
    here, n = divmod(best, there.stop - there.start)
    other = PlaceName(names[0].kind, places.name[there.start + n])
    return Similar(
        str(index.id[row]), int(index.seq[row]), distance, alike(distance), names[here], other
    )
