"""A button that Enter presses as Space does."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton

from qeu_station.gui.widgets.keys import ENTER, keeps

PRESSING = ENTER | {Qt.Key.Key_Space}


class EnterButton(QPushButton):
    """A button that keeps Enter and Space from the window while it has the focus."""

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Space for itself where Tab brought the focus to it."""
        return keeps(event, PRESSING) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with Space."""
        if event.key() in ENTER:
            self.click()
            return
        super().keyPressEvent(event)
