"""The prepared pair behind a record, for models that are shown more than the composite."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.api.prepared import Cell, PreparedPair
from qeu_station.core.grid import Grid
from qeu_station.errors import DatasetError
from qeu_station.toolkit.record import Record
from qeu_station.toolkit.record_pictures import read_picture

_UNTURNED = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


def recorded_pair(record: Record) -> PreparedPair:
    """Return reference, test and difference of a record as an inspector would have seen them.

    Its test image lies on the reference, it has one reference and no candidate regions.

    Raises:
        DatasetError: The record has the composite only, or a picture cannot be used.
    """
    if not record.has_pair or record.grid is None:
        raise DatasetError(
            f"{record.place}: it has the composite only; a model that reads channels needs "
            "reference_file_name, test_file_name, difference_file_name and corners."
        )
    flag = cv2.IMREAD_COLOR if record.mode == "colour" else cv2.IMREAD_GRAYSCALE
    reference, test = (_read(path, flag, record) for path in record.pictures[1:3])
    difference = _read(record.pictures[3], cv2.IMREAD_GRAYSCALE, record)
    shape, grid = difference.shape, record.grid
    if not reference.shape[:2] == test.shape[:2] == shape:
        raise DatasetError(f"{record.place}: reference, test and difference differ in size.")
    cells = tuple(Cell.around(address, grid.polygon(address)) for address in grid.addresses)
    _check_inside(cells, shape, record)
    return PreparedPair(
        name=record.name,
        references=reference[None],
        test=test,
        valid=np.full(shape, 255, np.uint8),
        difference=difference,
        region_map=np.zeros(shape, np.uint16),
        cell_map=_labels(grid, shape),
        regions=(),
        cells=cells,
        mode=record.mode,
        tolerance=record.tolerance,
        to_reference=_UNTURNED,
        residual=0.0,
    )


def _read(path: Path, flag: int, record: Record) -> NDArray[np.uint8]:
    try:
        return read_picture(path, flag, "PNG")
    except DatasetError as error:
        raise DatasetError(f"{record.place}: {error}.") from None


def _check_inside(cells: Sequence[Cell], shape: tuple[int, ...], record: Record) -> None:
    """Check that the grid lies on the pictures; an edge may stand out by half of them."""
    height, width = shape[0], shape[1]
    for cell in cells:
        x1, y1, x2, y2 = cell.box
        if x1 < -width / 2 or x2 > 1.5 * width or y1 < -height / 2 or y2 > 1.5 * height:
            raise DatasetError(
                f"{record.place}: cell {cell.address} lies outside of the pictures, which are "
                f"{width} x {height} pixels; look at corners."
            )


def _labels(grid: Grid, shape: tuple[int, ...]) -> NDArray[np.uint16]:
    labels = np.zeros(shape, np.uint16)
    for number, address in enumerate(grid.addresses, start=1):
        corners = np.round(np.array(grid.polygon(address)) - 0.5).astype(np.int32)
        cv2.fillConvexPoly(labels, corners, number)
    return labels
