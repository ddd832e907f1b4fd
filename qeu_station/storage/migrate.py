"""Brings a journal's schema to what this version reads; the old file stays until it is done."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy import Connection, inspect, text

from qeu_station.errors import JournalError, StorageError
from qeu_station.storage.atomic import replacing
from qeu_station.storage.database import Place, connect, database_errors
from qeu_station.storage.schema import REVISION

MIGRATIONS = Path(__file__).parent / "migrations"


def ensure_schema(place: Place, migrations: Path = MIGRATIONS, wanted: str = REVISION) -> None:
    """Create or upgrade the schema where that is needed.

    A SQLite file is upgraded as a copy that replaces it at the end; the one from before stays
    beside it as ``*.before-REVISION``. A server does it in one transaction.

    Raises:
        JournalError: A newer station wrote this journal, or it is something else.
        StorageError: It cannot be written.
    """
    exists = place.file is None or place.file.exists()
    found = revision(place) if exists else None
    if found == wanted:
        return
    if found is not None and found not in _known(migrations):
        raise _newer(place, found)
    with database_errors(place):
        if place.file is None:
            _upgrade(place, migrations)
            return
        if found is not None:
            _keep(place.file, wanted)
        with replacing(place.file) as copy:
            if exists:
                _fold_wal(place.file)
                _snapshot(place.file, copy)
            try:
                _upgrade(Place(place.url, copy, place.head), migrations)
                _fold_wal(copy, keep=False)
            finally:
                _drop_wal(copy)
            _drop_wal(place.file)


def upgraded_copy(
    place: Place, folder: Path, migrations: Path = MIGRATIONS, wanted: str = REVISION
) -> Place | None:
    """Copy a journal of an older schema into a folder and upgrade the copy; the original stays.

    Args:
        place: The journal, which another program may be writing.
        folder: Where the copy goes, empty.
        migrations: Folder of the migrations.
        wanted: The revision they lead to.

    Returns:
        The place of the copy, with the head of the original; None when no copy is needed, or when
        it is on a server, where nothing is copied.

    Raises:
        JournalError: A newer station wrote this journal, or it is something else.
        StorageError: It cannot be read, or there is no room for the copy.
    """
    found = revision(place)
    if place.file is None or found is None or found == wanted:
        return None
    if found not in _known(migrations):
        raise _newer(place, found)
    target = folder / place.file.name
    copy = Place(place.url.set(database=str(target)), target, place.head)
    engine = connect(place, readonly=True)
    try:
        with database_errors(place), closing(engine.raw_connection()) as old:
            with closing(sqlite3.connect(target)) as new:
                cast(sqlite3.Connection, old.driver_connection).backup(new)
            _upgrade(copy, migrations)
    finally:
        engine.dispose()
    return copy


def revision(place: Place) -> str | None:
    """Return the revision a journal is at, None for an empty database.

    Raises:
        JournalError: It is damaged, or holds something else than a journal.
    """
    engine = connect(place, readonly=True)
    try:
        with database_errors(place), engine.connect() as connection:
            return _revision_of(connection, place)
    finally:
        engine.dispose()


def require_current(place: Place) -> None:
    """Check a journal that is only read.

    Raises:
        JournalError: Its schema is not the one this version reads.
    """
    found = revision(place)
    if found == REVISION:
        return
    if found is None:
        raise JournalError(f'"{place}" holds no journal; check the path.')
    if found in _known(MIGRATIONS):
        raise JournalError(
            f'Journal "{place}" has the older schema {found}; open it once for writing (any '
            "inspection does) to upgrade it."
        )
    raise _newer(place, found)


def _revision_of(connection: Connection, place: Place) -> str | None:
    tables = inspect(connection).get_table_names()
    if not tables:
        return None
    if "alembic_version" not in tables or "entries" not in tables:
        if place.file is None and "entries" not in tables:
            return None  # a server's database may hold other people's tables
        raise JournalError(f'"{place}" is a database, but not a journal; check the path.')
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _newer(place: Place, found: str) -> JournalError:
    return JournalError(
        f'Journal "{place}" has schema {found}, and this version knows {REVISION}: a newer station '
        "wrote it. Install that version, or use another journal."
    )


def _known(migrations: Path) -> set[str]:
    return {file.name.partition("_")[0] for file in (migrations / "versions").glob("[!_]*.py")}


def _upgrade(place: Place, migrations: Path) -> None:
    from alembic import command  # slow to import, and rarely needed
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    engine = connect(place)
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def _snapshot(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _fold_wal(file: Path, keep: bool = True) -> None:
    """Move the write-ahead log into the file, which is about to be replaced or renamed."""
    with closing(sqlite3.connect(file)) as raw:
        busy, *_ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StorageError(
                f'Journal "{file}" must be upgraded, but another program reads it; close that.'
            )
        if not keep:
            raw.execute("PRAGMA journal_mode=DELETE")


def _drop_wal(file: Path) -> None:
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def _keep(file: Path, wanted: str) -> None:
    before = file.with_name(f"{file.name}.before-{wanted}")
    with replacing(before) as copy:
        _snapshot(file, copy)
        shutil.copymode(file, copy)
