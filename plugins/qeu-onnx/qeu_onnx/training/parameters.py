"""Parameters: what training of the patch network takes."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field


class TrainingParameters(BaseModel):
    """How the trainer learns.

    Attributes:
        members: Networks, each with a seed of its own, that never see one part of the groups; what
            they say of those fits the temperature, and their mean is the model.
        width: Channels of the first layer; later ones have up to six times as many.
        epochs: Most passes over the examples.
        pass_size: Examples in a pass when there are fewer: they are drawn again, varied.
        patience: Passes without improvement on held-out pairs after which a member ends.
        background: Share of a batch that is made by distorting the reference: good, but different.
        turning: Whether quarter turns and mirror images of an example mean the same.
        pieces: Whether the network sees, beside both pictures, what hangs together in them and
            what parted or joined; None does it for binary products.
        least_examples: Examples that every class must have.
        quantise: Whether an int8 variant is made beside the model and what it loses is measured.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    members: Annotated[int, Field(ge=2, le=8)] = Field(
        default=3, description="Networks whose mean is the model, each with its own seed"
    )
    width: Annotated[int, Field(ge=4, le=64)] = Field(
        default=8, description="Channels of the first layer"
    )
    epochs: Annotated[int, Field(ge=1, le=500)] = Field(
        default=16, description="Most passes over the examples"
    )
    pass_size: Annotated[int, Field(ge=1)] = Field(
        default=2048, description="Least examples in a pass, drawn again when there are fewer"
    )
    patience: Annotated[int, Field(ge=1, le=100)] = Field(
        default=6, description="Passes without improvement after which a network ends"
    )
    background: Annotated[float, Field(ge=0, le=0.5)] = Field(
        default=0.06, description="Share of examples made by distorting the reference"
    )
    turning: bool = Field(default=True, description="Quarter turns and mirror images mean the same")
    pieces: bool | None = Field(
        default=None, description="Show what hangs together; empty does so in binary pictures"
    )
    least_examples: Annotated[int, Field(ge=2)] = Field(
        default=5, description="Examples that every class must have"
    )
    quantise: bool = Field(
        default=True, description="Make an int8 variant and measure what it loses"
    )
