"""The last messages of the log, and a report for who mends a fault."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QPlainTextEdit, QWidget

from qeu_station.gui.log_tail import LENGTH, LogTail
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.enter_button import EnterButton
from qeu_station.gui.words import translate

REFRESH_MS = 200


class LogPanel(QWidget):
    """Shows a tail of the log while somebody sees it.

    Args:
        tail: The messages.
        report: Returns the text that "Copy report" copies.
        open_folder: Opens the folder of the log files.
    """

    def __init__(
        self, tail: LogTail, report: Callable[[], str], open_folder: Callable[[], None]
    ) -> None:
        super().__init__()
        self._tail = tail
        self._shown = 0
        self.text = QPlainTextEdit(readOnly=True, maximumBlockCount=LENGTH)
        self.text.setAccessibleName(translate("Log", "Messages"))
        self.text.setPlaceholderText(translate("Log", "Nothing was logged yet."))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.level = QComboBox()
        for name, level in (
            (translate("Log", "All messages"), logging.DEBUG),
            (translate("Log", "Warnings and errors"), logging.WARNING),
        ):
            self.level.addItem(name, level)
        self.level.setAccessibleName(translate("Log", "Which messages"))
        self.level.currentIndexChanged.connect(self._begin_again)
        copy = EnterButton(translate("Log", "Copy report"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(report()))
        folder = EnterButton(translate("Log", "Open log folder"))
        folder.clicked.connect(open_folder)
        tools = layouts.row()
        tools.addWidget(self.level)
        tools.addStretch(1)
        tools.addWidget(copy)
        tools.addWidget(folder)
        column = layouts.column(self, space=SPACE // 2, margins=(SPACE, 0, SPACE, SPACE // 2))
        column.addLayout(tools)
        column.addWidget(self.text, 1)
        self.setMinimumHeight(140)
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._timer.timeout.connect(self.refresh)

    def refresh(self) -> None:
        """Append what is new."""
        new = self._tail.since(self._shown)
        if not new:
            return
        self._shown = new[-1].number
        least = self.level.currentData()
        lines = [line.text for line in new if line.level >= least]
        if lines:
            self.text.appendPlainText("\n".join(lines))

    def showEvent(self, event: QShowEvent) -> None:
        """Follow the log."""
        super().showEvent(event)
        self.refresh()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Follow nothing that nobody sees."""
        super().hideEvent(event)
        self._timer.stop()

    def _begin_again(self) -> None:
        self.text.clear()
        self._shown = 0
        self.refresh()
