"""One plugin exchanged in what is known of all: the others stay as they were loaded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, TypeVar

from qeu_station.pluginhost.catalog import Catalog, PluginOrigin
from qeu_station.pluginhost.discovery import normalised


class _Entry(Protocol):
    @property
    def origin(self) -> PluginOrigin: ...


E = TypeVar("E", bound=_Entry)


def exchanged(before: Catalog, fresh: Catalog, plugin: str) -> Catalog:
    """Return ``before`` with everything of one plugin as ``fresh`` has it.

    Workers of other plugins run the code they were started with, whatever lies on the disk now:
    what is recorded of them must be what was known then.
    """
    name = normalised(plugin)

    def entries(old: Mapping[str, E], new: Mapping[str, E]) -> dict[str, E]:
        kept = {key: entry for key, entry in old.items() if not of(entry.origin)}
        own = {key: entry for key, entry in new.items() if of(entry.origin)}
        return {**own, **kept}  # a name that another plugin has in use stays with it

    def of(origin: PluginOrigin) -> bool:
        return normalised(origin.name) == name

    return Catalog(
        inspectors=entries(before.inspectors, fresh.inspectors),
        trainers=entries(before.trainers, fresh.trainers),
        sources=entries(before.sources, fresh.sources),
        sinks=entries(before.sinks, fresh.sinks),
        plugins=(
            *(origin for origin in before.plugins if not of(origin)),
            *(origin for origin in fresh.plugins if of(origin)),
        ),
        failed=(
            *(each for each in before.failed if normalised(each.name) != name),
            *(each for each in fresh.failed if normalised(each.name) == name),
        ),
        disabled=fresh.disabled,
        skipped=fresh.skipped,
    )


def names_of(catalog: Catalog, plugin: str) -> frozenset[str]:
    """Return the inspectors that one plugin brings."""
    name = normalised(plugin)
    return frozenset(
        key for key, entry in catalog.inspectors.items() if normalised(entry.plugin) == name
    )
