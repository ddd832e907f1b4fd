"""Marks of verdicts and states at any size: the shape alone says which it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import tokens
from qeu_station.gui.widgets.elided import font_of

Points = Sequence[tuple[float, float]]

_TRIANGLE: Points = ((0, -1.0), (1.08, 0.9), (-1.08, 0.9))
_OCTAGON: Points = ((-0.41, -1), (0.41, -1), (1, -0.41), (1, 0.41),
                    (0.41, 1), (-0.41, 1), (-1, 0.41), (-1, -0.41))  # fmt: skip
_STROKES: dict[Kind, tuple[Points, ...]] = {
    Kind.PASS: (((-0.45, 0.02), (-0.1, 0.38), (0.48, -0.36)),),
    Kind.REVIEW: (((0, -0.38), (0, 0.24)), ((0, 0.6), (0, 0.61))),
    Kind.FAIL: (((-0.44, -0.44), (0.44, 0.44)), ((-0.44, 0.44), (0.44, -0.44))),
    Kind.PROBLEM: (((0, -0.52), (0, 0.14)), ((0, 0.52), (0, 0.53))),
    Kind.LIVE: (((0, 0), (0, 0.01)),),
}
_PENCIL: Points = ((-0.75, 0.75), (-0.6, 0.22), (0.4, -0.76), (0.76, -0.4), (-0.22, 0.6))
_QUIET = frozenset({Kind.EMPTY, Kind.OPENING, Kind.WAITING, Kind.JUDGING, Kind.LIVE})
_DOTS: Points = ((-0.62, 0), (0, 0), (0.62, 0))


def kind_of(verdict: Verdict) -> Kind:
    """Return the state of the band that has the mark of a verdict."""
    return Kind(verdict.value.lower())


def draw_mark(painter: QPainter, box: QRectF, kind: Kind, plate: QColor, ink: QColor) -> None:
    """Draw a mark into a square: the shape in ``plate``, what is written on it in ``ink``.

    PASS is a disc with a tick, REVIEW a triangle with "!", FAIL a square with a cross; a problem
    is an octagon with "!", a live source a disc with a point, work under way three dots, and
    what waits a ring.
    """
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    radius = min(box.width(), box.height()) / 2 * 0.92
    painter.scale(radius, radius)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(plate)
    _plate(painter, kind, plate)
    painter.setPen(_pen(ink, 0.62 if kind is Kind.LIVE else 0.24))
    for stroke in _STROKES.get(kind, ()):
        painter.drawPolyline(_polygon(stroke))
    painter.restore()


def mark_pixmap(kind: Kind, size: int, ratio: float = 1.0, chosen: bool = False) -> QPixmap:
    """Return a mark on a transparent ground, for lists and buttons.

    Args:
        kind: Which.
        size: Edge in device-independent pixels.
        ratio: Device pixels per device-independent pixel.
        chosen: Whether it stands on the colour of what is chosen, where others are not seen.
    """
    pixmap = QPixmap(round(size * ratio), round(size * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    draw_mark(painter, QRectF(0, 0, size, size), kind, *colours_of(kind, chosen))
    painter.end()
    return pixmap


def mark_icon(kind: Kind, size: int, ratio: float = 1.0) -> QIcon:
    """Return a mark for what may be chosen or checked, seen on that colour too."""
    made = QIcon(mark_pixmap(kind, size, ratio))
    chosen = mark_pixmap(kind, size, ratio, chosen=True)
    made.addPixmap(chosen, QIcon.Mode.Selected)
    for mode in (QIcon.Mode.Normal, QIcon.Mode.Active):
        made.addPixmap(chosen, mode, QIcon.State.On)
    return made


def colours_of(kind: Kind, chosen: bool = False) -> tuple[QColor, QColor]:
    """Return the colours of plate and ink on a surface of the theme, or on what is chosen."""
    colours = tokens()
    if chosen:
        return QColor(colours.on_accent), QColor(colours.accent)
    plate = colours.muted if kind in _QUIET else colours.of(kind)
    return QColor(plate), QColor(colours.on_verdict)


def draw_letter(painter: QPainter, box: QRectF, letter: str) -> None:
    """Draw a disc in the colour of accents with one letter on it, such as "i" or "?"."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens().accent))
    painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    painter.setPen(QColor(tokens().on_accent))
    painter.setFont(font_of(round(0.64 * box.height()), QFont.Weight.Bold))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, letter)


class Letter(QWidget):
    """A letter on a disc as a widget: it warns of nothing."""

    def __init__(self, letter: str, size: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letter = letter
        self.setFixedSize(QSize(size, size))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it over all of the widget."""
        draw_letter(QPainter(self), QRectF(self.rect()), self._letter)


def draw_pencil(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Draw a pencil into a square: something was corrected by hand."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    radius = min(box.width(), box.height()) / 2
    painter.scale(radius, radius)
    painter.setPen(_pen(colour, 0.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_polygon(_PENCIL))
    painter.drawLine(QPointF(0.14, -0.5), QPointF(0.5, -0.14))
    painter.restore()


class Mark(QWidget):
    """A mark as a widget; ``inverse`` draws it in the colour of writing, for a coloured ground."""

    def __init__(self, size: int, inverse: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind: Kind | None = None
        self._inverse = inverse
        self.setFixedSize(QSize(size, size))

    def show_kind(self, kind: Kind | None) -> None:
        """Show the mark of a state, or none."""
        if kind is not self._kind:
            self._kind = kind
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the mark over all of the widget."""
        if self._kind is None:
            return
        plate, ink = colours_of(self._kind)
        if self._inverse:
            plate, ink = ink, QColor(tokens().of(self._kind))
        draw_mark(QPainter(self), QRectF(self.rect()), self._kind, plate, ink)


def _plate(painter: QPainter, kind: Kind, colour: QColor) -> None:
    if kind in {Kind.PASS, Kind.LIVE}:
        painter.drawEllipse(QPointF(), 1.0, 1.0)
    elif kind is Kind.FAIL:
        painter.drawRoundedRect(QRectF(-0.92, -0.92, 1.84, 1.84), 0.12, 0.12)
    elif kind is Kind.REVIEW:
        painter.drawPolygon(_polygon(_TRIANGLE))
    elif kind is Kind.PROBLEM:
        painter.drawPolygon(_polygon(_OCTAGON))
    elif kind in {Kind.JUDGING, Kind.OPENING}:
        for point in _DOTS:
            painter.drawEllipse(QPointF(*point), 0.2, 0.2)
    else:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(_pen(colour, 0.16))
        painter.drawEllipse(QPointF(), 0.72, 0.72)


def _pen(colour: QColor, width: float) -> QPen:
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen


def _polygon(points: Points) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in points])
