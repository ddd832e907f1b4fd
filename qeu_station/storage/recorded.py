"""The recipes a journal recorded, as they were when they judged."""

from __future__ import annotations

from qeu_station.core.recipe import Recipe
from qeu_station.core.record import InspectionRecord
from qeu_station.errors import InputError
from qeu_station.storage.reading import JournalReader
from qeu_station.storage.recipe_text import parse_recipe


class RecordedRecipes:
    """Reads each recipe once.

    Args:
        reader: The journal.
    """

    def __init__(self, reader: JournalReader) -> None:
        self._reader = reader
        self._known: dict[str, Recipe] = {}

    def get(self, sha256: str) -> Recipe | None:
        """Return a recipe by its stamp's hash, or None when the journal does not hold it."""
        if sha256 not in self._known:
            text = self._reader.recipe_text(sha256)
            if text is None:
                return None
            self._known[sha256] = parse_recipe(text, "The recorded recipe")
        return self._known[sha256]

    def of(self, record: InspectionRecord) -> Recipe:
        """Return the recipe a record was judged with.

        Raises:
            InputError: The journal does not hold it.
        """
        recipe = self.get(record.recipe.sha256)
        if recipe is None:
            raise InputError(
                f'Recipe "{record.recipe.name}" version {record.recipe.version}, which judged '
                f'"{record.pair}", is not in the journal.'
            )
        return recipe
