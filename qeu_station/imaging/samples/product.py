"""A sample product: a tray of coloured cubes and terminals, one part in each cell."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np

from qeu_station.core.grid import DEFAULT_COLUMNS, DEFAULT_ROWS, Grid

Colour = tuple[int, int, int]
"""Blue, green, red, 0..255."""

Kind = Literal["cube", "terminal"]

PALETTE: dict[str, Colour] = {
    "red": (48, 44, 196),
    "blue": (178, 92, 36),
    "yellow": (44, 190, 226),
    "green": (72, 140, 46),
    "white": (214, 220, 224),
    "orange": (36, 118, 232),
    "violet": (142, 58, 112),
    "black": (58, 54, 52),
}
METALS: dict[str, Colour] = {"tin": (206, 208, 206), "brass": (104, 178, 208)}
TRAYS: tuple[Colour, ...] = ((104, 98, 90), (78, 82, 84), (132, 128, 118), (96, 84, 66))

ADDRESSES = tuple(row + column for row in DEFAULT_ROWS for column in DEFAULT_COLUMNS)


@dataclass(frozen=True, slots=True)
class Part:
    """What a cell must hold.

    Attributes:
        kind: ``cube``, or ``terminal``: a ring terminal with a coloured sleeve.
        colour: Name in ``PALETTE`` of the cube or the sleeve.
        stud: Whether a cube has a round stud on top.
        ring_up: Whether a terminal's ring points to the top of the picture.
    """

    kind: Kind
    colour: str
    stud: bool = False
    ring_up: bool = True


@dataclass(frozen=True)
class SampleProduct:
    """Layout of one product.

    Attributes:
        parts: One per address of a 3 x 9 grid, row by row.
        tray: Colour of the tray.
        metal: Name in ``METALS`` of the terminals' metal.
        seed: Seed of the tray's texture.
    """

    parts: tuple[Part, ...]
    tray: Colour = TRAYS[0]
    metal: str = "tin"
    seed: int = 0

    @classmethod
    def default(cls) -> SampleProduct:
        """Return the product that is shipped as the sample."""
        return cls.random(2023)

    @classmethod
    def random(cls, seed: int) -> SampleProduct:
        """Return a product that depends on ``seed`` alone: a layout, colours, a tray."""
        rng = np.random.default_rng([seed, 1])
        colours = rng.choice(list(PALETTE), size=5, replace=False)
        terminal_columns = rng.permutation(9)[: rng.integers(2, 5)]
        parts = []
        for index in range(len(ADDRESSES)):
            terminal = index % 9 in terminal_columns or rng.random() < 0.12
            parts.append(
                Part(
                    "terminal" if terminal else "cube",
                    str(rng.choice(colours)),
                    stud=bool(rng.random() < 0.4),
                    ring_up=bool(rng.random() < 0.6),
                )
            )
        tray = TRAYS[int(rng.integers(len(TRAYS)))]
        return cls(tuple(parts), tray, str(rng.choice(list(METALS))), seed)

    @cached_property
    def cells(self) -> dict[str, Part]:
        """Part per cell address."""
        return dict(zip(ADDRESSES, self.parts, strict=True))

    def grid(self, size: tuple[int, int] = (960, 640)) -> Grid:
        """Return the grid over ``render_reference`` of the same ``size`` (width, height)."""
        from qeu_station.imaging.samples.camera import Camera

        return Grid(Camera(size).tray_corners())
