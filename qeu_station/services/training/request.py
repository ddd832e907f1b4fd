"""What a person asks of a training, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qeu_station.api import TrainingOutcome
from qeu_station.learning.census import Census
from qeu_station.services.training.imported import Imported
from qeu_station.storage.recipes import LoadedRecipe
from qeu_station.toolkit.bundle import ModelBundle


@dataclass(frozen=True, slots=True)
class TrainRequest:
    """A training as a person asks for it.

    Attributes:
        trainer: Name of the trainer.
        recipe: Name, ``NAME@VERSION`` or path of the recipe.
        records: What to learn from: pairs as ``records.read_records`` takes them, or imported
            records; None is the station's journal.
        truth: Truth of ``records`` that bring none.
        parameters: Values for the trainer's parameters.
        seed: Same seed and same records, same result.
        out: Folder that also gets the reports, or None.
        resume: Go on with this training where it was interrupted.
        use_anyway: Put the model to use even where the trainer doubts it.
        least: Examples needed of each class.
        memory_mb: Memory of the trainer's process in mebibytes above which it is ended.
    """

    trainer: str
    recipe: str
    records: Path | None = None
    truth: Path | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    out: Path | None = None
    resume: bool = False
    use_anyway: bool = False
    least: int = 10
    memory_mb: int = 8192


@dataclass(frozen=True, slots=True)
class TrainResult:
    """What a training made.

    Attributes:
        loaded: The new version of the recipe, with the bundle beside it; where the model was not
            put to use, the version that was trained from.
        used: Whether the model was put to use.
        inspector: The inspector that runs the bundle.
        bundle: The bundle as the training's folder keeps it.
        outcome: What the trainer found.
        census: What it learned from.
        left_out: Pairs it did not learn from, with the reason.
        report: The page; its data lies beside it as JSON.
        imported: Records that the trainer read itself, or None.
    """

    loaded: LoadedRecipe
    used: bool
    inspector: str
    bundle: ModelBundle
    outcome: TrainingOutcome
    census: Census
    left_out: Mapping[str, str]
    report: Path
    imported: Imported | None = None

    @property
    def verdict(self) -> str:
        """What became of the model where its trainer doubts it; else empty."""
        if not self.outcome.doubt:
            return ""
        recipe = self.loaded.recipe
        if not self.used:
            return (
                f"NOT PUT TO USE: {self.outcome.doubt}. No version of recipe {recipe.name} was "
                f"saved; the model is kept in {self.bundle.folder}. Train on more records, or use "
                "it all the same: the same command with --use-anyway."
            )
        return (
            f"WARNING: {self.outcome.doubt}. It is used all the same, as it was asked for; "
            f"go back with an older version of recipe {recipe.name}, or give inspector "
            f'{self.inspector} role = "advisory".'
        )


def request_to_json(request: TrainRequest) -> dict[str, Any]:
    """Return a request as JSON values; ``request_from_json`` reads them."""
    places = {name: getattr(request, name) for name in _PLACES}
    return {
        "trainer": request.trainer,
        "recipe": request.recipe,
        "parameters": dict(request.parameters),
        "seed": request.seed,
        "resume": request.resume,
        "use_anyway": request.use_anyway,
        "least": request.least,
        "memory_mb": request.memory_mb,
        **{name: None if place is None else str(place) for name, place in places.items()},
    }


def request_from_json(values: Mapping[str, Any]) -> TrainRequest:
    """Return the request of ``request_to_json``.

    Raises:
        TypeError: It has other fields.
    """
    places = {name: Path(values[name]) for name in _PLACES if values.get(name) is not None}
    return TrainRequest(**{**values, **places})


_PLACES = ("records", "truth", "out")
