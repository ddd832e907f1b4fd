"""Parameters: what a recipe may set for the inspector, and what training takes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from qeu_station.toolkit.soart3 import UnitSpaces

UnitSpace = Literal[
    "reference", "inverse", "eroded", "dilated", "unshifted", "channels", "windows", "prototypes"
]
UnitSpaceSet = Annotated[tuple[UnitSpace, ...], Field(min_length=1)]


class Parameters(BaseModel):
    """What ``[inspectors.parameters]`` of the inspector may hold; the rest is in its bundle.

    Attributes:
        unit_spaces: What training uses, and what the model must have been trained with; empty
            leaves the choice to training, which writes it here.
        metrics: Unit spaces that ``qeu-station metrics`` shows.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    unit_spaces: tuple[UnitSpace, ...] = Field(
        default=(), description="Unit spaces; training chooses when there are none"
    )
    metrics: UnitSpaces = Field(
        default_factory=UnitSpaces, description="Unit spaces shown by qeu-station metrics"
    )


class TrainingParameters(BaseModel):
    """How the trainer reads and learns.

    Attributes:
        space: How items are read; ``auto`` is ``topology`` for binary pictures, else ``pixels``.
        unit_spaces: Which unit spaces are used; ``recipe`` takes what the recipe names, else
            chooses by cross-validation as ``auto`` does.
        dark_ink: Whether the material is the dark side of binary pictures.
        per_window: Prototypes per class in each window of the features.
        over_all: Prototypes per class over all features.
        folds: Folds of groups on which temperatures and pool weights are fitted.
        epochs: Most passes over the examples.
        least_examples: Examples that every class must have.
        cell_share: Share of a region's box in a cell from which the region counts there too.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    space: Literal["auto", "topology", "pixels"] = Field(
        default="auto", description="How items are read"
    )
    unit_spaces: Literal["recipe", "auto"] | UnitSpaceSet = Field(
        default="recipe", description="Unit spaces, chosen by cross-validation with auto"
    )
    dark_ink: bool = Field(default=True, description="Material is dark in binary pictures")
    per_window: Annotated[int, Field(ge=1, le=20)] = Field(
        default=3, description="Prototypes per class in each window of the features"
    )
    over_all: Annotated[int, Field(ge=1, le=50)] = Field(
        default=6, description="Prototypes per class over all features"
    )
    folds: Annotated[int, Field(ge=2, le=10)] = Field(
        default=4, description="Folds of groups for temperatures and pool weights"
    )
    epochs: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=50, description="Most passes over the examples"
    )
    least_examples: Annotated[int, Field(ge=2)] = Field(
        default=5, description="Examples that every class must have"
    )
    cell_share: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.1, description="Share of a region's box from which it counts in a cell"
    )
