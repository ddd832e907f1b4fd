"""Cells of the map: a shade and a number each, over the reference or an empty sheet."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPolygonF

from qeu_station.gui.presenters.review_panels_map import shade
from qeu_station.gui.presenters.review_panels_words import number
from qeu_station.gui.theme import SMALL, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.pair_view import ink

LEAST_ALPHA, MOST_ALPHA = 0.18, 0.86
_LARGEST = 26
_ADDRESS = QSizeF(28.0, SMALL + 8.0)
"""Room that an address needs."""
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
    size = number_size(outlines, counts)
    for address, outline in outlines.items():
        _draw_words(painter, address, outline.boundingRect(), counts.get(address, 0), size)


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


def number_size(outlines: Outlines, counts: Mapping[str, int]) -> int:
    """Return the size in pixels in which every number fits into its cell with a gap around it."""
    size = _LARGEST
    for address, outline in outlines.items():
        box, text = outline.boundingRect(), number(counts.get(address, 0))
        metrics = QFontMetricsF(_number_font(size))
        room = box.width() - 2 * _PAD
        wide = metrics.horizontalAdvance(text)
        size = int(min(size, size * room / wide if wide > room else size, box.height() / 2))
    return max(size, SMALL)


def _number_font(size: int, found: bool = True) -> QFont:
    weight = QFont.Weight.Bold if found else QFont.Weight.Normal
    return font_of(size, weight, figures=True)


def _draw_words(painter: QPainter, address: str, box: QRectF, count: int, size: int) -> None:
    _draw_count(painter, box, count, size)
    if box.width() < _ADDRESS.width() or box.height() < size + 2 * _ADDRESS.height():
        return
    painter.setFont(font_of(SMALL))
    text = painter.fontMetrics().horizontalAdvance(address)
    plate = QRectF(box.left() + 2, box.top() + 2, text + _PAD, _ADDRESS.height() - 4)
    painter.fillRect(plate, ink.SHADE)
    painter.setPen(QColor(ink.ON_DARK))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, address)


def _draw_count(painter: QPainter, box: QRectF, count: int, size: int) -> None:
    painter.setFont(_number_font(size if count else SMALL, bool(count)))
    metrics, text = painter.fontMetrics(), number(count)
    plate = QRectF(0, 0, metrics.horizontalAdvance(text) + _PAD, metrics.height())
    plate.moveCenter(box.center())
    if count:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ink.SHADE)
        painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(QColor(Qt.GlobalColor.white) if count else QColor(ink.ON_DARK))
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
