"""A large button with a drawing, a title and a sentence."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from qeu_station.gui.icons import icon
from qeu_station.gui.theme import SPACE, TEXT, TITLE, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.enter_button import EnterButton

_ICON = 40
_INSIDE = 3 * SPACE


class ChoiceCard(EnterButton):
    """One of few things to do.

    Args:
        title: What it does.
        sentence: What comes of it.
        drawing: File in resources/icons without its suffix.
    """

    def __init__(
        self, title: str, sentence: str, drawing: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._title, self._sentence, self._drawing = title, sentence, drawing
        self.setAccessibleName(title)
        self.setAccessibleDescription(sentence)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for the drawing, the title and four lines."""
        return QSize(320, 232)

    def minimumSizeHint(self) -> QSize:
        """Return the least room in which the sentence is still whole."""
        return QSize(240, 232)

    def retheme(self) -> None:
        """Draw in the colours of another theme."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_plate(painter)
        room = QRectF(self.rect()).adjusted(_INSIDE, _INSIDE, -_INSIDE, -_INSIDE)
        t = tokens()
        icon(self._drawing, t.accent, t.muted).paint(
            painter, int(room.left()), int(room.top()), _ICON, _ICON
        )
        room.setTop(room.top() + _ICON + 2 * SPACE)
        painter.setPen(QColor(t.text))
        painter.setFont(font_of(TITLE, QFont.Weight.DemiBold))
        flags = Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap
        taken = painter.boundingRect(room, flags, self._title)
        painter.drawText(room, flags, self._title)
        room.setTop(taken.bottom() + SPACE)
        painter.setPen(QColor(t.muted))
        painter.setFont(font_of(TEXT))
        painter.drawText(room, flags, self._sentence)

    def _draw_plate(self, painter: QPainter) -> None:
        t = tokens()
        lit = self.underMouse() or self.isDown()
        width = 2 if self.hasFocus() or lit else 1
        colour = t.focus if self.hasFocus() or lit else t.border
        painter.setPen(QPen(QColor(colour), width))
        painter.setBrush(QColor(t.raised if self.isDown() else t.surface))
        half = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 8, 8)
