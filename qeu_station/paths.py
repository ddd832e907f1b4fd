"""Where the station keeps its files, and where it finds the ones it was shipped with."""

from __future__ import annotations

import os
from pathlib import Path

from qeu_station.errors import StorageError
from qeu_station.toolkit.shipped import resource_places

HOME_VARIABLE = "QEU_STATION_HOME"


def home(folder: str | os.PathLike[str] | None = None) -> Path:
    """Return the folder of everything that belongs to this station and its user.

    Args:
        folder: What the person asked for (``--home``); it wins over the environment variable
            ``QEU_STATION_HOME``, which wins over the place the system has for such data.

    Returns:
        An absolute path, which need not exist yet.
    """
    chosen = folder or os.environ.get(HOME_VARIABLE)
    if chosen:
        return Path(chosen).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("qeu-station", appauthor=False)


def settings_file(home: Path) -> Path:
    """Return the file of the station's settings."""
    return home / "settings.toml"


def recipes(home: Path) -> Path:
    """Return the folder of the user's recipes, ``NAME/vN/recipe.toml`` in it."""
    return home / "recipes"


def journal(home: Path) -> Path:
    """Return the journal's database when the settings name no other."""
    return home / "journal.db"


def archive(home: Path) -> Path:
    """Return the image archive when the settings name no other."""
    return home / "archive"


def trainings(home: Path) -> Path:
    """Return the folder of trainings, one folder each."""
    return home / "trainings"


def batches(home: Path) -> Path:
    """Return the folder of the queue of batches, and of results that were given no other place."""
    return home / "batches"


def plugins(home: Path) -> Path:
    """Return the drop-in folder of plugin files."""
    return home / "plugins"


def cache(home: Path) -> Path:
    """Return the folder of things that can be computed again."""
    return home / "cache"


def logs(home: Path) -> Path:
    """Return the folder of log files."""
    return home / "logs"


def resources() -> Path:
    """Return the folder of shipped icons, samples and recipes.

    It is found in a frozen installation, in a wheel and beside the package of an editable one.

    Raises:
        StorageError: The installation is incomplete.
    """
    places = resource_places(Path(__file__).resolve().parent)
    for place in places:
        if place.is_dir():
            return place
    raise StorageError(
        f"The shipped resources are in none of {', '.join(map(str, places))}; "
        "install qeu-station again."
    )
