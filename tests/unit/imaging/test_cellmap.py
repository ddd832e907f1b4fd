from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qeu_station.core.grid import Grid
from qeu_station.errors import GridError
from qeu_station.imaging.cellmap import build_cell_map, coverage


def test_a_rectangle_gives_every_pixel_one_owner() -> None:
    found = build_cell_map(Grid.over_rectangle((0, 0, 90, 30)), 90, 30)
    assert found.labels.dtype == np.uint16
    assert found.areas.tolist() == [0] + [100] * 27
    assert found.cells[0].address == "U1"
    assert found.cells[0].box == (0, 0, 10, 10)
    assert found.labels[0, 0] == 1
    assert found.labels[29, 89] == 27


def test_an_unused_cell_owns_nothing() -> None:
    grid = Grid.over_rectangle((0, 0, 90, 30), unused=frozenset({"U1"}))
    found = build_cell_map(grid, 90, 30)
    assert found.labels[5, 5] == 0
    assert [cell.address for cell in found.cells][:2] == ["U2", "U3"]
    assert found.labels[5, 15] == 1


corner = st.floats(0, 12)


@settings(max_examples=20, deadline=None)
@given(corner, corner, corner, corner)
def test_labels_agree_with_the_grid_at_every_pixel_centre(
    a: float, b: float, c: float, d: float
) -> None:
    grid = Grid(((a, b), (60 - c, a), (60 - d, 40 - b), (b, 40 - c)))
    found = build_cell_map(grid, 60, 40)
    wanted = {None: 0} | {cell.address: k for k, cell in enumerate(found.cells, start=1)}
    for y in range(40):
        for x in range(60):
            # a centre exactly on a border may round either way
            near = [grid.address_at(x + 0.5 + e, y + 0.5 + e) for e in (-1e-4, 0, 1e-4)]
            near += [grid.address_at(x + 0.5 + e, y + 0.5 - e) for e in (-1e-4, 1e-4)]
            assert found.labels[y, x] in {wanted[address] for address in near}


def test_a_grid_beyond_the_picture_is_refused() -> None:
    with pytest.raises(GridError, match=r"corner \(100, 0\) lies outside the 90 x 30 reference"):
        build_cell_map(Grid.over_rectangle((0, 0, 100, 30)), 90, 30)


def test_a_cell_without_a_pixel_is_refused() -> None:
    with pytest.raises(GridError, match='Cell "U1" holds no pixel'):
        build_cell_map(Grid.over_rectangle((0, 0, 4, 30)), 90, 30)


def test_coverage_is_the_valid_share_of_each_cell() -> None:
    found = build_cell_map(Grid.over_rectangle((0, 0, 20, 10), ("A",), ("1", "2")), 20, 10)
    valid = np.full((10, 20), 255, np.uint8)
    assert coverage(found, valid) == {"A1": 1.0, "A2": 1.0}
    valid[:, 15:] = 0
    assert coverage(found, valid) == {"A1": 1.0, "A2": 0.5}
