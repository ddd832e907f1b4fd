"""What the host knows of all plugins: data only, nothing of a plugin is imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from qeu_station.api import InspectorSpec, Scope, SinkSpec, SourceSpec, TrainerSpec
from qeu_station.errors import PluginError, did_you_mean

ComponentSpec = TrainerSpec | SourceSpec | SinkSpec


@dataclass(frozen=True, slots=True)
class PluginOrigin:
    """Where a plugin comes from.

    Attributes:
        name: Name of the distribution, or the drop-in file without ``.py``.
        version: Version of the distribution; empty for a drop-in file.
        path: The drop-in file, or the folder the distribution lies in.
        dropin: Whether it is a single file of the drop-in folder.
    """

    name: str
    version: str
    path: str
    dropin: bool = False


@dataclass(frozen=True, slots=True)
class InspectorEntry:
    """An inspector that can be used.

    Attributes:
        spec: What the plugin registered.
        origin: The plugin it belongs to.
        parameters_schema: JSON schema of its parameters; None when it has none.
    """

    spec: InspectorSpec
    origin: PluginOrigin
    parameters_schema: Mapping[str, Any] | None = field(default=None, repr=False)

    @property
    def name(self) -> str:
        """The inspector's unique name."""
        return self.spec.name

    def named(self, name: str) -> InspectorEntry:
        """Return the same inspector under a name that a recipe gives it."""
        return replace(self, spec=replace(self.spec, name=name))

    @property
    def version(self) -> str:
        """The inspector's own version."""
        return self.spec.version

    @property
    def scopes(self) -> frozenset[Scope]:
        """What it judges."""
        return self.spec.scopes

    @property
    def role(self) -> str:
        """Its default role."""
        return self.spec.role

    @property
    def plugin(self) -> str:
        """Name of the distribution or drop-in file."""
        return self.origin.name

    @property
    def plugin_version(self) -> str:
        """Version of the distribution; empty for a drop-in file."""
        return self.origin.version

    @property
    def path(self) -> str:
        """The drop-in file, or the folder the distribution lies in."""
        return self.origin.path

    @property
    def opinion_names(self) -> tuple[str, ...]:
        """Names under which the host knows its opinions: ``name`` or ``name.opinion``."""
        if not self.spec.opinions:
            return (self.name,)
        return tuple(f"{self.name}.{opinion}" for opinion in self.spec.opinions)


@dataclass(frozen=True, slots=True)
class ComponentEntry:
    """A trainer, source or sink that can be used."""

    spec: ComponentSpec
    origin: PluginOrigin
    parameters_schema: Mapping[str, Any] | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class FailedPlugin:
    """A plugin, or a part of one, that cannot be used; ``error`` is a sentence that says why."""

    name: str
    version: str
    error: str


@dataclass(frozen=True, slots=True)
class Catalog:
    """Every plugin that was found, usable or not.

    Attributes:
        inspectors: By inspector name.
        trainers: By trainer name.
        sources: By source name.
        sinks: By sink name.
        plugins: Plugins that loaded.
        failed: What could not be used.
        disabled: Names of the plugins that were found and skipped.
        skipped: The same plugins, with version and place.
    """

    inspectors: Mapping[str, InspectorEntry] = field(default_factory=dict)
    trainers: Mapping[str, ComponentEntry] = field(default_factory=dict)
    sources: Mapping[str, ComponentEntry] = field(default_factory=dict)
    sinks: Mapping[str, ComponentEntry] = field(default_factory=dict)
    plugins: tuple[PluginOrigin, ...] = ()
    failed: tuple[FailedPlugin, ...] = ()
    disabled: tuple[str, ...] = ()
    skipped: tuple[PluginOrigin, ...] = ()

    def inspector(self, name: str) -> InspectorEntry:
        """Return an inspector by name.

        Raises:
            PluginError: There is none; the message names the failed plugins too.
        """
        if name in self.inspectors:
            return self.inspectors[name]
        reasons = [plugin.error for plugin in self.failed if plugin.name == name]
        if reasons:
            raise PluginError(
                f'Plugin "{name}" brings no inspector "{name}": {"; ".join(reasons)}. Mend or '
                "reinstall it, then try again."
            )
        raise self._absent("inspector", name, self.inspectors)

    def trainer(self, name: str) -> ComponentEntry:
        """Return a trainer by name.

        Raises:
            PluginError: There is none; the message names the failed plugins too.
        """
        if name in self.trainers:
            return self.trainers[name]
        raise self._absent("trainer", name, self.trainers)

    def source(self, name: str) -> ComponentEntry:
        """Return a source by name.

        Raises:
            PluginError: There is none; the message names the failed plugins too.
        """
        if name in self.sources:
            return self.sources[name]
        raise self._absent("source", name, self.sources)

    def _absent(self, kind: str, name: str, there: Mapping[str, Any]) -> PluginError:
        known = ", ".join(sorted(there)) or "none"
        broken = ", ".join(sorted({plugin.name for plugin in self.failed}))
        remark = f" Plugins that could not be loaded: {broken}." if broken else ""
        return PluginError(
            f'There is no {kind} "{name}" (installed: {known}).'
            f"{did_you_mean(name, there)}{remark} "
            "Check the name, or install the plugin; qeu-station plugins list shows all."
        )
