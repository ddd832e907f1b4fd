"""Parameters of the inspector: which model, how it is loaded, what it is shown, how long it may."""

from __future__ import annotations

import re
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Way = Literal["composite", "images", "channels"]
"""How a pair is shown: one picture with labels, two with their difference, or planes of one."""

Attention = Literal["auto", "eager", "sdpa", "flash_attention_2"]

_COMMIT = re.compile(r"[0-9a-f]{40}")
_HUB_NAME = re.compile(r"[\w.-]+/[\w.-]+")


class Parameters(BaseModel):
    """What ``[inspectors.parameters]`` may hold; how a model was trained stands in its bundle.

    Attributes:
        model: Folder of the base model, name of a shipped one, or a name on the hub such as
            ``org/model``; empty for the bundle's own, and without a bundle for the shipped one.
        adapter: Folder of an adapter that peft wrote, where no bundle brings one.
        merge: Whether the adapter is merged into the weights after it was proved.
        hub: Whether the hub may be reached; without it only what was fetched before is used.
        revision: Commit of a model on the hub (40 hexadecimal digits); of a local folder whose
            code is to run, the SHA-256 over that code.
        trust_remote_code: Whether code that comes with the model may run.
        dtype: Kind of number the weights are held in; ``auto`` is the file's own on an accelerator
            and float32 on the CPU.
        device: Where it runs; ``spread`` lays the layers over everything there is.
        attention: Implementation of attention; ``auto`` leaves the choice to the library.
        quantise: Hold the weights in fewer bits, where the machine offers it.
        show: How a pair is shown; empty for the way the model was trained, or ``composite``.
        crops: Most suspicious cells shown in addition, each as a picture of its own.
        crop_side: Longest side of such a picture, in pixels.
        longest_side: Longest side of any picture the model is shown, in pixels.
        instruct: Whether the question also says the form of the answer and the names.
        constrain: Whether the model can say nothing but answers.
        least_legal: Least probability that the model itself gives to such answers; with less it
            wants to say something else, and is not held to know.
        max_new_tokens: Most tokens of an answer.
        time_limit_s: Longest time for an answer, in seconds; the recipe's patience where that is
            less.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, protected_namespaces=())
    model: str = Field(default="", description="Folder, shipped model or name on the hub")
    adapter: str = Field(default="", description="Folder of an adapter, where no bundle brings one")
    merge: bool = Field(default=False, description="Merge the adapter into the weights")
    hub: bool = Field(default=False, description="Allow fetching the model from the hub")
    revision: str = Field(default="", description="Commit of a model on the hub")
    trust_remote_code: bool = Field(default=False, description="Run code that the model brings")
    dtype: Literal["auto", "float32", "bfloat16", "float16"] = Field(
        default="auto", description="Kind of number the weights are held in"
    )
    device: Annotated[str, Field(pattern=r"^(auto|spread|cpu|mps|cuda(:\d+)?)$")] = Field(
        default="auto", description="auto, cpu, cuda, cuda:1, mps, or spread over all"
    )
    attention: Attention = Field(default="auto", description="Implementation of attention")
    quantise: Literal["", "int8", "int4"] = Field(
        default="", description="Hold the weights in fewer bits"
    )
    show: Way | Literal[""] = Field(default="", description="How a pair is shown")
    crops: Annotated[int, Field(ge=0, le=8)] = Field(
        default=0, description="Most suspicious cells shown in addition"
    )
    crop_side: Annotated[int, Field(ge=32, le=2048)] = Field(
        default=384, description="Longest side of a cell's picture, in pixels"
    )
    longest_side: Annotated[int, Field(ge=32, le=4096)] = Field(
        default=1536, description="Longest side of any picture, in pixels"
    )
    instruct: bool = Field(default=False, description="Say the form of the answer in the question")
    constrain: bool = Field(default=True, description="Let the model say nothing but answers")
    least_legal: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.05, description="Least probability of answers that is taken for knowing"
    )
    max_new_tokens: Annotated[int, Field(ge=1, le=4096)] = Field(
        default=256, description="Most tokens of an answer"
    )
    time_limit_s: Annotated[float, Field(gt=0, le=3600)] = Field(
        default=30.0, description="Longest time for an answer, in seconds"
    )

    @model_validator(mode="after")
    def _pinned(self) -> Self:
        if self.hub and not _HUB_NAME.fullmatch(self.model):
            raise ValueError("hub = true needs model = 'organisation/name'")
        if self.hub and not _COMMIT.fullmatch(self.revision):
            raise ValueError(
                f"hub = true needs the model pinned: revision = its commit, 40 hexadecimal digits; "
                f"got {self.revision!r}"
            )
        if self.trust_remote_code and not self.revision:
            raise ValueError(
                "trust_remote_code = true runs the model makers' program here; pin what may run "
                "with revision"
            )
        return self
