"""The real window in a process of its own, operated from inside: imported by test scripts.

``QTest.qWait`` holds the interpreter while it waits, so that no thread gets anywhere; an event loop
of Qt does not.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from qeu_station.gui.imports import plain_imports

plain_imports()

from PySide6.QtCore import QEventLoop, Qt, QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402

from qeu_station.gui.app import Shell, application  # noqa: E402
from qeu_station.gui.desk import Desk  # noqa: E402
from qeu_station.gui.presenters.inspect_state import InspectState  # noqa: E402
from qeu_station.gui.widgets.review.page import ReviewPage  # noqa: E402

PATIENCE_S = 120.0
"""How long something may take on a slow and busy machine; only a test that fails takes it."""


class Operator:
    """Somebody at the window."""

    def __init__(self, home: str, recipe: str = "", source: str = "") -> None:
        self.app = application()
        self.desk = Desk(Path(home), recipe, Path(source) if source else None)
        self.errors: list[Exception] = []
        self.desk.failed.connect(self.errors.append)
        self.shell = Shell(self.app, self.desk)
        self.shell.show()
        self.desk.open()

    @property
    def state(self) -> InspectState:
        """What the screen shows."""
        return self.desk.presenter.state

    def sees(self, met: Callable[[InspectState], object], seconds: float = PATIENCE_S) -> None:
        """Wait until the screen shows something."""
        end = time.monotonic() + seconds
        while not met(self.state):
            self.rest(0.005)
            if time.monotonic() > end:
                band, can = self.state.band, sorted(self.state.can)
                sys.exit(f"not seen: {band}, part {self.state.part}, {can}, errors {self.errors}")

    def rest(self, seconds: float) -> None:
        """Let the window work."""
        loop = QEventLoop()
        QTimer.singleShot(round(1000 * seconds), loop.quit)
        loop.exec()

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key."""
        target = self.app.focusWidget() or self.shell.window
        held = Qt.KeyboardModifier.NoModifier
        for each in modifiers:
            held |= each
        QTest.keyClick(target, key, held)

    def type(self, text: str) -> None:
        """Type as slowly as a person."""
        for character in text:
            QTest.keyClicks(self.app.focusWidget() or self.shell.window, character)
            self.rest(0.08)

    def part(self, name: str, *kinds: str) -> None:
        """Wait until a part with its verdict and pictures is on the screen."""
        self.sees(
            lambda s: (
                s.part is not None
                and s.part.name == name
                and s.pictures is not None
                and (not kinds or s.band.kind in kinds)
            )
        )

    def review(self, batch: str) -> ReviewPage:
        """Open a batch on the Review screen, and wait for its first pair."""
        self.shell.window.activateWindow()
        self.desk.review_wanted.emit(Path(batch))
        page = self.shell.window.screens.shown
        assert isinstance(page, ReviewPage)
        self.until(lambda: page.presenter.state.pair.pictures, "the first pair")
        return page

    def until(self, met: Callable[[], object], what: str, seconds: float = PATIENCE_S) -> None:
        """Wait until something is so."""
        end = time.monotonic() + seconds
        while not met():
            self.rest(0.005)
            if time.monotonic() > end:
                sys.exit(f"{what} did not come; errors {self.errors}")

    def leave(self) -> None:
        """Close the window as a person does."""
        self.shell.close()
        self.desk.close()
