"""Where parts come from: a folder, two files, a watched folder, or a live source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.core.pair import Pair
from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.part import one_line
from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.presenters.queue import PairQueue
from qeu_station.gui.presenters.visits import Visits
from qeu_station.gui.presenters.watching import Watching

if TYPE_CHECKING:
    from qeu_station.capture.frame import FrameSource
    from qeu_station.core.recipe import Recipe


class Sources:
    """Opens one source at a time, and opens it anew for another recipe.

    Args:
        jobs: Where they are read.
        visits: Looks at their parts.
        changed: Called after an answer.
        lost: Takes errors of a source that may come back; they end with it, or with its use.
        waits: Takes what lies in a watched folder and cannot be taken.

    Attributes:
        folder: The one that is watched, None while none is.
    """

    def __init__(
        self,
        jobs: Jobs,
        visits: Visits,
        changed: Callable[[], None],
        lost: Cause,
        waits: Cause,
    ) -> None:
        self._jobs = jobs
        self._visits = visits
        self._changed = changed
        self._lost = lost
        self._waits = waits
        self._begin: Callable[[Station, Recipe], None] | None = None
        self._watching: Watching | None = None
        self.folder: Path | None = None
        self.starting = False
        self.reading = False
        self.problem = ""

    @property
    def open(self) -> bool:
        """Whether there is a source."""
        return self._begin is not None or self._visits.live is not None

    def pairs(self, source: Path) -> None:
        """Open a folder or a list of pairs."""
        self._open(lambda station, recipe: self._read(lambda: station.pairs(source)))

    def pair(self, test: Path, reference: Path | None) -> None:
        """Open two pictures."""
        self._open(lambda station, recipe: self._read(lambda: (_pair(test, reference),)))

    def watch(self, folder: Path) -> None:
        """Follow a folder into which pairs are written."""

        def begin(station: Station, recipe: Recipe) -> None:
            self.reading, self.folder = True, folder
            self._watching = Watching(
                self._jobs, lambda: station.watch(folder), self._on_arrived, self._lost, self._waits
            )

        self._open(begin)

    def live(self, source: FrameSource) -> None:
        """Show a camera or a video."""
        self.close()
        self._visits.begin(None, self._visits.watched(source, self._on_live))

    def close(self) -> None:
        """Close what is open."""
        self._begin = None
        self._stop()
        self._visits.begin(None)

    def start(self) -> None:
        """Read the source now that a recipe is in use; one that is read already is read anew."""
        station, recipe = self._visits.station, self._visits.recipe
        if self._begin is not None and station and recipe and not self.starting:
            self._stop()
            self._begin(station, recipe)

    def _open(self, begin: Callable[[Station, Recipe], None]) -> None:
        self.close()
        self._begin = begin
        self.start()

    def _stop(self) -> None:
        self.reading, self.problem = False, ""
        self._lost.end()
        self._jobs.forget("source")
        if self._watching is not None:
            self._watching.close()
            self._watching = self.folder = None

    def _read(self, work: Callable[[], Sequence[Pair]]) -> None:
        self.reading = True
        self._jobs.latest("source", lambda task: work(), self._on_pairs, self._on_no_pairs)

    def _on_pairs(self, pairs: Sequence[Pair]) -> None:
        self.reading = False
        queue, before = PairQueue(pairs), self._visits.queue
        if before is not None and before.position < len(pairs):  # the same list, read anew
            queue.go_to(before.position)
        self._visits.begin(queue)
        self._changed()

    def _on_no_pairs(self, error: Exception) -> None:
        self.reading, self.problem = False, one_line(error)
        self._visits.begin(None)
        self._changed()

    def _on_live(self) -> None:
        if self._visits.live is not None and self._visits.live.ready:
            self._lost.end()
        self._changed()

    def _on_arrived(self, pairs: Sequence[Pair], new: bool) -> None:
        if self.reading:
            self.reading = False
            self._visits.begin(PairQueue())
        self._visits.arrive(pairs, new)


def _pair(test: Path, reference: Path | None) -> Pair:
    from qeu_station.storage.pairs import pair_name

    return Pair(pair_name(test.name), test, reference)
