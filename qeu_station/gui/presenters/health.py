"""How the inspectors' workers are, asked again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.cards import states
from qeu_station.gui.presenters.causes import Cause
from qeu_station.gui.presenters.ports import Jobs, Station

if TYPE_CHECKING:
    from qeu_station.pluginhost import WorkerHealth

EVERY_S = 1.0


class Health:
    """Keeps the state of every worker.

    Args:
        jobs: Where the station is asked.
        changed: Called when a worker's state is another.
        report: Takes errors for a notice.
        silent: Takes the error that the workers cannot be asked.
    """

    def __init__(
        self,
        jobs: Jobs,
        changed: Callable[[], None],
        report: Callable[[Exception], None],
        silent: Cause,
    ) -> None:
        self._jobs = jobs
        self._changed = changed
        self._report = report
        self._silent = silent
        self._station: Station | None = None
        self.workers: tuple[WorkerHealth, ...] = ()

    def watch(self, station: Station) -> None:
        """Ask a station from now on."""
        self._station = station
        self.ask()

    def ask(self) -> None:
        """Ask now, and again after a second."""
        station = self._station
        if station is not None:
            self._jobs.latest("health", lambda task: station.health(), self._on_health, self._on_no)
            self._jobs.later("health", EVERY_S, self.ask)

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
