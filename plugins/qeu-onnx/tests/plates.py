"""Small grey plates with one candidate each, for tests of training."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from qeu_station.api import Example, PreparedPair, Region
from qeu_station.api.testing import make_pair

SIDE = 160
CLASSES = ("ok", "unknown", "hole", "stain")


def plate() -> np.ndarray:
    """Dark bars on a light ground."""
    picture = np.full((SIDE, SIDE), 220, np.uint8)
    for start in range(10, SIDE, 40):
        picture[:, start : start + 18] = 40
    return picture


def plate_pair(kind: str, number: int) -> PreparedPair:
    """A pair with one candidate: a hole in a bar, a stain between bars, or nothing but noise."""
    random = np.random.default_rng(number)
    y, x = 60 + 5 * (number % 9), 50 + 2 * (number % 3)
    test = plate()
    if kind == "hole":
        test[y : y + 10, x + 4 : x + 12] = 220
    if kind == "stain":
        test[y : y + 10, x + 22 : x + 32] = 40
    noise = random.normal(0, 3, test.shape)
    test = np.clip(test + noise, 0, 255).astype(np.uint8)
    like = make_pair(SIDE, SIDE, mode="grey", regions=0)
    box = (x - 6.0, y - 10.0, x + 38.0, y + 20.0)
    middle = like.cells[int(like.cell_map[y + 5, x + 16]) - 1].address
    region = Region("R1", box, box, 80, 180.0, 160.0, (middle,))
    region_map = np.zeros((SIDE, SIDE), np.uint16)
    region_map[y : y + 10, x : x + 32] = 1
    return replace(
        like,
        name=f"{kind}-{number}",
        references=plate()[None],
        test=test,
        regions=(region,),
        region_map=region_map,
    )


def lessons(
    count: int = 6, kinds: tuple[str, ...] = ("ok", "hole", "stain")
) -> Iterator[tuple[PreparedPair, Example]]:
    """Pairs of every kind in three lots, with what is known of them."""
    for number in range(count):
        for kind in kinds:
            pair = plate_pair(kind, number)
            cells = {cell.address: "ok" for cell in pair.cells}
            cells |= {pair.regions[0].cells[0]: kind}
            yield pair, Example(pair.name, pair.name, f"lot {number % 3}", {"R1": kind}, cells)
