"""The Review screen: what the person does goes in, what to show comes out."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.acts import Acts
from qeu_station.gui.presenters.asking import Questions
from qeu_station.gui.presenters.by_hand import ByHand
from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.correcting import Entry, History
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.on_screen import OnScreen
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.review_bulk import Bulk, Word, word_of
from qeu_station.gui.presenters.review_conditions import Conditions
from qeu_station.gui.presenters.review_jobs import NamedJobs
from qeu_station.gui.presenters.review_list import ReviewList
from qeu_station.gui.presenters.review_look import ReviewLook
from qeu_station.gui.presenters.review_pace import Pace
from qeu_station.gui.presenters.review_release import release_later
from qeu_station.gui.presenters.review_saved import SavedFilters
from qeu_station.gui.presenters.review_snapshot import MEANT, Screen, snapshot
from qeu_station.gui.presenters.review_state import ReviewState
from qeu_station.gui.presenters.writing import Writer
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.review.columns import Columns, Rows
    from qeu_station.services.reviewing import ReviewDesk

log = logging.getLogger(__name__)

AHEAD = 3
"""Pairs whose pictures are read before they are asked for."""

GUARD_S = 0.4
"""How long a key is taken to be meant for the pair before one that came by itself."""

TOLD_S = 4.0
"""How long it is told that a key was not taken: long enough to be read."""


class ReviewPresenter(ByHand):
    """Decides everything the Review screen shows.

    Args:
        jobs: Runs work beside the window's thread.
        preferences: Returns the choices of the people at this station.
        report: Takes errors for a notice.
        ask_sign_on: Asks for a name, because something was said that needs one.
        over: Takes the words of an error that was reported, once its cause is gone.
        clock: Seconds that only grow.
        home: Folder of the station's home, where filters are kept.

    Attributes:
        state: What is shown now.
        show: Takes every new state.
        conditions: What is listed: filters, saved ones too, and the order.
        sees: Returns whether the pair is seen, and brings it to the front when it is not.
        heard: Takes the inspection of the station's own journal that somebody spoke of here.
    """

    def __init__(
        self,
        jobs: Jobs,
        preferences: Callable[[], Preferences],
        report: Callable[[Exception], None],
        ask_sign_on: Callable[[], None] = lambda: None,
        over: Callable[[str], None] = lambda told: None,
        clock: Callable[[], float] = time.monotonic,
        home: Path = Path(),
    ) -> None:
        self.state = ReviewState()
        self.show: Callable[[ReviewState], None] = lambda state: None
        self.sees: Callable[[], bool] = lambda: True
        self.heard: Callable[[str], None] = lambda inspection: None
        self._jobs = NamedJobs(jobs, "review.")
        self._preferences = preferences
        self._closed = self._just_came = self._refused = False
        self._current = -1
        self._read: Columns | None = None
        self._selected: Rows = np.zeros(0, np.int32)
        self._not_saved = Cause(report, over)
        self._questions = Questions()
        writer = Writer(self._jobs, self._on_saved, self._on_not_saved)
        on_screen = OnScreen(writer)
        self._acts = Acts(on_screen, writer, self._operator, ask_sign_on)
        super().__init__(Corrector(on_screen, self._acts, self._questions), writer)
        self._look = ReviewLook(self._jobs, writer, self._correct, self._changed)
        self._list = ReviewList(self._jobs, self._on_list, self._on_moved, Cause(report, over))
        self._bulk = Bulk(
            self._jobs, self._list, self._questions, self._operator, ask_sign_on,
            self._on_bulk, report,
        )  # fmt: skip
        self._pace = Pace(clock)
        saved = SavedFilters(self._jobs, home, self._changed, report)
        self.conditions = Conditions(self._list, saved, self._changed)
        self._does: dict[str, Callable[[], object]] = {
            "part.next": lambda: self._step(1),
            "part.previous": lambda: self._step(-1),
            "part.first": lambda: self.go_to(0),
            "part.last": lambda: self.go_to(len(self._list.rows) - 1),
            "part.agree": self._agree,
            "part.ok": lambda: self._correct.say("ok"),
            "part.ng": lambda: self._correct.say("ng"),
            "correct.undo": self._undo,
            "correct.redo": self._redo,
            "correct.strike": self._correct.boxes.strike,
            "correct.deselect": self._deselect,
            "review.close": self.close_source,
            "review.same": self._same,
            "review.all_ok": lambda: self._say_all(Word("ok")),
            "review.all_ng": lambda: self._say_all(Word("ng")),
            "review.all_same": lambda: self._say_all(self._bulk.last),
            "review.next_open": self._next_open,
            "review.again": self._list.again,
            "review.clear": self.conditions.clear,
        }

    @property
    def desk(self) -> ReviewDesk | None:
        """What is open, None for nothing."""
        return self._list.desk

    @property
    def chosen(self) -> Rows:
        """Rows that are meant together: the selected ones, or all of the list."""
        return self._selected if len(self._selected) > 1 else self._list.rows

    def read_again(self) -> None:
        """Read again what was said: corrections came from elsewhere."""
        self._look.reopen()
        release_later(self._jobs, self._list.desk)
        self._list.soon(0.0)

    def open(self, opener: Callable[[], ReviewDesk]) -> None:
        """Open another journal; ``opener`` runs in a job."""
        self.close_source()
        self._pace.reset()
        self._list.open(opener)
        self.conditions.saved.read()
        self._changed()

    def close_source(self) -> None:
        """Close what is open; what was said goes to the disk first."""
        self._look.use(None)
        self._writer.retry()
        self._current, self._selected = -1, np.zeros(0, np.int32)
        self._bulk.forget()
        self._list.close()
        self._changed()

    def wake(self, awake: bool) -> None:
        """Say whether the screen is shown: nothing is looked for while nobody sees it."""
        self._list.wake(awake)

    def go_to(self, position: int) -> None:
        """Show the pair at a place of the list, counted from 0; the nearest there is."""
        count = len(self._list.rows)
        if count:
            self._open(int(self._list.rows[min(max(position, 0), count - 1)]))
            self._changed()

    def show_row(self, row: int) -> None:
        """Show the pair of a row, whether it is listed or not."""
        if self._list.columns is not None and 0 <= row < len(self._list.columns):
            self._open(row)
            self._changed()

    def select(self, rows: Rows) -> None:
        """Take what is selected in the table; what was asked about others is not asked any more."""
        self._selected = rows
        self._bulk.drop()
        self._changed()

    def do(self, key: str) -> None:
        """Do an action by its key in ``gui.actions``; one that cannot be done now does nothing."""
        self._correct.screen.early = False
        many = key in ("correct.undo", "correct.redo") and self._bulk.newest
        asked = key == "part.agree" and self._questions.shown is not None
        if key in ("correct.undo", "correct.redo") and self._bulk.asked:
            self._bulk.drop()  # the question is the last thing there is; nothing was said yet
        elif asked or (key in MEANT and not many and not self._is_meant()):
            pass
        elif key == "part.agree" or (key in self.state.can and key in self._does):
            self._does[key]()
        elif key in MEANT:
            self._correct.screen.wanted()
        self._changed()

    def answer(self, key: str) -> None:
        """Answer the question that is asked."""
        self._questions.answer(key)
        self._changed()

    def set_note(self, text: str, inspection: str = "") -> None:
        """Put a note on the pair on the screen, or on another that was looked at just now."""
        self._correct.note(text.strip(), inspection)
        self._changed()

    def forget_refusal(self) -> None:
        """Tell no more that a key was not taken."""
        if self._refused:
            self._refused = False
            self._changed()

    def show_difference(self, on: bool) -> None:
        """Read the difference with the pictures, or no more."""
        self._look.show_difference(on)
        self._changed()

    def take_novelty(self, seq: np.ndarray, values: np.ndarray) -> None:
        """Note how new inspections are, float32 (n,), by their entries in the journal."""
        self._list.take_novelty(seq, values)
        self._changed()

    def signed_on(self, operator: str) -> None:
        """Write what waited for a name."""
        if operator:
            self._writer.sign(operator)
            self._changed()

    def close(self) -> None:
        """Show nothing any more; corrections that are not on the disk are tried once more."""
        if self._writer.nameless:
            log.warning("%d corrections have no operator and are lost", self._writer.nameless)
        self._closed = True  # first: the page may be gone already
        self.sees = lambda: False
        self.close_source()

    def _operator(self) -> str:
        return self._preferences().operator

    def _is_meant(self) -> bool:
        """Tell whether an act means a pair that is seen, and not one that came by itself."""
        self._refused = not self.sees() or self._just_came
        if self._refused:
            self._jobs.later("refused", TOLD_S, self.forget_refusal)
        return not self._refused

    def _open(self, row: int) -> None:
        columns = self._list.columns
        if columns is None:
            return
        self._current, self._just_came, self._refused = row, False, False
        position = self._list.position_of(row)
        after = self._list.rows[position + 1 : position + 1 + AHEAD] if position >= 0 else ()
        ahead = [str(columns.id[other]) for other in after]
        self._look.open(str(columns.id[row]), str(columns.pair[row]), ahead)

    def _step(self, by: int) -> None:
        position = self._list.position_of(self._current)
        self.go_to(position + by if position >= 0 else 0)

    def _agree(self) -> None:
        self._writer.retry()
        if self._correct.screen.agreed:
            self._advance()
        else:
            self._correct.agree()

    def _advance(self) -> None:
        if self._preferences().advance:
            self._next_open()

    def _next_open(self) -> None:
        """Show the next pair nobody has spoken of, in the list from here on, then from its top."""
        position = self._list.next_open(self._list.position_of(self._current))
        if position is None:
            self._correct.screen.hint = translate("Review", "Every pair is reviewed")
        else:
            self.go_to(position)

    def _say_all(self, word: Word | None) -> None:
        """Say the same of all selected pairs; what is asked about them must be seen."""
        if word is not None:
            self._bulk.say(self._selected, word)
            if self._questions.shown is not None:
                self.sees()

    def _deselect(self) -> None:
        self._bulk.drop()
        self._correct.deselect()

    def _undo(self) -> None:
        if self._bulk.newest and self._bulk.undoable:
            self._bulk.undo()
        else:
            self._correct.undo()

    def _redo(self) -> None:
        if self._bulk.newest and self._bulk.redoable:
            self._bulk.redo()
        else:
            self._correct.redo()

    def _same(self) -> None:
        """Say of the pair on the screen what was said of the last one, as far as it fits."""
        word, screen = self._bulk.last_but(self._look.inspection), self._correct.screen
        if word is None or screen.wanted() is None:
            return
        fits = word.fitting(screen.addresses, screen.colours)
        if not fits and word.cells and not word.part:
            screen.hint = translate("Review", "{word} does not fit this product").format(
                word=word.short
            )
        elif not fits:
            self._correct.say(word.part)
        else:
            self._acts.goes_on = self._acts.add(part=word.part or None, cells=fits)

    def _on_list(self) -> None:
        """Something was added: perhaps somebody else spoke of the pair on the screen."""
        if self._list.columns is not self._read:
            self._read = self._list.columns
            self._look.reopen()
        self._changed()

    def _on_moved(self, first: bool) -> None:
        """The list was made anew: keep the pair, or show the first one where there was none."""
        if self._list.desk is not self._look.desk:
            self._look.use(self._list.desk)
        if self._look.inspection:
            self._current = self._list.row_of(self._look.inspection)
        listed = self._list.position_of(self._current) >= 0
        if (first or not listed) and len(self._list.rows):
            self._open(int(self._list.rows[0]))
            self._just_came = not first
            if self._just_came:
                self._jobs.later("came", GUARD_S, self._is_known)
        self._changed()

    def _is_known(self) -> None:
        self._just_came = False
        self._changed()

    def _on_saved(self, history: History, entry: Entry) -> None:
        if not any(each.failed for each in self._writer.stuck):
            self._not_saved.end()
        said, desk = history.said(), self._list.desk
        if history.place is desk:
            what = said.decision or ("corrected" if said.corrected or said.note else "")
            self._list.say(self._list.row_of(history.inspection), what)
        self._bulk.single(history.inspection, word_of(said))
        release_later(self._jobs, history.place)
        self._list.soon(0.5)
        if desk is not None and desk.own and history.place is desk:
            self.heard(history.inspection)
        if self._acts.may_go_on(history):
            self._pace.decided()
            self._acts.goes_on = None
            self._advance()
        self._changed()

    def _on_not_saved(self, history: History, entry: Entry, error: Exception, known: bool) -> None:
        self._acts.stay(history)
        if not known:
            self._not_saved(error)
        self._changed()

    def _on_bulk(self) -> None:
        self.read_again()
        self._changed()

    def _changed(self) -> None:
        if self._closed:
            return
        screen = Screen(
            self._list, self._look, self._correct, self._questions, self._bulk, self._pace,
            self._operator(), self._current, len(self._selected), self._refused, self._just_came,
            self.conditions.saved.names,
        )  # fmt: skip
        state = snapshot(self.state, screen)
        if state is not self.state:
            self.state = state
            self.show(state)
