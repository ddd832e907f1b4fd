"""Parameters of the inspector: what a recipe may set, and what learning fills in."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

Strength = Annotated[float, Field(gt=0, le=255)]
Width = Annotated[float, Field(gt=0, le=5)]


class Limit(BaseModel):
    """How much change is still ok.

    Attributes:
        limit: Strength of change (0..255) at which P(ok) is one half.
        width: Natural logarithm of the factor in strength that moves P(ok) from .50 to .27.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    limit: Strength = Field(default=32.0, description="Strength of change at which P(ok) is 0.5")
    width: Width = Field(default=0.2, description="Softness of the limit, as a log factor")


class Parameters(Limit):
    """Everything ``[inspectors.parameters]`` may hold; the defaults suit an untrained product.

    Attributes:
        window: Side of the square over which change is averaged, in pixels.
        cells: Limits of single cells, learned where enough good parts were seen.
    """

    window: Annotated[int, Field(ge=1, le=101)] = Field(
        default=9, description="Side of the averaging square in pixels"
    )
    cells: dict[str, Limit] = Field(default_factory=dict, description="Learned limits per cell")

    def limit_of(self, cell: str) -> Limit:
        """Return the limit for a cell: its own, or the one for all."""
        return self.cells.get(cell, self)
