"""A folder that is watched for new pairs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from qeu_station.core.pair import Pair
from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.ports import Jobs

EVERY_S = 0.5


class FolderWatch(Protocol):
    """What ``services.capturing.watch_folder`` returns."""

    def poll(self) -> Sequence[Pair]:
        """Return the pairs that are complete and were not returned before."""
        ...


class Watching:
    """Asks a folder for new pairs until it is closed; one question at a time.

    Args:
        jobs: Where the folder is read.
        folder: The folder.
        need_reference: Whether every test image must have its reference beside it.
        arrived: Takes what the folder held at first, then what is new, with whether it is new.
        report: Takes the first error of a row of them; it ends with the row.
    """

    def __init__(
        self,
        jobs: Jobs,
        folder: Path,
        need_reference: bool,
        arrived: Callable[[Sequence[Pair], bool], None],
        report: Cause,
    ) -> None:
        self._jobs = jobs
        self._folder = folder
        self._need_reference = need_reference
        self._arrived = arrived
        self._report = report
        self._watch: FolderWatch | None = None
        self._first = True
        self._failing = False
        self._closed = False
        self._poll()

    def close(self) -> None:
        """Ask no more."""
        self._closed = True
        self._jobs.forget("watch")

    def _poll(self) -> None:
        if not self._closed:
            self._jobs.latest("watch", lambda task: self._read(), self._on_pairs, self._on_error)

    def _read(self) -> Sequence[Pair]:
        """In a job; one at a time, so that the watch is never asked twice at once."""
        if self._watch is None:
            from qeu_station.services.capturing import watch_folder

            self._watch = watch_folder(self._folder, self._need_reference)
        return self._watch.poll()

    def _on_pairs(self, pairs: Sequence[Pair]) -> None:
        self._report.end()
        first, self._first, self._failing = self._first, False, False
        self._jobs.later("watch", EVERY_S, self._poll)
        if pairs or first:
            self._arrived(pairs, not first)

    def _on_error(self, error: Exception) -> None:
        if not self._failing:
            self._report(error)
        self._failing = True
        self._jobs.later("watch", EVERY_S, self._poll)
