"""Looking into one plugin from outside: in a process of its own, with a deadline, cached."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qeu_station.pluginhost.child import Child, ChildError, Stopped, never
from qeu_station.pluginhost.discovery import Candidate
from qeu_station.pluginhost.options import HostOptions
from qeu_station.pluginhost.plugin_logs import probe_log
from qeu_station.pluginhost.probe_cache import ProbeCache


@dataclass(frozen=True, slots=True)
class Report:
    """What a probe found.

    Attributes:
        records: Registered records as data: hook, values, JSON schema as text.
        problems: What cannot be used and why, one sentence each.
    """

    records: tuple[Mapping[str, Any], ...]
    problems: tuple[str, ...]


def probed(
    candidate: Candidate,
    options: HostOptions,
    again: bool = False,
    anew: bool = False,
    stopped: Stopped = never,
) -> Report:
    """Return what a plugin registers, from the cache when none of its files has changed.

    Args:
        candidate: The plugin.
        options: Folders and limits.
        again: Look anew into a plugin that had problems when it was last looked into.
        anew: Look anew in any case, and have its modules compiled anew.
        stopped: Asked again and again while it is looked into.

    Raises:
        StoppedError: A person stopped it; nothing is kept.
    """
    cache = ProbeCache(candidate, options)
    answer = None if anew else cache.read()
    if answer is not None and not (again and answer["problems"]):
        return _report(answer)
    if anew:
        cache.drop_compiled()
    try:
        answer = _ask(candidate, options, stopped)
        report = _report(answer)
    except ChildError as error:
        report = Report((), (f"cannot be loaded: it {error}",))
    except (KeyError, TypeError):
        report = Report((), ("cannot be loaded: its process sent something that is no report",))
    files = () if answer is None else answer.get("files", ())
    cache.store(report.records, report.problems, files)
    return report


def _report(answer: Mapping[str, Any]) -> Report:
    return Report(tuple(answer["records"]), tuple(answer["problems"]))


def _ask(candidate: Candidate, options: HostOptions, stopped: Stopped) -> dict[str, Any]:
    origin = candidate.origin
    child = Child("probe", options.extra_paths, probe_log(options.log_dir, origin.name))
    request = {
        "dropin": origin.path if origin.dropin else "",
        "entry_points": candidate.entry_points,
    }
    try:
        return child.ask(request, options.probe_deadline_s, options.probe_memory_mb, stopped)
    finally:
        child.end()
