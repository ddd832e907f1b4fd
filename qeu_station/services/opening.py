"""Opening the station's home: settings, log, and the options every service starts from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qeu_station import paths
from qeu_station.logs import start_logging
from qeu_station.pluginhost import HostOptions
from qeu_station.services.station import StationOptions
from qeu_station.settings import Settings, load_settings
from qeu_station.storage.database import locate
from qeu_station.storage.journal import Journal


@dataclass(frozen=True, slots=True)
class OpenHome:
    """A home folder that was opened.

    Attributes:
        folder: Where everything of this station lies.
        settings: Its settings, defaults where the file is wrong.
        problems: What is wrong with the settings file.
    """

    folder: Path
    settings: Settings
    problems: tuple[str, ...]

    @property
    def host(self) -> HostOptions:
        """Folders and limits of the plugin host."""
        return HostOptions(
            cache_dir=paths.cache(self.folder),
            dropin_dir=paths.plugins(self.folder),
            disabled=frozenset(self.settings.disabled_plugins),
            log_dir=paths.logs(self.folder),
            threads=self.settings.threads,
        )

    @property
    def station(self) -> StationOptions:
        """What a station needs beside its recipe."""
        return StationOptions(
            host=self.host, name=self.settings.station, max_pixels=self.settings.max_pixels
        )

    @property
    def archive(self) -> Path:
        """Folder of the image archive."""
        return self.settings.archive_in(self.folder)

    @property
    def database(self) -> str:
        """File or URL of the station's journal."""
        return self.settings.database_in(self.folder)

    @property
    def has_journal(self) -> bool:
        """Whether anything was ever recorded; a file that is gone left its head behind.

        A database server is taken to have one.
        """
        place = locate(self.database)
        return place.file is None or place.file.exists() or place.head.exists()

    def journal(self, readonly: bool = False) -> Journal:
        """Open the station's journal; the caller closes it."""
        return Journal.open(self.database, self.settings.station, readonly=readonly)


def open_home(folder: Path | None = None) -> OpenHome:
    """Open the home folder; a wrong settings file is reported, never fatal."""
    home = paths.home(folder)
    loaded = load_settings(home)
    start_logging(home, loaded.settings.log_level)
    return OpenHome(home, loaded.settings, loaded.problems)
