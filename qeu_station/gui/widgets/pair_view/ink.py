"""Pens, plates and symbols that stay readable on any picture."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPainterPath,
    QPen,
    QPixmap,
    QPolygonF,
)

from qeu_station.core.verdict import Verdict
from qeu_station.gui.theme import SMALL, tokens

HALO = QColor(255, 255, 255)
SHADE = QColor(16, 18, 21)
"""Both opaque: Qt hands every translucent stroke to a pool of threads, at ten times the price."""

PLATE_H = 18.0

ON_DARK = "#c3c9d2"
"""Text on the surround of pictures, which is dark in both themes."""


def verdict_colour(verdict: Verdict) -> QColor:
    """Return the colour of a verdict, bright enough to be seen on a picture."""
    names = {Verdict.PASS: tokens().passed, Verdict.FAIL: tokens().failed}
    return _brightened(names.get(verdict, tokens().review))


@lru_cache(maxsize=16)
def _brightened(name: str) -> QColor:
    return bright(QColor(name))


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
    """Return a pen whose lines meet in full corners; ``dashes`` in multiples of the width."""
    made = QPen(colour, width)
    made.setCapStyle(Qt.PenCapStyle.FlatCap if dashes else Qt.PenCapStyle.SquareCap)
    made.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    if dashes:
        made.setDashPattern(list(dashes))
    return made


def edges(corners: Sequence[QPointF]) -> list[QLineF]:
    """Return the sides of a polygon."""
    return [QLineF(corners[index - 1], corners[index]) for index in range(len(corners))]


def sides(rect: QRectF) -> list[QLineF]:
    """Return the sides of a rectangle."""
    return edges((rect.topLeft(), rect.topRight(), rect.bottomRight(), rect.bottomLeft()))


def trace(painter: QPainter, lines: list[QLineF], *pens: QPen) -> None:
    """Draw lines with one pen after the other.

    Single lines, because Qt strokes a smooth polygon some twenty times slower than its sides.
    """
    for each in pens:
        painter.setPen(each)
        painter.drawLines(lines)


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
    ratio = painter.device().devicePixelRatio()
    size = math.ceil(rect.width()), math.ceil(rect.height())
    font = painter.font()
    look = back.rgba(), edge.rgba(), font.pixelSize(), font.strikeOut()
    stamp = _plate(text, size, look, font.family(), ratio)
    x, y = (round(at * ratio) / ratio for at in (rect.x(), rect.y()))
    painter.drawPixmap(QPointF(x, y), stamp)


@lru_cache(maxsize=256)
def _plate(
    text: str, size: tuple[int, int], look: tuple[int, int, int, bool], family: str, ratio: float
) -> QPixmap:
    back, edge, pixels, struck = look
    stamp = QPixmap(math.ceil(size[0] * ratio), math.ceil(size[1] * ratio))
    stamp.setDevicePixelRatio(ratio)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = QFont(family)
    painter.setFont(font)
    lettering(painter, pixels, struck)
    rect = QRectF(0.5, 0.5, size[0] - 1, size[1] - 1)
    painter.setPen(pen(QColor.fromRgba(edge), 1))
    painter.setBrush(QColor.fromRgba(back))
    painter.drawRoundedRect(rect, 3, 3)
    painter.setPen(ink_on(QColor.fromRgb(back)))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.end()
    return stamp


def symbol(painter: QPainter, verdict: Verdict, centre: QPointF, radius: float) -> None:
    """Draw a disc with a tick, a triangle with a bar and a dot, or a square with a cross."""
    ratio = painter.device().devicePixelRatio()
    colour = verdict_colour(verdict)
    stamp = _stamp(verdict, radius, ratio, colour.rgb())
    half = stamp.width() / ratio / 2
    x, y = (round((at - half) * ratio) / ratio for at in (centre.x(), centre.y()))
    painter.drawPixmap(QPointF(x, y), stamp)


@lru_cache(maxsize=64)
def _stamp(verdict: Verdict, radius: float, ratio: float, rgb: int) -> QPixmap:
    side = math.ceil((2.6 * radius + 2) * ratio)
    stamp = QPixmap(side, side)
    stamp.fill(Qt.GlobalColor.transparent)
    painter = QPainter(stamp)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(side / 2, side / 2)
    painter.scale(radius * ratio, radius * ratio)
    painter.setPen(pen(HALO, 0.3))
    painter.setBrush(QColor(rgb))
    shape, strokes = _SHAPES[verdict]
    painter.drawPath(shape)
    inside = pen(QColor(Qt.GlobalColor.white), 0.28)
    inside.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.strokePath(strokes, inside)
    painter.end()
    stamp.setDevicePixelRatio(ratio)
    return stamp


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
