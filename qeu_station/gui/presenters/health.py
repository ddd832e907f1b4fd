"""How the inspectors' workers are and what they say, asked again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.cards import states
from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.ports import Jobs, Station

if TYPE_CHECKING:
    from qeu_station.pluginhost import WorkerHealth
    from qeu_station.services.talk import Talk

EVERY_S = 1.0
QUICK_S = 0.15
"""While somebody speaks, or is about to."""


class Health:
    """Keeps the state of every worker, and what is said.

    Args:
        jobs: Where the station is asked.
        changed: Called when a worker's state is another.
        report: Takes errors for a notice.
        silent: Takes the error that the workers cannot be asked.
        heard: Takes what is said, when it is something else than before.
    """

    def __init__(
        self,
        jobs: Jobs,
        changed: Callable[[], None],
        report: Callable[[Exception], None],
        silent: Cause,
        heard: Callable[[Talk], None] = lambda talk: None,
    ) -> None:
        self._jobs = jobs
        self._changed = changed
        self._report = report
        self._silent = silent
        self._heard = heard
        self._hurried = False
        self._talk: Talk | None = None
        self._station: Station | None = None
        self.workers: tuple[WorkerHealth, ...] = ()

    def watch(self, station: Station) -> None:
        """Ask a station from now on."""
        self._station = station
        self.ask()

    def ask(self) -> None:
        """Ask now, and again after a second, or sooner while somebody speaks."""
        station, self._hurried = self._station, False
        if station is not None:
            work = lambda task: (station.health(), station.talk())  # noqa: E731
            self._jobs.latest("health", work, self._on_answer, self._on_no)
            speaks = self._talk is not None and bool(self._talk.sayings)
            self._jobs.later("health", QUICK_S if speaks else EVERY_S, self.ask)

    def hurry(self) -> None:
        """Ask soon: somebody is about to speak."""
        if self._station is not None and not self._hurried:
            self._hurried = True
            self._jobs.later("health", QUICK_S, self.ask)

    def restart(self, inspector: str) -> None:
        """Start an inspector's worker anew."""
        station = self._station
        if station is not None:
            self._jobs.latest(
                f"restart:{inspector}",
                lambda task: station.restart(inspector),
                lambda nothing: self.ask(),
                self._report,
            )

    def _on_answer(self, answer: tuple[tuple[WorkerHealth, ...], Talk]) -> None:
        workers, talk = answer
        self._on_health(workers)
        before, self._talk = self._talk, talk
        if talk != (before or type(talk)()):
            self._heard(talk)

    def _on_health(self, workers: tuple[WorkerHealth, ...]) -> None:
        self._silent.end()
        before, self.workers = self.workers, workers
        if states(before) != states(workers):
            self._changed()

    def _on_no(self, error: Exception) -> None:
        """Say once that the workers cannot be asked; the next answer ends it."""
        if self.workers:
            self.workers = ()
            self._silent(error)
            self._changed()
