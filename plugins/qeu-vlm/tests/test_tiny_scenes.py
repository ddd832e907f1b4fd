"""Generated pairs: the same from the same seed, with defects where they are said to be."""

from __future__ import annotations

import numpy as np
import pytest
from qeu_vlm.tiny.defects import KINDS, NAMES
from qeu_vlm.tiny.products import CELL, random_product
from qeu_vlm.tiny.scenes import Pair, make_pair
from qeu_vlm.tiny.tiles import CELLS, INPUTS, pixels_of, planes_of, tiles_of


@pytest.fixture(scope="module")
def pair() -> Pair:
    return make_pair(random_product(7), 3, 6)


def test_the_same_seeds_make_the_same_pair(pair: Pair) -> None:
    again = make_pair(random_product(7), 3, 6)
    assert np.array_equal(again.reference, pair.reference)
    assert np.array_equal(again.test, pair.test)
    assert again.names == pair.names
    assert not np.array_equal(make_pair(random_product(7), 4, 6).test, pair.test)


def test_answers_come_in_reading_order_with_the_names_of_their_kinds(pair: Pair) -> None:
    addresses = pair.product.addresses
    assert list(pair.names) == sorted(pair.names, key=addresses.index)
    assert pair.names == {cell: NAMES[kind] for cell, kind in pair.kinds.items()}


def test_the_difference_is_largest_in_defective_cells(pair: Pair) -> None:
    tiles = tiles_of(planes_of(pair))
    seen = [int(np.sort(tile[..., 6], axis=None)[-12]) for tile in tiles]
    bad = [cell in pair.kinds for cell in pair.product.addresses]
    assert len(pair.kinds) >= 4
    assert np.median(np.array(seen)[bad]) > 2 * np.median(np.array(seen)[~np.array(bad)])


def test_a_pair_without_defects_has_none() -> None:
    assert make_pair(random_product(7), 5, 0).kinds == {}


def test_only_kinds_that_are_asked_for_are_drawn() -> None:
    found = [make_pair(random_product(n), n, 9, kinds=("missing", "scratch")) for n in range(3)]
    assert {kind for pair in found for kind in pair.kinds.values()} == {"missing", "scratch"}


def test_every_kind_can_be_seen_on_some_product() -> None:
    found = {kind for n in range(12) for kind in make_pair(random_product(n), n, 20).kinds.values()}
    assert found == set(KINDS)


def test_cells_of_a_smaller_grid_lie_at_the_top_left_and_the_others_are_black() -> None:
    made = make_pair(random_product(2, rows=2, columns=4), 0, 1)
    used = tiles_of(planes_of(made))[..., :6].any(axis=(1, 2, 3))
    assert made.reference.shape == (2 * CELL, 4 * CELL, 3)
    assert np.flatnonzero(used).tolist() == [0, 1, 2, 3, 9, 10, 11, 12]


def test_pixels_are_small_numbers_and_another_light_is_no_difference(pair: Pair) -> None:
    tiles = tiles_of(planes_of(pair)).copy()
    tiles[..., 3:6] = (tiles[..., :3] * 0.8).astype(np.uint8)
    pixels = pixels_of(tiles)
    assert pixels.shape == (CELLS, INPUTS, 32, 32)
    assert pixels.dtype == np.float32
    assert np.abs(pixels).max() < 9
    assert np.abs(pixels[:, 3:6]).mean() < 0.05
