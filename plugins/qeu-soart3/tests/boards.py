"""Small binary boards with one change each, for tests."""

from __future__ import annotations

import numpy as np

from qeu_station.api import Cell, PreparedPair, Region
from qeu_station.api.testing import make_pair

SIDE = 160
DARK, LIGHT = 0, 255


def board() -> np.ndarray:
    """Two vertical conductors, dark on light, at columns 40-59 and 90-109."""
    picture = np.full((SIDE, SIDE), LIGHT, np.uint8)
    picture[:, 40:60] = picture[:, 90:110] = DARK
    return picture


CHANGES: dict[str, tuple[slice, slice, int]] = {
    "short": (slice(76, 84), slice(60, 90), DARK),
    "spur": (slice(76, 84), slice(60, 72), DARK),
    "copper": (slice(76, 86), slice(70, 80), DARK),
    "open": (slice(76, 84), slice(40, 60), LIGHT),
    "mousebite": (slice(76, 84), slice(40, 50), LIGHT),
    "pin-hole": (slice(76, 82), slice(47, 53), LIGHT),
}


def changed(kind: str, dx: int = 0, dy: int = 0) -> np.ndarray:
    """The board with one change, moved as a whole by ``dx``, ``dy``."""
    picture = board()
    rows, columns, value = CHANGES[kind]
    picture[rows, columns] = value
    return np.roll(picture, (dy, dx), (0, 1))


def board_pair(
    test: np.ndarray, blob: tuple[slice, slice], reference: np.ndarray | None = None
) -> PreparedPair:
    """A prepared binary pair with one candidate region over ``blob``; cells are 3 x 9."""
    region_map = np.zeros((SIDE, SIDE), np.uint16)
    region_map[blob] = 1
    difference = np.where(region_map > 0, 255, 0).astype(np.uint8)
    like = make_pair(SIDE, SIDE, mode="binary", regions=0)
    rows, columns = blob
    box = (columns.start - 8.0, rows.start - 8.0, columns.stop + 8.0, rows.stop + 8.0)
    area = int((region_map > 0).sum())
    middle = _cell_at(like, (box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    region = Region("R1", box, box, area, 255.0, 255.0, (middle.address,))
    return PreparedPair(
        name="board",
        references=(board() if reference is None else reference)[None],
        test=test,
        valid=like.valid,
        difference=difference,
        region_map=region_map,
        cell_map=like.cell_map,
        regions=(region,),
        cells=like.cells,
        mode="binary",
        tolerance=3,
        to_reference=like.to_reference,
        residual=0.0,
    )


def pair_of(kind: str, dx: int = 0, dy: int = 0) -> PreparedPair:
    """The pair of one change, its candidate lying where the change was seen."""
    rows, columns, _ = CHANGES[kind]
    blob = (
        slice(rows.start + dy, rows.stop + dy),
        slice(columns.start + dx, columns.stop + dx),
    )
    return board_pair(changed(kind, dx, dy), blob)


def _cell_at(pair: PreparedPair, x: float, y: float) -> Cell:
    number = int(pair.cell_map[int(y), int(x)])
    return pair.cells[number - 1]
