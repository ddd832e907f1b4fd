"""Where a model's weights go, and as what kind of number."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qeu_station.api import PluginError

if TYPE_CHECKING:
    from qeu_vlm.loaded import LoadSettings


@dataclass(frozen=True, slots=True)
class Placement:
    """Options for ``from_pretrained``, and where the model is moved afterwards.

    Attributes:
        options: Keyword arguments.
        device: Name of the device, empty where the options place it.
    """

    options: Mapping[str, Any] = field(default_factory=dict)
    device: str = ""


def placement(settings: LoadSettings) -> Placement:
    """Return where the model goes on this machine.

    Raises:
        PluginError: The device or the quantisation is not to be had here.
    """
    device = _device(settings.device)
    options: dict[str, Any] = {"dtype": _dtype(settings.dtype, device)}
    if settings.attention != "auto":
        options["attn_implementation"] = settings.attention
    if settings.quantise:
        where = "auto" if device == "spread" else device
        return Placement(
            options | {"quantization_config": _quantised(settings, device), "device_map": where}
        )
    if device == "spread":
        return Placement(options | {"device_map": "auto"})
    return Placement(options, device)


def _device(asked: str) -> str:
    import torch

    cuda, mps = torch.cuda.is_available(), torch.backends.mps.is_available()
    if asked == "auto":
        return "cuda" if cuda else "mps" if mps else "cpu"
    there = {"cuda": cuda, "mps": mps, "cpu": True, "spread": True}[asked.partition(":")[0]]
    number = asked.partition(":")[2]
    if not there or (number and int(number) >= torch.cuda.device_count()):
        raise PluginError(
            f"the recipe asks for device {asked}, which this machine does not have (cuda: "
            f"{torch.cuda.device_count() if cuda else 0} devices, mps: {'yes' if mps else 'no'}); "
            "set device = 'auto', or mend the driver"
        )
    return asked


def _dtype(asked: str, device: str) -> Any:
    import torch

    if asked == "auto":
        return torch.float32 if device == "cpu" else "auto"
    return getattr(torch, asked)


def _quantised(settings: LoadSettings, device: str) -> Any:
    import importlib.util

    if importlib.util.find_spec("bitsandbytes") is None or device == "mps":
        raise PluginError(
            f"quantise = '{settings.quantise}' needs the package bitsandbytes and a CPU or an "
            f"NVIDIA GPU (device here: {device}); install it with pip install "
            "'qeu-vlm[quantise]', or leave quantise out"
        )
    import torch
    from transformers import BitsAndBytesConfig

    logging.getLogger("bitsandbytes").setLevel(logging.ERROR)
    kind = torch.float16 if device.startswith("cuda") else torch.float32
    bits = settings.quantise
    return BitsAndBytesConfig(  # type: ignore[no-untyped-call]
        load_in_8bit=bits == "int8", load_in_4bit=bits == "int4", bnb_4bit_compute_dtype=kind
    )
