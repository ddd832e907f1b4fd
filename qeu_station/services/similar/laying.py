"""Pairs laid onto each other again, from what their records say; nothing is registered anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from qeu_station.core.recipe import Recipe
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import InputError
from qeu_station.imaging.light import brightness, evened
from qeu_station.imaging.pixels import Pixels, cut, to_eight_bit, to_grey
from qeu_station.imaging.references import aligned_references
from qeu_station.imaging.registration import Registrar
from qeu_station.imaging.warp import warped
from qeu_station.learning.likeness.vector import window_of
from qeu_station.services.similar.telling import PlaceName
from qeu_station.services.viewing import PictureMemory
from qeu_station.storage.reading import JournalReader
from qeu_station.storage.recorded import RecordedRecipes
from qeu_station.toolkit.patches import Window, window_around


class NotLaidError(InputError):
    """Test and reference of an inspection were never laid onto each other."""


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A pair laid onto each other.

    Attributes:
        test: uint8, (H, W) or (H, W, 3) BGR; in the frame and the light of the first reference.
        references: uint8, (K, H, W) or (K, H, W, 3).
        recipe: The recipe that judged it.
        record: Its record.
    """

    test: Pixels = field(repr=False)
    references: NDArray[np.uint8] = field(repr=False)
    recipe: Recipe
    record: InspectionRecord = field(repr=False)

    def window(self, place: PlaceName) -> Window:
        """Return where a cell or region lies, with a margin.

        Raises:
            InputError: The pair has no such place.
        """
        if place.kind == "cell":
            height, width = self.test.shape[:2]
            xs, ys = zip(*self.recipe.grid.over(width, height).polygon(place.name), strict=True)
            return window_of((min(xs), min(ys), max(xs), max(ys)))
        for region in self.record.regions:
            if region.id == place.name:
                return window_around(region.box)
        raise InputError(
            f'Inspection {self.record.id} has no region "{place.name}"; it has '
            f"{', '.join(region.id for region in self.record.regions) or 'none'}."
        )


class PairLayer:
    """Lays pairs of one journal onto each other; recipes and references are kept."""

    def __init__(self, reader: JournalReader) -> None:
        self._pictures = PictureMemory()
        self._recipes = RecordedRecipes(reader)
        self._good: tuple[tuple[str, ...], NDArray[np.uint8]] | None = None

    def laid(self, record: InspectionRecord) -> Laid:
        """Return a pair as it was judged.

        Raises:
            ImageError: A picture is gone or was changed since.
            InputError: Its recipe is not in the journal.
            NotLaidError: It was never laid onto its reference.
            StorageError: The journal cannot be read.
        """
        matrix = recorded_matrix(record)
        if matrix is None:
            raise NotLaidError(
                f'Test and reference of "{record.pair}" were never laid onto each other, so it '
                "cannot be said what changed."
            )
        recipe = self._recipe(record)
        good = self._references(record, recipe)
        test = to_eight_bit(self._pictures.picture(record.test), recipe.image)
        if test.shape != good.shape[1:]:
            raise NotLaidError(f'Test and reference of "{record.pair}" differ in size.')
        moved = warped(test, matrix)[0]
        if recipe.image.mode == "binary":
            return Laid(cut(moved, recipe.image), good, recipe, record)
        return Laid(evened(moved, brightness(good[0])), good, recipe, record)

    def _references(self, record: InspectionRecord, recipe: Recipe) -> NDArray[np.uint8]:
        key = (record.recipe.sha256, *(stamp.sha256 for stamp in record.references))
        if self._good is not None and self._good[0] == key:
            return self._good[1]
        read = [
            to_eight_bit(self._pictures.picture(stamp), recipe.image) for stamp in record.references
        ]
        stack: Sequence[Pixels] = read
        if len(read) > 1:
            stack = list(aligned_references(read, Registrar(to_grey(read[0]), recipe.registration)))
        good = np.stack([cut(picture, recipe.image) for picture in stack])
        self._good = key, good
        return good

    def _recipe(self, record: InspectionRecord) -> Recipe:
        recipe = self._recipes.get(record.recipe.sha256)
        if recipe is None:
            raise InputError(
                f'The recipe that judged "{record.pair}" is not in the journal, so it cannot '
                "be compared."
            )
        return recipe


def recorded_matrix(record: InspectionRecord) -> NDArray[np.float64] | None:
    """Return test pixels to reference pixels, (3, 3), or None where registration failed."""
    registration = record.preparation.get("registration", {})
    values = registration.get("to_reference")
    if values is None or registration.get("problem") or not record.references:
        return None
    return np.asarray(values, np.float64).reshape(3, 3)
