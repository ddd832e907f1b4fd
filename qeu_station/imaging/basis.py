"""What preparation holds of the references, computed once and used for every test image."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from qeu_station.core.recipe import Recipe
from qeu_station.errors import RecipeError
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
        if not raws:
            raise RecipeError(
                f'Recipe "{recipe.name}" has no reference picture; give at least one picture of a '
                'passed product, or reference = "from pair". Check reference in recipe.toml.'
            )
        pictures = [to_eight_bit(raw, recipe.image) for raw in raws]
        grey = to_grey(pictures[0])
        registrar = Registrar(grey, recipe.registration)
        stack = aligned_references(pictures, registrar)
        references = np.stack([cut(picture, recipe.image) for picture in stack])
        return Basis(
            references,
            self._cell_map(grey.shape[1], grey.shape[0]),
            registrar,
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
