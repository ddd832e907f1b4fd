"""The way of a correction to the disk; what did not arrive is kept and tried again."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from qeu_station.core.correction import Correction
from qeu_station.core.region import Box
from qeu_station.errors import InputError, JournalError, JournalTakenError
from qeu_station.gui.presenters.correcting import Entry, History, Status
from qeu_station.gui.presenters.ports import Corrects, Jobs

RETRY_S = 3.0
"""After how long what failed is tried again by itself."""

KEPT = 128
"""Inspections that stay in memory; what is on the disk can be read again."""


class Writer:
    """Keeps the history of inspections, and writes what is added to them, one after the other.

    Args:
        jobs: Where corrections are written, in the queue ``journal``.
        saved: Takes a history and its entry once that is on the disk.
        failed: Takes a history, its entry, the error that kept it from the disk, and whether
            that is known: a try of the writer's own that ended with the same words.
    """

    def __init__(
        self,
        jobs: Jobs,
        saved: Callable[[History, Entry], None],
        failed: Callable[[History, Entry, Exception, bool], None],
    ) -> None:
        self._jobs = jobs
        self._saved = saved
        self._failed = failed
        self._histories: OrderedDict[str, History] = OrderedDict()
        self._left: list[History] = []
        self._turn = 0
        self.station: Corrects | None = None

    def history(self, inspection: str) -> History | None:
        """Return a history that is in memory; what is looked at is forgotten last."""
        if inspection in self._histories:
            self._histories.move_to_end(inspection)
        return self._histories.get(inspection)

    def keep(self, history: History) -> History:
        """Keep a history, unless one of the same inspection is there: that one knows more.

        One of another place makes room; what of it is not on the disk is still written there.
        """
        before = self._histories.get(history.inspection)
        if before is not None and before.place is not history.place:
            self._left.append(self._histories.pop(history.inspection))
        kept = self._histories.setdefault(history.inspection, history)
        self._histories.move_to_end(history.inspection)
        self._forget_oldest()
        return kept

    def forget(self, inspection: str) -> None:
        """Forget what can be read again: nothing of it waits, fails or is being written."""
        known = self._histories.get(inspection)
        if known is not None and not known.unsaved:
            del self._histories[inspection]

    @property
    def _all(self) -> list[History]:
        """Every history, also those that made room while something of them is not on the disk."""
        self._left = [history for history in self._left if history.unsaved]
        return [*self._histories.values(), *self._left]

    @property
    def stuck(self) -> tuple[History, ...]:
        """Inspections with corrections that failed or lack a name."""
        return tuple(history for history in self._all if history.stuck)

    @property
    def nameless(self) -> int:
        """Number of corrections that wait for a name."""
        return self._count(Status.WAITING)

    def say(self, history: History, content: Correction, drawn: tuple[Box, ...] = ()) -> Entry:
        """Write a correction, after what failed of its part; without an operator it waits."""
        if not content.operator:
            return history.add(content, Status.WAITING, drawn)
        self._write_failed(history)  # the journal keeps the order: what is said last counts
        entry = history.add(content, Status.WRITING, drawn)
        self._write(history, entry)
        return entry

    def sign(self, operator: str) -> None:
        """Write what waited for a name."""
        for history in self._all:
            for entry in history.of(Status.WAITING):
                entry.correction = replace(entry.correction, operator=operator)
                self._write(history, entry)

    def retry(self) -> None:
        """Write what failed once more."""
        for history in self._all:
            self._write_failed(history)

    def _try_again(self) -> None:
        """Try one part after the other; what succeeds takes the others along."""
        failed = [history for history in self._all if _passing(history)]
        if failed:
            self._turn += 1
            history = failed[self._turn % len(failed)]
            for entry in _passing(history):
                self._write(history, entry, quiet=True)

    def _write_failed(self, history: History) -> None:
        for entry in history.of(Status.FAILED):
            self._write(history, entry)

    def _count(self, status: Status) -> int:
        return sum(len(history.of(status)) for history in self._all)

    def _write(self, history: History, entry: Entry, quiet: bool = False) -> None:
        station = history.place or self.station
        if station is None:
            return
        content = entry.correction
        history.mark(entry, Status.WRITING)
        self._jobs.ordered(
            "journal",
            lambda task: station.correct(content),
            lambda written: self._on_saved(history, entry, written),
            lambda error: self._on_failed(history, entry, error, quiet),
        )

    def _on_saved(self, history: History, entry: Entry, written: str) -> None:
        entry.error = None
        history.mark(entry, Status.SAVED, written)
        self._saved(history, entry)
        for other in self._all:
            for stuck in _passing(other):  # the disk takes writes again
                self._write(other, stuck)

    def _on_failed(self, history: History, entry: Entry, error: Exception, quiet: bool) -> None:
        known, entry.error = str(entry.error), error
        history.mark(entry, Status.FAILED)
        if not _is_lasting(error):
            self._jobs.later("corrections", RETRY_S, self._try_again)
        self._failed(history, entry, error, quiet and known == str(error))

    def _forget_oldest(self) -> None:
        surplus = len(self._histories) - KEPT
        for history in list(self._histories.values())[: max(0, surplus)]:
            if not history.unsaved:
                del self._histories[history.inspection]


def _passing(history: History) -> list[Entry]:
    """Return what failed and may succeed when it is tried again."""
    return [entry for entry in history.of(Status.FAILED) if not _is_lasting(entry.error)]


def _is_lasting(error: Exception | None) -> bool:
    """Tell whether trying again is refused again: only a person can change what is wrong."""
    refused = isinstance(error, (InputError, JournalError))
    return refused and not isinstance(error, JournalTakenError)
