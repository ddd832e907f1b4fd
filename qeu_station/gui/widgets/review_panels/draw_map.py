"""Cells of the map: a shade and a number each, over the reference or an empty sheet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPolygonF

from qeu_station.gui.presenters.review_panels_map import shade
from qeu_station.gui.theme import SMALL, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.pair_view import ink

LEAST_ALPHA, MOST_ALPHA = 0.18, 0.86
_LARGEST, _ADDRESS_ROOM = 26, 30
_PAD = 6.0

Outlines = Mapping[str, QPolygonF]


def draw_map(painter: QPainter, outlines: Outlines, counts: Mapping[str, int]) -> None:
    """Draw every cell: its shade and border first, then addresses and numbers on top.

    Args:
        painter: In the pixels of the widget.
        outlines: Corners of every judged cell, in the pixels of the widget.
        counts: Findings per address; one that is missing has none.
    """
    largest = max(counts.values(), default=0)
    for address, outline in outlines.items():
        _draw_shade(painter, outline, shade(counts.get(address, 0), largest))
    for address, outline in outlines.items():
        _draw_words(painter, address, outline.boundingRect(), counts.get(address, 0))


def shade_colour(strength: float) -> QColor:
    """Return the colour that lies over a cell; ``strength`` 0..1, none for 0."""
    colour = ink.bright(QColor(tokens().accent))
    alpha = LEAST_ALPHA + (MOST_ALPHA - LEAST_ALPHA) * strength
    colour.setAlphaF(alpha if strength > 0 else 0.0)
    return colour


def _draw_shade(painter: QPainter, outline: QPolygonF, strength: float) -> None:
    painter.setPen(ink.pen(QColor(ink.ON_DARK), 1))
    painter.setBrush(shade_colour(strength))
    painter.drawPolygon(outline)


def _draw_words(painter: QPainter, address: str, box: QRectF, count: int) -> None:
    size = int(min(_LARGEST, max(SMALL, box.height() / 3)))
    _draw_count(painter, box, str(count), size if count else SMALL, bool(count))
    if min(box.width(), box.height()) >= _ADDRESS_ROOM + size:
        painter.setFont(font_of(SMALL))
        corner = QRectF(box.left(), box.top(), box.width(), SMALL + 2 * _PAD)
        text = painter.boundingRect(corner, Qt.AlignmentFlag.AlignLeft, address).width()
        plate = QRectF(box.left() + 2, box.top() + 2, text + _PAD, SMALL + 6)
        painter.fillRect(plate, ink.SHADE)
        painter.setPen(QColor(ink.ON_DARK))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, address)


def _draw_count(painter: QPainter, box: QRectF, text: str, size: int, found: bool) -> None:
    font = font_of(size, QFont.Weight.Bold if found else QFont.Weight.Normal, figures=True)
    painter.setFont(font)
    width = painter.fontMetrics().horizontalAdvance(text)
    while width > box.width() - _PAD and size > SMALL:
        size -= 1
        painter.setFont(font_of(size, font.weight(), figures=True))
        width = painter.fontMetrics().horizontalAdvance(text)
    plate = QRectF(0, 0, width + 2 * _PAD, painter.fontMetrics().height())
    plate.moveCenter(box.center())
    if found:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.SHADE)
        painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(QColor(Qt.GlobalColor.white) if found else QColor(ink.ON_DARK))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


def draw_choice(painter: QPainter, outline: QPolygonF) -> None:
    """Draw the border of the chosen cell: a white line in a dark one, with a tick."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((ink.SHADE, 7.0), (ink.HALO, 4.0)):
        painter.setPen(ink.pen(colour, width))
        painter.drawPolygon(outline)
    box = outline.boundingRect()
    corner = QPointF(box.right() - 18, box.top() + 14)
    for colour, width in ((ink.SHADE, 6.0), (ink.HALO, 3.0)):
        painter.setPen(ink.pen(colour, width))
        tick = (QPointF(-6, 0), QPointF(-1, 5), QPointF(8, -6))
        painter.drawPolyline(QPolygonF([corner + point for point in tick]))


def draw_cursor(painter: QPainter, outline: QPolygonF) -> None:
    """Draw the ring of the focus inside the cell that the keys are at."""
    centre = outline.boundingRect().center()
    inner = QPolygonF([point + (centre - point) * 0.06 for point in outline.toList()])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(ink.pen(ink.SHADE, 4))
    painter.drawPolygon(inner)
    painter.setPen(ink.pen(ink.HALO, 2, (3.0, 2.0)))
    painter.drawPolygon(inner)
