"""Which journal a command means: the station's own, or a batch's."""

from __future__ import annotations

from pathlib import Path

from qeu_station.errors import InputError
from qeu_station.services.batch.plan import JOURNAL
from qeu_station.services.opening import OpenHome
from qeu_station.storage.journal import Journal


def open_journal(home: OpenHome, place: Path | None, readonly: bool = False) -> Journal:
    """Open the station's journal, or that of a batch's output folder.

    Raises:
        InputError: ``place`` holds no journal.
    """
    if place is None:
        return home.journal(readonly)
    file = place / JOURNAL if place.is_dir() else place
    if not file.is_file():
        raise InputError(f"There is no journal at {file}. Give a batch's output folder.")
    return Journal.open(file, home.settings.station, readonly=readonly)
