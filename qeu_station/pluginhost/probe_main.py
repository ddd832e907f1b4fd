"""The program of a probe: import one plugin and send back what it registers, as data."""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import sys
import traceback
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from types import ModuleType
from typing import Any

import pluggy

from qeu_station.api import GROUP, InspectorSpec, SinkSpec, SourceSpec, TrainerSpec, hookspecs
from qeu_station.api.spec_rules import AnySpec, problems_of
from qeu_station.errors import did_you_mean
from qeu_station.pluginhost.child_main import HostChannel
from qeu_station.pluginhost.plugin_import import load_dropin, raised, resolve

HOOKS: dict[str, type[AnySpec]] = {
    "qeu_inspectors": InspectorSpec,
    "qeu_trainers": TrainerSpec,
    "qeu_sources": SourceSpec,
    "qeu_sinks": SinkSpec,
}


def run(channel: HostChannel) -> None:
    """Answer the host's one request."""
    request = channel.receive()
    probe = _Probe()
    for load in _loaders(request):
        probe.look_into(load)
    channel.send({"records": probe.records, "problems": probe.problems, "files": probe.files()})
    channel.receive()  # the host ends this process


class _Probe:
    """Collects what the modules of one plugin register, and what is wrong with it."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.problems: list[str] = []
        self._packages: set[str] = set()

    def look_into(self, load: Any) -> None:
        try:
            module = load()
            self._packages.add(getattr(module, "__name__", "").partition(".")[0])
            self._register(module)
        except BaseException as error:  # also SystemExit: a plugin may call it
            _log_traceback()
            self.problems.append(f"cannot be loaded: it {raised(error)}")

    def files(self) -> list[list[Any]]:
        """Return path, modification time and size of every file of the plugin's packages."""
        modules = [m for n, m in [*sys.modules.items()] if n.partition(".")[0] in self._packages]
        names = {getattr(module, "__file__", None) for module in modules}
        return [file_state(Path(name)) for name in sorted(filter(None, names))]

    def _register(self, plugin: object) -> None:
        manager = pluggy.PluginManager(GROUP)
        manager.add_hookspecs(hookspecs)
        manager.register(plugin)
        callers = manager.get_hookcallers(plugin) or []
        if not callers:
            hooks = ", ".join(HOOKS)
            self.problems.append(f"registers nothing; mark a function {hooks} with @hookimpl")
        for caller in callers:
            if not caller.has_spec():
                meant = did_you_mean(caller.name, HOOKS)
                self.problems.append(f'there is no hook "{caller.name}".{meant}')
                continue
            for implementation in caller.get_hookimpls():
                records: Any = implementation.function()
                for record in records or ():
                    self._take(caller.name, record)

    def _take(self, hook: str, record: object) -> None:
        kind = HOOKS[hook]
        if not isinstance(record, kind):
            got = type(record).__name__
            self.problems.append(f"{hook} gave a {got}, it must give {kind.__name__} records")
            return
        problems = problems_of(record)
        if not problems:
            try:
                self.records.append(_as_data(hook, record))
                return
            except BaseException as error:
                _log_traceback()
                problems = (f"its parameter model {record.parameters} {raised(error)}",)
        self.problems += [f'"{record.name}" is refused: {problem}' for problem in problems]


def _log_traceback() -> None:
    with contextlib.suppress(Exception):  # a plugin may have closed the stream
        traceback.print_exc()


def file_state(path: Path) -> list[Any]:
    """Return path, modification time in nanoseconds and size."""
    status = path.stat()
    return [str(path), status.st_mtime_ns, status.st_size]


def _loaders(request: dict[str, Any]) -> Iterator[Any]:
    if request["dropin"]:
        yield lambda: load_dropin(Path(request["dropin"]))
    for name, value in request["entry_points"]:
        yield importlib.metadata.EntryPoint(name, value, GROUP).load


def _as_data(hook: str, record: AnySpec) -> dict[str, Any]:
    schema = ""
    if record.parameters:
        model = resolve(record.parameters)
        if isinstance(model, ModuleType) or not hasattr(model, "model_json_schema"):
            raise TypeError("is no pydantic model")
        schema = json.dumps(model.model_json_schema())
    values = {field.name: getattr(record, field.name) for field in fields(record)}
    for name in ("scopes", "opinions"):
        if name in values:
            values[name] = sorted(map(str, values[name])) if name == "scopes" else [*values[name]]
    values["summary"] = str(values["summary"])
    return {"hook": hook, "values": values, "schema": schema}
