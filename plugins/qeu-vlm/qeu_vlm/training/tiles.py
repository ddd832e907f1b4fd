"""Varied mosaics: tiles carry their defects along to other places, so that few teach many.

A tile holds all a model sees of a cell, reference, test and difference: moved as a whole to another
place it is a true example of that place. A pair with one defect is so the seed of thousands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qeu_vlm.mosaic import Picture
from qeu_vlm.places import ADDRESSES, COLUMNS, ROWS
from qeu_vlm.tiny.tiles import tiles_of

Cells = Mapping[str, str]
Random = np.random.Generator
Tile = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Moving:
    """How mosaics are varied.

    Attributes:
        most: Most defects in a varied mosaic.
        defective: Share of varied mosaics with a defect.
        exchange: Chance that a good tile comes from another pair.
        turning: Whether mirror images and quarter turns of a tile mean the same.
        light: Most that light is changed, as a share.
        noise: Most noise, in grey levels.
        colours: Chance that red, green and blue change places.
        sparse: Chance that only some of the cells are there: less to look at, as much to learn.
    """

    most: int = 4
    defective: float = 0.5
    exchange: float = 0.3
    turning: bool = True
    light: float = 0.08
    noise: float = 3.0
    colours: float = 0.2
    sparse: float = 0.7


@dataclass(frozen=True, slots=True, eq=False)
class Stock:
    """Tiles of everything that may be learned from.

    Attributes:
        good: Good tiles of every pair, uint8 (n, T, T, 7).
        used: Places that hold a cell, per pair.
        bad: Defective tiles by class.
    """

    good: tuple[Tile, ...] = field(repr=False)
    used: tuple[tuple[int, ...], ...]
    bad: Mapping[str, tuple[Tile, ...]] = field(repr=False)

    @classmethod
    def of(cls, mosaics: Sequence[tuple[Picture, Sequence[str], Cells]]) -> Stock:
        """Return the tiles of mosaics, each with the places it uses and its defects by place."""
        good: list[Tile] = []
        used: list[tuple[int, ...]] = []
        bad: dict[str, list[Tile]] = {}
        for planes, names, cells in mosaics:
            cut = tiles_of(planes)
            for name, label in cells.items():
                bad.setdefault(label, []).append(cut[ADDRESSES.index(name)])
            fine = [ADDRESSES.index(name) for name in names if name not in cells]
            if fine:
                good.append(cut[fine])
                used.append(tuple(sorted(ADDRESSES.index(name) for name in names)))
        return cls(tuple(good), tuple(used), {name: tuple(each) for name, each in bad.items()})

    def made(self, random: Random, moving: Moving) -> tuple[Picture, dict[str, str]]:
        """Return a varied mosaic, (3 T, 9 T, 7), and its defects by place in an answer's order.

        Raises:
            ValueError: There is no good tile to begin with.
        """
        if not self.good:
            raise ValueError("No pair has a good cell, so that none can be varied.")
        chosen = int(random.integers(len(self.good)))
        places = _places(self.used[chosen], random, moving)
        cut = np.zeros((len(ADDRESSES), *self.good[chosen].shape[1:]), np.uint8)
        for place in places:
            cut[place] = self._good(random, moving, chosen)
        cells: dict[str, str] = {}
        for place, label in self._defects(random, moving, places):
            tiles = self.bad[label]
            cut[place] = _turned(tiles[int(random.integers(len(tiles)))], random, moving)
            cells[ADDRESSES[place]] = label
        varied = _lit(cut, random, moving)
        empty = np.setdiff1d(np.arange(len(ADDRESSES)), places)
        varied[empty] = 0
        return laid_out(varied), cells

    def _good(self, random: Random, moving: Moving, chosen: int) -> Tile:
        if random.random() < moving.exchange:
            chosen = int(random.integers(len(self.good)))
        tiles = self.good[chosen]
        return _turned(tiles[int(random.integers(len(tiles)))], random, moving)

    def _defects(
        self, random: Random, moving: Moving, places: Sequence[int]
    ) -> list[tuple[int, str]]:
        if not self.bad or random.random() >= moving.defective:
            return []
        most = min(moving.most, len(places))
        shares = 0.5 ** np.arange(1, most + 1)
        count = int(random.choice(most, p=shares / shares.sum())) + 1
        where = sorted(random.choice(places, count, replace=False).tolist())
        names = sorted(self.bad)
        return [(place, names[int(random.integers(len(names)))]) for place in where]


def _places(used: Sequence[int], random: Random, moving: Moving) -> Sequence[int]:
    """Return the places that hold a cell this time, in order: all, or a seventh to a half."""
    if random.random() >= moving.sparse:
        return used
    size = max(1, round(len(used) * random.uniform(1 / 7, 1 / 2)))
    return sorted(random.choice(used, size, replace=False).tolist())


def laid_out(tiles: Tile) -> Picture:
    """Return tiles (27, T, T, 7) as a mosaic (3 T, 9 T, 7)."""
    side = tiles.shape[1]
    laid = tiles.reshape(len(ROWS), len(COLUMNS), side, side, -1).swapaxes(1, 2)
    return np.ascontiguousarray(laid.reshape(len(ROWS) * side, len(COLUMNS) * side, -1))


def _turned(tile: Tile, random: Random, moving: Moving) -> Tile:
    if not moving.turning:
        return tile
    if random.random() < 0.5:
        tile = tile[:, ::-1]
    return np.rot90(tile, int(random.integers(4)))


def _lit(tiles: Tile, random: Random, moving: Moving) -> Tile:
    """Return tiles in another light, with noise: that of both pictures, that of the test alone."""
    varied = tiles.astype(np.float32)
    if random.random() < moving.colours:
        order = random.permutation(3)
        varied[..., :6] = varied[..., [*order, *(3 + order)]]
    both, test = 1 + random.uniform(-1, 1, 2) * (moving.light, moving.light / 4)
    varied[..., :6] *= np.float32(both)
    varied[..., 3:6] *= np.float32(test)
    strength = random.uniform(0, moving.noise)
    varied[..., :6] += random.normal(0, strength, varied[..., :6].shape).astype(np.float32)
    lit: Tile = np.clip(np.rint(varied), 0, 255).astype(np.uint8)
    return lit
