"""Which model is wanted, and what it is once it can be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qeu_vlm.framing import Frame
from qeu_vlm.parameters import Way


@dataclass(frozen=True, slots=True)
class LoadSettings:
    """Which model, and how it is loaded.

    Attributes:
        model: Folder of the base model.
        adapter: Folder of an adapter for it, or None.
        base_files: SHA-256 per file of the base that the adapter was trained on; empty if unknown.
        merge: Whether the adapter is merged into the weights.
        dtype: ``auto``, ``float32``, ``bfloat16`` or ``float16``.
        device: ``auto``, ``spread``, ``cpu``, ``cuda``, ``cuda:N`` or ``mps``.
        attention: ``auto`` or an implementation's name.
        quantise: Empty, ``int8`` or ``int4``.
        trust_remote_code: Whether programs in the folder may run.
        revision: What they are pinned to.
    """

    model: Path
    adapter: Path | None = None
    base_files: Mapping[str, str] = field(default_factory=dict)
    merge: bool = False
    dtype: str = "auto"
    device: str = "auto"
    attention: str = "auto"
    quantise: str = ""
    trust_remote_code: bool = False
    revision: str = ""


@dataclass(slots=True, eq=False)
class LoadedModel:
    """A model that can be asked.

    Attributes:
        model: The transformers model in evaluation mode, adapter injected or merged.
        processor: Its processor; ``processor.tokenizer`` is its tokenizer.
        frame: The frame around its answers.
        adapted: The same model as peft sees it, or None without an adapter or once it is merged.
        folder: Where the base lies.
        own: Whether it is shown the tiles of the grid instead of pictures.
        device: Where it runs, in words.
        most_tokens: Tokens it takes, prompt and answer.
        facts: What is recorded with every answer; JSON values only.
        check: Called before every layer; raises when the model shall stop.
    """

    model: Any = field(repr=False)
    processor: Any = field(repr=False)
    frame: Frame = field(repr=False)
    adapted: Any = field(repr=False)
    folder: Path
    own: bool
    device: str
    most_tokens: int
    facts: dict[str, Any] = field(default_factory=dict)
    check: Callable[[], None] = field(default=lambda: None, repr=False)

    @property
    def default_way(self) -> Way:
        """How it is shown pairs where nothing else is said."""
        return "channels" if self.own else "composite"
