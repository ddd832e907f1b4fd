"""What preparation holds of the references, computed once and used for every test image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qeu_station.core.recipe import Recipe
from qeu_station.imaging.cellmap import CellMap, build_cell_map
from qeu_station.imaging.difference import TolerantDifference
from qeu_station.imaging.pixels import Pixels, Raw, cut, to_eight_bit, to_grey
from qeu_station.imaging.quality import QualityChecker
from qeu_station.imaging.references import aligned_references
from qeu_station.imaging.registration import Registrar


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """The references of a recipe, or of one pair, ready for test images.

    Attributes:
        references: uint8, (K, H, W) or (K, H, W, 3); aligned with each other.
    """

    references: Pixels
    cell_map: CellMap
    registrar: Registrar
    checker: QualityChecker
    difference: TolerantDifference


class BasisBuilder:
    """Builds the basis of a recipe; the grid's pixels are kept, as pairs mostly share a size."""

    def __init__(self, recipe: Recipe) -> None:
        self._recipe = recipe
        self._cell_maps: dict[tuple[int, int], CellMap] = {}

    def build(self, raws: Sequence[Raw]) -> Basis:
        """Return the basis of references as read (see ``pixels.Raw``).

        Raises:
            RecipeError: There is no reference, or one cannot be laid onto the first.
            GridError: The grid does not lie on the reference.
            ImageError: References differ in size, or are no pictures.
        """
        recipe = self._recipe
        pictures = [to_eight_bit(raw, recipe.image) for raw in raws]
        stack = aligned_references(pictures, recipe.registration)
        grey = to_grey(stack[0])
        references = np.stack([cut(picture, recipe.image) for picture in stack])
        return Basis(
            references,
            self._cell_map(grey.shape[1], grey.shape[0]),
            Registrar(grey, recipe.registration),
            QualityChecker(grey, recipe.checks),
            TolerantDifference(
                references, recipe.difference.tolerance, recipe.image.mode != "binary"
            ),
        )

    def _cell_map(self, width: int, height: int) -> CellMap:
        if (width, height) not in self._cell_maps:
            grid = self._recipe.grid.over(width, height)
            self._cell_maps[width, height] = build_cell_map(grid, width, height)
        return self._cell_maps[width, height]
