"""How each verdict is drawn in the bars."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qeu_station.gui.presenters.review_panels_state import VERDICTS
from qeu_station.gui.theme import SMALL, SPACE, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.review_panels.draw_histogram import verdict_brushes

_SWATCH = QSize(22, 14)


class VerdictLegend(QWidget):
    """A swatch and a name per verdict, in one row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font_of(SMALL))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return room for all of it."""
        wide = sum(map(self._width, map(str, VERDICTS)))
        return QSize(wide, max(_SWATCH.height(), self.fontMetrics().height()))

    def _width(self, name: str) -> int:
        return _SWATCH.width() + self.fontMetrics().horizontalAdvance(name) + 3 * SPACE

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setPen(QColor(tokens().text))
        left = 0
        for verdict in VERDICTS:
            top = (self.height() - _SWATCH.height()) / 2
            box = QRectF(left, top, _SWATCH.width(), _SWATCH.height())
            ground, pattern = verdict_brushes(verdict)
            painter.fillRect(box, ground)
            if pattern is not None:
                painter.fillRect(box, pattern)
            words = QRectF(box.right() + SPACE, 0, self._width(str(verdict)), self.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(verdict))
            left += self._width(str(verdict))
