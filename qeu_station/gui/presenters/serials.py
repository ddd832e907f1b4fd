"""The serial number that the next inspection gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from qeu_station.errors import InputError
from qeu_station.gui.presenters.asking import Questions
from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.inspect_state import Question
from qeu_station.gui.presenters.ports import Jobs, Station
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.core.pair import Pair
    from qeu_station.services.live import Seen

TOPIC = "serial"
REINSPECTION, MISTAKE = "reinspection", "mistake"


class Serials:
    """Holds a serial number until an inspection takes it; a known one is asked about first.

    Args:
        jobs: Where the journal is asked whether it knows a number.
        questions: Where the operator is asked.
        cleared: Called when a number was looked up or answered for, so that judging may go on.
        report: Takes the error that a number cannot be looked up, until one can.
    """

    def __init__(
        self,
        jobs: Jobs,
        questions: Questions,
        cleared: Callable[[], None],
        report: Cause,
    ) -> None:
        self._jobs = jobs
        self._questions = questions
        self._cleared = cleared
        self._report = report
        self.text = ""
        self.held = False

    def set(self, station: Station | None, text: str) -> None:
        """Take a number that was scanned or typed; nothing is judged until it is looked up.

        Before there is a station it is refused.
        """
        if station is None:
            told = translate(
                "Inspect", "Serial {serial} came before the station was open; enter it again."
            )
            self._report(InputError(told.format(serial=text)))
            return
        self.text = text.strip()
        self.held = bool(self.text)
        self._questions.drop(TOPIC)
        self._jobs.forget("serial")
        if self.held:
            asked = self.text
            self._jobs.latest(
                "serial", lambda task: station.seen(asked), self._on_seen, self._on_not_known
            )

    def give(self, pair: Pair, own: str) -> Pair:
        """Return a pair with its own serial number, or else the one held here, which is spent."""
        given = own or self.text
        if given == self.text:
            self.text = ""
        return replace(pair, serial=given)

    def take_back(self, own: str, given: str) -> None:
        """Hold the number of an inspection that did not happen again, unless there is a new one.

        Args:
            own: What the part had before.
            given: What the inspection was to have.
        """
        if given != own and not self.text:
            self.text = given

    def _on_seen(self, seen: Seen | None) -> None:
        self._report.end()
        if seen is None:
            self._go_on()
            return
        text = translate(
            "Inspect", "Serial {serial} was judged before: {verdict} as {part}, {at}. What is this?"
        ).format(serial=seen.serial, verdict=seen.verdict, part=seen.part, at=_here(seen.at))
        answers = (
            (REINSPECTION, translate("Inspect", "Re-inspection")),
            (MISTAKE, translate("Inspect", "Mistake")),
        )
        self._questions.ask(TOPIC, Question(text, answers), self._answered)
        self._cleared()

    def _on_not_known(self, error: Exception) -> None:
        self._report(error)
        self._go_on()

    def _answered(self, key: str) -> None:
        if key == MISTAKE:
            self.text = ""
        self._go_on()

    def _go_on(self) -> None:
        self.held = False
        self._cleared()


def _here(at: str) -> str:
    """Return a time of the journal as the clock on the wall says it."""
    return datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%d %H:%M")
