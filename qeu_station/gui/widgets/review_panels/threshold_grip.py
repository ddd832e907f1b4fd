"""The grip of a threshold: dragged, or moved with the arrow keys."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QWidget

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.review_panels_axis import written
from qeu_station.gui.theme import SMALL, TOUCH, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.keys import keeps
from qeu_station.gui.widgets.marks import colours_of, draw_mark, kind_of

WIDE = 92
_MARK = 16
_STEPS = {
    Qt.Key.Key_Left: -1.0,
    Qt.Key.Key_Right: 1.0,
    Qt.Key.Key_Down: -1.0,
    Qt.Key.Key_Up: 1.0,
    Qt.Key.Key_PageDown: -10.0,
    Qt.Key.Key_PageUp: 10.0,
    Qt.Key.Key_Home: -100.0,
    Qt.Key.Key_End: 100.0,
}
_FINE = 0.1


class ThresholdGrip(QWidget):
    """Belongs to a line of the histogram.

    Args:
        name: ``t_fail`` or ``t_pass``.
        verdict: What begins at the line.

    Attributes:
        dragged: Place of the pointer along the parent, in its pixels.
        stepped: Hundredths of the axis to move by.
    """

    dragged = Signal(float)
    stepped = Signal(float)

    def __init__(self, name: str, verdict: Verdict, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._verdict = name, verdict
        self._value, self._held = 0.0, 0.0
        self.setFixedSize(WIDE, TOUCH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.SizeHorCursor)
        self.setAccessibleName(name)

    def show_value(self, value: float) -> None:
        """Show where the line is."""
        self._value = value
        self.setAccessibleDescription(written(value))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the plate with the mark of the verdict and the value."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t = tokens()
        frame = QRectF(self.rect()).adjusted(2, 5, -2, -5)
        painter.setPen(QPen(QColor(t.focus if self.hasFocus() else t.text), 1.0))
        if self.hasFocus():
            painter.setPen(QPen(QColor(t.focus), 3))
        painter.setBrush(QColor(t.raised))
        painter.drawRoundedRect(frame, 6, 6)
        box = QRectF(frame.left() + 7, frame.center().y() - _MARK / 2, _MARK, _MARK)
        kind = kind_of(self._verdict)
        draw_mark(painter, box, kind, *colours_of(kind))
        painter.setPen(QColor(t.text))
        painter.setFont(font_of(SMALL + 1, QFont.Weight.DemiBold, figures=True))
        words = frame.adjusted(7 + _MARK + 2, 0, -4, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, written(self._value))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold."""
        self._held = event.position().x() - self.width() / 2
        self.raise_()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            inside = QPointF(event.position().x() - self._held, 0)
            self.dragged.emit(self.mapToParent(inside).x())

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move from the shortcuts of the window."""
        return keeps(event, _STEPS.keys()) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, finely with Shift, far with Page Up and Page Down."""
        steps = _STEPS.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        self.stepped.emit(steps * _FINE if fine else steps)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Come before the other grip."""
        self.raise_()
        self.update()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show the focus no longer."""
        self.update()
        super().focusOutEvent(event)
