from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.core.grid import Grid
from qeu_station.storage.truth import CellState, CellTruth, TruthBox, cell_truth

GRID = Grid.over_rectangle((0, 0, 90, 30))  # cells of 10 x 10 pixels

PERSPECTIVE = Grid(((10, 5), (95, 0), (99, 60), (0, 50)))


def states(*boxes: tuple[float, float, float, float]) -> dict[str, str]:
    truth = cell_truth(GRID, [TruthBox(box, "short") for box in boxes])
    return {a: t.state.value for a, t in truth.items() if t.state is not CellState.OK}


@pytest.mark.parametrize(
    ("box", "expected"),
    [
        ((12, 12, 18, 18), {"C2": "NG"}),
        ((15, 12, 22, 18), {"C2": "NG", "C3": "AMBIGUOUS"}),
        ((15, 12, 24, 18), {"C2": "NG", "C3": "NG"}),
        ((13, 12, 23, 18), {"C2": "NG", "C3": "NG"}),  # exactly 30 %
        ((13, 12, 22.9, 18), {"C2": "NG", "C3": "AMBIGUOUS"}),
        ((10, 0, 20, 10), {"U2": "NG"}),  # touching is not overlapping
        ((0, 0, 30, 30), {"U1": "AMBIGUOUS", "U2": "AMBIGUOUS", "U3": "AMBIGUOUS",
                          "C1": "AMBIGUOUS", "C2": "NG", "C3": "AMBIGUOUS",
                          "D1": "AMBIGUOUS", "D2": "AMBIGUOUS", "D3": "AMBIGUOUS"}),
        ((-20, 12, 5, 18), {"C1": "AMBIGUOUS"}),
        ((200, 12, 205, 18), {}),
    ],
)  # fmt: skip
def test_the_rule(box, expected):
    assert states(box) == expected


def test_no_boxes_means_every_cell_is_ok():
    assert set(cell_truth(GRID, []).values()) == {CellTruth(CellState.OK, "ok")}


def test_the_label_is_that_of_the_largest_share():
    boxes = [TruthBox((18, 12, 28, 18), "spur"), TruthBox((12, 12, 18, 18), "short")]
    truth = cell_truth(GRID, boxes)
    assert truth["C2"] == CellTruth(CellState.NG, "short")
    assert truth["C3"] == CellTruth(CellState.NG, "spur")


def test_unused_cells_have_no_truth():
    grid = Grid.over_rectangle((0, 0, 90, 30), unused=frozenset({"C2"}))
    assert "C2" not in cell_truth(grid, [TruthBox((12, 12, 18, 18), "short")])


@given(st.floats(0, 98), st.floats(0, 58), st.floats(0.5, 20), st.floats(0.5, 20))
def test_the_cell_that_holds_the_centre_is_ng_in_perspective_too(x, y, w, h):
    address = PERSPECTIVE.address_at(x + w / 2, y + h / 2)
    truth = cell_truth(PERSPECTIVE, [TruthBox((x, y, x + w, y + h), "short")])
    if address is not None:
        assert truth[address].state is CellState.NG
    assert sum(t.state is CellState.NG for t in truth.values()) <= 4
