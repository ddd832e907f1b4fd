"""The inspect screen: what the person does goes in, what to show comes out."""

from __future__ import annotations

import logging
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.acts import Acts
from qeu_station.gui.presenters.asking import Questions
from qeu_station.gui.presenters.by_hand import ByHand
from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.correcting import Entry, History
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.doing import MEANT, Doing
from qeu_station.gui.presenters.health import Health
from qeu_station.gui.presenters.inspect_state import InspectState
from qeu_station.gui.presenters.on_screen import OnScreen
from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.presenters.recipe_in_use import RecipeInUse
from qeu_station.gui.presenters.resolve import settled
from qeu_station.gui.presenters.serials import Serials
from qeu_station.gui.presenters.shift import ShiftDesk
from qeu_station.gui.presenters.snapshot import Screen, snapshot
from qeu_station.gui.presenters.sources import Sources
from qeu_station.gui.presenters.visits import Visits
from qeu_station.gui.presenters.writing import Writer

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.capture.frame import FrameSource
    from qeu_station.services.talk import Talk
    from qeu_station.storage.recipes import LoadedRecipe

log = logging.getLogger(__name__)


class InspectPresenter(ByHand):
    """Decides everything the inspect screen shows.

    Args:
        jobs: Runs work beside the window's thread.
        preferences: Choices of the people at this station.
        show: Takes every new state.
        report: Takes errors for a notice.
        remember: Takes preferences that changed here.
        clock: Seconds that only grow, the same as the frames' own.
        ask_sign_on: Asks for a name, because something was said that needs one.
        over: Takes the words of an error that was reported, once its cause is gone.

    Attributes:
        state: What is shown now.
        occupied: Returns whether something is being typed, drawn or answered in the window, so
            that no other part may come on the screen by itself.
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
        over: Callable[[str], None] = lambda told: None,
    ) -> None:
        self.state = InspectState()
        self.occupied: Callable[[], bool] = lambda: False
        self._preferences = preferences
        self._show = show
        self._report_to = report
        self._remember = remember
        self._closed = False
        self._station: Station | None = None
        changed, report = self._changed, self._report
        self._questions = Questions()
        self._not_saved = Cause(report, over)
        self._health = Health(jobs, changed, report, Cause(report, over), self._on_talk)
        self._advised: Counter[str] = Counter()
        self._shift = ShiftDesk(jobs, preferences.shift_since, changed, report)
        self._serials = Serials(jobs, self._questions, self._on_serial, Cause(report, over))
        writer = Writer(jobs, self._on_saved, self._on_not_saved)
        on_screen = OnScreen(writer)
        acts = Acts(on_screen, writer, lambda: self._preferences.operator, ask_sign_on)
        self._acts = acts
        super().__init__(Corrector(on_screen, acts, self._questions), writer)
        lost = Cause(report, over)
        self._visits = Visits(
            jobs, self._writer, self._correct, self._serials, self._shift,
            lambda: self._preferences, changed, report, lost, clock,
            lambda: self._correct.begun or self.occupied(),
        )  # fmt: skip
        self._sources = Sources(jobs, self._visits, changed, lost, Cause(report, over))
        self._recipe = RecipeInUse(
            jobs, self._on_recipe, self._on_settled, changed, report, Cause(report, over)
        )
        self._doing = Doing(
            self._visits, self._correct, acts, self._sources, lambda: self._preferences
        )
        self._changed()

    def attach(self, station: Station) -> None:
        """Use a station from now on."""
        self._station = self._writer.station = station
        self._visits.attach(station)
        self._shift.attach(station)
        self._changed()

    def use_recipe(self, name: str) -> None:
        """Load a recipe and start its inspectors; the open source is read anew for it."""
        if self._station is not None:
            self._sources.starting = True
            self._recipe.use(self._station, name)
            self._changed()

    def open_pairs(self, source: Path) -> None:
        """Open a folder or a list of pairs."""
        self._sources.pairs(source)
        self._changed()

    def open_pair(self, test: Path, reference: Path | None) -> None:
        """Open two pictures; without a reference the recipe's own is used."""
        self._sources.pair(test, reference)
        self._changed()

    def watch(self, folder: Path) -> None:
        """Follow a folder into which pairs are written."""
        self._sources.watch(folder)
        self._changed()

    def open_live(self, source: FrameSource) -> None:
        """Show a camera or a video; it is closed with the source."""
        self._sources.live(source)
        self._changed()

    def close_source(self) -> None:
        """Close what is open."""
        self._sources.close()
        self._changed()

    def frame(self) -> np.ndarray | None:
        """Return the newest live picture, uint8, (H, W, 3) BGR or (H, W).

        None without one, and while the still picture of a part is shown.
        """
        live, part = self._visits.live, self._visits.part
        return None if live is None or (part and part.page) else live.frame()

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
        self._visits.arrivals.touched()
        if key not in MEANT or self._is_meant():
            self._doing.do(key, self.state.can, asked=self.state.question is not None)
        self._changed()

    def set_note(self, text: str, inspection: str = "") -> None:
        """Put a note on the part on the screen, or on another that was looked at just now."""
        self._visits.arrivals.touched()
        self._correct.note(text.strip(), inspection)
        self._changed()

    def set_serial(self, text: str) -> None:
        """Take the serial number of the next inspection; one that is known is asked about."""
        self._serials.set(self._station, text)
        self._changed()

    def answer(self, key: str) -> None:
        """Answer the question that is asked."""
        self._visits.arrivals.touched()
        self._questions.answer(key)
        self._changed()

    def sign_on(self, name: str) -> None:
        """Sign on; what waited for a name is written."""
        self._prefer(replace(self._preferences, operator=name.strip()))
        if name.strip():
            self._writer.sign(name.strip())
        self._changed()

    def begin_shift(self) -> None:
        """Begin a new shift; its counters start at zero."""
        self._prefer(replace(self._preferences, shift_since=self._shift.begin()))
        self._changed()

    def said_elsewhere(self, inspection: str) -> None:
        """Read again what was said of an inspection: somebody spoke of it on another screen."""
        self._writer.forget(inspection)
        self._visits.read_again(inspection)

    def restart(self, inspector: str) -> None:
        """Start an inspector's worker anew."""
        self._health.restart(inspector)

    def show_difference(self, on: bool) -> None:
        """Read the difference with the pictures of judged parts, or no more."""
        self._visits.show_difference(on)
        self._changed()

    def set_preferences(self, preferences: Preferences) -> None:
        """Follow choices that were made elsewhere."""
        self._preferences = preferences
        self._visits.settle()
        self._changed()

    def close(self) -> None:
        """Show nothing any more; corrections that are not on the disk are tried once more."""
        if self._writer.nameless:
            log.warning("%d corrections have no operator and are lost", self._writer.nameless)
        self._writer.retry()
        self._sources.close()
        self._closed = True

    def _on_talk(self, talk: Talk) -> None:
        before, self._advised = self._advised, Counter(talk.advised)
        self._visits.hear(talk, self._advised - before)  # two inspectors may advise on one part
        self._changed()

    def _is_meant(self) -> bool:
        """Tell whether an act means the part on the screen, not the one that was there before."""
        return not self._visits.arrivals.refuses()

    def _prefer(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._remember(preferences)

    def _on_recipe(self, loaded: LoadedRecipe) -> None:
        self._visits.use(loaded)
        if self._station is not None:
            self._health.watch(self._station)

    def _on_settled(self) -> None:
        self._sources.starting = False
        self._sources.start()
        self._changed()

    def _on_serial(self) -> None:
        self._visits.settle()
        self._changed()

    def _on_saved(self, history: History, entry: Entry) -> None:
        self._shift.said(history)
        if not any(history.failed for history in self._writer.stuck):
            self._not_saved.end()
        self._doing.saved(history)
        self._changed()

    def _on_not_saved(self, history: History, entry: Entry, error: Exception, known: bool) -> None:
        self._acts.stay(history)
        if not known:
            self._not_saved(error)
        self._changed()

    def _report(self, error: Exception) -> None:
        if not self._closed:
            self._report_to(error)

    def _changed(self) -> None:
        if self._closed:
            return
        if self._visits.part is not None and self._visits.part.judging:
            self._health.hurry()
        screen = Screen(
            self._visits, self._correct, self._sources, self._shift, self._serials,
            self._health, self._questions, self._preferences.operator, self._recipe.reference,
        )  # fmt: skip
        state = settled(self.state, snapshot(screen))
        if state is not self.state:
            self.state = state
            self._show(state)
