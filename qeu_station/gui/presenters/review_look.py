"""The pair on the Review screen: its record, what was said of it, and its pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.correcting import History
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.opened import Opened, advice_on
from qeu_station.gui.presenters.pages import PageRequest, Pages
from qeu_station.gui.presenters.part import Page, Part, one_line
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.presenters.writing import Writer

if TYPE_CHECKING:
    from qeu_station.services.reviewing import ReviewDesk


class ReviewLook:
    """Shows one inspection; every answer finds the visit it belongs to, or is not shown.

    Args:
        jobs: Where records and pictures are read.
        writer: Keeps what was said.
        correct: Corrects the pair on the screen.
        changed: Called after an answer changed something.

    Attributes:
        desk: What is reviewed; None while nothing is.
        part: The pair on the screen, None for none.
        inspection: Its id, empty for none.
        difference: Whether the difference is read with the pictures.
    """

    def __init__(
        self, jobs: Jobs, writer: Writer, correct: Corrector, changed: Callable[[], None]
    ) -> None:
        self._jobs = jobs
        self._writer = writer
        self._correct = correct
        self._changed = changed
        self._pages = Pages(jobs)
        self._ahead: tuple[str, ...] = ()
        self.desk: ReviewDesk | None = None
        self.part: Part | None = None
        self.inspection = ""
        self.difference = False

    def nothing(self) -> None:
        """Show no pair."""
        self._jobs.forget("record")
        self._pages.nothing()
        self.part, self.inspection = None, ""
        self._correct.open(None)

    def use(self, desk: ReviewDesk | None) -> None:
        """Look into another journal; pictures of the one before are forgotten."""
        self.nothing()
        self._pages = Pages(self._jobs)
        self.desk = desk

    def open(self, inspection: str, name: str, ahead: Sequence[str] = ()) -> None:
        """Show an inspection.

        Args:
            inspection: Its id.
            name: Name of its pair.
            ahead: Ids of those that are likely to be asked for next, nearest first.
        """
        if self.desk is None:
            return
        self.nothing()
        self._writer.forget(inspection)  # others may have spoken of it since
        self.inspection, self._ahead = inspection, tuple(ahead)
        self.part = Part(name)
        self._correct.open(self.part)
        self._read(self.part, self.desk)
        self._want(self.part)

    def reopen(self) -> None:
        """Read again what was said of the pair on the screen; until then nothing of it changes."""
        if self.part is not None and self.desk is not None and self.part.record is not None:
            self._read(self.part, self.desk, anew=True)

    def show_difference(self, on: bool) -> None:
        """Read the difference with the pictures, or no more."""
        self.difference = on
        if self.part is not None:
            self._want(self.part)

    def _read(self, part: Part, desk: ReviewDesk, anew: bool = False) -> None:
        inspection, known = self.inspection, self._writer.history(self.inspection)
        version = known.version if known is not None and anew else None
        self._jobs.latest(
            "record",
            lambda task: _opened(desk, inspection),
            lambda answer: self._on_opened(part, answer, version),
            lambda error: self._on_not_opened(part, error),
        )

    def _want(self, part: Part) -> None:
        self._pages.want(
            self._request(self.inspection),
            lambda page: self._on_page(part, page),
            lambda error: self._on_no_page(part, error),
            [self._request(other) for other in self._ahead],
        )

    def _request(self, inspection: str) -> PageRequest:
        desk, difference = self.desk, self.difference
        assert desk is not None
        return PageRequest((inspection, difference), lambda: desk.pictures(inspection, difference))

    def _on_opened(self, part: Part, answer: Opened, version: int | None) -> None:
        """Take an answer, unless more was said since it was asked for, at ``version``."""
        known = self._writer.history(answer.record.id)
        if version is not None and known is not None and known.version != version:
            return
        if part is self.part:
            if version is not None:
                self._writer.forget(answer.record.id)
            self._writer.keep(History(answer.record, answer.corrections, self.desk))
            part.record, part.recipe, part.advice = answer.record, answer.recipe, answer.advice
            self._changed()

    def _on_page(self, part: Part, page: Page) -> None:
        if part is self.part:
            part.page, part.laid = page, True
            self._changed()

    def _on_not_opened(self, part: Part, error: Exception) -> None:
        if part is self.part:
            part.problem = one_line(error)
            self._changed()

    def _on_no_page(self, part: Part, error: Exception) -> None:
        if part is self.part:
            part.unseen = sentence(one_line(error))
            self._changed()


def _opened(desk: ReviewDesk, inspection: str) -> Opened:
    """Read an inspection from the journal; runs in a job."""
    record = desk.record(inspection)
    corrections = tuple(desk.corrections(inspection))
    return Opened(record, desk.recipe_of(record), corrections, advice_on(desk, record))
