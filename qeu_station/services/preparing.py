"""Pairs read from their files and prepared, for whoever learns from many of them."""

from __future__ import annotations

from dataclasses import dataclass

from qeu_station.core.pair import Pair
from qeu_station.errors import DatasetError
from qeu_station.imaging.io import read_image
from qeu_station.imaging.prepare import Preparation, Preparer
from qeu_station.storage.recipes import LoadedRecipe


@dataclass(frozen=True, slots=True)
class ReadPair:
    """A prepared pair, and the SHA-256 of the test picture's file."""

    preparation: Preparation
    sha256: str


class PairPreparer:
    """Reads and prepares the pairs of one recipe; its own references are read once.

    Args:
        loaded: The recipe.
        max_pixels: Largest picture that is read.

    Raises:
        QeuError: The recipe's references cannot be used.
    """

    def __init__(self, loaded: LoadedRecipe, max_pixels: int) -> None:
        self._from_pair = loaded.recipe.from_pair
        self._max_pixels = max_pixels
        references = [read_image(path).pixels for path in loaded.references]
        self._preparer = Preparer(loaded.recipe, None if self._from_pair else references)

    def prepare(self, pair: Pair) -> ReadPair:
        """Return the pair, prepared; what stands against judging it is told, not raised.

        Raises:
            DatasetError: The recipe takes the reference from the pair, and there is none.
            ImageError: A picture cannot be read, or does not fit.
        """
        test = read_image(pair.test, max_pixels=self._max_pixels)
        reference = None
        if self._from_pair:
            if pair.reference is None:
                raise DatasetError(f'pair "{pair.name}" has no reference')
            reference = read_image(pair.reference, max_pixels=self._max_pixels).pixels
        return ReadPair(self._preparer.prepare(pair.name, test.pixels, reference), test.sha256)
