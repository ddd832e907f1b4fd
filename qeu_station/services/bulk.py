"""Many corrections at once: all of them or none, with one undo that leaves its trace."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qeu_station.core.correction import Correction
from qeu_station.errors import JournalTakenError
from qeu_station.services.journals import journal_file, open_journal
from qeu_station.services.opening import OpenHome
from qeu_station.storage.bulk import said_of
from qeu_station.storage.database import locate
from qeu_station.storage.journal import Journal
from qeu_station.storage.migrate import require_current


@dataclass(frozen=True, slots=True)
class Act:
    """One correction of a bulk as it was recorded.

    Attributes:
        entry: Its entry's hash.
        said: What it says.
        before: What it replaced, None when it replaced nothing.
    """

    entry: str
    said: Correction
    before: Correction | None = None


@dataclass(frozen=True, slots=True)
class BulkDone:
    """What was recorded together; ``undo_all`` takes it back as one.

    Attributes:
        acts: Every correction in the order it was given.
        left: Inspections that ``undo_all`` left alone, because something was said there since.
    """

    acts: tuple[Act, ...]
    left: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.acts)


@contextmanager
def corrections_open(home: OpenHome, place: Path | None) -> Iterator[Journal]:
    """Open a batch's journal, or the station's own, to record corrections; closed at the end.

    A journal of an older version is not upgraded by this.

    Args:
        home: The station's home.
        place: Output folder of a batch or its journal; None is the station's own.

    Raises:
        JournalTakenError: A batch still writes it, or another window has it open.
        JournalError: Another version wrote it.
        InputError: There is no journal.
        StorageError: It cannot be written.
    """
    if place is not None:
        require_current(locate(journal_file(place)))
    try:
        opened = open_journal(home, place)
    except JournalTakenError as error:
        where = locate(home.database) if place is None else place
        raise JournalTakenError(
            f'Journal "{where}" is being written now: its batch still runs, or another window or '
            "command has it open. Nothing can be recorded until the batch ends or the other is "
            "closed."
        ) from error
    with opened:
        yield opened


def correct_all(
    journal: Journal, corrections: Sequence[Correction], note: Mapping[str, Any] | None = None
) -> BulkDone:
    """Record corrections in one transaction: after a kill or a fault all are there, or none.

    Args:
        journal: Open for writing, as ``corrections_open`` gives it.
        corrections: What is said. Each adds to what was said before; with ``supersedes`` it
            replaces one entry, which stays in the chain.
        note: An event recorded with them, such as an import; JSON values only.

    Returns:
        What ``undo_all`` takes back.

    Raises:
        InputError: One does not fit its inspection; none was recorded.
        StorageError: They could not be recorded; none was.
    """
    before = _replaced(journal, corrections)
    entries = journal.append_corrections(corrections, note)
    return BulkDone(
        tuple(
            Act(entry, said, before.get(said.supersedes or ""))
            for entry, said in zip(entries, corrections, strict=True)
        )
    )


def undo_all(journal: Journal, done: BulkDone, operator: str) -> BulkDone:
    """Take back what was recorded together, again in one transaction.

    What an entry replaced is said again. An entry that somebody replaced since is left alone.

    Args:
        journal: The journal it was recorded in.
        done: What ``correct_all`` or ``undo_all`` returned.
        operator: Who takes it back.

    Returns:
        What was recorded; to undo that is to redo.

    Raises:
        StorageError: It could not be recorded; nothing was taken back.
    """
    said = said_of(journal, {act.said.inspection for act in done.acts})
    replaced = {entry.correction.supersedes for listed in said.values() for entry in listed}
    standing = [act for act in done.acts if act.entry not in replaced]
    left = tuple(act.said.inspection for act in done.acts if act.entry in replaced)
    taken_back = correct_all(journal, [_undone(act, operator) for act in standing])
    return replace(taken_back, left=left)


def _undone(act: Act, operator: str) -> Correction:
    content = act.before or Correction(act.said.inspection, operator)
    return replace(content, operator=operator, supersedes=act.entry)


def _replaced(journal: Journal, corrections: Sequence[Correction]) -> dict[str, Correction]:
    """Return the content of every entry that is going to be replaced, by its hash."""
    replacing = {each.inspection for each in corrections if each.supersedes is not None}
    said = said_of(journal, replacing)
    return {entry.hash: entry.correction for listed in said.values() for entry in listed}
