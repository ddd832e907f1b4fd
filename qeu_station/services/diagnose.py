"""What a bug report needs: versions, devices, plugins, folders, database."""

from __future__ import annotations

import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, distributions, version
from pathlib import Path
from typing import Any, Literal

import psutil

from qeu_station import __version__, paths
from qeu_station.errors import QeuError
from qeu_station.pluginhost import load_catalog
from qeu_station.services.devices import probe_devices
from qeu_station.services.opening import OpenHome
from qeu_station.storage.recipes import list_recipes

State = Literal["ok", "note", "problem"]

LIBRARIES = (
    "numpy", "opencv-python-headless", "pillow", "pluggy", "pydantic", "SQLAlchemy", "alembic",
    "pyarrow", "msgpack", "psutil", "typer", "rich", "PySide6-Essentials", "pyqtgraph", "torch",
    "transformers", "peft", "onnxruntime", "onnxruntime-gpu",
)  # fmt: skip

ONE_OF = (
    ("opencv-python", "opencv-python-headless", "opencv-contrib-python",
     "opencv-contrib-python-headless"),
    ("onnxruntime", "onnxruntime-gpu", "onnxruntime-directml", "onnxruntime-openvino"),
)  # fmt: skip
"""Wheels that overwrite each other's files: the last one installed wins, and removing one breaks
the others."""

LEAST_FREE_GB = 2.0


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report."""

    name: str
    state: State
    text: str


@dataclass(frozen=True, slots=True)
class Report:
    """All findings by section."""

    sections: Mapping[str, tuple[Finding, ...]]

    @property
    def healthy(self) -> bool:
        """Whether nothing keeps the station from working."""
        return all(f.state != "problem" for findings in self.sections.values() for f in findings)

    def as_json(self) -> Mapping[str, Any]:
        """Return JSON values only."""
        return {name: [asdict(f) for f in findings] for name, findings in self.sections.items()}


def diagnose(home: OpenHome, devices: bool = True) -> Report:
    """Look at everything; each part is looked at even when another one is broken."""
    parts = {
        "system": _system(),
        "libraries": _libraries(),
        "devices": _devices(devices),
        "folders": _folders(home),
        "settings": _settings(home),
        "database": _database(home),
        "plugins": _plugins(home),
        "recipes": _recipes(home),
    }
    return Report({name: tuple(_guarded(name, findings)) for name, findings in parts.items()})


def _guarded(name: str, findings: Iterator[Finding]) -> Iterator[Finding]:
    """One broken check is a finding itself, and never hides the others."""
    try:
        yield from findings
    except (QeuError, OSError) as error:
        yield Finding(name, "problem", str(error))


def _system() -> Iterator[Finding]:
    memory = psutil.virtual_memory()
    yield Finding("qeu-station", "ok", f"{__version__} in {Path(__file__).parents[1]}")
    yield Finding("python", "ok", f"{platform.python_version()} {sys.executable}")
    yield Finding("platform", "ok", platform.platform())
    yield Finding("cores", "ok", str(os.cpu_count()))
    yield Finding(
        "memory", "ok", f"{memory.available / 1e9:.1f} of {memory.total / 1e9:.1f} GB free"
    )


def _libraries() -> Iterator[Finding]:
    for name in LIBRARIES:
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "note", "not installed")
    installed = {str(d.metadata["Name"]).lower() for d in distributions() if d.metadata["Name"]}
    for group in ONE_OF:
        found = [name for name in group if name in installed]
        if len(found) > 1:
            yield Finding(
                "conflict",
                "problem",
                f"{' and '.join(found)} are installed at once and overwrite each other; "
                f"uninstall all of them, then install one of them again",
            )


def _devices(try_them: bool) -> Iterator[Finding]:
    yield Finding("cpu", "ok", platform.processor() or platform.machine())
    if not try_them:
        yield Finding("accelerators", "note", "not tried")
        return
    for device in probe_devices():
        yield Finding(device.name, "ok" if device.usable else "note", device.text)


def _folders(home: OpenHome) -> Iterator[Finding]:
    yield _writable("home", home.folder)
    yield _writable("archive", home.archive)
    yield Finding("resources", "ok", str(paths.resources()))
    yield Finding("plugins", "ok", f"drop-in files in {paths.plugins(home.folder)}")
    yield Finding("logs", "ok", str(paths.logs(home.folder)))


def _writable(name: str, folder: Path) -> Finding:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
        free = shutil.disk_usage(folder).free / 1e9
    except OSError as error:
        return Finding(name, "problem", f"{folder} cannot be written: {error}")
    state: State = "ok" if free >= LEAST_FREE_GB else "problem"
    return Finding(name, state, f"{folder}, {free:.1f} GB free")


def _settings(home: OpenHome) -> Iterator[Finding]:
    file = paths.settings_file(home.folder)
    yield Finding("settings", "ok", f"{file}{'' if file.is_file() else ' (not there: defaults)'}")
    for problem in home.problems:
        yield Finding("settings", "problem", problem)


def _database(home: OpenHome) -> Iterator[Finding]:
    place = home.database
    if not home.has_journal:
        yield Finding("journal", "note", f"{place} (made with the first inspection)")
        return
    with home.journal(readonly=True) as journal:
        report = journal.verify()
    for problem in report.problems:
        yield Finding("journal", "problem", problem)
    if not report.problems:
        yield Finding("journal", "ok", f"{place}, {report.entries} entries, sound")


def _plugins(home: OpenHome) -> Iterator[Finding]:
    catalog = load_catalog(home.host, again=True)
    for entry in catalog.inspectors.values():
        yield Finding(entry.name, "ok", f"inspector of {entry.plugin} {entry.plugin_version}")
    for name in catalog.disabled:
        yield Finding(name, "note", "disabled in the settings")
    for failed in catalog.failed:
        yield Finding(failed.name, "problem", f"{failed.version} {failed.error}".strip())
    if not catalog.inspectors:
        yield Finding("inspectors", "problem", "none; install a plugin such as qeu-difference")


def _recipes(home: OpenHome) -> Iterator[Finding]:
    for place in list_recipes(home.folder):
        where = "shipped" if place.shipped else str(place.file)
        yield Finding(place.name, "ok", f"version {place.version}, {where}")
