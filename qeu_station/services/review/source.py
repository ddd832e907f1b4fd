"""Opening what is reviewed: a batch's output folder or the station's journal, read only."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from qeu_station.errors import InputError, StorageError
from qeu_station.services.batch.plan import JOURNAL
from qeu_station.services.opening import OpenHome
from qeu_station.storage.database import Place, locate
from qeu_station.storage.head import read_heads
from qeu_station.storage.journal import Journal
from qeu_station.storage.reading import JournalReader

IMAGES = "images"
"""Folder of pictures in the output folder of a batch that keeps them."""


@dataclass(frozen=True, slots=True, eq=False)
class ReviewSource:
    """What is reviewed; close it.

    Attributes:
        reader: The journal, read only.
        place: Where the original lies.
        folder: The batch's output folder, None for the station's own journal.
        images: Its image archive, which need not exist.
        note: What the person should know, such as that a copy is shown; empty for nothing.
    """

    reader: JournalReader
    place: Place
    folder: Path | None
    images: Path
    note: str = ""
    _opened: tuple[int, int] | None = None
    _undo: ExitStack = field(default_factory=ExitStack, repr=False)

    def check(self) -> None:
        """Check that the journal is still the one that was opened.

        Raises:
            StorageError: It was moved, removed or replaced.
        """
        if self._opened is not None and _identity(self.place.file) != self._opened:
            raise StorageError(
                f'Journal "{self.place}" was moved, removed or replaced since it was opened; what '
                "is on the screen is what it held. Put it back, or open it again."
            )

    def close(self) -> None:
        """Let go of the journal, and of the copy if one was made."""
        self._undo.close()

    def __enter__(self) -> ReviewSource:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_review(place: Path | str | None, home: OpenHome) -> ReviewSource:
    """Open a journal for review, also while another process writes it.

    Args:
        place: A batch's output folder, a journal file, a database URL, or None for the station's
            own journal.
        home: The station's home.

    Raises:
        InputError: There is no journal there.
        JournalError: It is damaged, or a newer version wrote it.
        StorageError: It cannot be read.
    """
    found, folder = _place(place, home)
    with ExitStack() as undo:
        reader = undo.enter_context(_reader(found, home))
        images = home.archive if folder is None else folder / IMAGES
        identity = _identity(found.file)
        return ReviewSource(reader, found, folder, images, "", identity, undo.pop_all())
    raise AssertionError("unreachable")


def _reader(place: Place, home: OpenHome) -> JournalReader:
    address = place.file or place.url.render_as_string(hide_password=False)
    return Journal.open(address, _station(place, home), readonly=True, head=place.head)


def _station(place: Place, home: OpenHome) -> str:
    """Whose chain is reviewed: the only one that the head outside names, or this station's."""
    chains = list(read_heads(place.head))
    return chains[0] if len(chains) == 1 else home.settings.station


def _place(place: Path | str | None, home: OpenHome) -> tuple[Place, Path | None]:
    if place is None:
        if not home.has_journal:
            raise InputError(
                f"This station has no journal yet ({home.database}); the first inspection makes it."
            )
        return locate(home.database), None
    if isinstance(place, str) and "://" in place:
        return locate(place), None
    path = Path(place)
    file = path / JOURNAL if path.is_dir() else path
    if not file.is_file():
        raise InputError(f"There is no journal at {file}. Give a batch's output folder.")
    return locate(file), file.parent


def _identity(file: Path | None) -> tuple[int, int] | None:
    if file is None:
        return None
    try:
        found = file.stat()
    except OSError:
        return (-1, -1)
    return found.st_dev, found.st_ino
