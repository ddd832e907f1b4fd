"""A button with its key in a key cap, and a swatch of colour when it means a class."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SMALL, TEXT, TOUCH, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.keys import ENTER, keeps
from qeu_station.gui.widgets.marks import colours_of, draw_mark

PRESSING = ENTER | {Qt.Key.Key_Space}
_SWATCH = 16
_FAINT = 0.5
_FEW = 30
_SIDE, _GAP = 9, 6


class PressButton(QPushButton):
    """A button that never takes the focus by a click, and keeps Enter when Tab brought it there.

    Args:
        text: What it says.
        key: Key that does the same, shown in a cap; empty for none.
        colour: ``#rrggbb`` of a swatch, empty for none.
        mark: Mark of a verdict in the place of the swatch.
        shrinks: Whether its words may be shortened where there is little room.
        flush: Whether its words begin at the left.
    """

    def __init__(
        self,
        text: str = "",
        key: str = "",
        colour: str = "",
        mark: Kind | None = None,
        shrinks: bool = False,
        flush: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key, self._colour, self._mark = key, colour, mark
        self._shrinks = shrinks
        self._flush = flush or bool(key or colour or mark)
        if shrinks:
            self.setToolTip(text)
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setText(text)
        self.setAccessibleName(f"{text} ({key})" if key else text)

    @property
    def key(self) -> str:
        """The key in its cap."""
        return self._key

    def sizeHint(self) -> QSize:
        """Return room for swatch, words and cap, large enough for a finger."""
        return QSize(self._width(self.fontMetrics().horizontalAdvance(self.text())), TOUCH)

    def minimumSizeHint(self) -> QSize:
        """Return all the room it needs, unless its words may be shortened."""
        if not self._shrinks:
            return self.sizeHint()
        return QSize(min(self._width(_FEW), self.sizeHint().width()), TOUCH)

    def _width(self, words: int) -> int:
        swatch = _SWATCH + _GAP if self._colour or self._mark else 0
        cap = self._cap_width() + _GAP if self._key else 0
        return max(TOUCH, 2 * _SIDE + swatch + words + cap)

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Space for itself where Tab brought the focus to it."""
        return keeps(event, PRESSING) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press with Enter as with Space."""
        if event.key() in ENTER:
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame of a button, then swatch, words and cap."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(_FAINT)
        room = QRectF(self.rect()).adjusted(_SIDE, 0, -_SIDE, 0)
        if self._colour or self._mark:
            self._draw_sign(painter, room)
            room.setLeft(room.left() + _SWATCH + _GAP)
        if self._key:
            room.setRight(room.right() - self._cap_width())
            self._draw_cap(painter, room.right())
            room.setRight(room.right() - _GAP)
        place = Qt.AlignmentFlag.AlignLeft if self._flush else Qt.AlignmentFlag.AlignHCenter
        painter.setPen(self._ink)
        painter.drawText(room, place | Qt.AlignmentFlag.AlignVCenter, self._words(room.width()))

    def _words(self, width: float) -> str:
        metrics, text = self.fontMetrics(), self.text()
        if metrics.horizontalAdvance(text) <= width + 1:
            return text
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(width))

    @property
    def _ink(self) -> QColor:
        lit = self.isDown() or self.isChecked()
        return QColor(tokens().on_accent if lit else tokens().text)

    def _cap_width(self) -> int:
        return max(20, self.fontMetrics().horizontalAdvance(self._key) * SMALL // TEXT + 10)

    def _draw_sign(self, painter: QPainter, room: QRectF) -> None:
        box = QRectF(room.left(), (self.height() - _SWATCH) / 2, _SWATCH, _SWATCH)
        if self._mark is not None:
            draw_mark(painter, box.adjusted(-1, -1, 1, 1), self._mark, *colours_of(self._mark))
            return
        painter.setPen(QPen(QColor(tokens().muted), 1))
        painter.setBrush(QColor(self._colour))
        painter.drawRoundedRect(box, 3, 3)

    def _draw_cap(self, painter: QPainter, left: float) -> None:
        box = QRectF(left, (self.height() - 20) / 2, self._cap_width(), 20)
        painter.save()
        painter.setPen(QPen(self._ink if self.isDown() else QColor(tokens().muted), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(self._ink)
        painter.setFont(font_of(SMALL))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.restore()
