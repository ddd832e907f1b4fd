"""What the colours of the difference mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qeu_station.gui.theme import SMALL
from qeu_station.gui.widgets.pair_view.heat import heat_table
from qeu_station.gui.widgets.pair_view.ink import ON_DARK
from qeu_station.gui.words import translate

BAR_WIDTH = 96
HEIGHT = 24


class Legend(QWidget):
    """A bar from "same" to "different" with the grey levels at its ends."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._bar: QImage | None = None
        font = self.font()
        font.setPixelSize(SMALL)
        self.setFont(font)
        self.hide()

    def sizeHint(self) -> QSize:
        """Return the room for the bar and both words."""
        same, other = _ends()
        measures = self.fontMetrics()
        words = measures.horizontalAdvance(same) + measures.horizontalAdvance(other)
        return QSize(BAR_WIDTH + words + 40, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw plate, words and bar."""
        if self._bar is None:
            self._bar = _bar()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(255, 255, 255, 60))
        painter.setBrush(QColor(0, 0, 0, 190))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        same, other = _ends()
        start = self.fontMetrics().horizontalAdvance(same) + 16
        painter.setPen(QColor(ON_DARK))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.rect().adjusted(8, 0, 0, 0), middle, same)
        painter.drawText(
            self.rect().adjusted(0, 0, -8, 0), middle | Qt.AlignmentFlag.AlignRight, other
        )
        painter.drawImage(QRectF(start, 7, BAR_WIDTH, HEIGHT - 14), self._bar)
        painter.end()


def _ends() -> tuple[str, str]:
    return translate("PairView", "same 0"), translate("PairView", "255 different")


def _bar() -> QImage:
    bar = QImage(256, 1, QImage.Format.Format_RGB32)
    for x, colour in enumerate(heat_table()):
        bar.setPixel(x, 0, colour)
    return bar
