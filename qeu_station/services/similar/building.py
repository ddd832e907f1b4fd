"""Building the index of a journal: interruptible, resumable, what cannot be read is counted."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qeu_station.core.classes import OK
from qeu_station.core.correction import Standing
from qeu_station.errors import JournalError
from qeu_station.services.review import Columns, ReviewSource
from qeu_station.services.review.columns import PASS
from qeu_station.services.similar.index import SimilarIndex
from qeu_station.services.similar.place import open_index_file
from qeu_station.services.similar.reading import PlaceReader
from qeu_station.services.similar.telling import MOST_CELLS
from qeu_station.storage.likeness import CHANGED, GONE, READ, UNALIGNED, LikenessFile, LikenessRow

log = logging.getLogger(__name__)

_SAVE_SECONDS = 2.0
"""What a kill may cost."""


@dataclass(frozen=True, slots=True)
class IndexProgress:
    """How far the index is.

    Attributes:
        done: Inspections of the journal that were read or cannot be.
        total: Inspections in the journal.
        gone: Of those, how many have a picture that is no longer where it was.
        changed: How many have a picture that is another one now, or a record, recipe or picture
            that cannot be read.
        unaligned: How many were never laid onto their reference.
        seconds_left: At the rate so far; None when it is not known.
        cancelled: Whether it was ended before all was done.
    """

    done: int
    total: int
    gone: int = 0
    changed: int = 0
    unaligned: int = 0
    seconds_left: float | None = None
    cancelled: bool = False

    @property
    def skipped(self) -> int:
        """Inspections that cannot be compared."""
        return self.gone + self.changed + self.unaligned


def build_index(
    source: ReviewSource,
    home: Path,
    columns: Columns,
    on_progress: Callable[[IndexProgress], None] = lambda progress: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> IndexProgress:
    """Bring the index of a journal up to date; what it holds already is not read again.

    Inspections that did not pass come first, then the newest. Pictures that were gone or changed
    are looked for again. One inspection at a time is held in memory.

    Args:
        source: The journal.
        home: Folder of the station's home.
        columns: Its inspections; those in it are indexed.
        on_progress: Called about every two seconds, and at the end.
        cancelled: Asked before every inspection; what was read until then is kept.

    Raises:
        StorageError: The journal cannot be read, or the index not be written.
    """
    with open_index_file(source, home) as file:
        work = _Work(file, columns)
        reader = PlaceReader(source)
        waiting: list[LikenessRow] = []
        saved = time.monotonic()
        stopped = False
        for row in work.to_do:
            stopped = cancelled()
            if stopped:
                break
            waiting.append(_row(reader, columns, row, work.said))
            if time.monotonic() - saved > _SAVE_SECONDS:
                work.keep(waiting)
                waiting, saved = [], time.monotonic()
                on_progress(work.progress())
        work.keep(waiting)
        progress = work.progress(stopped)
        on_progress(progress)
        return progress


@dataclass(slots=True)
class _Work:
    """What is to do, and what became of it."""

    file: LikenessFile
    columns: Columns
    said: Mapping[int, Standing] = field(default_factory=dict)
    to_do: Sequence[int] = ()
    states: Counter[int] = field(default_factory=Counter)
    started: float = 0.0
    count: int = 0

    def __post_init__(self) -> None:
        known = self.file.known()
        here = dict(zip(self.columns.seq.tolist(), self.columns.id.tolist(), strict=True))
        self.file.drop(seq for seq, (id, _) in known.items() if here.get(seq) != id)
        kept = {seq: state for seq, (id, state) in known.items() if here.get(seq) == id}
        self.said = _named_defects(self.columns)
        fresh = {seq for seq, state in kept.items() if state in (READ, UNALIGNED)}
        fresh -= self._missing_cells(fresh)
        self.states.update(kept[seq] for seq in fresh)
        rows = [row for row, seq in enumerate(self.columns.seq.tolist()) if seq not in fresh]
        self.to_do = sorted(rows, key=lambda row: (self.columns.verdict[row] == PASS, -row))
        self.started = time.monotonic()

    def keep(self, rows: Sequence[LikenessRow]) -> None:
        """Write rows that were read."""
        self.file.put(rows)
        self.states.update(row.state for row in rows)
        self.count += len(rows)

    def progress(self, stopped: bool = False) -> IndexProgress:
        """Return how far it is."""
        left = len(self.to_do) - self.count
        rate = self.count / max(1e-6, time.monotonic() - self.started)
        return IndexProgress(
            done=self.states.total(),
            total=len(self.columns),
            gone=self.states[GONE],
            changed=self.states[CHANGED],
            unaligned=self.states[UNALIGNED],
            seconds_left=left / rate if self.count else None,
            cancelled=stopped,
        )

    def _missing_cells(self, fresh: set[int]) -> set[int]:
        """Return inspections in which people named a defect in a cell that was not read."""
        if not self.said:
            return set()
        wanted = {
            int(self.columns.seq[row]): {*list(said.cells)[:MOST_CELLS]}
            for row, said in self.said.items()
        }
        return {
            row.seq
            for row in self.file.rows()
            if row.seq in fresh and row.state == READ and wanted.get(row.seq, set()) - {*row.cells}
        }


def _row(
    reader: PlaceReader, columns: Columns, row: int, said: Mapping[int, Standing]
) -> LikenessRow:
    seq, id = int(columns.seq[row]), str(columns.id[row])
    try:
        return reader.row(seq, id, said.get(row, Standing()))
    except JournalError as error:
        log.info("inspection %s cannot be compared: %s", id, error)
        return LikenessRow(seq, id, columns.recipe[row], f"inspection {id}", CHANGED)


def _named_defects(columns: Columns) -> dict[int, Standing]:
    """Return the cells of each row in which people named a defect."""
    found: dict[int, dict[str, str]] = {}
    for row, cell, label in _said(columns):
        if label != OK:
            found.setdefault(row, {})[cell] = label
    return {row: Standing(cells=cells) for row, cells in found.items()}


def _said(columns: Columns) -> Iterator[tuple[int, str, str]]:
    for place, row in enumerate(columns.said.row.tolist()):
        yield row, columns.said.cell[place], columns.said.label[place]


def progress_of(index: SimilarIndex, total: int) -> IndexProgress:
    """Return how far a loaded index is, of so many inspections."""
    states = Counter(index.state.tolist())
    return IndexProgress(
        min(len(index), total), total, states[GONE], states[CHANGED], states[UNALIGNED]
    )
