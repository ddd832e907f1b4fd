"""Which plugins there are, from metadata and file names alone."""

from __future__ import annotations

import hashlib
import importlib.metadata
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qeu_station import __version__
from qeu_station.api import API_VERSION, GROUP
from qeu_station.pluginhost.catalog import FailedPlugin, PluginOrigin
from qeu_station.pluginhost.options import HostOptions


@dataclass(frozen=True, slots=True)
class Candidate:
    """A plugin that was found but not looked into.

    Attributes:
        entry_points: Name and value of each entry point of the group; empty for a drop-in file.
        fingerprint: Changes when another version, or other files, are installed.
    """

    origin: PluginOrigin
    entry_points: tuple[tuple[str, str], ...]
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Found:
    """All candidates, distributions first, each kind in the order of its names."""

    candidates: tuple[Candidate, ...]
    failed: tuple[FailedPlugin, ...]
    skipped: tuple[PluginOrigin, ...]

    @property
    def disabled(self) -> tuple[str, ...]:
        """Names of the plugins that are disabled."""
        return tuple(origin.name for origin in self.skipped)


def discover(options: HostOptions) -> Found:
    """Return the plugins to look into; the disabled ones are only named."""
    failed: list[FailedPlugin] = []
    found = [*_distributions(options, failed), *_dropins(options)]
    off = {normalised(name) for name in options.disabled}
    return Found(
        tuple(each for each in found if normalised(each.origin.name) not in off),
        tuple(each for each in failed if normalised(each.name) not in off),
        tuple(each.origin for each in found if normalised(each.origin.name) in off),
    )


def normalised(name: str) -> str:
    """Return a distribution's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _distributions(options: HostOptions, failed: list[FailedPlugin]) -> list[Candidate]:
    paths = [*sys.path, *map(str, options.extra_paths)]
    seen: dict[str, Candidate | None] = {}
    for distribution in importlib.metadata.distributions(path=paths):
        try:
            text = distribution.read_text("entry_points.txt") or ""
            if GROUP not in text:
                continue
            name = distribution.metadata["Name"]
            if normalised(name) not in seen:  # the first on the path is what is imported
                seen[normalised(name)] = _candidate(distribution, text)
        except Exception as error:
            failed.append(_unreadable(distribution, error))
    return [candidate for _, candidate in sorted(seen.items()) if candidate is not None]


def _candidate(distribution: importlib.metadata.Distribution, text: str) -> Candidate | None:
    points = distribution.entry_points.select(group=GROUP)
    if not points:
        return None
    name, version = distribution.metadata["Name"], distribution.version
    installed = [distribution.read_text(file) or "" for file in ("RECORD", "direct_url.json")]
    return Candidate(
        PluginOrigin(name, version, str(distribution.locate_file(""))),
        tuple((point.name, point.value) for point in points),
        _fingerprint(name, version, text, *installed),
    )


def _unreadable(distribution: importlib.metadata.Distribution, error: Exception) -> FailedPlugin:
    place = getattr(distribution, "_path", None)
    name = Path(place).name if place is not None else "unknown distribution"
    return FailedPlugin(name, "", f"its metadata cannot be read ({error}); install it anew")


def _dropins(options: HostOptions) -> Iterator[Candidate]:
    folder = options.dropin_dir
    if folder is None or not folder.is_dir():
        return
    for path in sorted(folder.glob("*.py")):
        origin = PluginOrigin(path.stem, "", str(path.absolute()), dropin=True)
        yield Candidate(origin, (), _fingerprint(path.stem, str(path.absolute())))


def _fingerprint(*parts: str) -> str:
    whole = "\0".join((*parts, sys.version, __version__, str(API_VERSION)))
    return hashlib.sha256(whole.encode("utf-8", "surrogateescape")).hexdigest()
