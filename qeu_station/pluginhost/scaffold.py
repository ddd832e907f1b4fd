"""Writes a new plugin: a working distribution whose test passes."""

from __future__ import annotations

import keyword
import re
from importlib import metadata, resources
from pathlib import Path
from string import Template

from qeu_station import __version__
from qeu_station.api import API_VERSION
from qeu_station.errors import PluginError

_NAME = re.compile(r"[a-z][a-z0-9]*([-_][a-z0-9]+)*")

_FILES = {
    "pyproject.toml": "pyproject.toml.txt",
    "README.md": "README.md.txt",
    "src/$package/__init__.py": "init.py.txt",
    "src/$package/inspector.py": "inspector.py.txt",
    "src/$package/parameters.py": "parameters.py.txt",
    "tests/test_contract.py": "test_contract.py.txt",
}


def new_plugin(name: str, folder: Path) -> Path:
    """Write a plugin distribution into ``folder`` and return its own folder.

    Args:
        name: Name of the inspector, such as ``edges``; the distribution is ``qeu-edges`` and its
            package ``qeu_edges``.
        folder: Existing folder that gets the new one.

    Raises:
        PluginError: The name is not allowed, or there is such a folder already.
    """
    inspector = inspector_name(name)
    values = {
        "name": inspector,
        "distribution": f"qeu-{inspector.replace('_', '-')}",
        "package": f"qeu_{inspector.replace('-', '_')}",
        "class_name": "".join(part.title() for part in re.split("[-_]", inspector)) + "Inspector",
        "station": ".".join(__version__.split(".")[:2]),
        "api_version": str(API_VERSION),
    }
    target = folder / values["distribution"]
    if _is_installed(values["distribution"]):
        raise PluginError(
            f'A distribution "{values["distribution"]}" is installed already, and another of that '
            "name would take its place; choose another name."
        )
    if target.exists():
        raise PluginError(f'"{target}" exists already; choose another name or folder.')
    templates = resources.files("qeu_station.pluginhost") / "templates"
    written = {
        target / Template(path).substitute(values): Template(
            (templates / template).read_text("utf-8")
        ).substitute(values)
        for path, template in _FILES.items()
    }
    try:
        for path, text in written.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    except OSError as error:
        raise PluginError(f'The plugin cannot be written to "{target}": {error}.') from error
    return target


def _is_installed(distribution: str) -> bool:
    try:
        metadata.distribution(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True


def inspector_name(name: str) -> str:
    """Return the inspector's name in ``name``, which may be that of its distribution.

    Raises:
        PluginError: The name is not allowed.
    """
    inspector = name.strip().removeprefix("qeu-").removeprefix("qeu_")
    if not _NAME.fullmatch(inspector) or keyword.iskeyword(inspector) or len(inspector) > 60:
        raise PluginError(
            f'"{name}" cannot be the name of a plugin; use lower-case letters and digits, parts '
            "joined by - or _, beginning with a letter, such as edges or solder-joints."
        )
    return inspector
