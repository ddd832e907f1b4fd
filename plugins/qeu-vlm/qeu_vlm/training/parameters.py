"""Parameters: what fine-tuning takes."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from qeu_vlm.parameters import Way

Share = Annotated[float, Field(ge=0, le=0.9)]


def _listed(given: Any) -> Any:
    """Take one name, or names with commas between them, for a list."""
    return tuple(each.strip() for each in given.split(",")) if isinstance(given, str) else given


class TrainingParameters(BaseModel):
    """How the trainer learns. Defaults suit the shipped model and few examples.

    Attributes:
        base: Folder of the model to adapt, or name of a shipped one; empty for the one that the
            recipe's inspector names, or the shipped one.
        records: Folder of imported records, learned from beside the pairs.
        show: How a pair is shown; empty for the way the base was trained, or ``composite``.
        rank: Rank of each change; None takes one for the size of the model.
        alpha: Weight of the changes, divided by the rank; None is twice the rank.
        dropout: Chance that an input of a change is left out while it learns.
        dora: Whether length and direction of a weight are learned apart (DoRA).
        targets: Layers the adapter is laid on: ``all-linear``, or names or ends of names, ``*``
            and ``?`` allowed.
        rate: Highest learning rate; None takes one for the size of the model.
        epochs: Most passes over the examples.
        pass_size: Examples in a pass, drawn again and varied when there are fewer; 0 is as many as
            there are. None takes 512 for a model that is shown tiles, which can be varied well.
        patience: Passes without improvement after which it ends.
        batch: Examples per batch.
        accumulation: Batches per step.
        decay: Weight decay.
        warm_up: Share of all steps in which the rate rises.
        gradient_norm: Longest gradient of a step.
        checkpointing: Compute inner layers twice instead of remembering them.
        dtype: Kind of number it computes with; ``auto`` is bfloat16 where an accelerator has it.
        device: ``auto``, ``cpu``, ``cuda`` or ``cuda:1``.
        vary: Share of examples that are varied; see the guide for what that means.
        turning: Whether mirror images and quarter turns of a cell mean the same.
        defective: Share of defective examples in a pass; classes share it evenly.
        checked: Share of the pairs, by groups, that choose the best pass.
        measured: Share of the pairs, by groups, on which base and tuned model are measured; 0
            measures on those that chose.
        most_measured: Most pairs that are measured.
        choices: Whether only that is learned which the grammar of answers leaves open, not how
            they are spelled. None does so for a model that is shown tiles; never with reasoning.
        reasoning: Whether the records' reasoning is learned too.
        least_examples: Pairs that every class must have.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    base: str = Field(default="", description="Folder of the model to adapt, or a shipped one")
    records: str = Field(default="", description="Folder of imported records")
    show: Way | Literal[""] = Field(default="", description="How a pair is shown")
    rank: Annotated[int, Field(ge=1, le=512)] | None = Field(
        default=None, description="Rank of each change; empty for one that suits the model"
    )
    alpha: Annotated[float, Field(gt=0, le=1024)] | None = Field(
        default=None, description="Weight of the changes, divided by the rank"
    )
    dropout: Annotated[float, Field(ge=0, lt=1)] = Field(
        default=0.0, description="Chance that an input of a change is left out"
    )
    dora: bool = Field(default=False, description="Learn length and direction apart (DoRA)")
    targets: Annotated[tuple[str, ...], BeforeValidator(_listed)] = Field(
        default=("all-linear",), description="Layers the adapter is laid on"
    )
    rate: Annotated[float, Field(gt=0, le=1)] | None = Field(
        default=None, description="Highest learning rate; empty for one that suits the model"
    )
    epochs: Annotated[int, Field(ge=1, le=1000)] = Field(default=12, description="Most passes")
    pass_size: Annotated[int, Field(ge=0)] | None = Field(
        default=None, description="Examples in a pass; 0 is as many as there are"
    )
    patience: Annotated[int, Field(ge=1, le=1000)] = Field(
        default=6, description="Passes without improvement after which it ends"
    )
    batch: Annotated[int, Field(ge=1, le=1024)] = Field(
        default=16, description="Examples per batch"
    )
    accumulation: Annotated[int, Field(ge=1, le=1024)] = Field(
        default=1, description="Batches per step"
    )
    decay: Annotated[float, Field(ge=0, le=1)] = Field(default=0.01, description="Weight decay")
    warm_up: Annotated[float, Field(ge=0, lt=1)] = Field(
        default=0.05, description="Share of all steps in which the rate rises"
    )
    gradient_norm: Annotated[float, Field(gt=0)] = Field(
        default=1.0, description="Longest gradient of a step"
    )
    checkpointing: bool = Field(default=False, description="Less memory for more time")
    dtype: Literal["auto", "float32", "bfloat16"] = Field(
        default="auto", description="Kind of number it computes with"
    )
    device: Annotated[str, Field(pattern=r"^(auto|cpu|cuda(:\d+)?)$")] = Field(
        default="auto", description="auto, cpu, cuda or cuda:1"
    )
    vary: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.8, description="Share of examples that are varied"
    )
    turning: bool = Field(
        default=True, description="Mirror images and quarter turns of a cell mean the same"
    )
    defective: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.5, description="Share of defective examples in a pass"
    )
    checked: Share = Field(default=0.2, description="Share of pairs that choose the best pass")
    measured: Share = Field(default=0.2, description="Share of pairs that are measured only")
    most_measured: Annotated[int, Field(ge=1)] = Field(
        default=300, description="Most pairs that are measured"
    )
    choices: bool | None = Field(
        default=None, description="Learn only what the grammar of answers leaves open"
    )
    reasoning: bool = Field(default=False, description="Learn the records' reasoning too")
    least_examples: Annotated[int, Field(ge=1)] = Field(
        default=3, description="Pairs that every class must have"
    )
