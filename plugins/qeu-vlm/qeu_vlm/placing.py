"""Where a model's weights go, and as what kind of number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qeu_station.api import PluginError

if TYPE_CHECKING:
    from qeu_vlm.loading import LoadSettings


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
        options |= {"quantization_config": _quantised(settings, device), "device_map": device}
        return Placement(options)
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

    if importlib.util.find_spec("bitsandbytes") is None or not device.startswith("cuda"):
        raise PluginError(
            f"quantise = '{settings.quantise}' needs an NVIDIA GPU (device here: {device}) and the "
            "package bitsandbytes; leave quantise out, or install it: pip install bitsandbytes"
        )
    from transformers import BitsAndBytesConfig

    bits = settings.quantise
    return BitsAndBytesConfig(load_in_8bit=bits == "int8", load_in_4bit=bits == "int4")
