"""Switching a plugin off and on in the station's settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import tomlkit
from tomlkit.exceptions import TOMLKitError

from qeu_station import paths
from qeu_station.errors import InputError
from qeu_station.pluginhost import normalised
from qeu_station.services.opening import OpenHome
from qeu_station.settings import load_settings
from qeu_station.storage.atomic import write_bytes

KEY = "disabled_plugins"


def write_enabled(plugin: str, on: bool, home: OpenHome) -> OpenHome:
    """Write into the settings whether a plugin is used, and return the home with them.

    Everything else in the file stays as it was written, comments too.

    Raises:
        InputError: The file cannot be understood, so it was left alone.
        StorageError: It cannot be written.
    """
    file = paths.settings_file(home.folder)
    try:
        text = file.read_bytes().decode("utf-8-sig") if file.exists() else ""
        off = load_settings(home.folder).settings.disabled_plugins
        others = [name for name in off if normalised(name) != normalised(plugin)]
        changed = with_disabled(text, others if on else [*others, plugin])
    except (OSError, ValueError) as error:
        raise InputError(
            f'"{file}" cannot be changed: {error}. Mend it, or set {KEY} in it by hand.'
        ) from None
    write_bytes(file, changed.encode())
    return replace(home, settings=load_settings(home.folder).settings)


def with_disabled(text: str, names: Sequence[str]) -> str:
    """Return the text of a settings file that disables exactly these plugins.

    Raises:
        ValueError: It is no TOML.
    """
    try:
        document = tomlkit.parse(text)
    except TOMLKitError as error:
        raise ValueError(str(error)) from None
    if names:
        document[KEY] = list(names)
    else:
        document.pop(KEY, None)
    return tomlkit.dumps(document)
