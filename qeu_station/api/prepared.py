"""The prepared pair: what every inspector receives, read-only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from qeu_station.core.grid import Quad
from qeu_station.core.region import Box, Region

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]
    LabelMap = NDArray[np.uint16]

Matrix = tuple[float, float, float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """A judged cell: its corners and the upright box around them, in reference pixels."""

    address: str
    polygon: Quad
    box: Box

    @classmethod
    def around(cls, address: str, polygon: Quad) -> Self:
        """Return the cell with these corners."""
        xs, ys = zip(*polygon, strict=True)
        return cls(address, polygon, (min(xs), min(ys), max(xs), max(ys)))


@dataclass(frozen=True, slots=True, eq=False)
class PreparedPair:
    """A pair in the reference's frame: H rows by W columns, x to the right, y down.

    All arrays are read-only and valid only during ``inspect``: copy what must be kept.

    Attributes:
        name: Name of the pair.
        references: uint8, (K, H, W) for grey and binary or (K, H, W, 3) BGR for colour, 0..255;
            K >= 1 good parts aligned with each other, the first one carrying the grid.
        test: uint8, (H, W) or (H, W, 3) BGR, 0..255; the test image warped onto the reference.
        valid: uint8, (H, W); 255 where the warped test image has a picture, else 0.
        difference: uint8, (H, W), 0..255; what remains after local shifts up to ``tolerance``
            pixels are forgiven.
        region_map: uint16, (H, W); 0 for none, k for ``regions[k - 1]``.
        cell_map: uint16, (H, W); 0 for none or unused, k for ``cells[k - 1]``.
        regions: Candidate regions.
        cells: Judged cells, row by row.
        mode: ``colour``, ``grey`` or ``binary``.
        tolerance: Forgiven local shift, in pixels each way.
        to_reference: 3x3 matrix, row by row: test-image pixels to reference pixels.
        residual: Remaining misalignment after registration, in pixels.
    """

    name: str
    references: Picture = field(repr=False)
    test: Picture = field(repr=False)
    valid: Picture = field(repr=False)
    difference: Picture = field(repr=False)
    region_map: LabelMap = field(repr=False)
    cell_map: LabelMap = field(repr=False)
    regions: tuple[Region, ...]
    cells: tuple[Cell, ...]
    mode: str
    tolerance: int
    to_reference: Matrix
    residual: float

    @property
    def reference(self) -> Picture:
        """The reference that carries the grid."""
        first: Picture = self.references[0]
        return first

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of the reference's frame."""
        return self.test.shape[0], self.test.shape[1]
