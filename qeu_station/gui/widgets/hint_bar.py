"""One quiet line over the foot of the pictures: what the keyboard does now, or what was refused."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SMALL, SPACE, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel, font_of
from qeu_station.gui.widgets.marks import Mark

REFUSAL_MS = 8000
"""How long a refusal stands before the hint comes back."""

_GROUND = 0.82
_PLAIN, _BOLD = QFont.Weight.Normal, QFont.Weight.DemiBold


class HintBar(QWidget):
    """The hint, and for some seconds a refusal in its place; clicks go through it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint = ""
        self._mark = Mark(14, inverse=True)
        self._mark.show_kind(Kind.REVIEW)
        self._mark.hide()
        self._line = ElidedLabel("on_verdict", SMALL + 1, wide=False)
        self._over = QTimer(self, singleShot=True, interval=REFUSAL_MS)
        self._over.timeout.connect(self._back)
        row = layouts.row(self, SPACE // 2, (SPACE, 3, SPACE, 3))
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
            self._say(text, False)

    def refuse(self, reason: str) -> None:
        """Say for some seconds why something was not done."""
        self._say(reason, True)
        self._over.start()

    def _back(self) -> None:
        self._say(self._hint, False)

    def _say(self, text: str, refused: bool) -> None:
        if refused != (not self._mark.isHidden()):
            self._line.set_font(font_of(SMALL + 1, _BOLD if refused else _PLAIN))
            self._mark.setVisible(refused)
        self._line.set_text(text)
        layouts.show_if(self, bool(text))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Darken what is below, so that it can be read over any picture."""
        ground = QColor(tokens().picture)
        ground.setAlphaF(_GROUND)
        QPainter(self).fillRect(self.rect(), ground)
