"""Synthetic prepared pairs for tests of plugins, made with numpy alone."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qeu_station.api.prepared import Cell, PreparedPair
from qeu_station.core.grid import Grid
from qeu_station.core.region import Region, cells_of

if TYPE_CHECKING:
    import numpy as np

IDENTITY = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


def make_pair(
    height: int = 96,
    width: int = 144,
    *,
    mode: str = "colour",
    regions: int = 2,
    references: int = 1,
    constant: int | None = None,
    seed: int = 0,
    name: str = "synthetic",
) -> PreparedPair:
    """Return a pair like those that preparation makes, the same for the same arguments.

    The grid has rows U, C, D and columns 1-9 over the whole picture. Arrays are read-only.

    Args:
        height: Rows of the pictures.
        width: Columns of the pictures.
        mode: ``colour``, ``grey`` or ``binary``.
        regions: Number of defects, each a candidate region; fewer when they do not fit.
        references: Number of good parts.
        constant: Value of every pixel of the test image, 0..255, instead of a picture.
        seed: Seed of texture, noise and defects.
        name: Name of the pair.
    """
    import numpy as np

    random = np.random.default_rng(seed)
    scene = _scene(random, height, width)
    goods = np.stack([_picture(random, scene, mode) for _ in range(references)])
    region_map = _blobs(height, width, regions)
    spoiled = np.where(region_map[..., None] > 0, 255 - scene, scene)
    test = _picture(random, spoiled, mode)
    if constant is not None:
        test = np.full_like(test, constant)
    change = np.abs(test.astype(np.int16) - goods[0])
    difference = (change.max(-1) if mode == "colour" else change).astype(np.uint8)
    grid = Grid.over_rectangle((0.0, 0.0, float(width), float(height)))
    cell_map = _cell_map(grid, height, width)
    return PreparedPair(
        name=name,
        references=_read_only(goods),
        test=_read_only(test),
        valid=_read_only(np.full((height, width), 255, np.uint8)),
        difference=_read_only(difference),
        region_map=_read_only(region_map),
        cell_map=_read_only(cell_map),
        regions=_regions(region_map, difference, cell_map, grid),
        cells=tuple(Cell.around(address, grid.polygon(address)) for address in grid.addresses),
        mode=mode,
        tolerance=3,
        to_reference=IDENTITY,
        residual=0.1,
    )


def _scene(random: np.random.Generator, height: int, width: int) -> np.ndarray:
    """Return smooth waves in three colours, float, (H, W, 3), about 40..215."""
    import numpy as np

    y, x = np.mgrid[0:height, 0:width]
    waves = [np.sin(x / 9 + a) + np.cos(y / 7 + b) for a, b in random.uniform(0, 6, (3, 2))]
    return np.asarray(128 + 43 * np.stack(waves, -1))


def _picture(random: np.random.Generator, scene: np.ndarray, mode: str) -> np.ndarray:
    """Return the scene as a camera sees it: with noise, as uint8, in this mode."""
    import numpy as np

    noisy = scene + random.normal(0, 2, scene.shape)
    if mode == "colour":
        return np.asarray(noisy.clip(0, 255), np.uint8)
    if mode == "grey":
        return np.asarray(noisy.mean(-1).clip(0, 255), np.uint8)
    return np.asarray(np.where(scene.mean(-1) >= 128, 255, 0), np.uint8)


def _blobs(height: int, width: int, count: int) -> np.ndarray:
    """Return the region map: ``count`` rectangles, evenly placed, that do not touch."""
    import numpy as np

    blobs = np.zeros((height, width), np.uint16)
    columns = max(1, min(width // 3, math.ceil(math.sqrt(count * width / height))))
    rows = max(1, min(height // 3, math.ceil(count / columns)))
    slot_y, slot_x = height // rows, width // columns
    for number in range(min(count, rows * columns)):
        y, x = number // columns * slot_y, number % columns * slot_x
        inside = slice(y, y + max(1, slot_y // 2)), slice(x, x + max(1, slot_x // 2))
        blobs[inside] = number + 1
    return blobs


def _cell_map(grid: Grid, height: int, width: int) -> np.ndarray:
    import numpy as np

    row = np.arange(height) * len(grid.rows) // height
    column = np.arange(width) * len(grid.columns) // width
    return (row[:, None] * len(grid.columns) + column + 1).astype(np.uint16)


def _regions(
    region_map: np.ndarray, difference: np.ndarray, cell_map: np.ndarray, grid: Grid
) -> tuple[Region, ...]:
    import numpy as np

    found = []
    for number in range(1, int(region_map.max(initial=0)) + 1):
        ys, xs = np.nonzero(region_map == number)
        box = (float(xs.min()), float(ys.min()), float(xs.max() + 1), float(ys.max() + 1))
        labels, counts = np.unique(cell_map[ys, xs], return_counts=True)
        shares = {
            grid.addresses[label - 1]: count / len(xs)
            for label, count in zip(labels.tolist(), counts.tolist(), strict=True)
        }
        centre = grid.address_at((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        values = difference[ys, xs]
        found.append(
            Region(
                id=f"R{number}",
                box=box,
                test_box=box,
                area=len(xs),
                peak=float(values.max()),
                mean=float(values.mean()),
                cells=cells_of(shares, centre),
            )
        )
    return tuple(found)


def _read_only(array: np.ndarray) -> np.ndarray:
    view = array.view()
    view.flags.writeable = False
    return view
