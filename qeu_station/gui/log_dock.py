"""The log below the screens; nothing of it is made before somebody wants to see it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDockWidget, QMainWindow

from qeu_station.gui.desk import Desk
from qeu_station.gui.words import translate

LOG_HEIGHT = 180
"""Height of the log when it opens, in pixels; the pictures need the rest."""


class LogDock:
    """Shows or hides the log of one window.

    Args:
        window: Where it stands.
        desk: Whose log.
        open_logs: Opens the folder of the log files.
        switch: The action that is checked while the log is shown.
    """

    def __init__(
        self, window: QMainWindow, desk: Desk, open_logs: Callable[[], None], switch: QAction
    ) -> None:
        self._window, self._desk = window, desk
        self._open_logs, self._switch = open_logs, switch
        self._dock: QDockWidget | None = None

    def show(self, on: bool) -> None:
        """Show or hide it."""
        if on and self._dock is None:
            self._dock = self._made()
        if self._dock is not None:
            self._dock.setVisible(on)

    def _made(self) -> QDockWidget:
        from qeu_station.gui.widgets.log_panel import LogPanel

        dock = QDockWidget(translate("Window", "Log"), self._window)
        dock.setWidget(LogPanel(self._desk.log, self._desk.report, self._open_logs))
        dock.visibilityChanged.connect(self._switch.setChecked)
        self._window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        self._window.resizeDocks([dock], [LOG_HEIGHT], Qt.Orientation.Vertical)
        return dock
