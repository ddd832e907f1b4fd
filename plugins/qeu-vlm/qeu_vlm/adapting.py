"""An adapter: put in, found to be for this base, proved to change what the model says, merged."""

from __future__ import annotations

import json
import math
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from qeu_station.api import PluginError
from qeu_station.toolkit.question import question
from qeu_vlm import folders
from qeu_vlm.encoding import encode, placed
from qeu_vlm.mosaic import PLANES
from qeu_vlm.places import ADDRESSES, COLUMNS, ROWS
from qeu_vlm.showing import Shown

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

    from qeu_vlm.loaded import LoadedModel, LoadSettings

ROUNDINGS = 8.0
"""An adapter must change some logit by more than this many roundings of the largest."""


@dataclass(frozen=True, slots=True)
class Proof:
    """By how much an adapter changes what a model says.

    Attributes:
        moved: Largest absolute difference of any logit with and without it.
        rounding: Distance of neighbouring numbers at the largest logit.
    """

    moved: float
    rounding: float

    @property
    def holds(self) -> bool:
        """Whether it changes more than rounding does."""
        return self.moved > ROUNDINGS * self.rounding

    @property
    def finite(self) -> bool:
        """Whether all logits are numbers."""
        return math.isfinite(self.moved + self.rounding)

    def __str__(self) -> str:
        return (
            f"with and without it the model's logits differ by {self.moved:.3g}, rounding alone is "
            f"{self.rounding:.3g}"
        )


def adapt(loaded: LoadedModel, settings: LoadSettings, hashes: Mapping[str, str]) -> None:
    """Put the adapter of the settings into a model, prove it, and merge it if that is asked.

    Args:
        loaded: The base; gets the adapter, and the figures of the proof among its facts.
        settings: Names the adapter and the base it was trained on.
        hashes: SHA-256 per file of the base, as ``folders.check_model`` returns them.

    Raises:
        PluginError: It is for another base, fits no layer, or changes nothing.
    """
    assert settings.adapter is not None
    weights = folders.weights_of(settings.adapter, folders.ADAPTER_WEIGHTS)
    _check_base(settings, hashes)
    loaded.adapted = _injected(loaded.model, settings.adapter)
    loaded.model = loaded.adapted.get_base_model()
    proof = proved(loaded)
    if not proof.finite:
        raise PluginError(
            f"the adapter in {settings.adapter} or its base is damaged: {proof}, which are no "
            "finite numbers; copy them again, or train the adapter again"
        )
    if not proof.holds:
        raise PluginError(
            f"the adapter in {settings.adapter} changes nothing: {proof}. It was never trained, or "
            "is not the one you mean; take it out, or train it."
        )
    loaded.facts |= {
        "adapter": dict(weights),
        "adapter_proof": {"logits_differ_by": proof.moved, "rounding": proof.rounding},
        "base_known": bool(settings.base_files),
    }
    if settings.merge:
        loaded.model = loaded.adapted.merge_and_unload()
        loaded.adapted = None
        loaded.facts["merged"] = True


def proved(loaded: LoadedModel) -> Proof:
    """Return by how much a model's adapter changes the logits of a self-test record."""
    import torch

    tensors = self_test(loaded)
    with torch.inference_mode():
        tuned = _logits(loaded, tensors)
        with loaded.adapted.disable_adapter():
            plain = _logits(loaded, tensors)
    rounding = float(plain.abs().max()) * torch.finfo(loaded.model.dtype).eps
    return Proof(float((tuned - plain).abs().max()), rounding)


def self_test(loaded: LoadedModel) -> Mapping[str, Tensor]:
    """Return the tensors of a record that is the same everywhere: patches of chance."""
    random = np.random.default_rng(0)
    names = {address: address for address in ADDRESSES}
    if loaded.own:
        size = len(ROWS) * loaded.processor.tile, len(COLUMNS) * loaded.processor.tile, PLANES
        planes = random.integers(0, 256, size, dtype=np.uint8)
        shown = Shown((), (), ROWS, COLUMNS, names, planes)
    else:
        blocks = random.integers(0, 256, (12, 16, 3), dtype=np.uint8)
        picture = np.kron(blocks, np.ones((16, 16, 1), np.uint8))
        shown = Shown((picture,), ("",), ROWS, COLUMNS, names)
    return encode(loaded, shown, question(shown.rows, shown.columns))


def _logits(loaded: LoadedModel, tensors: Mapping[str, Tensor]) -> Tensor:
    logits: Tensor = loaded.model(**placed(loaded, tensors)).logits
    return logits.float()


def _injected(model: Any, folder: Path) -> Any:
    """Return the model with the adapter in it, every tensor of the file in its place."""
    from peft import PeftModel, get_peft_model_state_dict
    from safetensors import safe_open

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # peft warns where it should refuse; see below
            adapted = PeftModel.from_pretrained(model, str(folder), local_files_only=True)
    except Exception as error:  # sizes, names, an unknown kind of adapter
        reason = " ".join(str(error).split())[:300]
        raise PluginError(
            f"the adapter in {folder} does not fit the base model ({type(error).__name__}: "
            f"{reason}); it was made for another one"
        ) from None
    with safe_open(folder / folders.ADAPTER_WEIGHTS, framework="pt") as file:
        given = set(file.keys())
    taken = set(get_peft_model_state_dict(adapted))
    lost, empty = sorted(given - taken), sorted(taken - given)
    if not given or lost or empty:
        raise PluginError(
            f"of {len(given)} tensors of the adapter in {folder} {len(lost)} fit no layer of the "
            f"model ({', '.join(lost[:2]) or 'none'}), and {len(empty)} places stay empty "
            f"({', '.join(empty[:2]) or 'none'}); it was made for another base model"
        )
    return adapted.eval()


def _check_base(settings: LoadSettings, hashes: Mapping[str, str]) -> None:
    trained = dict(settings.base_files)
    if trained and "config.json" not in trained:  # a bundle that knows the weights only
        hashes = {name: each for name, each in hashes.items() if name.endswith(".safetensors")}
    other = sorted(name for name in {*trained, *hashes} if trained.get(name) != hashes.get(name))
    other = [name for name in other if name.endswith(".safetensors")] or other  # they say enough
    if trained and other:
        raise PluginError(
            f"the adapter in {settings.adapter} was trained on another base model than the one in "
            f"{settings.model}: {_short(other, hashes)}; it was trained with: "
            f"{_short(other, trained)}. Name the right base with model, or bring its files back."
        )


def _short(names: Sequence[str], hashes: Mapping[str, str]) -> str:
    said = [
        f"{name} has SHA-256 {hashes[name][:12]}" if name in hashes else f"no {name}"
        for name in names
    ]
    return ", ".join(said)


def base_of(adapter: Path) -> str:
    """Return the base model that an adapter of peft names, empty when it names none.

    Raises:
        PluginError: Its configuration cannot be read.
    """
    try:
        about = json.loads((adapter / folders.ADAPTER).read_text(encoding="utf-8"))
        return str(about.get("base_model_name_or_path") or "")
    except (OSError, ValueError, AttributeError) as error:
        raise PluginError(
            f"{adapter / folders.ADAPTER} cannot be read ({error}); a folder that peft wrote is "
            "needed"
        ) from None
