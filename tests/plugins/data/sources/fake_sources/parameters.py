from pydantic import BaseModel, ConfigDict, Field


class Parameters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    rows: int = Field(48, ge=1)
    columns: int = Field(64, ge=1)
    period_s: float = Field(0.01, ge=0)
    memory: str = ""
