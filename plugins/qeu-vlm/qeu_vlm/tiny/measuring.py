"""How right the tiny model is: exact answers about pairs that it never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from qeu_vlm.tiny.defects import KINDS
from qeu_vlm.tiny.learning import Pupil
from qeu_vlm.tiny.lessons import Laid, Scribe
from qeu_vlm.tiny.products import random_product
from qeu_vlm.tiny.scenes import make_pair
from qeu_vlm.tiny.tiles import CELLS, pixels_of, planes_of, tiles_of

UNSEEN = 1_000_000
"""Seeds of products from here on are never learned from."""


@dataclass(frozen=True, slots=True, eq=False)
class Examined:
    """Pairs to be examined on: pixels float32 (N, 27, C, T, T) and kinds int64 (N, 27)."""

    pixels: NDArray[np.float32]
    kinds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Score:
    """Shares of pairs, 0..1: exactly right, cells right, and exactly right among good ones."""

    exact: float
    positions: float
    passed: float
    pairs: int


def examined(seeds: Sequence[int], number: int = 1) -> Examined:
    """Return one pair of each product, half of them defective, other than the pool has."""
    pixels, kinds = [], []
    for seed in seeds:
        pair = make_pair(random_product(seed), number)
        pixels.append(pixels_of(tiles_of(planes_of(pair))))
        found = [pair.kinds.get(address) for address in pair.product.addresses]
        kinds.append([0 if kind is None else 1 + KINDS.index(kind) for kind in found])
    return Examined(np.stack(pixels), np.array(kinds, np.int64))


@torch.no_grad()
def score(pupil: Pupil, scribe: Scribe, pairs: Examined) -> Score:
    """Return how right a pupil is; greedy answers, for which each token must be the likeliest."""
    every = np.arange(CELLS)
    right = []
    for pixels, kinds in zip(pairs.pixels, pairs.kinds, strict=True):
        laid = Laid(every, every, kinds)
        prompt, said = scribe.prompt(laid), scribe.answer(laid)
        ids = torch.tensor([[*prompt, *said]])
        hidden = pupil.say(pupil.see(torch.from_numpy(pixels)), ids, scribe.image)
        likeliest = pupil.model.lm_head(hidden[0, len(prompt) - 1 : -1]).argmax(dim=-1)
        same = (likeliest == ids[0, len(prompt) :]).numpy()
        named = np.array([scribe.names_defect(token) for token in said])
        right.append((same.all(), (same | named).all(), not kinds.any()))
    exact, positions, good = np.array(right).T
    return Score(
        float(exact.mean()), float(positions.mean()), float(exact[good].mean()), len(right)
    )


def names_right(pupil: Pupil, pairs: Examined) -> float:
    """Return the share of tiles, 0..1, whose kind the second mouth names."""
    with torch.no_grad():
        said = [
            pupil.aside(pupil.see(torch.from_numpy(each))).argmax(dim=1) for each in pairs.pixels
        ]
    bad = pairs.kinds > 0
    return float((torch.stack(said).numpy() == pairs.kinds)[bad].mean())
