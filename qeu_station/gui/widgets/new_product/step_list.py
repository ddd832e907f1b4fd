"""The steps at the left: where one is, what is done, what is missing."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QFrame, QSizePolicy, QVBoxLayout

from qeu_station.gui.presenters.new_product_state import NewProductState, Step, StepMark
from qeu_station.gui.theme import SMALL, SPACE, TEXT, tokens
from qeu_station.gui.widgets.elided import font_of, wrapped
from qeu_station.gui.words import translate

WIDTH = 232
_HEIGHT, _LEAST, _DISC = 72, 58, 28
_LINE, _LINES = 17, 2
"""Height of a line that says what is missing, and the lines there is room for."""


def title_of(step: Step) -> str:
    """Return what a step is called."""
    return {
        Step.PICTURES: translate("NewProduct", "Pictures"),
        Step.GRID: translate("NewProduct", "Grid"),
        Step.CLASSES: translate("NewProduct", "Classes"),
        Step.INSPECTORS: translate("NewProduct", "Inspectors"),
        Step.TRY: translate("NewProduct", "Try"),
        Step.SAVE: translate("NewProduct", "Save"),
    }[step]


class StepButton(QAbstractButton):
    """One step: its number or a tick, its name, and what is missing."""

    def __init__(self, step: Step, number: int) -> None:
        super().__init__()
        self.step, self._number = step, number
        self._mark = StepMark(step, False)
        self.setObjectName(f"step-{step}")
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self.setText(title_of(step))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return room for two lines, large enough for a finger."""
        return QSize(WIDTH, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the height of all its lines, for a small screen."""
        return QSize(WIDTH, _LEAST)

    def show_mark(self, mark: StepMark) -> None:
        """Show whether it is done."""
        if mark == self._mark and self.accessibleName():
            return
        self._mark = mark
        state = translate("NewProduct", "done") if mark.done else mark.missing
        self.setAccessibleName(f"{self._number}. {self.text()}: {state}")
        self.setToolTip(mark.missing)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc, the name and what is missing."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = tokens()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.raised))
            painter.drawRoundedRect(box, 6, 6)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(1, 10, 4, self.height() - 20), 2, 2)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.focus), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        self._draw_disc(painter, QPointF(2 * SPACE + _DISC / 2, self.height() / 2))
        self._draw_words(painter, 3 * SPACE + _DISC)

    def _draw_disc(self, painter: QPainter, centre: QPointF) -> None:
        colours = tokens()
        radius = _DISC / 2
        if self._mark.done:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.passed))
            painter.drawEllipse(centre, radius, radius)
            pen = QPen(QColor(colours.on_verdict), 2.4)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.setPen(pen)
            x, y = centre.x(), centre.y()
            tick = QPolygonF([QPointF(x - 6, y), QPointF(x - 1.5, y + 5), QPointF(x + 6.5, y - 5)])
            painter.drawPolyline(tick)
            return
        painter.setPen(QPen(QColor(colours.accent if self.isChecked() else colours.muted), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(centre, radius - 1, radius - 1)
        painter.setPen(QColor(colours.text))
        painter.setFont(font_of(TEXT))
        around = QRectF(centre.x() - radius, centre.y() - radius, _DISC, _DISC)
        painter.drawText(around, Qt.AlignmentFlag.AlignCenter, str(self._number))

    def _draw_words(self, painter: QPainter, left: float) -> None:
        colours = tokens()
        width = self.width() - left - SPACE
        missing = "" if self._mark.done else self._mark.missing
        font = font_of(TEXT + 1)
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        lines = shown_lines(missing, width)
        top = (self.height() - 22 - _LINE * len(lines)) / 2
        line = QRectF(left, top, width, 22)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(font_of(SMALL))
        painter.setPen(QColor(colours.muted))
        for number, words in enumerate(lines):
            line = QRectF(left, top + 22 + _LINE * number, width, _LINE)
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, words)


def shown_lines(missing: str, width: float) -> list[str]:
    """Return what is missing in the lines there is room for; the last is shortened if it must."""
    font = font_of(SMALL)
    lines = wrapped(missing, font, int(width)) if missing else []
    if len(lines) > _LINES:
        rest = "".join(lines[_LINES - 1 :])
        last = QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, int(width))
        lines = [*lines[: _LINES - 1], last]
    return [line.strip() for line in lines]


class StepList(QFrame):
    """All steps; any may be gone to at any time.

    Signals:
        chosen: The ``Step`` that was pressed.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "surface")
        self.setFixedWidth(WIDTH + 2 * SPACE)
        self.setAccessibleName(translate("NewProduct", "Steps"))
        group = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE // 2)
        self.buttons: dict[Step, StepButton] = {}
        for number, step in enumerate(Step, start=1):
            made = self.buttons[step] = StepButton(step, number)
            made.clicked.connect(lambda _on=False, step=step: self.chosen.emit(step))
            group.addButton(made)
            column.addWidget(made)
        column.addStretch(1)

    def show_state(self, state: NewProductState) -> None:
        """Show where one is, and what is done."""
        for mark in state.marks:
            self.buttons[mark.step].show_mark(mark)
        self.buttons[state.step].setChecked(True)
