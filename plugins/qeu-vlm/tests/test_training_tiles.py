"""Varied mosaics tell the truth: where a defect went, and which cells there are."""

from __future__ import annotations

import numpy as np
import pytest
from qeu_vlm.places import ADDRESSES
from qeu_vlm.tiny.tiles import tiles_of
from qeu_vlm.training.tiles import Moving, Stock, laid_out

SIDE = 6
USED = tuple(ADDRESSES[:5])
PLAIN = Moving(light=0, noise=0, colours=0, sparse=0)


def mosaic(number: int, bad: dict[str, int]) -> np.ndarray:
    """Tiles of one grey level: 100 and more where good, above 200 where a defect is."""
    tiles = np.zeros((27, SIDE, SIDE, 7), np.uint8)
    tiles[: len(USED)] = 100 + number
    for name, level in bad.items():
        tiles[ADDRESSES.index(name)] = level
    return laid_out(tiles)


@pytest.fixture(scope="module")
def stock() -> Stock:
    return Stock.of(
        [
            (mosaic(0, {}), USED, {}),
            (mosaic(1, {"U2": 210}), USED, {"U2": "hole"}),
            (mosaic(2, {"U1": 220, "U4": 211}), USED, {"U1": "stain", "U4": "hole"}),
        ]
    )


def test_tiles_laid_out_are_the_same_tiles() -> None:
    planes = np.random.default_rng(0).integers(0, 256, (3 * SIDE, 9 * SIDE, 7), np.uint8)
    assert np.array_equal(laid_out(tiles_of(planes)), planes)


def test_the_answer_names_the_tiles_with_defects_and_no_others(stock: Stock) -> None:
    random, seen = np.random.default_rng(0), set[tuple[str, str]]()
    for _ in range(300):
        planes, cells = stock.made(random, PLAIN)
        tiles = tiles_of(planes)
        assert list(cells) == [name for name in ADDRESSES if name in cells]
        for name, tile in zip(ADDRESSES, tiles, strict=True):
            level = int(tile[0, 0, 0])
            due = {"hole": (210, 211), "stain": (220,)}
            good = (100, 101, 102) if name in USED else (0,)
            assert level in (due[cells[name]] if name in cells else good)
        seen |= set(cells.items())
    assert seen == {(name, label) for name in USED for label in ("hole", "stain")}


def test_half_of_them_have_defects_and_unused_tiles_stay_black(stock: Stock) -> None:
    random = np.random.default_rng(1)
    made = [stock.made(random, Moving(noise=9, sparse=0)) for _ in range(400)]
    assert 160 < sum(bool(cells) for _, cells in made) < 240
    assert max(len(cells) for _, cells in made) <= 4
    for planes, _ in made:
        assert not tiles_of(planes)[len(USED) :].any()


def test_reference_and_test_keep_to_each_other_in_another_light(stock: Stock) -> None:
    random = np.random.default_rng(2)
    moving = Moving(light=0.1, noise=0, colours=1.0, defective=0, sparse=0)
    for _ in range(50):
        tile = tiles_of(stock.made(random, moving)[0])[0].astype(int)
        assert abs(tile[..., :3] - tile[..., 3:6]).max() <= 4


def test_sparse_ones_show_some_of_the_cells_and_answer_for_these(stock: Stock) -> None:
    random, counts = np.random.default_rng(3), set[int]()
    for _ in range(200):
        planes, cells = stock.made(random, Moving(sparse=1.0))
        there = {n for n, tile in zip(ADDRESSES, tiles_of(planes), strict=True) if tile.any()}
        assert set(cells) <= there <= set(USED)
        counts.add(len(there))
    assert counts == {1, 2}


def test_without_a_good_cell_nothing_is_made() -> None:
    only = Stock.of([(mosaic(0, {"U1": 210}), ("U1",), {"U1": "hole"})])
    with pytest.raises(ValueError, match="No pair has a good cell"):
        only.made(np.random.default_rng(0), PLAIN)
