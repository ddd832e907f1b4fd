"""The hooks of group ``qeu_station``: they register records, they never compute."""

from __future__ import annotations

from collections.abc import Iterable

import pluggy

from qeu_station.api.specs import InspectorSpec, SinkSpec, SourceSpec, TrainerSpec

GROUP = "qeu_station"

hookspec = pluggy.HookspecMarker(GROUP)
hookimpl = pluggy.HookimplMarker(GROUP)


@hookspec
def qeu_inspectors() -> Iterable[InspectorSpec]:  # type: ignore[empty-body]
    """Yield the inspectors of this plugin.

    Example:
        >>> @hookimpl
        ... def qeu_inspectors():
        ...     yield InspectorSpec(
        ...         name="edges", version="1.0", scopes=frozenset({Scope.CELL}),
        ...         factory="qeu_edges.inspector:build")
    """


@hookspec
def qeu_trainers() -> Iterable[TrainerSpec]:  # type: ignore[empty-body]
    """Yield the trainers of this plugin."""


@hookspec
def qeu_sources() -> Iterable[SourceSpec]:  # type: ignore[empty-body]
    """Yield the picture sources of this plugin."""


@hookspec
def qeu_sinks() -> Iterable[SinkSpec]:  # type: ignore[empty-body]
    """Yield the result sinks of this plugin."""
