"""Going from part to part, and having each judged."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from qeu_station.errors import SourceError
from qeu_station.gui.presenters.arrivals import Arrivals
from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.correcting import History
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.judging import Judge, Wish
from qeu_station.gui.presenters.live import Live, unfit
from qeu_station.gui.presenters.looking import SETTLE_S, Look
from qeu_station.gui.presenters.part import Part, one_line
from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.presenters.queue import PairQueue
from qeu_station.gui.presenters.serials import Serials
from qeu_station.gui.presenters.shift import ShiftDesk
from qeu_station.gui.presenters.writing import Writer

if TYPE_CHECKING:
    from qeu_station.capture.frame import FrameSource
    from qeu_station.core.pair import Pair
    from qeu_station.core.recipe import Recipe
    from qeu_station.core.record import InspectionRecord
    from qeu_station.gui.preferences import Preferences
    from qeu_station.services.talk import Talk
    from qeu_station.storage.recipes import LoadedRecipe

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
        busy: Returns whether the operator is in the middle of something.

    Attributes:
        arrivals: Parts that came by themselves and wait to be shown.
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
        busy: Callable[[], bool] = lambda: False,
    ) -> None:
        self._jobs = jobs
        self._writer = writer
        self._serials = serials
        self._shift = shift
        self._preferences = preferences
        self._changed = changed
        self._report = report
        self._lost = lost
        self._clock = clock
        self._look = Look(
            jobs, writer, correct, shift, self._judged, self._neighbours, self.settle, changed,
            report,
        )  # fmt: skip
        self._judge = Judge(jobs, self._on_judged, self._on_not_judged, self._on_skipped)
        self.arrivals = Arrivals(jobs, busy, self._show_newest, changed, clock)
        self._unjudged: list[Pair] = []
        self.queue: PairQueue | None = None
        self.live: Live | None = None

    @property
    def part(self) -> Part | None:
        """The part on the screen."""
        return self._look.part

    @property
    def station(self) -> Station | None:
        """What judges; None before it is open."""
        return self._look.station

    @property
    def recipe(self) -> Recipe | None:
        """What is judged with now; None before one is chosen."""
        return self._look.recipe

    @property
    def difference(self) -> bool:
        """Whether the difference is read with the pictures of judged parts."""
        return self._look.difference

    def attach(self, station: Station) -> None:
        """Use a station from now on."""
        self._look.attach(station)

    def use(self, loaded: LoadedRecipe) -> None:
        """Judge with another recipe from now on; what was judged with the old is judged anew."""
        self._look.use(loaded)
        self._judge.forget_pairs()

    def begin(self, queue: PairQueue | None, live: Live | None = None) -> None:
        """Look at a list of pairs, at a live source, or at nothing."""
        if self.live is not None and self.live is not live:
            self.live.close()
        self.queue, self.live, self._unjudged = queue, live, []
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
            self._look.pair(part, pair)
        else:
            self._look.known(part, known)

    def open_record(self, inspection: str) -> None:
        """Open a recorded inspection again."""
        part = Part(self._shift.strip.name(inspection), fresh=True)
        self.open(part)
        self._look.known(part, inspection)

    def read_again(self, inspection: str) -> None:
        """Read again what was said of an inspection, where it is the one on the screen."""
        part = self.part
        if part is not None and part.record is not None and part.record.id == inspection:
            self._look.known(part, inspection)

    def open(self, part: Part | None) -> None:
        """Leave the part that is open, and show another."""
        self.arrivals.drop()
        if self.part is not None and self.part.pair is not None:
            self._judge.leave(self.part.pair)
        self._look.open(part)

    def hear(self, talk: Talk, advised: Collection[str]) -> None:
        """Take what inspectors say; ``advised`` are inspections that got advice just now."""
        part = self.part
        if part is not None and part.record is not None and part.record.id in advised:
            self._look.want_advice(part)  # until it is read, the card goes on as it is
        elif part is not None:
            part.hear(talk)

    def arrive(self, pairs: Sequence[Pair], new: bool) -> None:
        """Take the pairs of a watched folder; new ones are judged in the order they came.

        The newest is shown to an operator who looks at the last one and is done with it.
        """
        queue = self.queue
        if queue is None:
            return
        at_end = queue.at_end and (self.part is None or self.part.position >= 0)
        follows = at_end or self.arrivals.waiting > 0
        fresh = queue.append(pairs)
        if fresh and follows and new:
            self.arrivals.add(len(fresh))
        elif fresh and follows:
            self._show_newest()
        if new and self._preferences().auto_inspect:
            self._unjudged.extend(fresh)
        self._judge_arrived()
        self._changed()

    def _judge_arrived(self) -> None:
        """Judge what arrived, once it is known which serial number the first of it gets."""
        if self._serials.held or not self._preferences().auto_inspect:
            return
        arrived, self._unjudged = self._unjudged, []
        for pair in arrived:
            if self._judge.known(pair) is None:
                self._begin(pair, pair.serial, explicit=True)

    def _show_newest(self) -> None:
        if self.queue is not None:
            self.queue.go_to(len(self.queue) - 1)
            self.open_current()

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
                self._look.pair(part, part.pair)
            else:
                self._begin(part.pair, part.serial, explicit)

    def settle(self) -> None:
        """Have what arrived judged, and the part on the screen once it rests."""
        self._judge_arrived()
        part = self.part
        if part is not None and not part.frozen and self._preferences().auto_inspect:
            part.resting = part.record is None
            self._jobs.later("settle", SETTLE_S, lambda: self._settled(part))

    def show_difference(self, on: bool) -> None:
        """Read the difference with the pictures of a record, or no more."""
        self._look.show_difference(on)

    def _settled(self, part: Part) -> None:
        part.resting = False
        if part is self.part and part.record is None and not part.problem and part.page:
            self.inspect(False)
            self._changed()

    def _begin(self, pair: Pair, own: str, explicit: bool) -> None:
        station, operator = self.station, self._preferences().operator
        if station is None:
            return
        asked = self._serials.give(pair, own)
        if self.part is not None and self.part.pair == pair:
            self.part.judging, self.part.problem = True, ""
        wish = Wish(pair, asked, own, explicit=explicit)
        self._judge.begin(wish, lambda: station.inspect(asked, operator))

    def _trigger(self, live: Live) -> None:
        station, moment, operator = self.station, self._clock(), self._preferences().operator
        if station is None:
            return
        pair = live.trigger()
        asked = self._serials.give(pair, "")
        self.open(Part(pair.name, pair=pair, judging=True, frozen=True))
        wish = Wish(pair, asked, explicit=True)
        self._judge.begin(wish, lambda: live.inspect(station, asked, operator, moment))

    def _neighbours(self, part: Part) -> Sequence[Pair]:
        in_queue = self.queue is not None and part.position >= 0
        return self.queue.neighbours(AHEAD) if self.queue is not None and in_queue else ()

    def _judged(self, pair: Pair) -> InspectionRecord | None:
        known = self._judge.known(pair)
        history = self._writer.history(known) if known else None
        return history.record if history else None

    def _on_judged(self, pair: Pair, record: InspectionRecord) -> None:
        self._look.drop(pair)
        self._writer.keep(History(record))
        self._shift.judged(record)
        if self.live is not None:
            self._lost.end()
        part = self.part
        if part is not None and part.pair == pair:
            self._look.judged(part, record)
        self._changed()

    def _on_not_judged(self, wish: Wish, error: Exception) -> None:
        self._serials.take_back(wish.own, wish.asked.serial)
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
        self._serials.take_back(wish.own, wish.asked.serial)
        part = self.part
        if part is not None and part.pair == wish.pair:
            part.judging = False
            self.settle()
        self._changed()
