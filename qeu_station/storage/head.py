"""The head of a chain, kept outside the database so that a cut tail shows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from qeu_station.errors import JournalError
from qeu_station.storage.atomic import write_bytes
from qeu_station.storage.chain import GENESIS
from qeu_station.storage.schema import entries


@dataclass(frozen=True, slots=True)
class Head:
    """How long a station's chain is, and the hash of its last entry."""

    station: str
    count: int = 0
    hash: str = GENESIS

    def __str__(self) -> str:
        return f"{self.station}: {self.count} entries, {self.hash}"


def read_heads(file: Path) -> dict[str, Head]:
    """Return the head of every station in a head file; none when there is no file.

    Raises:
        JournalError: The file cannot be read.
    """
    try:
        data = json.loads(file.read_bytes())
        return {name: Head(name, _count(h["count"]), str(h["hash"])) for name, h in data.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise JournalError(
            f'The journal\'s head "{file}" cannot be read ({error!r}). Restore it from a backup, '
            "or from the head printed in the last report."
        ) from error


def _count(value: object) -> int:
    if type(value) is not int or value < 0:
        raise ValueError(f"{value!r} is no number of entries")
    return value


def write_heads(file: Path, heads: Mapping[str, Head]) -> None:
    """Replace a head file.

    Raises:
        StorageError: It cannot be written; the old one stays.
    """
    data = {head.station: {"count": head.count, "hash": head.hash} for head in heads.values()}
    write_bytes(file, json.dumps(data, indent=2, sort_keys=True).encode())


def head_in(connection: Connection, station: str) -> Head:
    """Return the head as the database has it."""
    query = select(entries.c.seq, entries.c.hash).where(entries.c.station == station)
    row = connection.execute(query.order_by(entries.c.seq.desc()).limit(1)).first()
    return Head(station) if row is None else Head(station, row.seq, row.hash)


def head_problem(connection: Connection, tail: Head, known: Head | None) -> str:
    """Return why the head outside does not fit the chain, or an empty string.

    A head that is behind fits: a crash between commit and head leaves it so.
    """
    if not str(tail.count).isdecimal():  # SQLite keeps any value in any column
        return f"its last entry has {tail.count!r} in place of a number."
    if known is None:
        return "" if tail.count == 0 else f"its head outside is missing ({tail.count} entries)."
    if known.count > tail.count:
        return (
            f"the tail was cut: the head outside says {known.count} entries, the database of "
            f'station "{tail.station}" has {tail.count}.'
        )
    if known.count == 0:
        return ""
    query = select(entries.c.hash).where(
        entries.c.station == tail.station, entries.c.seq == known.count
    )
    if connection.execute(query).scalar() != known.hash:
        return f"entry {known.count} is not the one that the head outside names."
    return ""
