"""Filters that are kept by name in the station's home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.ports import Jobs

if TYPE_CHECKING:
    from qeu_station.services.review import Filter


class SavedFilters:
    """The saved filters; the file is read when a journal is opened, and written at every change.

    Args:
        jobs: Where it is read and written.
        home: Folder of the station's home.
        changed: Called when there are others.
        report: Takes errors for a notice.
    """

    def __init__(
        self,
        jobs: Jobs,
        home: Path,
        changed: Callable[[], None],
        report: Callable[[Exception], None],
    ) -> None:
        self._jobs = jobs
        self._home = home
        self._changed = changed
        self._report = report
        self._kept: dict[str, Filter] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """Their names, sorted."""
        return tuple(sorted(self._kept, key=str.casefold))

    def get(self, name: str) -> Filter | None:
        """Return a filter by its name, None when there is none."""
        return self._kept.get(name)

    def read(self) -> None:
        """Read the file anew, after what is being written."""
        home = self._home

        def work(task: object) -> dict[str, Filter]:
            from qeu_station.services.review import load_filters

            return load_filters(home)

        self._jobs.ordered("filters", work, self._on_read, self._report)

    def keep(self, name: str, asked: Filter) -> None:
        """Keep a filter under a name; one of the same name is replaced."""
        if name.strip():
            self._write({**self._kept, name.strip(): asked})

    def remove(self, name: str) -> None:
        """Forget a filter."""
        self._write({other: kept for other, kept in self._kept.items() if other != name})

    def _write(self, filters: dict[str, Filter]) -> None:
        home, self._kept = self._home, filters

        def work(task: object) -> None:
            from qeu_station.services.review import save_filters

            save_filters(home, filters)

        self._jobs.ordered("filters", work, lambda _: None, self._on_not_written)
        self._changed()

    def _on_read(self, filters: dict[str, Filter]) -> None:
        self._kept = filters
        self._changed()

    def _on_not_written(self, error: Exception) -> None:
        self._report(error)
        self.read()
