"""Which part is looked at: opening it, reading its pictures, having it judged."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qeu_station.errors import SourceError
from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.correcting import History
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.judging import Judge, Wish
from qeu_station.gui.presenters.live import Live, unfit
from qeu_station.gui.presenters.opened import Opened, opened
from qeu_station.gui.presenters.part import Page, Part, one_line
from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.presenters.queue import PairQueue
from qeu_station.gui.presenters.reading import Reading
from qeu_station.gui.presenters.serials import Serials
from qeu_station.gui.presenters.shift import ShiftDesk
from qeu_station.gui.presenters.writing import Writer

if TYPE_CHECKING:
    from qeu_station.capture.frame import FrameSource
    from qeu_station.core.pair import Pair
    from qeu_station.core.recipe import Recipe
    from qeu_station.core.record import InspectionRecord
    from qeu_station.gui.preferences import Preferences
    from qeu_station.storage.recipes import LoadedRecipe

SETTLE_S = 0.15
"""How long a part rests on the screen before it is judged by itself."""

AHEAD = 3
"""Parts whose pictures are read before they are asked for."""


class Visits:
    """Goes from part to part; every answer finds the visit it belongs to, or is not shown.

    Args:
        jobs: Runs work beside the window's thread.
        writer: Keeps what was said of the parts.
        correct: Corrects the part on the screen.
        serials: Gives serial numbers.
        shift: Counts every new record, shown or not.
        preferences: Returns the choices in force.
        changed: Called after an answer changed something.
        report: Takes errors for a notice.
        lost: Takes the error that a live source gave no picture.
        clock: Seconds that only grow.
    """

    def __init__(
        self,
        jobs: Jobs,
        writer: Writer,
        correct: Corrector,
        serials: Serials,
        shift: ShiftDesk,
        preferences: Callable[[], Preferences],
        changed: Callable[[], None],
        report: Callable[[Exception], None],
        lost: Cause,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._jobs = jobs
        self._writer = writer
        self._correct = correct
        self._serials = serials
        self._shift = shift
        self._preferences = preferences
        self._changed = changed
        self._report = report
        self._lost = lost
        self._clock = clock
        self._reading = Reading(jobs, self._judged)
        self._judge = Judge(jobs, self._on_judged, self._on_not_judged, self._on_skipped)
        self.station: Station | None = None
        self.recipe: Recipe | None = None
        self._sha256 = ""
        self.queue: PairQueue | None = None
        self.live: Live | None = None
        self.part: Part | None = None

    @property
    def difference(self) -> bool:
        """Whether the difference is read with the pictures of judged parts."""
        return self._reading.difference

    def attach(self, station: Station) -> None:
        """Use a station from now on."""
        self.station = self._reading.station = station

    def use(self, loaded: LoadedRecipe) -> None:
        """Judge with another recipe from now on; what was judged with the old is judged anew."""
        self.recipe, self._sha256 = loaded.recipe, loaded.sha256
        self._judge.forget_pairs()

    def begin(self, queue: PairQueue | None, live: Live | None = None) -> None:
        """Look at a list of pairs, at a live source, or at nothing."""
        if self.live is not None and self.live is not live:
            self.live.close()
        self.queue, self.live = queue, live
        self.open_current()

    def watched(self, source: FrameSource, changed: Callable[[], None]) -> Live:
        """Return a live source to begin with; ``changed`` is called when it is lost or found."""
        return Live(self._jobs, source, changed, self._clock)

    def go_to(self, position: int) -> None:
        """Open a part of the queue, counted from 0; the nearest there is."""
        elsewhere = self.part is None or self.part.position < 0
        if self.queue is not None and (self.queue.go_to(position) or elsewhere):
            self.open_current()

    def step(self, by: int) -> None:
        """Go on or back; from a part that is in no queue, return to where one was."""
        if self.queue is None:
            self.open(None)
        else:
            in_queue = self.part is not None and self.part.position >= 0
            self.go_to(self.queue.position + (by if in_queue else 0))

    def can_step(self, by: int) -> bool:
        """Tell whether ``step`` leads anywhere."""
        if self.part is None or self.part.position < 0:
            return self.part is not None and (self.queue is not None or self.live is not None)
        return self.queue is not None and not (self.queue.at_end if by > 0 else self.queue.at_start)

    def open_current(self) -> None:
        """Open the part of the queue that its position says."""
        pair = self.queue.current if self.queue else None
        if self.queue is None or pair is None:
            self.open(None)
            return
        part = Part(pair.name, self.queue.position, pair, fresh=True)
        self.open(part)
        part.judging = self._judge.returns(pair)
        known = self._judge.known(pair)
        if known is None:
            self._want_pair(part, pair)
        else:
            self._show_known(part, known)

    def open_record(self, inspection: str) -> None:
        """Open a recorded inspection again."""
        part = Part(self._shift.strip.name(inspection), fresh=True)
        self.open(part)
        self._show_known(part, inspection)

    def open(self, part: Part | None) -> None:
        """Leave the part that is open, and show another."""
        if self.part is not None and self.part.pair is not None:
            self._judge.leave(self.part.pair)
        self._jobs.forget("record")
        self._reading.nothing()
        self.part = part
        self._correct.open(part)
        self._shift.strip.current("")
        if part is not None and part.fresh:
            self._jobs.later("fresh", SETTLE_S, lambda: self._is_known(part))

    def arrive(self, pairs: Sequence[Pair], new: bool) -> None:
        """Take the pairs of a watched folder; new ones are judged in the order they came."""
        queue = self.queue
        if queue is None:
            return
        follows = queue.at_end and (self.part is None or self.part.position >= 0)
        fresh = queue.append(pairs)
        if fresh and follows:
            queue.go_to(len(queue) - 1)
            self.open_current()
        if new and self._preferences().auto_inspect:
            for pair in fresh:
                self._begin(pair, pair, explicit=True)
        self._changed()

    @property
    def can_inspect(self) -> bool:
        """Whether a part can be judged now."""
        part = self.part
        if self.recipe is None or self.station is None or self._serials.held:
            return False
        if self.live is not None:
            fit = unfit(self.recipe) is None
            return fit and self.live.ready and (part is None or not part.judging)
        if part is None or part.pair is None or part.judging:
            return False
        return part.page is not None or bool(part.problem)

    def inspect(self, explicit: bool) -> None:
        """Judge the part on the screen; asked for explicitly even when it was judged before."""
        part, live = self.part, self.live
        if not self.can_inspect:
            return
        if live is not None:
            self._trigger(live)
        elif part is not None and part.pair is not None:
            if part.page is None:
                part.problem = ""
                self._want_pair(part, part.pair)
            else:
                self._begin(part.pair, self._serials.give(part.pair), explicit)

    def settle(self) -> None:
        """Have the part judged by itself once it rests."""
        part = self.part
        if part is not None and not part.frozen and self._preferences().auto_inspect:
            part.resting = part.record is None
            self._jobs.later("settle", SETTLE_S, lambda: self._settled(part))

    def show_difference(self, on: bool) -> None:
        """Read the difference with the pictures of a record, or no more."""
        self._reading.difference = on
        if self.part is not None and self.part.record is not None:
            self._want_record(self.part, self.part.record)

    def _is_known(self, part: Part) -> None:
        part.fresh = False
        if part is self.part:
            self._changed()

    def _settled(self, part: Part) -> None:
        part.resting = False
        if part is self.part and part.record is None and not part.problem and part.page:
            self.inspect(False)
            self._changed()

    def _begin(self, pair: Pair, asked: Pair, explicit: bool) -> None:
        station, operator = self.station, self._preferences().operator
        if station is None:
            return
        if self.part is not None and self.part.pair == pair:
            self.part.judging, self.part.problem = True, ""
        wish = Wish(pair, asked, explicit=explicit)
        self._judge.begin(wish, lambda: station.inspect(asked, operator))

    def _trigger(self, live: Live) -> None:
        station, moment, operator = self.station, self._clock(), self._preferences().operator
        if station is None:
            return
        pair = live.trigger()
        asked = self._serials.give(pair)
        self.open(Part(pair.name, pair=pair, judging=True, frozen=True))
        wish = Wish(pair, asked, explicit=True)
        self._judge.begin(wish, lambda: live.inspect(station, asked, operator, moment))

    def _want_pair(self, part: Part, pair: Pair) -> None:
        self._reading.pair(
            pair,
            lambda page: self._on_page(part, page, False),
            lambda error: self._on_no_page(part, error),
            self._neighbours(part),
        )

    def _want_record(self, part: Part, record: InspectionRecord) -> None:
        self._reading.record(
            record,
            lambda page: self._on_page(part, page, True),
            lambda error: self._on_no_record_page(part, error),
            self._neighbours(part),
        )

    def _neighbours(self, part: Part) -> Sequence[Pair]:
        in_queue = self.queue is not None and part.position >= 0
        return self.queue.neighbours(AHEAD) if self.queue is not None and in_queue else ()

    def _judged(self, pair: Pair) -> InspectionRecord | None:
        known = self._judge.known(pair)
        history = self._writer.history(known) if known else None
        return history.record if history else None

    def _show_known(self, part: Part, inspection: str) -> None:
        station, history = self.station, self._writer.history(inspection)
        if history is not None and self._of_this_recipe(history.record):
            self._show_record(part, history.record)
        elif station is not None:
            self._jobs.latest(
                "record",
                lambda task: opened(station, inspection),
                lambda answer: self._on_opened(part, answer),
                lambda error: self._on_no_page(part, error),
            )

    def _of_this_recipe(self, record: InspectionRecord) -> bool:
        return record.recipe.sha256 == self._sha256

    def _on_opened(self, part: Part, answer: Opened) -> None:
        history = self._writer.keep(History(answer.record, answer.corrections))
        self._shift.opened(history)
        if part is self.part:
            part.name = answer.record.pair
            self._show_record(part, answer.record, answer.recipe)
            self._changed()

    def _show_record(
        self, part: Part, record: InspectionRecord, recipe: Recipe | None = None
    ) -> None:
        self._hold_record(part, record, recipe)
        self._want_record(part, record)

    def _hold_record(
        self, part: Part, record: InspectionRecord, recipe: Recipe | None = None
    ) -> None:
        part.record, part.recipe, part.judging = record, recipe or self.recipe, False
        self._shift.strip.current(record.id)

    def _on_page(self, part: Part, page: Page, laid: bool) -> None:
        if part.record is not None:
            self._shift.strip.picture(part.record.id, page.thumbnail)
        if part is not self.part or (part.laid and not laid):
            return
        part.page, part.laid = page, laid
        if part.record is None and not part.judging:
            self.settle()
        self._changed()

    def _on_no_page(self, part: Part, error: Exception) -> None:
        if part is self.part:
            part.problem = one_line(error)
            self._changed()

    def _on_no_record_page(self, part: Part, error: Exception) -> None:
        self._report(error)
        part.unseen = one_line(error)
        if part is self.part:
            self._changed()

    def _on_judged(self, pair: Pair, record: InspectionRecord) -> None:
        self._reading.drop(pair)
        self._writer.keep(History(record))
        self._shift.judged(record)
        if self.live is not None:
            self._lost.end()
        part = self.part
        if part is not None and part.pair == pair:
            if part.page is not None:
                self._shift.strip.picture(record.id, part.page.thumbnail)
            self._correct.open(part)
            part.laid = False
            self._hold_record(part, record)
            # the verdict is painted first: reading would take the interpreter from it
            self._jobs.later("laid", 0, lambda: self._lay(part, record))
        self._changed()

    def _lay(self, part: Part, record: InspectionRecord) -> None:
        if part is self.part and part.record is record:
            self._want_record(part, record)

    def _on_not_judged(self, wish: Wish, error: Exception) -> None:
        self._serials.take_back(wish.pair, wish.asked)
        part = self.part
        here = part is not None and part.pair == wish.pair
        if part is not None and here and not part.frozen:
            part.judging, part.problem = False, one_line(error)
        else:
            (self._lost if isinstance(error, SourceError) else self._report)(error)
            if here:
                self.open(None)
        self._changed()

    def _on_skipped(self, wish: Wish) -> None:
        self._serials.take_back(wish.pair, wish.asked)
        part = self.part
        if part is not None and part.pair == wish.pair:
            part.judging = False
            self.settle()
        self._changed()
