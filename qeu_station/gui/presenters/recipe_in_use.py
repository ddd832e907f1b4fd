"""The recipe that judges: loaded beside the window, with the picture that carries its grid."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.ports import Jobs, Station

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.storage.recipes import LoadedRecipe


class RecipeInUse:
    """Loads recipes one after the other; the one before stays in use on an error.

    Args:
        jobs: Where they are loaded.
        loaded: Takes a recipe whose inspectors are started.
        settled: Called when loading has ended, well or not.
        changed: Called when the reference is there.
        report: Takes the error that the reference cannot be read.
        unusable: Takes the error that a recipe cannot be used, until one can.

    Attributes:
        reference: uint8, (H, W, 3) RGB or (H, W); None before it is read, and when every pair
            brings its own.
    """

    def __init__(
        self,
        jobs: Jobs,
        loaded: Callable[[LoadedRecipe], None],
        settled: Callable[[], None],
        changed: Callable[[], None],
        report: Callable[[Exception], None],
        unusable: Cause,
    ) -> None:
        self._jobs = jobs
        self._loaded = loaded
        self._settled = settled
        self._changed = changed
        self._report = report
        self._unusable = unusable
        self.reference: np.ndarray | None = None

    def use(self, station: Station, name: str) -> None:
        """Load a recipe by its name, and start its inspectors."""
        self._jobs.ordered(
            "station", lambda task: station.use(name), self._on_loaded, self._on_not_loaded
        )

    def _on_loaded(self, loaded: LoadedRecipe) -> None:
        self._unusable.end()
        self._loaded(loaded)
        self._read_reference(loaded)
        self._settled()

    def _on_not_loaded(self, error: Exception) -> None:
        self._unusable(error)
        self._settled()

    def _read_reference(self, loaded: LoadedRecipe) -> None:
        self.reference = None
        self._jobs.forget("reference")
        if loaded.references:
            self._jobs.latest(
                "reference", lambda task: _read(loaded), self._on_reference, self._report
            )

    def _on_reference(self, reference: np.ndarray) -> None:
        self.reference = reference
        self._changed()


def _read(loaded: LoadedRecipe) -> np.ndarray:
    """Read the picture that carries the grid; runs in a job."""
    from qeu_station.services.viewing import view_file

    return view_file(loaded.references[0], loaded.recipe.image)
