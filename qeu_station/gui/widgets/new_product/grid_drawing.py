"""The grid of the editor as it is drawn: unused cells, lines, labels and handles."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from qeu_station.core.grid import Grid
from qeu_station.gui.theme import SMALL, tokens
from qeu_station.gui.widgets.elided import font_of

Place = Callable[[float, float], QPointF]
"""Where a pixel of the picture lies on the screen."""

_RADIUS = 9.0


def draw_grid(painter: QPainter, grid: Grid, place: Place) -> None:
    """Draw unused cells crossed out, then lines and labels."""
    _draw_unused(painter, grid, place)
    _draw_lines(painter, grid, place)
    _draw_labels(painter, grid, place)


def draw_handle(painter: QPainter, at: QPointF, chosen: bool, focused: bool, crossed: bool) -> None:
    """Draw what the grid is held by; the one that is ``crossed`` moves all of it."""
    colours = tokens()
    painter.setPen(QPen(QColor(colours.picture), 5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(at, _RADIUS, _RADIUS)
    painter.setPen(QPen(QColor(colours.on_verdict), 2))
    painter.setBrush(QColor(colours.accent) if chosen else QColor(colours.picture))
    painter.drawEllipse(at, _RADIUS, _RADIUS)
    if chosen and focused:
        painter.setPen(QPen(QColor(colours.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(at, _RADIUS + 5, _RADIUS + 5)
    if crossed:
        _draw_cross(painter, at, chosen)


def _draw_lines(painter: QPainter, grid: Grid, place: Place) -> None:
    rows, columns = len(grid.rows), len(grid.columns)
    lines = [((0.0, r / rows), (1.0, r / rows)) for r in range(rows + 1)]
    lines += [((c / columns, 0.0), (c / columns, 1.0)) for c in range(columns + 1)]
    for colour, width in ((tokens().picture, 3.0), (tokens().on_verdict, 1.2)):
        painter.setPen(QPen(QColor(colour), width))
        for start, end in lines:
            painter.drawLine(place(*grid.point(*start)), place(*grid.point(*end)))


def _draw_unused(painter: QPainter, grid: Grid, place: Place) -> None:
    shade = QColor(tokens().picture)
    shade.setAlpha(150)
    for address in grid.unused:
        corners = [place(*corner) for corner in grid.polygon(address)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(QPolygonF(corners))
        painter.setPen(QPen(QColor(tokens().on_verdict), 1.6))
        painter.drawLine(corners[0], corners[2])
        painter.drawLine(corners[1], corners[3])


def _draw_labels(painter: QPainter, grid: Grid, place: Place) -> None:
    font = font_of(SMALL + 1)
    font.setBold(True)
    painter.setFont(font)
    rows, columns = len(grid.rows), len(grid.columns)
    for r, label in enumerate(grid.rows):
        edge = place(*grid.point(0, (r + 0.5) / rows))
        _draw_label(painter, edge + QPointF(-16, 0), label)
    for c, label in enumerate(grid.columns):
        edge = place(*grid.point((c + 0.5) / columns, 0))
        _draw_label(painter, edge + QPointF(0, -14), label)


def _draw_label(painter: QPainter, at: QPointF, label: str) -> None:
    width = painter.fontMetrics().horizontalAdvance(label) + 8
    box = QRectF(at.x() - width / 2, at.y() - 9, width, 18)
    plate = QColor(tokens().picture)
    plate.setAlpha(190)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(plate)
    painter.drawRoundedRect(box, 3, 3)
    painter.setPen(QColor(tokens().on_verdict))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, label)


def _draw_cross(painter: QPainter, at: QPointF, chosen: bool) -> None:
    painter.setPen(QPen(QColor(tokens().on_accent if chosen else tokens().on_verdict), 1.6))
    painter.drawLine(at + QPointF(-5, 0), at + QPointF(5, 0))
    painter.drawLine(at + QPointF(0, -5), at + QPointF(0, 5))
