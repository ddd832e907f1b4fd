"""The product's own inspector, reached the way the station reaches it: through its entry point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from qeu_station.api import GROUP, Inspector, InspectorContext, InspectorSpec, Learner


class RegisteredInspector:
    """Factory, learner and parameter model of one registered inspector."""

    def __init__(self, name: str) -> None:
        """Find inspector ``name`` among the installed plugins.

        Raises:
            LookupError: No installed plugin registers it.
        """
        specs = {spec.name: spec for plugin in entry_points(group=GROUP) for spec in _specs(plugin)}
        if name not in specs:
            raise LookupError(f'No installed plugin registers inspector "{name}"; got {set(specs)}')
        self._spec: InspectorSpec = specs[name]

    def inspector(
        self,
        parameters: dict[str, Any] | None = None,
        model: Path | None = None,
        classes: tuple[str, ...] = ("ok", "unknown"),
    ) -> Inspector:
        """Return a new inspector."""
        context = replace(self._context(parameters or {}), model=model, classes=classes)
        made: Inspector = _named(self._spec.factory)(context)
        return made

    def learner(self, parameters: dict[str, Any] | None = None) -> Learner:
        """Return a new learner."""
        made: Learner = _named(self._spec.learner)(self._context(parameters or {}))
        return made

    def _context(self, parameters: dict[str, Any]) -> InspectorContext:
        return InspectorContext(parameters=_named(self._spec.parameters)(**parameters))


def _specs(plugin: Any) -> list[InspectorSpec]:
    register = getattr(plugin.load(), "qeu_inspectors", None)
    return list(register()) if register else []


def _named(path: str) -> Callable[..., Any]:
    module, _, name = path.partition(":")
    found: Callable[..., Any] = getattr(import_module(module), name)
    return found
