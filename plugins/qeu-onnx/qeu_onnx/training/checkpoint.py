"""Checkpoints of a training: tensors and words in a safetensors file, which cannot run code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path

from torch import Tensor


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a network is.

    Attributes:
        plan: What is trained on what; a checkpoint of another plan is none.
        epoch: Passes finished.
        lowest: Lowest loss on held-out pairs so far.
        waited: Passes since then.
        finished: Whether there is nothing left to do.
        losses: Loss on held-out pairs after each pass.
    """

    plan: str
    epoch: int = 0
    lowest: float = float("inf")
    waited: int = 0
    finished: bool = False
    losses: tuple[float, ...] = field(default=())


def save_checkpoint(file: Path, tensors: Mapping[str, Tensor], progress: Progress) -> None:
    """Write a checkpoint, all of it or nothing."""
    from safetensors.torch import save_file

    partial = file.with_suffix(".part")
    whole = {name: tensor.detach().clone().contiguous() for name, tensor in tensors.items()}
    save_file(whole, partial, metadata={"progress": json.dumps(asdict(progress))})
    partial.replace(file)


def load_checkpoint(file: Path, plan: str) -> tuple[dict[str, Tensor], Progress] | None:
    """Return tensors and progress, or None when there is nothing whole of this plan."""
    from safetensors import SafetensorError, safe_open

    try:
        with safe_open(file, framework="pt") as stored:
            found = json.loads((stored.metadata() or {})["progress"])
            progress = Progress(**{**found, "losses": tuple(found["losses"])})
            tensors = {name: stored.get_tensor(name) for name in stored.keys()}  # noqa: SIM118
    except (OSError, SafetensorError, ValueError, KeyError, TypeError):
        return None  # torn by a kill, or none: the member begins anew
    return (tensors, progress) if progress.plan == plan else None
