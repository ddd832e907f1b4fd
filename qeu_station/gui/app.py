"""The application: made, shown at once, and filled while it is on the screen already."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from qeu_station import __version__
from qeu_station.gui.crash import CrashWatch
from qeu_station.gui.desk import Desk
from qeu_station.gui.dialogs import SETTINGS
from qeu_station.gui.end_signals import EndSignals
from qeu_station.gui.garbage import Search
from qeu_station.gui.language import install_language
from qeu_station.gui.main_window import MainWindow
from qeu_station.gui.theme import apply_theme

SWITCH_INTERVAL_S = 0.001
"""How long a thread may keep the interpreter while the window waits for it."""


def run_window(home: Path | None = None, recipe: str = "", source: Path | None = None) -> int:
    """Show the window until it is closed.

    Args:
        home: The station's home, None for the user's own.
        recipe: Recipe to use first; empty takes the one used last.
        source: Folder or list of pairs to open first; None takes the one opened last.

    Returns:
        The exit code: 0 when it was closed as windows are.
    """
    app = application()
    desk = Desk(home, recipe, source)
    shell = Shell(app, desk)
    watch = CrashWatch(desk.failed.emit)
    signals = EndSignals(shell.close)
    try:
        shell.show()
        QTimer.singleShot(0, desk.open)
        return app.exec()
    finally:
        desk.close()
        signals.close()
        watch.close()


def application() -> QApplication:
    """Return the application, with what must be said before it is made."""
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    made = QApplication.instance()
    if not isinstance(made, QApplication):
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        )
        made = QApplication(["qeu-station"])
    made.setApplicationName("QEU Station")
    made.setApplicationVersion(__version__)
    return made


class Shell(QObject):
    """Holds the one window; another language or theme builds it anew around the same desk."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        super().__init__()
        self._app, self._desk = app, desk
        self._dress(self._wanted())
        self.window = MainWindow(desk)
        self._search = Search()
        desk.state_changed.connect(self._search.show_state)
        desk.preferences_changed.connect(self._follow)
        app.styleHints().colorSchemeChanged.connect(self._follow)

    def show(self) -> None:
        """Show the window where it was last."""
        self.window.restore()
        self.window.show()
        self._search.wake()

    def close(self) -> None:
        """Close the window, and with it the application; nobody is there to be asked."""
        self.window.leave()

    def _wanted(self) -> tuple[str, bool]:
        """Return the language, and whether it is dark; the system decides where nobody did."""
        chosen = self._desk.preferences
        dark = self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return chosen.language, chosen.theme == "dark" or (not chosen.theme and dark)

    def _dress(self, look: tuple[str, bool]) -> None:
        self._look = look
        install_language(self._app, look[0])
        apply_theme(self._app, look[1])

    def _follow(self) -> None:
        """Build the window anew where it must look otherwise, after what is being done now."""
        if self._wanted() != self._look:
            QTimer.singleShot(0, self, lambda: self.window.dialogs.when_free(self._rebuild))

    def _rebuild(self) -> None:
        before, look = self.window, self._wanted()
        if look == self._look or not before.isVisible():
            return
        settings = before.dialogs.shows(SETTINGS)
        self._dress(look)
        self._desk.refresh()
        self.window = MainWindow(self._desk)
        self.window.take_over(before)
        if settings:
            self.window.commands.do("help.settings")
