"""One writer per chain: whoever comes second is told so at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import ExitStack

from sqlalchemy import text

from qeu_station.errors import JournalTakenError
from qeu_station.storage.atomic import storage_errors
from qeu_station.storage.database import Place, connect, database_errors


def claim_writer(place: Place, station: str) -> Callable[[], None]:
    """Claim the right to write a station's chain; the system drops it if this process dies.

    Returns:
        What gives the claim back.

    Raises:
        JournalTakenError: Another process writes this chain.
        StorageError: The lock file cannot be written.
    """
    if place.file is None:
        return _claim_on_server(place, station)
    from filelock import FileLock, Timeout

    lock = FileLock(place.file.with_name(place.file.name + ".lock"), thread_local=False)
    with storage_errors(f'open the journal "{place}" for writing'):
        place.file.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            raise _taken(place, station) from None
    return lock.release


def _claim_on_server(place: Place, station: str) -> Callable[[], None]:
    digest = hashlib.sha256(f"qeu-station {station}".encode()).digest()
    key = int.from_bytes(digest[:8], "big", signed=True)
    engine = connect(place)
    with ExitStack() as undo:
        undo.callback(engine.dispose)
        with database_errors(place):
            connection = engine.connect().execution_options(isolation_level="AUTOCOMMIT")
            undo.callback(connection.close)
            if not connection.execute(
                text("SELECT pg_try_advisory_lock(:key)"), {"key": key}
            ).scalar():
                raise _taken(place, station)
        return undo.pop_all().close
    raise AssertionError("unreachable")


def _taken(place: Place, station: str) -> JournalTakenError:
    return JournalTakenError(
        f'Another program is writing the journal "{place}" of station "{station}"; only one may. '
        "Close it, or give another output folder."
    )
