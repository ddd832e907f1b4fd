"""A button with its key in a key cap, and a swatch of colour when it means a class."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from qeu_station.gui.theme import SMALL, SPACE, TEXT, TOUCH, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.keys import ENTER, keeps

PRESSING = ENTER | {Qt.Key.Key_Space}
_SWATCH = 16


class PressButton(QPushButton):
    """A button that never takes the focus by a click, and keeps Enter when Tab brought it there.

    Args:
        text: What it says.
        key: Key that does the same, shown in a cap; empty for none.
        colour: ``#rrggbb`` of a swatch, empty for none.
    """

    def __init__(
        self, text: str = "", key: str = "", colour: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._key, self._colour = key, colour
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setText(text)
        self.setAccessibleName(f"{text} ({key})" if key else text)

    @property
    def key(self) -> str:
        """The key in its cap."""
        return self._key

    def sizeHint(self) -> QSize:
        """Return room for swatch, words and cap, large enough for a finger."""
        swatch = _SWATCH + SPACE if self._colour else 0
        cap = self._cap_width() + SPACE if self._key else 0
        words = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(max(TOUCH, 2 * SPACE + 4 + swatch + words + cap), TOUCH)

    def minimumSizeHint(self) -> QSize:
        """Return the room it needs, so that no word of it is ever cut."""
        return self.sizeHint()

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
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        pressed = self.isDown()
        ink = colours.on_accent if pressed else colours.text if self.isEnabled() else colours.muted
        left = SPACE + 2.0
        if self._colour:
            self._draw_swatch(painter, left)
            left += _SWATCH + SPACE
        right = self.width() - SPACE - 2.0
        if self._key:
            right -= self._cap_width()
            self._draw_cap(painter, right, ink)
            right -= SPACE
        painter.setPen(QColor(ink))
        place = Qt.AlignmentFlag.AlignVCenter
        place |= (
            Qt.AlignmentFlag.AlignLeft
            if self._key or self._colour
            else (Qt.AlignmentFlag.AlignHCenter)
        )
        painter.drawText(QRectF(left, 0, right - left, self.height()), place, self.text())

    def _cap_width(self) -> int:
        return max(20, self.fontMetrics().horizontalAdvance(self._key) * SMALL // TEXT + 10)

    def _draw_swatch(self, painter: QPainter, left: float) -> None:
        box = QRectF(left, (self.height() - _SWATCH) / 2, _SWATCH, _SWATCH)
        colour = QColor(self._colour)
        colour.setAlphaF(1.0 if self.isEnabled() else 0.45)
        painter.setPen(QPen(QColor(tokens().muted), 1))
        painter.setBrush(colour)
        painter.drawRoundedRect(box, 3, 3)

    def _draw_cap(self, painter: QPainter, left: float, ink: str) -> None:
        box = QRectF(left, (self.height() - 20) / 2, self._cap_width(), 20)
        border = ink if self.isDown() else tokens().muted
        painter.setPen(QPen(QColor(border), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(QColor(ink))
        painter.save()
        painter.setFont(font_of(SMALL))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.restore()
