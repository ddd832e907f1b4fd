"""Parameters of the inspectors: where a model runs. What it takes stands in its bundle."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Device = Literal["tensorrt", "cuda", "directml", "openvino", "coreml", "cpu"]


class Parameters(BaseModel):
    """What ``[inspectors.parameters]`` may hold.

    Attributes:
        devices: Where the model shall run, the preferred device first; the CPU stands behind all.
        require: Whether the first of them must be had: otherwise nothing is judged, which makes
            the parts REVIEW; without it a warning says where the model runs.
        batch: Most items in one run.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    devices: Annotated[tuple[Device, ...], Field(min_length=1)] = Field(
        default=("cpu",), description="Where the model shall run, the preferred device first"
    )
    require: bool = Field(
        default=False, description="Judge nothing when the first device is not there"
    )
    batch: Annotated[int, Field(ge=1, le=1024)] = Field(
        default=64, description="Most items in one run"
    )
