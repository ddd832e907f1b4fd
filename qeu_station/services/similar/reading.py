"""Vectors of one inspection, from its record and the pictures it names."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.core.correction import Standing
from qeu_station.core.record import ImageStamp, InspectionRecord
from qeu_station.errors import QeuError, StorageError
from qeu_station.learning.likeness.vector import DIMENSIONS, describe
from qeu_station.services.review import ReviewSource, relocated
from qeu_station.services.similar.laying import Laid, NotLaidError, PairLayer, recorded_matrix
from qeu_station.services.similar.telling import (
    PlaceName,
    part_of,
    telling_cells,
    telling_regions,
)
from qeu_station.storage.likeness import CHANGED, GONE, READ, UNALIGNED, LikenessRow

_REACH = 5
"""Longest local shift that is undone, whatever the recipe forgives."""


class PlaceReader:
    """Reads places of inspections of one journal.

    Args:
        source: The journal, and where its pictures may have moved to.
    """

    def __init__(self, source: ReviewSource) -> None:
        self._source = source
        self._layer = PairLayer(source.reader)

    def row(self, seq: int, id: str, said: Standing) -> LikenessRow:
        """Return what is kept of an inspection; that its pictures cannot be read is a state.

        Raises:
            StorageError: The journal cannot be read.
        """
        record = self._record(id)
        cells, regions = telling_cells(record, said), telling_regions(record)
        state, vectors = self._read(record, cells, regions)
        if state != READ:
            cells, regions = [], []
        names = tuple(cells), tuple(regions)
        return LikenessRow(seq, id, record.recipe.name, part_of(record), state, *names, vectors)

    def vectors(self, id: str, places: Sequence[PlaceName]) -> NDArray[np.float16]:
        """Return the vectors of cells or regions of an inspection, float16 (places, dimensions).

        Raises:
            ImageError: A picture is gone or was changed since.
            InputError: There is no such place, or the pair was never laid onto its reference.
            StorageError: The journal cannot be read.
        """
        return _described(self._layer.laid(self._record(id)), places)

    def laid(self, id: str) -> Laid:
        """Return the pair of an inspection; raises as ``vectors``."""
        return self._layer.laid(self._record(id))

    def _record(self, id: str) -> InspectionRecord:
        return relocated(self._source, self._source.reader.inspection(id))

    def _read(
        self, record: InspectionRecord, cells: Sequence[str], regions: Sequence[str]
    ) -> tuple[int, NDArray[np.float16]]:
        nothing = np.zeros((0, DIMENSIONS), np.float16)
        if recorded_matrix(record) is None:
            return UNALIGNED, nothing
        if not all(_is_there(stamp) for stamp in (record.test, *record.references)):
            return GONE, nothing
        places = [PlaceName("cell", name) for name in cells]
        places += [PlaceName("region", name) for name in regions]
        try:
            return READ, _described(self._layer.laid(record), places)
        except StorageError:
            raise
        except NotLaidError:
            return UNALIGNED, nothing
        except (QeuError, cv2.error):
            return CHANGED, nothing


def _described(laid: Laid, places: Sequence[PlaceName]) -> NDArray[np.float16]:
    binary = laid.recipe.image.mode == "binary"
    reach = min(laid.recipe.difference.tolerance, _REACH)
    windows = [laid.window(place) for place in places]
    found = [describe(laid.test, laid.references, w, binary, reach) for w in windows]
    return np.array(found, np.float16).reshape(-1, DIMENSIONS)


def _is_there(stamp: ImageStamp) -> bool:
    try:
        return Path(stamp.path).is_file()
    except (OSError, ValueError):
        return False
