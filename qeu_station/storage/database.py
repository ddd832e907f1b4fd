"""The journal's database: where it is, and how it is opened so that a commit is on the disk."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from qeu_station import paths
from qeu_station.errors import JournalError, StorageError

BUSY_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Place:
    """Where a journal lives.

    Attributes:
        url: Its database.
        file: The SQLite file, or None for a server.
        head: File of the chain's head, outside the database.
    """

    url: URL
    file: Path | None
    head: Path

    def __str__(self) -> str:
        return str(self.file) if self.file else self.url.render_as_string(hide_password=True)


def locate(url_or_path: str | Path, head: Path | None = None) -> Place:
    """Return the place of a journal, given as a file or as a database URL.

    Args:
        url_or_path: ``journal.db``, ``sqlite:///…`` or ``postgresql://…``.
        head: File of the head; by default beside the SQLite file, or in the home for a server.

    Raises:
        JournalError: The URL is not one, or names another kind of database.
    """
    text = str(url_or_path)
    if "://" not in text:
        return _sqlite(Path(text).absolute(), head)
    try:
        url = make_url(text)
        kind = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        scheme = text.partition(":")[0]  # the rest may hold a password
        raise JournalError(f'"{scheme}://…" is not a database URL: {error}.') from None
    if kind == "sqlite":
        return _sqlite(Path(url.database or "").absolute(), head)
    if kind != "postgresql":
        raise JournalError(
            f'Database "{kind}" is not supported; give a file (SQLite) or postgresql://….'
        )
    return Place(url.set(drivername="postgresql+psycopg"), None, head or _server_head())


def connect(place: Place, readonly: bool = False) -> Engine:
    """Return an engine; nothing is opened until it is used.

    SQLite runs in WAL mode with ``synchronous=FULL``: what is committed survives a power cut.
    """
    if place.file is None:
        return _server(place.url)
    file = place.file
    engine = create_engine(
        "sqlite://", creator=lambda: _open_sqlite(file, readonly), poolclass=QueuePool
    )
    _explicit_transactions(engine)
    return engine


@contextmanager
def database_errors(place: Place) -> Iterator[None]:
    """Turn what a database raises into an error that names the journal and the remedy."""
    try:
        yield
    except DBAPIError as error:
        raise _explained(place, str(error.orig)) from error
    except sqlite3.Error as error:
        raise _explained(place, str(error)) from error
    except UnicodeError as error:
        raise _explained(place, f"malformed text, {error}") from error


def _sqlite(file: Path, head: Path | None) -> Place:
    url = URL.create("sqlite", database=str(file))
    return Place(url, file, head or file.with_suffix(".head"))


def _server_head() -> Path:
    return paths.home() / "journal.head"


def _server(url: URL) -> Engine:
    try:
        return create_engine(url, pool_pre_ping=True, isolation_level="REPEATABLE READ")
    except ImportError:
        raise JournalError(
            "PostgreSQL needs the package psycopg; install qeu-station[postgres]."
        ) from None


def _open_sqlite(file: Path, readonly: bool) -> sqlite3.Connection:
    mode = "ro" if readonly else "rwc"
    if readonly and not os.access(file.parent, os.W_OK) and not _wal(file).exists():
        mode = "ro&immutable=1"  # WAL needs to write beside the file; on a read-only disk it cannot
    raw = sqlite3.connect(
        f"{file.as_uri()}?mode={mode}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    # Damaged text must reach the check of hashes as the bytes it is, not as an exception.
    raw.text_factory = lambda content: content.decode("utf-8", "surrogateescape")
    raw.execute(f"PRAGMA busy_timeout={int(BUSY_SECONDS * 1000)}")
    if not readonly:
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
    return raw


def _wal(file: Path) -> Path:
    return file.with_name(file.name + "-wal")


def _explicit_transactions(engine: Engine) -> None:
    """Begin transactions ourselves; the sqlite3 module would do so before the first write only."""

    def on_begin(connection: Any) -> None:
        connection.exec_driver_sql("BEGIN")

    event.listen(engine, "begin", on_begin)


def _explained(place: Place, message: str) -> StorageError:
    for sign, kind, advice in _ADVICE:
        if sign in message:
            return kind(f'Journal "{place}": {message}. {advice}')
    return StorageError(f'Journal "{place}" cannot be used: {message}.')


_ADVICE = (
    ("locked", StorageError, "Another program holds it; close that program and try again."),
    ("is full", StorageError, "The disk is full; nothing can be recorded until there is space."),
    ("readonly", StorageError, "It may not be written; check the permissions of file and folder."),
    ("unable to open", StorageError, "Check that the folder exists and may be written."),
    ("disk I/O", StorageError, "The disk is full or failing; nothing was recorded."),
    ("malformed", JournalError, "It is damaged. Keep it, and restore it from a backup."),
    ("not a database", JournalError, "It is damaged or another kind of file; restore a backup."),
    ("append-only", JournalError, "Entries are never changed; append a correction instead."),
)
