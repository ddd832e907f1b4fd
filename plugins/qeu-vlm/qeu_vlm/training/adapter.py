"""Laying an adapter on a model, and taking it off again as files."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torch import nn

from qeu_vlm import folders
from qeu_vlm.training.chance import chance_from
from qeu_vlm.training.targets import resolve_targets


@dataclass(frozen=True, slots=True)
class AdapterSettings:
    """What adapter is laid on a model.

    Attributes:
        rank: Rank of each change.
        alpha: Weight of the changes, divided by the rank.
        dropout: Chance that an input of a change is left out while it learns.
        dora: Whether length and direction of a weight are learned apart (DoRA).
        targets: Layers, see ``resolve_targets``.
    """

    rank: int = 8
    alpha: float = 16.0
    dropout: float = 0.05
    dora: bool = False
    targets: Sequence[str] = ("all-linear",)


@dataclass(frozen=True, slots=True)
class Laid:
    """An adapter on a model.

    Attributes:
        model: The model with it; what is trainable is the adapter's.
        targets: Full names of the layers it lies on.
        trained: Number of trainable parameters.
        total: Number of the base model's parameters.
    """

    model: Any
    targets: tuple[str, ...]
    trained: int
    total: int

    @property
    def share(self) -> float:
        """Trainable parameters as a share of the base's."""
        return self.trained / self.total


def lay_adapter(base: nn.Module, settings: AdapterSettings, seed: int, name: str) -> Laid:
    """Return the model with an adapter that does not change it yet.

    Args:
        base: The model as it is loaded; it is changed in place.
        settings: What adapter.
        seed: Same seed, same beginning.
        name: What the adapter remembers its base by.

    Raises:
        ValueError: A target matches nothing, or the adapter cannot be laid on a layer.
    """
    from peft import LoraConfig, get_peft_model

    targets = resolve_targets(base, settings.targets)
    total = sum(each.numel() for each in base.parameters())
    config = LoraConfig(
        r=settings.rank,
        lora_alpha=settings.alpha,  # type: ignore[arg-type]
        lora_dropout=settings.dropout,
        use_dora=settings.dora,
        target_modules=list(targets),
        bias="none",
    )
    with chance_from(seed), warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # peft asks by a name that is going
        model = get_peft_model(base, config)
    model.peft_config["default"].base_model_name_or_path = name
    trained = sum(each.numel() for each in model.parameters() if each.requires_grad)
    return Laid(model, targets, trained, total)


def adapter_files(model: Any) -> dict[str, bytes]:
    """Return weights and description of an adapter, as peft reads them, by file name."""
    with tempfile.TemporaryDirectory() as folder:
        # embeddings are the base's: an adapter on them is saved, they themselves are not
        model.save_pretrained(folder, save_embedding_layers=False)
        names = (folders.ADAPTER_WEIGHTS, folders.ADAPTER)
        return {name: (Path(folder) / name).read_bytes() for name in names}


@contextmanager
def adapter_off(model: Any) -> Iterator[None]:
    """The base alone answers within this."""
    with model.disable_adapter():
        yield


def checkpointing(model: Any) -> None:
    """Compute the inner layers twice instead of remembering them, so that less memory is needed."""
    model.gradient_checkpointing_enable(gradient_checkpointing_kwargs={"use_reentrant": False})
    model.enable_input_require_grads()
