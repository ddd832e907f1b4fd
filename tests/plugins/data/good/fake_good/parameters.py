from pydantic import BaseModel, ConfigDict, Field


class Parameters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    level: float = Field(128.0, ge=1, le=255, description="Difference that is surely a defect.")
