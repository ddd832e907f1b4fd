"""A pool of drawn tiles: pairs are laid from them anew, for drawing costs more than learning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_vlm.tiny.defects import KINDS
from qeu_vlm.tiny.products import random_product
from qeu_vlm.tiny.scenes import make_pair
from qeu_vlm.tiny.tiles import CELLS, pixels_of, planes_of, tiles_of

_PART = 200
"""Products of one file of the pool."""

_DEFECTS = 12
"""Defective cells of each drawn pair: tiles of all kinds are needed, not whole answers."""


@dataclass(frozen=True, slots=True, eq=False)
class Pool:
    """Tiles of many products, one drawn pair of each.

    Attributes:
        pixels: float16, (products, 27, 7, T, T), as ``pixels_of`` gives them.
        kinds: int64, (products, 27): 0 for a good cell, n for ``KINDS[n - 1]``.
    """

    pixels: NDArray[np.float16]
    kinds: NDArray[np.int64]

    @classmethod
    def of(cls, folder: Path, products: int) -> Pool:
        """Return the pool of the first ``products`` products; drawn where files are lacking."""
        folder.mkdir(parents=True, exist_ok=True)
        parts = [_part(folder, number) for number in range(-(-products // _PART))]
        pixels, kinds = (np.concatenate(each)[:products] for each in zip(*parts, strict=True))
        return cls(pixels, kinds)


def _part(folder: Path, number: int) -> tuple[NDArray[np.float16], NDArray[np.int64]]:
    kept, looked = folder / f"{number:04d}.npz", folder / f"{number:04d}.npy"
    if not kept.is_file():
        tiles, kinds = drawn(range(number * _PART, (number + 1) * _PART))
        draft = kept.with_suffix(".part.npz")
        np.savez(draft, tiles=tiles, kinds=kinds)
        draft.replace(kept)
    with np.load(kept, allow_pickle=False) as stored:
        kinds = stored["kinds"]
        if not looked.is_file():
            draft = looked.with_suffix(".part.npy")
            pixels = [pixels_of(tiles).astype(np.float16) for tiles in stored["tiles"]]
            np.save(draft, np.stack(pixels), allow_pickle=False)
            draft.replace(looked)
    return np.load(looked, mmap_mode="r", allow_pickle=False), kinds


def drawn(seeds: Sequence[int]) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
    """Return tiles (N, 27, T, T, 7) and kinds (N, 27) of one pair of each product."""
    cv2.setNumThreads(1)
    tiles, kinds = [], []
    for seed in seeds:
        pair = make_pair(random_product(seed), 0, _DEFECTS)
        tiles.append(tiles_of(planes_of(pair)))
        found = [pair.kinds.get(address) for address in pair.product.addresses]
        kinds.append([0 if kind is None else 1 + KINDS.index(kind) for kind in found])
    assert all(len(each) == CELLS for each in kinds)
    return np.stack(tiles), np.array(kinds, np.int64)
