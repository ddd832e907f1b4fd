"""One quiet line: what the keyboard does now, or why something was refused."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SMALL, SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.marks import Mark

REFUSAL_MS = 8000
"""How long a refusal stands before the hint comes back."""


class HintBar(QWidget):
    """The hint, and for some seconds a refusal in its place."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = ""
        self._mark = Mark(14)
        self._mark.show_kind(Kind.REVIEW)
        self._mark.hide()
        self._line = ElidedLabel("muted", SMALL + 1)
        self._over = QTimer(self, singleShot=True, interval=REFUSAL_MS)
        self._over.timeout.connect(self._back)
        row = layouts.row(self, space=SPACE // 2)
        row.addWidget(self._mark)
        row.addWidget(self._line, 1)

    @property
    def text(self) -> str:
        """What it says now."""
        return self._line.text

    def set_hint(self, text: str) -> None:
        """Say what the keyboard does; a refusal that stands is not interrupted."""
        self._hint = text
        if not self._over.isActive():
            self._line.set_text(text)

    def refuse(self, reason: str) -> None:
        """Say for some seconds why something was not done."""
        self._line.set_text(reason)
        self._line.set_colour("text")
        self._line.set_font(_bold())
        self._mark.show()
        self._over.start()

    def _back(self) -> None:
        self._mark.hide()
        self._line.set_colour("muted")
        font = _bold()
        font.setWeight(QFont.Weight.Normal)
        self._line.set_font(font)
        self._line.set_text(self._hint)


def _bold() -> QFont:
    font = QFont()
    font.setPixelSize(SMALL + 1)
    font.setWeight(QFont.Weight.DemiBold)
    return font
