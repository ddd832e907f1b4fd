"""The histogram of P(ok) with the two thresholds as lines that are moved."""

from __future__ import annotations

from bisect import bisect_right

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.review_panels_axis import position, stepped, value, written
from qeu_station.gui.presenters.review_panels_state import VERDICTS, HistogramState
from qeu_station.gui.presenters.review_panels_words import number
from qeu_station.gui.theme import SMALL, SPACE, TOUCH, tokens
from qeu_station.gui.widgets.pair_view import ink
from qeu_station.gui.widgets.review_panels.draw_histogram import Bars, draw_axis, draw_bars
from qeu_station.gui.widgets.review_panels.threshold_grip import WIDE, ThresholdGrip
from qeu_station.gui.words import translate

_LEFT, _AXIS = 44, SMALL + 12
_NEAR = 10.0
"""Pixels beside a line from which it can be dragged."""


class HistogramView(QWidget):
    """Draws the histogram; the grip of t_pass lies above the bars, that of t_fail below them.

    Attributes:
        moved: Name of the threshold, and the P(ok) it shall have.
        bin_pressed: Number of the bin that was pressed.
    """

    moved = Signal(str, float)
    bin_pressed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = HistogramState()
        self._dragged: ThresholdGrip | None = None
        self.setMinimumSize(QSize(320, 190))
        self.setMouseTracking(True)
        self.setAccessibleName(translate("ReviewPanels", "Histogram of P(ok) by verdict"))
        self.grips = {
            "t_fail": ThresholdGrip("t_fail", Verdict.FAIL, self),
            "t_pass": ThresholdGrip("t_pass", Verdict.PASS, self),
        }
        for grip in self.grips.values():
            grip.dragged.connect(lambda x, grip=grip: self._drag(grip, x))
            grip.stepped.connect(lambda steps, grip=grip: self._step(grip, steps))

    def show_state(self, state: HistogramState) -> None:
        """Draw another state."""
        self._state = state
        self._place()
        self.update()

    @property
    def plot(self) -> QRectF:
        """The rectangle between the axes."""
        half = WIDE / 2
        return QRectF(self.rect()).adjusted(
            max(_LEFT, half), TOUCH, -max(SPACE, half), -(TOUCH + _AXIS)
        )

    def x_of(self, p_ok: float) -> float:
        """Return the pixel column of a P(ok)."""
        return self.plot.left() + self.plot.width() * position(p_ok, self._state.spread)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw bars, the recipe's thresholds and the lines."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().surface))
        state, plot = self._state, self.plot
        if state.edges is None or state.counts is None or plot.width() < 1:
            return
        draw_bars(painter, plot, Bars(state.edges, state.counts, state.spread))
        if state.bin >= 0:
            left, right = (
                self.x_of(float(edge)) for edge in state.edges[state.bin : state.bin + 2]
            )
            painter.setPen(QPen(QColor(tokens().text), 2))
            painter.drawRect(QRectF(left, plot.top(), right - left, plot.height()))
        for was in state.recorded or ():
            painter.setPen(ink.pen(QColor(tokens().muted), 1, (4.0, 4.0)))
            x = self.x_of(was)
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
        for p_ok in (state.t_fail, state.t_pass):
            self._draw_line(painter, p_ok, plot.top(), plot.bottom())
        draw_axis(painter, plot, state.spread)

    def _draw_line(self, painter: QPainter, p_ok: float, top: float, bottom: float) -> None:
        x = self.x_of(p_ok)
        for colour, width in ((tokens().surface, 5), (tokens().text, 2)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawLine(QPointF(x, top), QPointF(x, bottom))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the grips at their lines."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        places = {"t_fail": self.height() - TOUCH, "t_pass": 0}
        values = {"t_fail": self._state.t_fail, "t_pass": self._state.t_pass}
        for name, grip in self.grips.items():
            x = round(self.x_of(values[name]) - WIDE / 2)
            grip.move(min(max(x, 0), max(self.width() - WIDE, 0)), places[name])
            grip.show_value(values[name])

    def _drag(self, grip: ThresholdGrip, x: float) -> None:
        plot = self.plot
        if plot.width() >= 1:
            place = (x - plot.left()) / plot.width()
            self.moved.emit(grip.name, value(place, self._state.spread))

    def _step(self, grip: ThresholdGrip, steps: float) -> None:
        now = self._state.t_fail if grip.name == "t_fail" else self._state.t_pass
        self.moved.emit(grip.name, stepped(now, steps, self._state.spread))

    def _near(self, x: float) -> ThresholdGrip | None:
        """Return the grip of the line beside a place, None when none is near."""
        values = {"t_fail": self._state.t_fail, "t_pass": self._state.t_pass}
        far = {name: abs(self.x_of(at) - x) for name, at in values.items()}
        nearest = min(far, key=far.__getitem__)
        return self.grips[nearest] if far[nearest] <= _NEAR else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a line."""
        self._dragged = self._near(event.position().x())
        if self._dragged is not None:
            self._dragged.setFocus(Qt.FocusReason.MouseFocusReason)
        elif (place := self.bin_at(event.position())) >= 0:
            self.bin_pressed.emit(place)

    def bin_at(self, place: QPointF) -> int:
        """Return the bin under a point that holds inspections, -1 for none."""
        borders, counts = self._state.edges, self._state.counts
        if borders is None or counts is None or not self.plot.contains(place):
            return -1
        xs = [self.x_of(float(border)) for border in borders]
        found = min(bisect_right(xs, place.x()), len(xs) - 1) - 1
        return found if found >= 0 and counts[:, found].any() else -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the line that is held."""
        x = event.position().x()
        if self._dragged is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._drag(self._dragged, x)
            return
        place = -1 if self._near(x) is not None else self.bin_at(event.position())
        shape = Qt.CursorShape.SizeHorCursor if self._near(x) else Qt.CursorShape.ArrowCursor
        self.setCursor(shape if place < 0 else Qt.CursorShape.PointingHandCursor)
        words = bin_in_words(self._state, place) if place >= 0 else ""
        QToolTip.showText(event.globalPosition().toPoint(), words, self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragged = None


def in_words(state: HistogramState) -> str:
    """Return where the lines are."""
    words = translate("ReviewPanels", "FAIL up to {t_fail}, PASS from {t_pass}")
    return words.format(t_fail=written(state.t_fail), t_pass=written(state.t_pass))


def bin_in_words(state: HistogramState, place: int) -> str:
    """Return a bin with its counts."""
    if state.edges is None or state.counts is None:
        return ""
    low, high = (written(float(edge)) for edge in state.edges[place : place + 2])
    counts = zip(VERDICTS, state.counts[:, place].tolist(), strict=True)
    said = ", ".join(f"{verdict} {number(count)}" for verdict, count in counts if count)
    return f"P(ok) {low}–{high}: {said}"
