"""A button with its key in a key cap, in the colour of the class where it means one."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SMALL, TEXT, TOUCH, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.enter_button import EnterButton
from qeu_station.gui.widgets.marks import colours_of, draw_mark

_MARK, _CAP, _ICON = 18, 22, 22
_BOLD = QFont.Weight.Bold
_FAINT = 0.5
_FEW, _READABLE = 30, 64
"""Widths of words, in pixels: in the least room there may be, and where they can be guessed."""
_SIDE, _GAP = 7, 6


class PressButton(EnterButton):
    """A button that never takes the focus by a click, and keeps Enter when Tab brought it there.

    Args:
        text: What it says.
        key: Key that does the same, shown in a cap; empty for none.
        colour: ``#rrggbb`` that the cap is filled with, at the left; empty for none.
        mark: Mark of a verdict at the left.
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

    def show_icon(self, icon: QIcon, shortcut: str) -> None:
        """Show an icon in the place of the words, which stay as tooltip and name."""
        name = f"{self.text()} ({shortcut})"
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setIcon(icon)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setText("")

    @property
    def key(self) -> str:
        """The key in its cap."""
        return self._key

    def sizeHint(self) -> QSize:
        """Return room for mark, words and cap, large enough for a finger."""
        return QSize(self._width(self.fontMetrics().horizontalAdvance(self.text())), TOUCH)

    def minimumSizeHint(self) -> QSize:
        """Return all the room it needs, unless its words may be shortened."""
        if not self._shrinks:
            return self.sizeHint()
        return QSize(min(self._width(_FEW), self.sizeHint().width()), TOUCH)

    @property
    def readable_width(self) -> int:
        """The least width in which its words can still be told from others, in pixels."""
        return min(self._width(_READABLE), self.sizeHint().width())

    def _width(self, words: int) -> int:
        chip = self._cap_width() + _GAP if self._colour else 0
        mark = _MARK + _GAP if self._mark else 0
        cap = self._cap_width() + _GAP if self._key and not self._colour else 0
        return max(TOUCH, 2 * _SIDE + chip + mark + words + cap)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame of a button, then mark, words and cap."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter = QStylePainter(self)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self.isEnabled():
            painter.setOpacity(_FAINT)
        room = QRectF(self.rect()).adjusted(_SIDE, 0, -_SIDE, 0)
        if self._colour:
            self._draw_cap(painter, room.left(), QColor(self._colour))
            room.setLeft(room.left() + self._cap_width() + _GAP)
        elif self._key:
            room.setRight(room.right() - self._cap_width())
            self._draw_cap(painter, room.right(), None)
            room.setRight(room.right() - _GAP)
        if self._mark is not None:
            box = QRectF(room.left(), (self.height() - _MARK) / 2, _MARK, _MARK)
            draw_mark(painter, box, self._mark, *colours_of(self._mark))
            room.setLeft(room.left() + _MARK + _GAP)
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
        return max(_CAP, self.fontMetrics().horizontalAdvance(self._key) * SMALL // TEXT + 10)

    def _draw_cap(self, painter: QPainter, left: float, fill: QColor | None) -> None:
        box = QRectF(left, (self.height() - _CAP) / 2, self._cap_width(), _CAP)
        ink = self._ink if fill is None else ink_on(fill)
        painter.save()
        painter.setPen(QPen(self._ink if self.isDown() else QColor(tokens().muted), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if fill is None else fill)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
        painter.setPen(ink)
        painter.setFont(font_of(SMALL, QFont.Weight.Normal if fill is None else _BOLD))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.restore()


def ink_on(fill: QColor) -> QColor:
    """Return black or white, whichever is read better on a colour.

    Source: relative luminance of WCAG 2.2; both contrasts are equal at 0.179.
    """
    parts = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4
             for v in (fill.redF(), fill.greenF(), fill.blueF())]  # fmt: skip
    bright = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2] > 0.179
    return QColor(Qt.GlobalColor.black if bright else Qt.GlobalColor.white)
