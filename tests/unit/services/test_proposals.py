"""Regions that inspectors found by themselves, placed on the grid."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qeu_station.api.testing import make_pair
from qeu_station.core.opinion import Opinion, ProposedRegion
from qeu_station.services.proposals import located

PAIR = make_pair(96, 144)
"""Cells of 16 columns and 32 rows."""


def placed(*box: float, pair=PAIR):  # type: ignore[no-untyped-def]
    return located("net", Opinion(proposed=[ProposedRegion(box, (0.1, 0.9))]), pair)


def test_a_proposal_belongs_to_the_cell_it_lies_in() -> None:
    ((proposer, region, proposal),) = placed(20, 4, 30, 12)
    assert (proposer, region.id, region.cells) == ("net", "net:1", ("U2",))
    assert region.box == region.test_box == (20, 4, 30, 12)
    assert region.area == 80
    assert proposal.probabilities == (0.1, 0.9)


def test_it_may_belong_to_two_cells_the_larger_share_first() -> None:
    ((_, region, _),) = placed(10, 4, 30, 12)  # 6 columns in U1, 14 in U2
    assert region.cells == ("U2", "U1")


def test_what_lies_outside_is_no_region() -> None:
    assert placed(200, 4, 230, 12) == []
    assert placed(-30, -30, -2, -2) == []


def test_what_lies_half_outside_is_cut() -> None:
    ((_, region, _),) = placed(-30, 80, 10.2, 300)
    assert region.box == (0, 80, 11, 96)
    assert region.cells == ("D1",)


def test_an_unused_cell_takes_no_proposal() -> None:
    cell_map = PAIR.cell_map.copy()
    cell_map[:32, :16] = 0
    pair = replace(PAIR, cell_map=cell_map)
    assert placed(2, 2, 12, 12, pair=pair) == []
    ((_, region, _),) = placed(2, 2, 24, 12, pair=pair)  # 8 of its 22 columns are in U2
    assert region.cells == ("U2",)


def test_its_place_in_the_test_image_follows_the_registration() -> None:
    shifted = replace(PAIR, to_reference=(1, 0, 5, 0, 1, -3, 0, 0, 1))
    ((_, region, _),) = placed(20, 4, 30, 12, pair=shifted)
    assert region.test_box == (15, 7, 25, 15)


def test_numbers_count_all_proposals_so_that_ids_stay() -> None:
    opinion = Opinion(
        proposed=[
            ProposedRegion((900, 900, 910, 910), (0.5, 0.5)),
            ProposedRegion((20, 4, 30, 12), (0.1, 0.9)),
        ]
    )
    ((_, region, _),) = located("net", opinion, PAIR)
    assert region.id == "net:2"


coordinate = st.floats(-300, 300, allow_nan=False)


@given(st.tuples(coordinate, coordinate, coordinate, coordinate))
def test_any_box_is_placed_inside_the_picture_or_nowhere(
    corners: tuple[float, float, float, float],
) -> None:
    x1, x2 = sorted(corners[:2])
    y1, y2 = sorted(corners[2:])
    for _, region, _ in placed(x1, y1, x2, y2):
        left, top, right, bottom = region.box
        assert 0 <= left < right <= 144
        assert 0 <= top < bottom <= 96
        assert region.cells
        assert np.isfinite(region.mean)
        assert region.peak >= region.mean


@pytest.mark.parametrize("huge", [1e12, 1e30])
def test_a_huge_box_covers_the_picture(huge: float) -> None:
    ((_, region, _),) = placed(-huge, -huge, huge, huge)
    assert region.box == (0, 0, 144, 96)
