"""Pens, plates and symbols that stay readable on any picture."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from qeu_station.core.verdict import Verdict
from qeu_station.gui.theme import SMALL, tokens

HALO = QColor(255, 255, 255, 215)
SHADE = QColor(0, 0, 0, 150)
PLATE_H = 18.0

ON_DARK = "#c3c9d2"
"""Text on the surround of pictures, which is dark in both themes."""


def verdict_colour(verdict: Verdict) -> QColor:
    """Return the colour of a verdict, bright enough to be seen on a picture."""
    names = {Verdict.PASS: tokens().passed, Verdict.FAIL: tokens().failed}
    return bright(QColor(names.get(verdict, tokens().review)))


def bright(colour: QColor) -> QColor:
    """Return a colour of the same hue that stands out on dark and light pictures."""
    lightness = min(max(colour.lightnessF(), 0.46), 0.62)
    return QColor.fromHslF(max(colour.hslHueF(), 0.0), colour.hslSaturationF(), lightness)


def class_colour(name: str, fallback: QColor) -> QColor:
    """Return ``#rrggbb`` as a colour, or ``fallback`` where it is none."""
    colour = QColor(name) if name else QColor()
    return colour if colour.isValid() else fallback


def ink_on(colour: QColor) -> QColor:
    """Return black or white, whichever reads better on ``colour`` (relative luminance, WCAG 2)."""
    linear = [
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return QColor(Qt.GlobalColor.black if luminance > 0.179 else Qt.GlobalColor.white)


def pen(colour: QColor, width: float, dashes: tuple[float, ...] = ()) -> QPen:
    """Return a pen with sharp corners; ``dashes`` in multiples of the width."""
    made = QPen(colour, width)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    if dashes:
        made.setDashPattern(list(dashes))
    return made


def lettering(painter: QPainter, size: int = SMALL, struck: bool = False) -> QFontMetricsF:
    """Set a bold font of ``size`` pixels; return its measures."""
    font = QFont(painter.font())
    font.setPixelSize(size)
    font.setBold(True)
    font.setStrikeOut(struck)
    painter.setFont(font)
    return QFontMetricsF(font)


def plate(painter: QPainter, rect: QRectF, text: str, back: QColor, edge: QColor = HALO) -> None:
    """Draw text on a rounded plate."""
    painter.setPen(pen(edge, 1))
    painter.setBrush(back)
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(ink_on(back))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def symbol(painter: QPainter, verdict: Verdict, centre: QPointF, radius: float) -> None:
    """Draw a disc with a tick, a triangle with a bar and a dot, or a square with a cross."""
    painter.save()
    painter.translate(centre)
    painter.scale(radius, radius)
    painter.setPen(pen(HALO, 0.3))
    painter.setBrush(verdict_colour(verdict))
    shape, strokes = _SHAPES[verdict]
    painter.drawPath(shape)
    inside = pen(QColor(Qt.GlobalColor.white), 0.28)
    inside.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.strokePath(strokes, inside)
    painter.restore()


def _path(*lines: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.moveTo(*line[0])
        for point in line[1:]:
            path.lineTo(*point)
    return path


def _closed(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(*p) for p in (*points, points[0])]))
    return path


def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(0, 0), 1.0, 1.0)
    return path


_SHAPES = {
    Verdict.PASS: (_disc(), _path(((-0.45, 0.02), (-0.1, 0.38), (0.48, -0.36)))),
    Verdict.REVIEW: (
        _closed((0, -1.12), (1.16, 0.92), (-1.16, 0.92)),
        _path(((0, -0.42), (0, 0.22)), ((0, 0.58), (0, 0.6))),
    ),
    Verdict.FAIL: (
        _closed((-0.92, -0.92), (0.92, -0.92), (0.92, 0.92), (-0.92, 0.92)),
        _path(((-0.42, -0.42), (0.42, 0.42)), ((-0.42, 0.42), (0.42, -0.42))),
    ),
}


def hatch_brush(colour: QColor) -> QBrush:
    """Return slanting strokes that say that something is wrong with what lies below."""
    return QBrush(colour, Qt.BrushStyle.BDiagPattern)
