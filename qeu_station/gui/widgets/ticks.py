"""Ticks and choices that are seen in the dark and hit by a finger."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton

from qeu_station.gui.theme import SPACE, TOUCH, tokens

_BOX = 20


class Tick(QCheckBox):
    """A box that is ticked or not; all of it is pressed, its words too."""

    def sizeHint(self) -> QSize:
        """Return room for box and words."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Return the same, so that no word is cut."""
        return _size(self)

    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, the tick and the words."""
        painter = QPainter(self)
        box, ink = _begin(painter, self)
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            painter.setPen(QPen(QColor(ink), 2.2, c=Qt.PenCapStyle.RoundCap))
            x, y = box.center().x(), box.center().y()
            points = [QPointF(x - 5, y), QPointF(x - 1.2, y + 4), QPointF(x + 5.2, y - 4.2)]
            painter.drawPolyline(QPolygonF(points))
        _finish(painter, self, box)


class Choice(QRadioButton):
    """One of several; all of it is pressed, its words too."""

    def sizeHint(self) -> QSize:
        """Return room for disc and words."""
        return _size(self)

    def minimumSizeHint(self) -> QSize:
        """Return the same, so that no word is cut."""
        return _size(self)

    def hitButton(self, pos: object) -> bool:
        """Take a press anywhere."""
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc, its point and the words."""
        painter = QPainter(self)
        box, ink = _begin(painter, self)
        painter.drawEllipse(box)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(ink))
            painter.drawEllipse(box.center(), 4.5, 4.5)
        _finish(painter, self, box)


def _size(button: QAbstractButton) -> QSize:
    words = button.fontMetrics().horizontalAdvance(button.text())
    return QSize(_BOX + words + 3 * SPACE, TOUCH)


def _begin(painter: QPainter, button: QAbstractButton) -> tuple[QRectF, str]:
    """Set pen and brush of the box; return it, and the colour of what stands in it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colours = tokens()
    on = button.isChecked()
    ground = colours.accent if on else colours.surface
    if not button.isEnabled():
        ground = colours.border if on else colours.window
    painter.setPen(QPen(QColor(ground if on else colours.muted), 1.4))
    painter.setBrush(QColor(ground))
    top = (button.height() - _BOX) / 2
    ink = colours.on_accent if button.isEnabled() else colours.text
    return QRectF(SPACE / 2, top, _BOX, _BOX), ink


def _finish(painter: QPainter, button: QAbstractButton, box: QRectF) -> None:
    colours = tokens()
    painter.setPen(QColor(colours.text if button.isEnabled() else colours.muted))
    left = box.right() + SPACE
    words = QRectF(left, 0, button.width() - left, button.height())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, button.text())
    if button.hasFocus():
        painter.setPen(QPen(QColor(colours.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(button.rect()).adjusted(1, 3, -1, -3), 4, 4)
