"""Settings of a station: one small file in its home, every key optional."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from annotated_types import Ge, Len
from pydantic import BaseModel, ConfigDict, ValidationError

from qeu_station import paths
from qeu_station.errors import did_you_mean


class Settings(BaseModel):
    """What differs from one station to the next.

    Attributes:
        station: Name of the station in every record.
        database: Journal: a file relative to the home, or ``postgresql://…``.
        archive: Folder of the image archive, relative to the home.
        disabled_plugins: Distributions (or drop-in files) that are not even imported.
        threads: Threads each inspector may use.
        lanes: Lanes of a batch when none are asked for.
        max_pixels: Largest picture that is decoded, in pixels.
        log_level: Least severe message that enters the log file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    station: Annotated[str, Len(1)] = "station"
    database: Annotated[str, Len(1)] = "journal.db"
    archive: Annotated[str, Len(1)] = "archive"
    disabled_plugins: list[str] = []
    threads: Annotated[int, Ge(1)] = 1
    lanes: Annotated[int, Ge(1)] = 1
    max_pixels: Annotated[int, Ge(1)] = 100_000_000
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"

    def database_in(self, home: Path) -> str:
        """Return the database as a URL, or as an absolute file."""
        return self.database if "://" in self.database else str(home / self.database)

    def archive_in(self, home: Path) -> Path:
        """Return the folder of the image archive."""
        return home / self.archive


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """Settings with what was wrong in their file.

    Attributes:
        settings: Usable always; a wrong key has its default.
        problems: One sentence per mistake, to be shown; empty when all is well.
        file: Where they were looked for.
    """

    settings: Settings
    problems: tuple[str, ...]
    file: Path


def load_settings(home: Path) -> LoadedSettings:
    """Return the settings in ``home``; a bad file never keeps the station from starting."""
    file = paths.settings_file(home)
    try:
        data = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except FileNotFoundError:
        return LoadedSettings(Settings(), (), file)
    except (OSError, ValueError) as error:
        return LoadedSettings(Settings(), (f"{file} cannot be read: {error}.",), file)
    try:
        return LoadedSettings(Settings(**data), (), file)
    except ValidationError as error:
        problems = tuple(f"{file}: {_problem(dict(e))}" for e in error.errors())
        wrong = {e["loc"][0] for e in error.errors()}
    kept = {key: value for key, value in data.items() if key not in wrong}
    return LoadedSettings(Settings(**kept), problems, file)


def _problem(error: dict[str, Any]) -> str:
    key = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        allowed = list(Settings.model_fields)
        return f"{key}: no such key.{did_you_mean(key, allowed)} Allowed: {', '.join(allowed)}."
    default = Settings.model_fields[key].default
    reason = str(error["msg"])
    return f"{key}: got {error['input']!r}; {reason[:1].lower()}{reason[1:]}. Using {default!r}."
