"""The catalog of all plugins, put together from what the probes report."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from qeu_station.api import InspectorSpec, Scope, SinkSpec, SourceSpec, TrainerSpec
from qeu_station.api.spec_rules import problems_of
from qeu_station.errors import PluginError
from qeu_station.pluginhost.catalog import (
    Catalog,
    ComponentEntry,
    FailedPlugin,
    InspectorEntry,
    PluginOrigin,
)
from qeu_station.pluginhost.child import ChildError, Stopped, never
from qeu_station.pluginhost.discovery import Candidate, discover, normalised
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.probe import Report, probed
from qeu_station.pluginhost.supervisor import launch_worker
from qeu_station.pluginhost.use import InspectorUse


def load_catalog(
    options: HostOptions,
    again: bool = False,
    anew: Collection[str] = (),
    stopped: Stopped = never,
) -> Catalog:
    """Return every plugin that is installed or dropped in; a broken one stops no other.

    Args:
        options: Folders and limits.
        again: Look anew into those that had problems when they were last looked into.
        anew: Names of plugins that are looked into anew whatever is known of them.
        stopped: Asked again and again while plugins are looked into.

    Raises:
        StoppedError: A person stopped it.
    """
    found = discover(options)
    fresh = {normalised(name) for name in anew}

    def look_into(each: Candidate) -> Report:
        return probed(each, options, again, normalised(each.origin.name) in fresh, stopped)

    with ThreadPoolExecutor(os.cpu_count() or 1, thread_name_prefix="probe") as pool:
        reports = list(pool.map(look_into, found.candidates))
    shelf = _Shelf(failed=list(found.failed))
    for candidate, report in zip(found.candidates, reports, strict=True):
        shelf.put(candidate.origin, report)
    return Catalog(
        inspectors=shelf.entries["inspector"],
        trainers=shelf.entries["trainer"],
        sources=shelf.entries["source"],
        sinks=shelf.entries["sink"],
        plugins=tuple(shelf.plugins),
        failed=tuple(shelf.failed),
        disabled=found.disabled,
        skipped=found.skipped,
    )


def check_parameters(
    entry: InspectorEntry, parameters: Mapping[str, Any], options: HostOptions
) -> None:
    """Validate parameters with the plugin's own model, in a process of its own.

    Raises:
        PluginError: They are not valid, or the plugin failed over it; the message says which.
    """
    use = InspectorUse(entry, parameters)
    child = launch_worker(use, "validate", options)
    try:
        answer = child.next_message(options.probe_deadline_s, options.probe_memory_mb)
    except ChildError as error:
        raise PluginError(
            f'Parameters of inspector "{entry.name}" cannot be checked: its plugin '
            f'"{entry.plugin}" {error}.'
        ) from None
    finally:
        child.end()
    if "fault" in answer:
        reason = str(answer["fault"][1]).removeprefix("cannot be used: ")
        raise PluginError(reason)


@dataclass(slots=True)
class _Shelf:
    """Entries by kind and name; the first of a name stays."""

    entries: dict[str, dict[str, Any]] = field(
        default_factory=lambda: {"inspector": {}, "trainer": {}, "source": {}, "sink": {}}
    )
    plugins: list[PluginOrigin] = field(default_factory=list)
    failed: list[FailedPlugin] = field(default_factory=list)

    def put(self, origin: PluginOrigin, report: Report) -> None:
        """Take a plugin's records, and its problems."""
        problems = list(report.problems)
        for record in report.records:
            try:
                problems += self._put_record(origin, record)
            except (KeyError, TypeError, ValueError) as error:
                problems.append(f"registered a record that is none ({error})")
        if report.records:
            self.plugins.append(origin)
        self.failed += [FailedPlugin(origin.name, origin.version, each) for each in problems]

    def _put_record(self, origin: PluginOrigin, record: Mapping[str, Any]) -> list[str]:
        schema = json.loads(record["schema"]) if record["schema"] else None
        kind, build = _KINDS[record["hook"]]
        spec = build(record["values"])
        if problems := problems_of(spec):
            return [f'"{spec.name}" is refused: {problem}' for problem in problems]
        entry_type = InspectorEntry if isinstance(spec, InspectorSpec) else ComponentEntry
        entry = entry_type(spec, origin, schema)
        first = self.entries[kind].setdefault(spec.name, entry)
        if first is entry:
            return []
        return [
            f'{kind} "{spec.name}" is already registered by plugin "{first.origin.name}", which '
            "stays in use; disable one of the two"
        ]


def _inspector_spec(values: Mapping[str, Any]) -> InspectorSpec:
    scopes = frozenset(Scope(scope) for scope in values["scopes"])
    return InspectorSpec(**{**values, "scopes": scopes, "opinions": tuple(values["opinions"])})


_KINDS: dict[str, tuple[str, Callable[[Mapping[str, Any]], Any]]] = {
    "qeu_inspectors": ("inspector", _inspector_spec),
    "qeu_trainers": ("trainer", lambda values: TrainerSpec(**values)),
    "qeu_sources": ("source", lambda values: SourceSpec(**values)),
    "qeu_sinks": ("sink", lambda values: SinkSpec(**values)),
}
