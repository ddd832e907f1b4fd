"""Opening what is reviewed: a batch's output folder or the station's journal, read only."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from qeu_station.errors import InputError, JournalError, StorageError
from qeu_station.services.batch_files import IMAGES, JOURNAL, MANIFEST
from qeu_station.storage import migrate, schema
from qeu_station.storage.atomic import storage_errors
from qeu_station.storage.database import Place, locate
from qeu_station.storage.head import Head, read_heads
from qeu_station.storage.journal import Journal
from qeu_station.storage.reading import JournalReader

if TYPE_CHECKING:  # it loads what judges
    from qeu_station.services.opening import OpenHome


@dataclass(frozen=True, slots=True, eq=False)
class ReviewSource:
    """What is reviewed; close it.

    Attributes:
        reader: The journal, read only.
        place: Where the original lies.
        folder: The batch's output folder, None for the station's own journal.
        images: Its image archive, which need not exist.
        note: What the person should know, such as that a copy is shown; empty for nothing.
        copied: Whether the reader reads an upgraded copy, which sees nothing that is added later.
    """

    reader: JournalReader
    place: Place
    folder: Path | None
    images: Path
    note: str = ""
    copied: bool = False
    _opened: tuple[int, int] | None = None
    _begun: Head | None = None
    _undo: ExitStack = field(default_factory=ExitStack, repr=False)

    def check(self) -> None:
        """Check that the journal is still the one that was opened.

        Raises:
            StorageError: It was moved, removed or replaced.
        """
        if self._opened is not None and _identity(self.place.file) != self._opened:
            raise self._replaced()

    def check_writable(self) -> None:
        """Check that corrections of what is shown may be written where it was read.

        A file system may give another file the number of one that was removed, so the chain that
        lies there now must hold the entry that was the last when the journal was opened.

        Raises:
            JournalError: An older version wrote it, so that a copy is shown.
            StorageError: It was moved, removed or replaced.
        """
        if self.copied:
            raise JournalError(
                f'Journal "{self.place}" was written by an older version and is shown from a copy, '
                "so that nothing can be recorded in it. Judge the pairs again with this version to "
                "correct them; Ctrl+Z takes back what was said here."
            )
        self.check()
        if self.place.file is None or not self._begun or not self._begun.count:
            return
        with Journal.open(self.place.file, self.reader.station, readonly=True) as found:
            if not _holds(found, self._begun):
                raise self._replaced()

    def _replaced(self) -> StorageError:
        return StorageError(
            f'Journal "{self.place}" was moved, removed or replaced since it was opened; what '
            "is shown is what it held then. Put it back, or open it again."
        )

    def close(self) -> None:
        """Let go of the journal, and remove the copy if one was made."""
        self._undo.close()

    def __enter__(self) -> ReviewSource:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def open_review(place: Path | str | None, home: OpenHome) -> ReviewSource:
    """Open a journal for review, also while another process writes it.

    One of an older schema is copied into a temporary folder and upgraded there; the original is
    never written.

    Args:
        place: A batch's output folder, a journal file, a database URL, or None for the station's
            own journal.
        home: The station's home.

    Raises:
        InputError: There is no journal there.
        JournalError: It is damaged, or a newer version wrote it.
        StorageError: It cannot be read or reached.
    """
    found, folder = _place(place, home)
    images = home.archive if folder is None else folder / IMAGES
    with ExitStack() as undo:
        identity = _identity(found.file)
        heads, damage = _heads(found)  # before the journal, so never ahead of it
        copy = _copied(found, undo)
        shown = copy or found
        station, others = _chain(heads, folder, home)
        address = shown.file or shown.url.render_as_string(hide_password=False)
        reader = undo.enter_context(Journal.open(address, station, True, shown.head))
        notes = (_OLDER if copy else "", damage, others, _behind(reader, heads.get(station)))
        note = " ".join(each for each in notes if each)
        begun, opened = reader.head(), undo.pop_all()
        return ReviewSource(
            reader, found, folder, images, note, bool(copy), identity, begun, opened
        )
    raise AssertionError("unreachable")


_OLDER = (
    "An older version wrote this journal; a copy of it is shown as it was when it was opened. "
    "Nothing can be recorded in it; judge the pairs again with this version to correct them."
)


def _copied(place: Place, undo: ExitStack) -> Place | None:
    """Return an upgraded copy of a journal of an older schema, removed by ``undo``."""
    if place.file is None:
        return None
    with ExitStack() as temporary, storage_errors("make a copy of a journal of an older version"):
        folder = temporary.enter_context(
            tempfile.TemporaryDirectory(prefix="qeu-review-", ignore_cleanup_errors=True)
        )
        copy = migrate.upgraded_copy(place, Path(folder))
        if copy is not None:
            undo.push(temporary.pop_all())
        return copy


def _heads(place: Place) -> tuple[dict[str, Head], str]:
    """Return the heads outside, or what is wrong with their file: a review shows, it judges not."""
    try:
        return read_heads(place.head), ""
    except JournalError as error:
        return {}, str(error)


def _behind(reader: JournalReader, head: Head | None) -> str:
    count = reader.head().count
    if head is None or head.count <= count:
        return ""
    return (
        f"The end of this journal is missing: {head.count} entries were recorded, and {count} are "
        "left. Restore it from a backup."
    )


def _holds(reader: JournalReader, begun: Head) -> bool:
    """Return whether a journal holds an entry at its place in the chain."""
    entries = schema.entries
    query = select(entries.c.hash).where(
        entries.c.station == begun.station, entries.c.seq == begun.count
    )
    return [row.hash for row in reader.rows(query)] == [begun.hash]


def _chain(heads: Mapping[str, Head], folder: Path | None, home: OpenHome) -> tuple[str, str]:
    """Return whose chain is reviewed, and what to say when there are others."""
    mine = home.settings.station
    if folder is None and len(heads) != 1:
        return mine, ""
    if len(heads) < 2:
        return next(iter(heads), ""), ""  # without a head: the only one that the journal holds
    chosen = mine if mine in heads else max(heads, key=lambda name: heads[name].count)
    names = ", ".join(f'"{name}"' for name in heads if name != chosen)
    return chosen, f'What station "{chosen}" judged is shown; this journal also holds {names}.'


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
    with storage_errors(f'open "{path}"'):
        file = path / JOURNAL if path.is_dir() else path
        if file.is_file():
            return locate(file), file.parent
        raise InputError(_missing(path, file))


def _missing(path: Path, file: Path) -> str:
    if not path.exists():
        return f"{path} cannot be found. Check the path, and that its drive is connected."
    if (path / MANIFEST).exists():
        return (
            f"The journal of the batch in {path} is gone ({file.name}); its other files cannot be "
            "reviewed without it. Restore it from a backup, or run the batch again."
        )
    return f"There is no journal at {file}. Give a batch's output folder."


def _identity(file: Path | None) -> tuple[int, int] | None:
    """Return which file lies there: device and number; None for a server."""
    if file is None:
        return None
    try:
        found = file.stat()
    except OSError:
        return (-1, -1)
    return found.st_dev, found.st_ino
