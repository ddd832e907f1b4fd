"""Which journal a command means: the station's own, or a batch's."""

from __future__ import annotations

from pathlib import Path

from qeu_station.core.record import InspectionRecord
from qeu_station.errors import InputError
from qeu_station.services.batch.plan import JOURNAL
from qeu_station.services.opening import OpenHome
from qeu_station.storage.database import locate
from qeu_station.storage.head import read_heads
from qeu_station.storage.journal import Journal
from qeu_station.storage.verify import VerifyReport


def open_journal(home: OpenHome, place: Path | None, readonly: bool = False) -> Journal:
    """Open the station's journal, or that of a batch's output folder.

    Raises:
        InputError: There is no journal there.
    """
    if place is None:
        if not home.has_journal:
            raise InputError(
                f"This station has no journal yet ({home.database}); the first inspection makes "
                "it. Give --journal for that of a batch."
            )
        return home.journal(readonly)
    file = journal_file(place)
    return Journal.open(file, _station(file, home), readonly=readonly)


def is_journal(place: Path) -> bool:
    """Return whether a path is a journal's file, or the output folder of a batch."""
    return place.suffix == ".db" or (place / JOURNAL).is_file()


def newest(
    home: OpenHome, place: Path | None, limit: int, verdict: str | None, serial: str | None
) -> list[InspectionRecord]:
    """Return inspections, the newest first; none before a station has judged anything.

    Raises:
        InputError: ``place`` holds no journal.
    """
    if place is None and not home.has_journal:
        return []
    with open_journal(home, place, readonly=True) as journal:
        found = journal.inspections(verdict=verdict, serial=serial, newest_first=True, limit=limit)
        return list(found)


def verify_journal(home: OpenHome, place: Path | None) -> VerifyReport:
    """Check a journal without opening it for writing.

    Raises:
        InputError: ``place`` holds no journal.
    """
    with open_journal(home, place, readonly=True) as journal:
        return journal.verify()


def _station(file: Path, home: OpenHome) -> str:
    """Whose chain a journal file holds: the only one in it, or this station's."""
    chains = list(read_heads(locate(file).head))
    return chains[0] if len(chains) == 1 else home.settings.station


def journal_file(place: Path) -> Path:
    """Return the journal of a batch, given as its output folder or as the file itself.

    Raises:
        InputError: There is none.
    """
    file = place / JOURNAL if place.is_dir() else place
    if not file.is_file():
        raise InputError(f"There is no journal at {file}. Give a batch's output folder.")
    return file
