"""What the built-in source may be told."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Kind = Literal["camera", "stream", "video", "folder"]


class OpenCvParameters(BaseModel):
    """Parameters of source ``opencv``; sizes and rate are wishes that a camera may refuse."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: Kind = Field("camera", description="What the place is.")
    place: str = Field(
        min_length=1,
        description="Number or device of a camera, address of a stream, file of a video, "
        "folder of pictures.",
    )
    width: int = Field(0, ge=0, le=20_000, description="Columns wished of a camera; 0 for its own.")
    height: int = Field(0, ge=0, le=20_000, description="Rows wished of a camera; 0 for its own.")
    fps: float = Field(0, ge=0, le=1000, description="Pictures per second; 0 for the source's own.")
    rotate: Literal[0, 90, 180, 270] = Field(0, description="Degrees clockwise.")
    loop: bool = Field(True, description="Whether a video or folder begins again at its end.")
