"""The inspect screen: what the person does goes in, what to show comes out."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.core.pair import Pair
from qeu_station.core.record import InspectionRecord
from qeu_station.core.verdict import Verdict
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.correcting import Entry, History
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.counters import ShiftCount
from qeu_station.gui.presenters.inspect_state import InspectState
from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.presenters.queue import PairQueue
from qeu_station.gui.presenters.resolve import settled
from qeu_station.gui.presenters.snapshot import Model, snapshot
from qeu_station.gui.presenters.strip import LENGTH, Strip
from qeu_station.gui.presenters.visits import Visits
from qeu_station.gui.presenters.writing import Writer

if TYPE_CHECKING:
    from qeu_station.services.live import Shift
    from qeu_station.storage.recipes import LoadedRecipe


class InspectPresenter:
    """Decides everything the inspect screen shows.

    Args:
        jobs: Runs work beside the window's thread.
        preferences: Choices of the people at this station.
        show: Takes every new state.
        report: Takes errors for a notice.
        remember: Takes preferences that changed here.
        clock: Seconds that only grow.
        ask_sign_on: Asks for a name, because something was said that needs one.
    """

    def __init__(
        self,
        jobs: Jobs,
        preferences: Preferences,
        show: Callable[[InspectState], None],
        report: Callable[[Exception], None],
        remember: Callable[[Preferences], None],
        clock: Callable[[], float] = time.monotonic,
        ask_sign_on: Callable[[], None] = lambda: None,
    ) -> None:
        self.state = InspectState()
        self._jobs = jobs
        self._preferences = preferences
        self._show = show
        self._report = report
        self._remember = remember
        self._clock = clock
        self._station: Station | None = None
        self._model = Model()
        self._source: Path | None = None
        self._closed = False
        self._strip = Strip()
        self._count = ShiftCount(preferences.shift_since)
        self._writer = Writer(jobs, self._on_saved, self._on_not_saved)
        self._correct = Corrector(self._writer, lambda: self._preferences.operator, ask_sign_on)
        self._visits = Visits(
            jobs, self._writer, self._correct, self._strip, lambda: self._preferences,
            self._changed, self._on_counted, report,
        )  # fmt: skip

    def attach(self, station: Station) -> None:
        """Use a station from now on."""
        self._station = self._writer.station = self._visits.station = station
        since = self._preferences.shift_since
        self._jobs.latest("shift", lambda task: station.shift(since), self._on_shift, self._report)
        self._jobs.latest(
            "recent", lambda task: station.recent(LENGTH), self._on_recent, self._report
        )
        self._changed()

    def use_recipe(self, name: str) -> None:
        """Load a recipe and start its inspectors; the open source is read anew for it."""
        station = self._station
        if station is None:
            return
        self._model.starting = True
        self._jobs.ordered(
            "station", lambda task: station.use(name), self._on_recipe, self._on_no_recipe
        )
        self._changed()

    def open_pairs(self, source: Path) -> None:
        """Open a folder or a list of pairs."""
        self._close_source()
        self._source = source
        self._read_source()
        self._changed()

    def close_source(self) -> None:
        """Close what is open."""
        self._close_source()
        self._changed()

    def go_to(self, position: int) -> None:
        """Open a part of the queue, counted from 1; the nearest there is."""
        self._visits.go_to(position - 1)
        self._changed()

    def open_record(self, inspection: str) -> None:
        """Open a recorded inspection again."""
        if self._station is not None:
            self._visits.open_record(inspection)
            self._changed()

    def do(self, key: str) -> None:
        """Do an action by its key in ``gui.actions``; one that cannot be done now does nothing."""
        if key == "part.agree":
            self._agree()
        elif key in self.state.can:
            self._actions()[key]()
        self._changed()

    def press(self, text: str) -> bool:
        """Take a printable key; tell whether it meant something."""
        used = self._correct.press(text)
        self._changed()
        return used

    def click_cell(self, address: str, add: bool) -> None:
        """Choose a cell alone, or with ``add`` together with the others."""
        self._correct.click(address, add)
        self._changed()

    def choose_class(self, name: str) -> None:
        """Give the chosen cells a class; without cells it is the class of the next box."""
        self._correct.correct(name)
        self._changed()

    def sign_on(self, name: str) -> None:
        """Sign on; what waited for a name is written."""
        self._prefer(replace(self._preferences, operator=name.strip()))
        if name.strip():
            self._writer.sign(name.strip())
        self._changed()

    def set_preferences(self, preferences: Preferences) -> None:
        """Follow choices that were made elsewhere."""
        self._preferences = preferences
        self._changed()

    def close(self) -> None:
        """Show nothing any more; corrections that are not on the disk are tried once more."""
        self._writer.retry()
        self._closed = True

    def _actions(self) -> dict[str, Callable[[], object]]:
        queue, correct = self._visits.queue, self._correct
        at = queue.position if queue else 0
        return {
            "file.close": self._close_source,
            "part.next": lambda: self._visits.go_to(at + 1),
            "part.previous": lambda: self._visits.go_to(at - 1),
            "part.first": lambda: self._visits.go_to(0),
            "part.last": lambda: self._visits.go_to(len(queue or ()) - 1),
            "part.inspect": lambda: self._visits.inspect(True),
            "part.ok": lambda: correct.say("ok"),
            "part.ng": lambda: correct.say("ng"),
            "part.note": lambda: None,
            "correct.undo": correct.undo,
            "correct.redo": correct.redo,
            "correct.box": lambda: None,
            "correct.strike": correct.strike,
            "correct.deselect": correct.deselect,
        }

    def _agree(self) -> None:
        if self._correct.agreed:
            self._advance()
        else:
            self._correct.agree()

    def _advance(self) -> None:
        queue = self._visits.queue
        if self._preferences.advance and queue is not None:
            self._visits.go_to(queue.position + 1)

    def _close_source(self) -> None:
        self._source = None
        self._model.problem = ""
        self._jobs.forget("source")
        self._visits.open_queue(None)

    def _read_source(self) -> None:
        station, source = self._station, self._source
        if station is None or source is None or self._model.starting:
            return
        self._model.reading = True
        self._jobs.latest(
            "source", lambda task: station.pairs(source), self._on_pairs, self._on_no_pairs
        )

    def _prefer(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._remember(preferences)

    def _on_recipe(self, loaded: LoadedRecipe) -> None:
        self._model.starting = False
        self._model.recipe = loaded.recipe
        self._visits.use(loaded.recipe)
        self._read_source()
        self._changed()

    def _on_no_recipe(self, error: Exception) -> None:
        self._model.starting = False
        self._report(error)
        self._read_source()
        self._changed()

    def _on_pairs(self, pairs: Sequence[Pair]) -> None:
        self._model.reading = False
        self._visits.open_queue(PairQueue(pairs))
        self._changed()

    def _on_no_pairs(self, error: Exception) -> None:
        self._model.reading = False
        self._model.problem = str(error)
        self._changed()

    def _on_shift(self, shift: Shift) -> None:
        self._count = ShiftCount(shift.since, shift.verdicts, shift.corrected, shift.milliseconds)
        self._changed()

    def _on_recent(self, records: Sequence[InspectionRecord]) -> None:
        for record in records:
            self._strip.append(record)
        self._changed()

    def _on_counted(self, record: InspectionRecord) -> None:
        self._count.judged(Verdict(record.part.verdict), record.milliseconds.get("total"))

    def _on_saved(self, history: History, entry: Entry) -> None:
        self._strip.said(history.inspection, history.said())
        if entry is self._correct.goes_on and not history.unsaved:
            self._correct.goes_on = None
            self._advance()
        self._changed()

    def _on_not_saved(self, history: History, entry: Entry, error: Exception) -> None:
        self._report(error)
        self._changed()

    def _changed(self) -> None:
        model = self._model
        model.operator = self._preferences.operator
        model.counters, model.strip = self._count.shown, self._strip.shown
        state = settled(self.state, snapshot(model, self._visits, self._correct))
        if state is not self.state and not self._closed:
            self.state = state
            self._show(state)
