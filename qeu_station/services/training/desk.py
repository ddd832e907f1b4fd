"""Everything the Training screen asks of the rooms below; what is heavy is imported when asked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qeu_station.services.opening import OpenHome

if TYPE_CHECKING:
    from qeu_station.services.training.beside import TrainingBeside
    from qeu_station.services.training.request import TrainRequest


@dataclass(frozen=True, slots=True)
class TrainerChoice:
    """A trainer that is installed.

    Attributes:
        name: As a request names it.
        summary: What it does, one sentence; may be empty.
        inspector: Name of the inspector that runs its model.
    """

    name: str
    summary: str
    inspector: str


class TrainingDesk:
    """Trainings of one home. Every method may wait for the disk.

    Args:
        home: The station's home.
    """

    def __init__(self, home: OpenHome) -> None:
        self._home = home

    def recipes(self) -> Sequence[str]:
        """Return the names of all recipes, sorted."""
        from qeu_station.storage.recipes import list_recipes

        return sorted({place.name for place in list_recipes(self._home.folder)})

    def trainers(self) -> Sequence[TrainerChoice]:
        """Return the trainers that can be used, sorted by name."""
        from qeu_station.api import TrainerSpec
        from qeu_station.pluginhost import inspector_of, load_catalog

        entries = load_catalog(self._home.host).trainers
        specs = [entry.spec for _, entry in sorted(entries.items())]
        return [
            TrainerChoice(spec.name, spec.summary, inspector_of(spec))
            for spec in specs
            if isinstance(spec, TrainerSpec)
        ]

    def pinned(self, request: TrainRequest) -> TrainRequest:
        """Return a request whose recipe has its version: it stays the same when a newer is saved.

        Raises:
            RecipeError: There is no such recipe, or it cannot be read.
        """
        from qeu_station.storage.recipes import load_recipe

        recipe = load_recipe(request.recipe, self._home.folder).recipe
        return replace(request, recipe=f"{recipe.name}@{recipe.version}")

    def begin(self, request: TrainRequest) -> TrainingBeside:
        """Start a training in a process of its own."""
        from qeu_station.services.training.beside import TrainingBeside

        return TrainingBeside(self._home.folder, request)
