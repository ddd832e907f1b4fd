"""Pairs like this one: the index is read and built beside the window, and asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qeu_station.gui.presenters.ports import Jobs, Task
from qeu_station.gui.presenters.review_panels import PanelPresenter, told
from qeu_station.gui.presenters.review_panels_state import READY, Look, Phase
from qeu_station.gui.presenters.similar_answers import Asked, answered
from qeu_station.gui.presenters.similar_state import Answer, Building, SimilarState
from qeu_station.gui.presenters.similar_words import (
    asked_words,
    building_of,
)
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from qeu_station.gui.presenters.inspect_state import InspectState
    from qeu_station.services.review import Columns, Filter, ReviewSource
    from qeu_station.services.review.columns import Rows
    from qeu_station.services.similar import (
        IndexProgress,
        PlaceReader,
        SimilarIndex,
    )

AGAIN_S = 10.0
"""How long what is added to a journal waits before it is compared."""

_INDEX, _BUILD = "review.similar.index", "review.similar.build"


@dataclass(frozen=True, slots=True, eq=False)
class Novelty:
    """Novelty of inspections: float32 (n,), by their numbers in the journal, int64 (n,)."""

    seq: NDArray[np.int64] = field(repr=False)
    values: NDArray[np.float32] = field(repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class _Loaded:
    index: SimilarIndex
    reader: PlaceReader
    progress: IndexProgress
    novelty: Novelty


class SimilarPresenter(PanelPresenter[SimilarState]):
    """Decides what the panel shows.

    Args:
        jobs: Work beside the window's thread.
        home: Folder of the station's home.

    Attributes:
        novel: Takes the novelty of all inspections whenever it is known anew.
    """

    def __init__(self, jobs: Jobs, home: Path) -> None:
        super().__init__(jobs, "review.similar", SimilarState())
        self.novel: Callable[[Novelty], None] = lambda novelty: None
        self._home = home
        self._loaded: _Loaded | None = None
        self._asked: Asked | None = None
        self._answering: tuple[object, object] = (None, None)
        self._loading = self._building = self._stopped = False
        self.look(self._nothing_asked())

    def set_source(self, source: ReviewSource | None) -> None:
        """Compare the pairs of another journal; None when it is closed."""
        if source is not None and source is self.source:
            return
        for key in (self._key, _INDEX, _BUILD):
            self._jobs.forget(key)
        self._loaded = self._asked = self.columns = None
        self._answering = None, None
        self._loading = self._building = self._stopped = False
        self.put(SimilarState(look=self._nothing_asked()))
        super().set_source(source)

    def set_rows(
        self, columns: Columns | None, rows: Rows | None = None, filter: Filter | None = None
    ) -> None:
        """Take the inspections of the journal; what is listed of them does not count."""
        if columns is not self.columns:
            self.columns = columns
            self.recount()

    def ask(self, inspection: str, pair: str, kind: str = "", name: str = "") -> None:
        """Look for what is like a pair, or like a ``cell`` or ``region`` of it."""
        asked = Asked(inspection, pair, kind, name)
        if asked != self._asked:
            self._asked = asked
            self.recount()
            self._answer()

    def look_at(self, shown: InspectState) -> None:
        """Look for what is like the pair on the screen, or like its one chosen cell or finding."""
        if not shown.inspection or shown.part is None:
            return
        places = [("cell", cell.address) for cell in shown.cells if cell.selected]
        places += [("region", box.id) for box in shown.boxes if box.selected and box.verdict]
        kind, name = places[0] if len(places) == 1 else ("", "")
        self.ask(shown.inspection, shown.part.name, kind, name)

    def start(self) -> None:
        """Read the pictures that were not compared yet."""
        self._stopped = False
        self._build()

    def stop(self) -> None:
        """Read no more pictures; what was read is kept."""
        self._jobs.forget(_BUILD)
        self._building, self._stopped = False, True
        self._say_progress()
        self._jobs.later(_INDEX, 0.5, self._load)

    def recount(self) -> None:
        """Load the index that is there; read what is missing while somebody looks on."""
        self._stale = not self._awake
        if self.source is None or self.columns is None or self.columns.partial:
            return
        if self._loaded is None:
            self._load()
            return
        known = self._loaded.novelty
        if known.values.size and _unknown(self.columns.novelty) and not _unknown(known.values):
            self.novel(known)
        if self._awake:
            self._answer()
            if self._unread():
                self._jobs.later(_BUILD, AGAIN_S if self._loaded.progress.done else 0, self._build)

    def refresh(self) -> None:
        """Say everything anew, in the language that is spoken now; what was compared counts."""
        self._answering = None, None
        if self._asked is None:
            self.look(self._nothing_asked())
        self._say_progress()
        super().refresh()

    def look(self, look: Look) -> None:
        """Say how far the answer is."""
        self.put(replace(self.state, look=look))

    def _unread(self) -> int:
        """Inspections that are not in the index."""
        assert self._loaded is not None and self.columns is not None
        return len(self.columns) - len(self._loaded.index)

    def _load(self) -> None:
        source, columns, home = self.source, self.columns, self._home
        if source is None or columns is None or self._loading:
            return
        self._loading = True

        def work(task: Task) -> _Loaded:
            from qeu_station.services.similar import PlaceReader, load_index, novelty, progress_of

            index = load_index(source, home)
            values = novelty(index, columns)
            return _Loaded(
                index,
                PlaceReader(source),
                progress_of(index, len(columns)),
                Novelty(columns.seq, values),
            )

        self._jobs.latest(_INDEX, work, self._on_loaded, self._on_not_loaded)

    def _on_loaded(self, loaded: _Loaded) -> None:
        first = self._loaded is None
        self._loading, self._loaded = False, loaded
        self.novel(loaded.novelty)
        if not self._building:
            self._say_progress()
        self._answer()
        skipped = loaded.progress.skipped  # what was gone may be back
        if first and self._awake and (self._unread() or skipped):
            self._build()

    def _on_not_loaded(self, error: Exception) -> None:
        self._loading = False
        self.look(Look(Phase.PROBLEM, told(error)))

    def _build(self) -> None:
        source, columns, home = self.source, self.columns, self._home
        if source is None or columns is None or self._building or self._stopped:
            return
        self._building = True
        self._say_progress()

        def work(task: Task) -> IndexProgress:
            from qeu_station.services.similar import build_index

            return build_index(source, home, columns, task.report, lambda: task.cancelled)

        self._jobs.latest(_BUILD, work, self._on_built, self._on_not_built, self._on_progress)

    def _on_progress(self, progress: IndexProgress) -> None:
        self.put(replace(self.state, building=building_of(progress, running=True)))
        if self._loaded is not None and progress.done > 2 * len(self._loaded.index):
            self._load()  # the first answers come long before the last picture was read

    def _on_built(self, progress: IndexProgress) -> None:
        self._building = False
        self.put(replace(self.state, building=building_of(progress, running=False)))
        self._load()

    def _on_not_built(self, error: Exception) -> None:
        self._building, self._stopped = False, True
        self._say_progress()
        self.look(Look(Phase.PROBLEM, told(error)))

    def _say_progress(self) -> None:
        made = Building()
        if self._loaded is not None:
            made = building_of(self._loaded.progress, self._building)
        self.put(replace(self.state, building=made))

    def _answer(self) -> None:
        """Ask the index, and show the nearest; their pictures follow one by one."""
        asked, loaded, columns = self._asked, self._loaded, self.columns
        if not self._awake or columns is None or self._answering == (asked, loaded):
            return
        self._answering = asked, loaded
        if asked is None or loaded is None:
            self.put(replace(self.state, look=self._not_yet(), asked="", answers=()))
            return
        if loaded.index.row_of(asked.inspection) is None:
            words = translate("Similar", "This pair was not compared with others yet")
            look = Look(Phase.WORKING if self._building else Phase.EMPTY, words)
            said = asked_words(asked.pair, asked.kind, asked.name)
            self.put(replace(self.state, look=look, asked=said, answers=()))
            return

        def work(task: Task) -> tuple[Answer, ...]:
            return answered(asked, loaded.index, loaded.reader, columns, task)

        self.put(replace(self.state, asked=asked_words(asked.pair, asked.kind, asked.name)))
        self._jobs.latest(self._key, work, self._on_answers, self._on_no_answer, self._show)

    def _on_answers(self, answers: tuple[Answer, ...]) -> None:
        self._show(answers)
        if not answers:
            words = translate("Similar", "No other part of this product was compared yet")
            self.look(Look(Phase.EMPTY, words))

    def _show(self, answers: tuple[Answer, ...]) -> None:
        self.put(replace(self.state, look=READY, answers=answers))

    def _on_no_answer(self, error: Exception) -> None:
        self.put(replace(self.state, look=Look(Phase.PROBLEM, told(error)), answers=()))

    def _nothing_asked(self) -> Look:
        return Look(Phase.EMPTY, translate("Similar", "Choose a pair to find others like it"))

    def _not_yet(self) -> Look:
        if self._asked is None:
            return self._nothing_asked()
        return Look(Phase.WORKING, translate("Similar", "Reading what was compared…"))


def _unknown(novelty: NDArray[np.float32]) -> bool:
    return bool(np.isnan(novelty).all())
