"""One source with everything its process needs, and the source that the station brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qeu_station import __version__
from qeu_station.api import SourceSpec
from qeu_station.pluginhost import ComponentEntry, PluginOrigin
from qeu_station.pluginhost.wire import Wire

BUILT_IN = ComponentEntry(
    SourceSpec(
        name="opencv",
        version=__version__,
        factory="qeu_station.capture.opencv_source:build",
        parameters="qeu_station.capture.parameters:OpenCvParameters",
        summary="Camera, network stream, video file or folder of pictures through OpenCV.",
    ),
    PluginOrigin("qeu-station", __version__, ""),
)
"""The station's own source; it runs exactly as a plugin's does."""


@dataclass(frozen=True, slots=True)
class SourceUse:
    """One source with what it is opened with.

    Attributes:
        entry: The source.
        parameters: Values for its parameter model.
        label: What the source is called in messages, such as ``Camera 0``.
        open_s: Seconds it may take from the start of its process to the first picture.
        memory_mb: Resident memory of its process in mebibytes above which it is ended.
    """

    entry: ComponentEntry
    parameters: Mapping[str, Any] = field(default_factory=dict)
    label: str = "The source"
    open_s: float = 20.0
    memory_mb: int = 4096


def setup_message(use: SourceUse, threads: int) -> Wire:
    """Return what the process must know to build the source."""
    spec = use.entry.spec
    return {
        "name": spec.name,
        "version": spec.version,
        "factory": spec.factory,
        "parameters_model": spec.parameters,
        "parameters": dict(use.parameters),
        "dropin": use.entry.origin.path if use.entry.origin.dropin else "",
        "threads": threads,
        "deadline_s": use.open_s,
    }
