"""A folder that is watched for new pairs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from qeu_station.core.pair import Pair
from qeu_station.errors import SourceError
from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.ports import FolderWatch, Jobs

EVERY_S = 0.5


class Watching:
    """Asks a folder for new pairs until it is closed; one question at a time.

    Args:
        jobs: Where the folder is read.
        watch: Begins to watch the folder; called in a job.
        arrived: Takes what the folder held at first, then what is new, with whether it is new.
        report: Takes the first error of a row of them; it ends with the row.
        waits: Takes an error that names what lies there and cannot be taken.
    """

    def __init__(
        self,
        jobs: Jobs,
        watch: Callable[[], FolderWatch],
        arrived: Callable[[Sequence[Pair], bool], None],
        report: Cause,
        waits: Cause,
    ) -> None:
        self._jobs = jobs
        self._begin = watch
        self._arrived = arrived
        self._report = report
        self._waits = waits
        self._waiting: Mapping[str, str] = {}
        self._watch: FolderWatch | None = None
        self._first = True
        self._failing = False
        self._closed = False
        self._poll()

    def close(self) -> None:
        """Ask no more."""
        self._closed = True
        self._waits.end()
        self._jobs.forget("watch")

    def _poll(self) -> None:
        if not self._closed:
            self._jobs.latest("watch", lambda task: self._read(), self._on_read, self._on_error)

    def _read(self) -> tuple[Sequence[Pair], Mapping[str, str]]:
        """In a job; one at a time, so that the watch is never asked twice at once."""
        if self._watch is None:
            self._watch = self._begin()
        return self._watch.poll(), self._watch.waiting

    def _on_read(self, answer: tuple[Sequence[Pair], Mapping[str, str]]) -> None:
        pairs, waiting = answer
        self._report.end()
        self._tell(waiting)
        first, self._first, self._failing = self._first, False, False
        self._jobs.later("watch", EVERY_S, self._poll)
        if pairs or first:
            self._arrived(pairs, not first)

    def _tell(self, waiting: Mapping[str, str]) -> None:
        """Say what waits, in one notice that follows it."""
        if waiting == self._waiting:
            return
        self._waiting = waiting
        self._waits.end()
        if waiting:
            self._waits(SourceError(_words(waiting)))

    def _on_error(self, error: Exception) -> None:
        if not self._failing:
            self._report(error)
        self._failing = True
        self._jobs.later("watch", EVERY_S, self._poll)


def _words(waiting: Mapping[str, str]) -> str:
    path, why = min(waiting.items())
    name, others = Path(path).name, len(waiting) - 1
    if others:
        return f'"{name}" in the watched folder waits and is not judged ({others} more wait): {why}'
    return f'"{name}" in the watched folder waits and is not judged: {why}'
