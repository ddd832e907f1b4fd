"""Which part is looked at: opening it, reading its pictures, having it judged."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.correcting import History
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.judging import Judge
from qeu_station.gui.presenters.opened import Opened, opened
from qeu_station.gui.presenters.pages import PageRequest, Pages
from qeu_station.gui.presenters.part import Page, Part
from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.presenters.queue import PairQueue
from qeu_station.gui.presenters.strip import Strip
from qeu_station.gui.presenters.writing import Writer

if TYPE_CHECKING:
    from qeu_station.core.pair import Pair
    from qeu_station.core.recipe import Recipe
    from qeu_station.core.record import InspectionRecord
    from qeu_station.gui.preferences import Preferences

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
        strip: The last parts.
        preferences: Returns the choices in force.
        changed: Called after an answer changed something.
        counted: Takes every new record, shown or not.
        report: Takes errors for a notice.
    """

    def __init__(
        self,
        jobs: Jobs,
        writer: Writer,
        correct: Corrector,
        strip: Strip,
        preferences: Callable[[], Preferences],
        changed: Callable[[], None],
        counted: Callable[[InspectionRecord], None],
        report: Callable[[Exception], None],
    ) -> None:
        self._jobs = jobs
        self._writer = writer
        self._correct = correct
        self._strip = strip
        self._preferences = preferences
        self._changed = changed
        self._counted = counted
        self._report = report
        self._pages = Pages(jobs)
        self._judge = Judge(jobs, self._on_judged, self._on_not_judged, self._on_skipped)
        self.station: Station | None = None
        self.recipe: Recipe | None = None
        self.queue: PairQueue | None = None
        self.part: Part | None = None
        self.serial = ""
        self.held = False

    def use(self, recipe: Recipe) -> None:
        """Judge with another recipe from now on; what was judged with the old is judged anew."""
        self.recipe = recipe
        self._judge.forget_pairs()

    def open_queue(self, queue: PairQueue | None) -> None:
        """Begin with a list of pairs, or with none."""
        self.queue = queue
        self.open_current()

    def go_to(self, position: int) -> None:
        """Open a part of the queue, counted from 0."""
        if self.queue is not None and (
            self.queue.go_to(position) or self.part is None or self.part.position < 0
        ):
            self.open_current()

    def open_current(self) -> None:
        """Open the part of the queue that its position says."""
        pair = self.queue.current if self.queue else None
        if self.queue is None or pair is None:
            self.open(None)
            return
        part = Part(pair.name, self.queue.position, pair)
        self.open(part)
        part.judging = self._judge.returns(pair)
        known = self._judge.known(pair)
        if known is None:
            self._want_pair(part, pair)
        else:
            self._show_known(part, known)

    def open_record(self, inspection: str) -> None:
        """Open a recorded inspection again."""
        record = self._judge.record(inspection)
        part = Part(record.pair if record else "")
        self.open(part)
        self._show_known(part, inspection)

    def open(self, part: Part | None) -> None:
        """Leave the part that is open, and show another."""
        if self.part is not None and self.part.pair is not None:
            self._judge.leave(self.part.pair)
        self._jobs.forget("record")
        self._pages.nothing()
        self.part = part
        self._correct.open(part)
        self._strip.current("")

    def inspect(self, explicit: bool) -> None:
        """Judge the part on the screen; asked for explicitly even when it was judged before."""
        part = self.part
        if part is None or part.pair is None or self.station is None or part.judging:
            return
        if part.problem and part.page is None:
            part.problem = ""
            self._want_pair(part, part.pair)
            return
        asked, self.serial = self._with_serial(part.pair)
        part.judging, part.problem = True, ""
        operator = self._preferences().operator
        self._judge.begin(self.station, part.pair, asked, operator, explicit)

    @property
    def can_inspect(self) -> bool:
        """Whether the part on the screen can be judged now."""
        part = self.part
        if part is None or part.pair is None or self.recipe is None or self.held:
            return False
        return not part.judging and (part.page is not None or bool(part.problem))

    def settle(self) -> None:
        """Have the part judged by itself once it rests."""
        if self._preferences().auto_inspect:
            part = self.part
            self._jobs.later("settle", SETTLE_S, lambda: self._settled(part))

    def _settled(self, part: Part | None) -> None:
        if part is None or part is not self.part or part.problem or part.record is not None:
            return
        if self.can_inspect:
            self.inspect(False)
            self._changed()

    def _with_serial(self, pair: Pair) -> tuple[Pair, str]:
        if pair.serial or not self.serial:
            return pair, self.serial
        return replace(pair, serial=self.serial), ""

    def _want_pair(self, part: Part, pair: Pair) -> None:
        ahead = self.queue.neighbours(AHEAD) if self.queue else ()
        self._pages.want(
            self._pair_request(pair),
            lambda page: self._on_page(part, page, False),
            lambda error: self._on_no_page(part, error),
            [self._pair_request(other) for other in ahead],
        )

    def _want_record(self, part: Part, record: InspectionRecord) -> None:
        station = self.station
        if station is None:
            return
        ahead = self.queue.neighbours(AHEAD) if self.queue and part.position >= 0 else ()
        self._pages.want(
            PageRequest(record.id, lambda: station.record_pictures(record)),
            lambda page: self._on_page(part, page, True),
            lambda error: self._on_no_record_page(part, error),
            [self._pair_request(other) for other in ahead],
        )

    def _pair_request(self, pair: Pair) -> PageRequest:
        """Return what is read for a pair: the pictures it was judged on when that is known."""
        station = self.station
        known = self._judge.known(pair)
        record = self._judge.record(known) if known else None
        if station is None:
            raise RuntimeError("pictures were wanted before there is a station")
        if record is not None:
            return PageRequest(record.id, lambda: station.record_pictures(record))
        return PageRequest(pair, lambda: station.pair_pictures(pair))

    def _show_known(self, part: Part, inspection: str) -> None:
        station = self.station
        record, history = self._judge.record(inspection), self._writer.history(inspection)
        if record is not None and history is not None and self._same_recipe(record):
            self._show_record(part, record)
        elif station is not None:
            self._jobs.latest(
                "record",
                lambda task: opened(station, inspection),
                lambda answer: self._on_opened(part, answer),
                lambda error: self._on_no_page(part, error),
            )

    def _same_recipe(self, record: InspectionRecord) -> bool:
        recipe = self.recipe
        return recipe is not None and (recipe.name, recipe.version) == (
            record.recipe.name,
            record.recipe.version,
        )

    def _on_opened(self, part: Part, answer: Opened) -> None:
        self._judge.keep(answer.record)
        self._writer.keep(History(answer.record.id, answer.corrections))
        if part is self.part:
            part.name = answer.record.pair
            self._show_record(part, answer.record, answer.recipe)
            self._changed()

    def _show_record(
        self, part: Part, record: InspectionRecord, recipe: Recipe | None = None
    ) -> None:
        part.record, part.recipe, part.judging = record, recipe or self.recipe, False
        self._strip.current(record.id)
        self._want_record(part, record)

    def _on_page(self, part: Part, page: Page, laid: bool) -> None:
        if part.record is not None:
            self._strip.picture(part.record.id, page.thumbnail)
        if part is not self.part or (part.laid and not laid):
            return
        part.page, part.laid = page, laid
        if part.record is None and not part.judging:
            self.settle()
        self._changed()

    def _on_no_page(self, part: Part, error: Exception) -> None:
        if part is self.part:
            part.problem = str(error)
            self._changed()

    def _on_no_record_page(self, part: Part, error: Exception) -> None:
        self._report(error)
        if part is self.part:
            self._changed()

    def _on_judged(self, pair: Pair, record: InspectionRecord) -> None:
        self._writer.keep(History(record.id))
        self._strip.add(record)
        self._counted(record)
        part = self.part
        if part is not None and part.pair == pair:
            if part.page is not None:
                self._strip.picture(record.id, part.page.thumbnail)
            self._correct.open(part)
            part.laid = False
            self._show_record(part, record)
        self._changed()

    def _on_not_judged(self, pair: Pair, error: Exception) -> None:
        part = self.part
        if part is not None and part.pair == pair:
            part.judging = False
            part.problem = str(error)
        else:
            self._report(error)
        self._changed()

    def _on_skipped(self, pair: Pair) -> None:
        part = self.part
        if part is not None and part.pair == pair:
            part.judging = False
            self.settle()
        self._changed()
