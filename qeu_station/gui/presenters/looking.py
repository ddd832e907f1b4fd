"""The part on the screen: its record and its pictures, wherever they come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.correcting import History
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.opened import Opened, advice_on, awaits, opened
from qeu_station.gui.presenters.part import Page, Part, one_line
from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.presenters.reading import Reading
from qeu_station.gui.presenters.shift import ShiftDesk
from qeu_station.gui.presenters.writing import Writer

if TYPE_CHECKING:
    from qeu_station.core.pair import Pair
    from qeu_station.core.recipe import Recipe
    from qeu_station.core.record import AdviceRecord, InspectionRecord
    from qeu_station.services.talk import Talk
    from qeu_station.storage.recipes import LoadedRecipe

SETTLE_S = 0.15
"""How long a part rests on the screen before it is judged by itself."""


class Look:
    """Shows one part; every answer finds the visit it belongs to, or is not shown.

    Args:
        jobs: Where records and pictures are read.
        writer: Keeps what was said of the parts.
        correct: Corrects the part on the screen.
        shift: Holds the strip that the small pictures are for.
        judged_before: Returns the record of a pair that was judged and is in memory, or None.
        neighbours: Returns the pairs whose pictures are likely to be asked for next.
        ready: Called when the pictures of a part that is not judged are on the screen.
        changed: Called after an answer changed something.
        report: Takes errors for a notice.

    Attributes:
        part: The part, None when nothing is open.
        station: Reads it.
        recipe: What is judged with now.
    """

    def __init__(
        self,
        jobs: Jobs,
        writer: Writer,
        correct: Corrector,
        shift: ShiftDesk,
        judged_before: Callable[[Pair], InspectionRecord | None],
        neighbours: Callable[[Part], Sequence[Pair]],
        ready: Callable[[], None],
        changed: Callable[[], None],
        report: Callable[[Exception], None],
    ) -> None:
        self._jobs = jobs
        self._writer = writer
        self._correct = correct
        self._shift = shift
        self._neighbours = neighbours
        self._ready = ready
        self._changed = changed
        self._report = report
        self._reading = Reading(jobs, judged_before)
        self._sha256 = ""
        self.part: Part | None = None
        self.station: Station | None = None
        self.recipe: Recipe | None = None

    @property
    def difference(self) -> bool:
        """Whether the difference is read with the pictures of judged parts."""
        return self._reading.difference

    def attach(self, station: Station) -> None:
        """Use a station from now on."""
        self.station = self._reading.station = station

    def use(self, loaded: LoadedRecipe) -> None:
        """Show what this recipe judges from now on."""
        self.recipe, self._sha256 = loaded.recipe, loaded.sha256

    def open(self, part: Part | None) -> None:
        """Show another part, or none."""
        self._jobs.forget("record")
        self._jobs.forget("advice")
        self._reading.nothing()
        self.part = part
        self._correct.open(part)
        self._shift.strip.current("")
        if part is not None and part.fresh:
            self._jobs.later("fresh", SETTLE_S, lambda: self._is_known(part))

    def pair(self, part: Part, pair: Pair) -> None:
        """Read the pictures of a part that is not judged yet."""
        self._reading.pair(
            pair,
            lambda page: self._on_page(part, page, False),
            lambda error: self._on_no_page(part, error),
            self._neighbours(part),
        )

    def known(self, part: Part, inspection: str) -> None:
        """Show an inspection of a part, from memory or from the journal."""
        station, history = self.station, self._writer.history(inspection)
        if history is not None and history.record.recipe.sha256 == self._sha256:
            self._show_record(part, history.record)
        elif station is not None:
            self._jobs.latest(
                "record",
                lambda task: opened(station, inspection),
                lambda answer: self._on_opened(part, answer),
                lambda error: self._on_no_page(part, error),
            )

    def judged(self, part: Part, record: InspectionRecord) -> None:
        """Show what was judged of the part on the screen just now."""
        if part.page is not None:
            self._shift.strip.picture(record.id, part.page.thumbnail)
        self._correct.open(part)
        part.laid = False
        self._hold_record(part, record)
        # the verdict is painted first: reading would take the interpreter from it
        self._jobs.later("laid", 0, lambda: self._lay(part, record))

    def drop(self, pair: Pair) -> None:
        """Forget the pictures of a pair, which is shown as it was judged from now on."""
        self._reading.drop(pair)

    def want_advice(self, part: Part) -> None:
        """Read what came after the verdict, and who is still at work."""
        station, record = self.station, part.record
        if station is None or record is None or not awaits(record):
            return
        self._jobs.latest(
            "advice",
            lambda task: (advice_on(station, record), station.talk()),
            lambda answer: self._on_advice(part, record, *answer),
            self._report,
        )

    def show_difference(self, on: bool) -> None:
        """Read the difference with the pictures of a record, or no more."""
        self._reading.difference = on
        if self.part is not None and self.part.record is not None:
            self._want_record(self.part, self.part.record)

    def _is_known(self, part: Part) -> None:
        part.fresh = False
        if part is self.part:
            self._changed()

    def _lay(self, part: Part, record: InspectionRecord) -> None:
        if part is self.part and part.record is record:
            self._want_record(part, record)

    def _want_record(self, part: Part, record: InspectionRecord) -> None:
        self._reading.record(
            record,
            lambda page: self._on_page(part, page, True),
            lambda error: self._on_no_record_page(part, error),
            self._neighbours(part),
        )

    def _show_record(
        self, part: Part, record: InspectionRecord, recipe: Recipe | None = None
    ) -> None:
        self._hold_record(part, record, recipe)
        self._want_record(part, record)

    def _hold_record(
        self, part: Part, record: InspectionRecord, recipe: Recipe | None = None
    ) -> None:
        if part.record is None or part.record.id != record.id:
            part.advice = ()  # of an inspection before this one
        part.record, part.recipe, part.judging = record, recipe or self.recipe, False
        self.want_advice(part)
        self._shift.strip.current(record.id)

    def _on_opened(self, part: Part, answer: Opened) -> None:
        history = self._writer.keep(History(answer.record, answer.corrections))
        self._shift.opened(history)
        if part is self.part:
            part.name = answer.record.pair
            self._show_record(part, answer.record, answer.recipe)
            part.advice = answer.advice
            self._changed()

    def _on_advice(
        self, part: Part, record: InspectionRecord, advice: tuple[AdviceRecord, ...], talk: Talk
    ) -> None:
        if part.record is None or part.record.id != record.id:
            return  # judged again meanwhile
        part.advice = advice
        part.hear(talk)
        if part is self.part:
            self._changed()

    def _on_page(self, part: Part, page: Page, laid: bool) -> None:
        if part.record is not None:
            self._shift.strip.picture(part.record.id, page.thumbnail)
        if part is not self.part or (part.laid and not laid):
            return
        part.page, part.laid = page, laid
        if part.record is None and not part.judging:
            self._ready()
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
