"""Looking into one plugin from outside: in a process of its own, with a deadline, cached."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qeu_station.pluginhost.child import Child, ChildError
from qeu_station.pluginhost.discovery import Candidate
from qeu_station.pluginhost.options import HostOptions


@dataclass(frozen=True, slots=True)
class Report:
    """What a probe found.

    Attributes:
        records: Registered records as data: hook, values, JSON schema as text.
        problems: What cannot be used and why, one sentence each.
    """

    records: tuple[Mapping[str, Any], ...]
    problems: tuple[str, ...]


def probed(candidate: Candidate, options: HostOptions) -> Report:
    """Return what a plugin registers, from the cache when none of its files has changed."""
    cache = _cache_file(candidate, options)
    report = _cached(cache)
    if report is not None:
        return report
    try:
        answer = _ask(candidate, options)
        report = Report(tuple(answer["records"]), tuple(answer["problems"]))
    except ChildError as error:
        return Report((), (f"cannot be loaded: it {error}",))
    except (KeyError, TypeError):
        return Report((), ("cannot be loaded: its process sent something that is no report",))
    if cache is not None and not report.problems:  # what is wrong today may be right tomorrow
        _store(cache, answer)
    return report


def _ask(candidate: Candidate, options: HostOptions) -> dict[str, Any]:
    origin = candidate.origin
    log = None if options.log_dir is None else options.log_dir / f"probe-{origin.name}.log"
    child = Child("probe", options.extra_paths, log)
    request = {
        "dropin": origin.path if origin.dropin else "",
        "entry_points": candidate.entry_points,
    }
    try:
        return child.ask(request, options.probe_deadline_s, options.probe_memory_mb)
    finally:
        child.end()


def _cache_file(candidate: Candidate, options: HostOptions) -> Path | None:
    if options.cache_dir is None:
        return None
    name = re.sub(r"[^A-Za-z0-9_-]", "_", candidate.origin.name)
    return options.cache_dir / "plugins" / f"{name}-{candidate.fingerprint[:20]}.json"


def _cached(path: Path | None) -> Report | None:
    """Return a stored report whose files are as they were, else None."""
    if path is None:
        return None
    try:
        stored = json.loads(path.read_text("utf-8"))
        unchanged = all(_is_unchanged(*state) for state in stored["files"])
        return Report(tuple(stored["records"]), ()) if unchanged and stored["files"] else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _is_unchanged(path: str, modified_ns: int, size: int) -> bool:
    status = Path(path).stat()
    return (status.st_mtime_ns, status.st_size) == (modified_ns, size)


def _store(path: Path, answer: Mapping[str, Any]) -> None:
    """Keep a report; a cache that cannot be written only costs time."""
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(answer), "utf-8")
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
