"""What a probe found, kept until something changes that could change it."""

from __future__ import annotations

import json
import os
import re
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from importlib.machinery import PathFinder
from importlib.util import cache_from_source
from pathlib import Path
from typing import Any

from qeu_station.pluginhost.discovery import Candidate
from qeu_station.pluginhost.options import HostOptions

FAILURE_S = 3600.0
"""Longest time a failure is believed: it may have been the machine's, not the plugin's."""

_LIBRARIES = ("site-packages", "dist-packages")

FileState = Sequence[Any]


class ProbeCache:
    """The stored report of one plugin, good or bad.

    A good one holds while the files that were imported are as they were. A failure also ends when
    a library was installed or removed, and after ``FAILURE_S``: a missing library or a busy
    machine may have been the cause.

    Args:
        candidate: The plugin.
        options: ``cache_dir`` None keeps nothing.
    """

    def __init__(self, candidate: Candidate, options: HostOptions) -> None:
        self._candidate = candidate
        self._options = options
        name = re.sub(r"[^A-Za-z0-9_-]", "_", candidate.origin.name)
        self._file = None
        if options.cache_dir is not None:
            folder = options.cache_dir / "plugins"
            self._file = folder / f"{name}-{candidate.fingerprint[:20]}.json"

    def read(self) -> Mapping[str, Any] | None:
        """Return ``records`` and ``problems`` when they still hold, else None."""
        if self._file is None:
            return None
        try:
            stored: dict[str, Any] = json.loads(self._file.read_text("utf-8"))
            if not stored["files"] or not all(_is_unchanged(*state) for state in stored["files"]):
                return None
            if stored["problems"] and not 0 <= time.time() - stored["at"] < FAILURE_S:
                return None
            return {"records": [*stored["records"]], "problems": [*stored["problems"]]}
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def store(
        self,
        records: Sequence[Mapping[str, Any]],
        problems: Sequence[str],
        files: Sequence[FileState],
    ) -> None:
        """Keep a report; a cache that cannot be written only costs time."""
        if self._file is None:
            return
        if problems:  # what was imported before the failure does not tell all files
            files = [state for path in self._own_files() if (state := file_state(path))]
            files += [state for path in self._libraries() if files and (state := file_state(path))]
        report = {"records": [*records], "problems": [*problems]}
        content = {**report, "files": [*files], "at": time.time()}
        temporary = self._file.with_suffix(f".{os.getpid()}.tmp")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_text(json.dumps(content), "utf-8")
            temporary.replace(self._file)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)

    def drop_compiled(self) -> None:
        """Remove what Python compiled of the plugin's modules.

        It takes a file that was changed within the second, to the same size, for unchanged.
        """
        for path in self._own_files():
            with suppress(OSError, NotImplementedError, ValueError):
                Path(cache_from_source(path)).unlink(missing_ok=True)

    def _own_files(self) -> Iterator[Path]:
        """The drop-in file, or the modules of the packages the entry points name."""
        origin = self._candidate.origin
        if origin.dropin:
            yield Path(origin.path)
        values = [value for _, value in self._candidate.entry_points]
        for package in sorted({re.split(r"[:.\s]", value)[0] for value in values}):
            spec = PathFinder.find_spec(package, self._search_path())  # imports nothing
            if spec is None:
                continue
            if spec.submodule_search_locations is None:
                yield Path(str(spec.origin))
            for folder in spec.submodule_search_locations or ():
                yield from sorted(Path(folder).rglob("*.py"))

    def _libraries(self) -> Iterator[Path]:
        """Folders whose time changes when a distribution is installed or removed."""
        for path in map(Path, self._search_path()):
            if path.name in _LIBRARIES and path.is_dir():
                yield path

    def _search_path(self) -> list[str]:
        return [*sys.path, *map(str, self._options.extra_paths)]


def file_state(path: Path) -> list[Any] | None:
    """Return path, modification time in nanoseconds and size; None when it is not there."""
    try:
        status = path.stat()
    except OSError:
        return None
    return [str(path), status.st_mtime_ns, status.st_size]


def _is_unchanged(path: str, modified_ns: int, size: int) -> bool:
    return file_state(Path(path)) == [path, modified_ns, size]
