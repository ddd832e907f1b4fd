"""The inspectors that a product can be taught with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from qeu_station.pluginhost import FailedPlugin, InspectorEntry, load_catalog
from qeu_station.services.opening import OpenHome


@dataclass(frozen=True, slots=True)
class InspectorChoice:
    """An inspector that can be used, with what a form of its parameters needs.

    Attributes:
        name: Its name in recipes.
        summary: One sentence.
        plugin: Distribution or drop-in file, with ``plugin_version``.
        role: Default role.
        schema: JSON schema of its parameters; None when it has none.
        learns: Whether it learns from good parts.
        trained_by: Trainer that makes its model; empty when it needs none.
        takes_models: Whether it runs models made elsewhere.
    """

    name: str
    version: str
    summary: str
    plugin: str
    plugin_version: str
    role: str
    schema: Mapping[str, Any] | None = field(default=None, repr=False)
    learns: bool = False
    trained_by: str = ""
    takes_models: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The inspectors there are, and the plugins that could not be loaded."""

    inspectors: tuple[InspectorChoice, ...]
    failed: tuple[FailedPlugin, ...] = ()


def inspectors(home: OpenHome, again: bool = False) -> Choices:
    """Return every inspector that can be used, and what could not be loaded.

    Args:
        home: The station's home.
        again: Look anew into plugins that failed before.
    """
    catalog = load_catalog(home.host, again)
    trainers = {
        getattr(entry.spec, "inspector", "") or name: name
        for name, entry in catalog.trainers.items()
    }
    made = (_choice(entry, trainers) for entry in catalog.inspectors.values())
    return Choices(tuple(sorted(made, key=lambda choice: choice.name)), catalog.failed)


def _choice(entry: InspectorEntry, trainers: Mapping[str, str]) -> InspectorChoice:
    return InspectorChoice(
        name=entry.name,
        version=entry.version,
        summary=entry.spec.summary,
        plugin=entry.plugin,
        plugin_version=entry.plugin_version,
        role=entry.role,
        schema=entry.parameters_schema,
        learns=bool(entry.spec.learner),
        trained_by=trainers.get(entry.name, ""),
        takes_models=bool(entry.spec.examiner),
    )
