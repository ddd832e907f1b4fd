"""The grid: addresses, borders, perspective, and everything it refuses."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qeu_station.core.grid import Grid
from qeu_station.errors import GridError

SQUARE = ((0.0, 0.0), (90.0, 0.0), (90.0, 30.0), (0.0, 30.0))


@st.composite
def convex_quads(draw):
    """A rectangle whose corners moved by up to a third of its sides, still convex."""
    x, y = draw(st.floats(-500, 500)), draw(st.floats(-500, 500))
    width, height = draw(st.floats(30, 5000)), draw(st.floats(30, 5000))
    corners = []
    for u, v in ((0, 0), (1, 0), (1, 1), (0, 1)):
        du, dv = draw(st.floats(-0.33, 0.33)), draw(st.floats(-0.33, 0.33))
        corners.append((x + (u + du) * width, y + (v + dv) * height))
    try:
        Grid(tuple(corners))
    except GridError:
        assume(False)
    return tuple(corners)


def _labels(prefix):
    return st.integers(1, 12).map(lambda n: tuple(f"{prefix}{k}" for k in range(n)))


@given(
    convex_quads(),
    _labels("R"),
    _labels("c"),
    st.floats(0.01, 0.99),
    st.floats(0.01, 0.99),
    st.data(),
)
def test_a_point_inside_a_cell_has_its_address(quad, rows, columns, u, v, data):
    grid = Grid(quad, rows, columns)
    address = data.draw(st.sampled_from(grid.addresses))
    row, column = grid.position(address)
    inside = grid.point((column + u) / len(columns), (row + v) / len(rows))
    assert grid.address_at(*inside) == address


@given(convex_quads())
def test_corners_of_the_grid_are_corners_of_its_cells(quad):
    grid = Grid(quad)
    found = [grid.polygon(a)[k] for k, a in enumerate(("U1", "U9", "D9", "D1"))]
    for (x, y), (at_x, at_y) in zip(quad, found, strict=True):
        assert math.isclose(x, at_x, abs_tol=1e-6)
        assert math.isclose(y, at_y, abs_tol=1e-6)


@given(convex_quads())
def test_neighbours_share_their_border(quad):
    grid = Grid(quad)
    left, right = grid.polygon("C4"), grid.polygon("C5")
    assert left[1] == right[0]
    assert left[2] == right[3]


@given(
    st.floats(-1e4, 1e4),
    st.floats(-1e4, 1e4),
    st.floats(10, 1e4),
    st.floats(10, 1e4),
    st.integers(0, 8),
)
def test_a_left_border_belongs_to_the_cell_on_its_right(x, y, width, height, column):
    grid = Grid.over_rectangle((x, y, x + width, y + height))
    border_x, border_y = grid.point(column / 9, 0.0)
    assert grid.address_at(border_x, border_y) == f"U{column + 1}"


def test_every_pixel_of_a_rectangle_has_a_cell_and_none_outside():
    grid = Grid.over_rectangle((7, 11, 646, 650))
    assert None not in {grid.address_at(x, y) for x in range(7, 646, 3) for y in range(11, 650, 3)}
    for x, y in ((6.9, 20), (646, 20), (20, 10.9), (20, 650)):
        assert grid.address_at(x, y) is None


def test_a_point_beyond_the_horizon_is_nowhere():
    grid = Grid(((40.0, 0.0), (60.0, 0.0), (100.0, 100.0), (0.0, 100.0)))
    assert grid.address_at(50, -1e6) is None
    assert grid.address_at(50, 1) == "U5"


def test_default_addresses_are_row_then_column():
    grid = Grid(SQUARE)
    assert grid.addresses[:2] == ("U1", "U2")
    assert len(grid.addresses) == 27
    assert grid.position("D9") == (2, 8)


def test_unused_cells_are_not_judged_but_keep_their_place():
    grid = Grid(SQUARE, unused=frozenset({"C5"}))
    assert "C5" not in grid.addresses
    assert grid.address_at(45, 15) is None
    assert grid.position("C5") == (1, 4)


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("E4", r'Cell "E4" is not on this grid \(rows U, C, D; columns 1-9\)'),
        ("U10", 'Did you mean "U1"'),
        ("", "is not on this grid"),
    ],
)
def test_an_unknown_address_is_said(address, said):
    with pytest.raises(GridError, match=said):
        Grid(SQUARE).position(address)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"rows": ()}, "no rows"),
        ({"columns": ()}, "no columns"),
        ({"rows": ("U", "U")}, "2 times in rows"),
        ({"columns": ("1", " ")}, "empty or has blanks"),
        ({"columns": ("1", "2 ")}, "empty or has blanks"),
        ({"rows": ("A", "A1"), "columns": ("1", "11")}, 'Address "A11" names 2 cells'),
        ({"unused": frozenset({"X1"})}, 'Cell "X1"'),
        ({"rows": ("U",), "columns": ("1",), "unused": frozenset({"U1"})}, "at least one cell"),
        ({"corners": ((0, 0), (0, 9), (9, 9), (9, 0))}, "not a convex"),
        ({"corners": ((0, 0), (9, 0), (0, 9), (9, 9))}, "not a convex"),
        ({"corners": ((0, 0), (9, 0), (3, 3), (0, 9))}, "not a convex"),
        ({"corners": ((0, 0), (9, 0), (9, 0), (0, 9))}, "not a convex"),
        ({"corners": ((0, 0), (9, 0), (9, math.inf), (0, 9))}, "not all finite"),
        ({"corners": ((0, 0), (9, 0), (9, math.nan), (0, 9))}, "not all finite"),
    ],
)
def test_a_grid_that_cannot_be_is_refused(change, said):
    with pytest.raises(GridError, match=said):
        Grid(**{"corners": SQUARE, **change})
