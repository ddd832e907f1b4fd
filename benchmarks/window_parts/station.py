"""The station's own window, as the benchmark of the window asks it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QWidget

from qeu_station.gui.garbage import rest
from qeu_station.gui.imports import plain_imports

rest()
plain_imports()

from qeu_station.gui.app import Shell, application  # noqa: E402
from qeu_station.gui.desk import Desk  # noqa: E402
from qeu_station.gui.main_window import MainWindow  # noqa: E402
from qeu_station.services.viewing import ViewedPair  # noqa: E402


class StationWindow:
    """A subject, see ``asked.Subject``."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        self._desk, self._window = desk, window
        self._at_once = False
        self.keys_to: QWidget = window
        self.viewport: QWidget = window.screen_inspect.pictures.panes[1].canvas.viewport()

    def shown(self) -> str | None:
        """Name of the part whose pictures are in the views."""
        pictures = self._desk.presenter.state.pictures
        return None if pictures is None else pictures.name

    def open_pairs(self, folder: Path) -> None:
        """Open a folder of pairs."""
        self._desk.open_pairs(folder)

    def usable(self) -> bool:
        """Whether the window was painted and takes keys."""
        return self._window.isVisible() and self._window.isEnabled()

    def ready(self) -> bool:
        """Whether the recipe's inspectors run, so that a part can be judged."""
        state = self._desk.presenter.state
        return self._desk.station is not None and bool(state.recipe)

    def work(self, pairs: Path, at_once: bool = False) -> None:
        """Judge one part after the other from now on.

        Args:
            pairs: Folder of pairs.
            at_once: Ask for the verdict when the pictures show, not once the part has rested.
        """
        self._at_once = at_once
        self._desk.open_pairs(pairs)
        self._desk.state_changed.connect(self._go_on)

    def decided(self) -> bool:
        """Whether the screen says a verdict."""
        return self._desk.presenter.state.band.kind in ("pass", "fail", "review")

    def slowest_ms(self) -> float:
        """Return the time of the inspector that answered last, in milliseconds."""
        return max(card.milliseconds for card in self._desk.presenter.state.cards)

    def judged(self) -> int:
        """Return how many parts were judged."""
        return self._desk.presenter.state.counters.total

    def show_pictures(self, reference: np.ndarray, test: np.ndarray) -> None:
        """Show two new pictures under the grid and marks of the part on the screen."""
        screen, state = self._window.screen_inspect, self._desk.presenter.state
        viewed = ViewedPair("live", reference, test, aligned=True)
        screen.pictures.show_state(replace(state, pictures=viewed))

    def grid(self, on: bool) -> None:
        """Show or hide the grid."""
        self._window.screen_inspect.set_view("view.grid", on)

    def _go_on(self, state: object) -> None:
        if self.decided():
            self._soon("part.next", 0.02)
        elif self._at_once and "part.inspect" in self._desk.presenter.state.can:
            self._soon("part.inspect", 0.0)

    def _soon(self, action: str, seconds: float) -> None:
        self._desk.jobs.later("benchmark", seconds, lambda: self._desk.presenter.do(action))


@contextmanager
def opened(given: argparse.Namespace) -> Iterator[StationWindow]:
    """Show the station's window; it is closed in the end."""
    app = application()
    desk = Desk(given.home, given.recipe)
    shell = Shell(app, desk)
    shell.show()
    shell.window.activateWindow()  # there is no window manager that would
    app.processEvents()
    desk.open()
    try:
        yield StationWindow(desk, shell.window)
    finally:
        shell.close()
        desk.close()
