"""Parameters: what a recipe may set for the inspector, and what training takes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field


class Parameters(BaseModel):
    """What ``[inspectors.parameters]`` of the inspector may hold; the rest is in its bundle."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TrainingParameters(BaseModel):
    """How the trainer reads and learns.

    Attributes:
        space: How items are read; ``auto`` is ``topology`` for binary pictures, else ``pixels``.
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
