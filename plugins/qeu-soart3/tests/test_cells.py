from __future__ import annotations

from dataclasses import replace

import numpy as np
from qeu_soart3.cells import deciding, shares

from qeu_station.api import PreparedPair, Region

from .boards import board, board_pair


def two_regions() -> PreparedPair:
    """Cells are 160/9 wide and 160/3 high; A lies in U1 and a little in U2, B in U1 alone."""
    pair = board_pair(board(), (slice(30, 31), slice(30, 31)))
    places = {"A": (0.0, 0.0, 20.0, 10.0), "B": (2.0, 20.0, 12.0, 30.0)}
    regions = tuple(Region(n, b, b, 9, 1.0, 1.0, ("U1",)) for n, b in places.items())
    return replace(pair, regions=regions)


def test_shares_are_those_of_the_box() -> None:
    found = shares(two_regions())
    assert found.shape == (2, 27)
    np.testing.assert_allclose(found[0, :2], [160 / 9 / 20, 1 - 160 / 9 / 20])
    np.testing.assert_allclose(found.sum(axis=1), 1)


def test_the_worst_region_decides_and_touched_cells_count() -> None:
    pair = two_regions()
    chosen = deciding(pair, np.array([0.6, 0.2]), least_share=0.1)
    assert chosen[:2].tolist() == [1, 0]
    assert (chosen[2:] == -1).all()


def test_a_region_barely_reaching_in_does_not_count() -> None:
    assert deciding(two_regions(), np.array([0.6, 0.2]), least_share=0.2)[1] == -1


def test_cells_without_regions_have_none() -> None:
    pair = replace(two_regions(), regions=())
    assert deciding(pair, np.zeros(0), 0.1).tolist() == [-1] * 27
