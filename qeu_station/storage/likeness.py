"""The file of vectors beside a journal: what places of its pictures look like.

Everything in it can be computed again. It is an SQLite file, so that a kill leaves it whole and
that several programs may use it; what is damaged or was written for something else is thrown away.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from qeu_station.errors import StorageError

BUSY_SECONDS = 20.0

_SCHEMA = """
CREATE TABLE stamp (text TEXT NOT NULL);
CREATE TABLE inspections (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL, recipe TEXT NOT NULL, part TEXT NOT NULL,
    state INTEGER NOT NULL, cells TEXT NOT NULL, regions TEXT NOT NULL, vectors BLOB NOT NULL,
    sum INTEGER NOT NULL
);
"""
_FIELDS = "seq, id, recipe, part, state, cells, regions, vectors, sum"

READ, GONE, CHANGED, UNALIGNED = 0, 1, 2, 3
"""States: vectors were made; a picture is not there; it is another one or unreadable; test and
reference were never laid onto each other."""


@dataclass(frozen=True, slots=True, eq=False)
class LikenessRow:
    """What is kept of one inspection.

    Attributes:
        seq: Number of its entry in the journal.
        recipe: Name of its recipe.
        part: What two inspections of one part have in common.
        state: READ, GONE, CHANGED or UNALIGNED.
        cells: Addresses of its cells that have a vector.
        regions: Ids of its regions that have one.
        vectors: float16, (cells + regions, dimensions), the cells first.
    """

    seq: int
    id: str
    recipe: str
    part: str
    state: int
    cells: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    vectors: NDArray[np.float16] = field(
        default_factory=lambda: np.zeros((0, 0), np.float16), repr=False
    )


class LikenessFile:
    """The open file; use it as a context manager.

    Args:
        path: Made when it is missing.
        stamp: What it must have been written for, such as journal and version of the vectors;
            with another one it is begun anew.
        dimensions: Numbers in a vector.

    Raises:
        StorageError: It cannot be read or written.
    """

    def __init__(self, path: Path, stamp: str, dimensions: int) -> None:
        self.path = path
        self._dimensions = dimensions
        self._connection = self._opened(stamp)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def known(self) -> dict[int, tuple[str, int]]:
        """Return id and state of every sound row, by the inspection's number in the journal."""
        with _errors(self.path):
            rows = self._connection.execute(f"SELECT {_FIELDS} FROM inspections")
            return {raw[0]: (raw[1], raw[4]) for raw in rows if _sound(raw)}

    def rows(self) -> Iterator[LikenessRow]:
        """Yield what it holds in the order of the journal; a damaged row is left out."""
        with _errors(self.path):
            found = self._connection.execute(f"SELECT {_FIELDS} FROM inspections ORDER BY seq")
            for raw in found:
                row = self._row(raw)
                if row is not None:
                    yield row

    def put(self, rows: Iterable[LikenessRow]) -> None:
        """Keep rows, all of them or none; one of the same number is replaced."""
        values = [_values(row) for row in rows]
        with _errors(self.path), self._writing():
            self._connection.executemany(
                f"INSERT OR REPLACE INTO inspections ({_FIELDS}) VALUES (?,?,?,?,?,?,?,?,?)", values
            )

    def drop(self, seqs: Iterable[int]) -> None:
        """Forget inspections."""
        with _errors(self.path), self._writing():
            self._connection.executemany(
                "DELETE FROM inspections WHERE seq = ?", [(seq,) for seq in seqs]
            )

    def _row(self, raw: tuple[Any, ...]) -> LikenessRow | None:
        if not _sound(raw):
            return None
        seq, id, recipe, part, state, cells, regions, vectors, _ = raw
        names = _names(cells), _names(regions)
        values = np.frombuffer(vectors, np.float16)
        if values.size != self._dimensions * sum(map(len, names)):
            return None
        table = values.reshape(-1, self._dimensions)
        return LikenessRow(seq, id, recipe, part, state, *names, table)

    def _opened(self, stamp: str) -> sqlite3.Connection:
        with suppress(sqlite3.DatabaseError):
            connection = self._connect()
            if self._fits(connection, stamp):
                return connection
            connection.close()
        self._remove()
        with _errors(self.path):
            return self._begun(stamp)

    def _fits(self, connection: sqlite3.Connection, stamp: str) -> bool:
        try:
            sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            connection.execute(f"SELECT {_FIELDS} FROM inspections LIMIT 1").fetchall()
            return sound and connection.execute("SELECT text FROM stamp").fetchall() == [(stamp,)]
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                connection.close()
                raise StorageError(f'"{self.path}" is in use; try again.') from error
            return False
        except sqlite3.DatabaseError:
            connection.close()
            raise

    def _begun(self, stamp: str) -> sqlite3.Connection:
        connection = self._connect()
        try:
            connection.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}COMMIT;")
            connection.execute("INSERT INTO stamp VALUES (?)", (stamp,))
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _connect(self) -> sqlite3.Connection:
        with _errors(self.path):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return sqlite3.connect(
                self.path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
            )

    def _remove(self) -> None:
        for suffix in ("", "-journal", "-wal", "-shm"):
            with _errors(self.path):
                self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")


def _values(row: LikenessRow) -> tuple[object, ...]:
    plain = (
        row.seq, row.id, row.recipe, row.part, row.state,
        "\n".join(row.cells), "\n".join(row.regions),
        np.ascontiguousarray(row.vectors, np.float16).tobytes(),
    )  # fmt: skip
    return *plain, _sum(plain)


def _sum(plain: tuple[object, ...]) -> int:
    """A check sum: SQLite does not notice a byte that was changed under it."""
    *texts, vectors = plain
    assert isinstance(vectors, bytes)
    return zlib.crc32(vectors, zlib.crc32("\0".join(map(str, texts)).encode()))


def _sound(raw: tuple[Any, ...]) -> bool:
    """Return whether a row is as it was written."""
    return isinstance(raw[-2], bytes) and raw[-1] == _sum(raw[:-1])


def _names(joined: str) -> tuple[str, ...]:
    return tuple(joined.split("\n")) if joined else ()


@contextmanager
def _errors(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        raise StorageError(
            f'"{path}" cannot be used: {error}. It only holds what can be computed again; check '
            "free space and write permission there, or remove it."
        ) from error
