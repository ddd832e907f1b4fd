from pydantic import BaseModel, ConfigDict, Field


class Parameters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    steepness: float = Field(0.1, gt=0, description="How quickly P(ok) falls.")


class TrainerParameters(BaseModel):
    model_config = ConfigDict(extra="forbid")

    epochs: int = Field(3, ge=1, description="Passes over the examples.")
    pause_s: float = Field(0.0, ge=0, description="Seconds each pass lasts.")
    fault: str = Field("", description="What goes wrong, and when.")
    doubt: str = Field("", description="Why the model shall not be used.")


class ReaderParameters(TrainerParameters):
    records: str = Field("", description="Folder of imported records.")
