"""Cells of the grid: each verdict has its own border and its own symbol, never colour alone."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import CellMark
from qeu_station.gui.theme import tokens
from qeu_station.gui.widgets.pair_view import ink
from qeu_station.gui.widgets.pair_view.marks import Marks, Screen

BAND = 9.0
"""Width of the hatched band of a failed cell, in screen pixels."""

HATCH = 6.0
"""Distance of its strokes."""

LABEL_EDGE = QPointF(30.0, 26.0)
"""Room that the labels along the edges take when they stick to the edge of the pane."""

_ELIDE = Qt.TextElideMode.ElideRight
_ORDER = {Verdict.PASS: 0, Verdict.REVIEW: 1, Verdict.FAIL: 2}


def draw_cells(painter: QPainter, marks: Marks, screen: Screen) -> list[QRectF]:
    """Draw the grid, then its cells from the calm to the loud; return what to leave uncovered."""
    if marks.grid is None:
        return []
    taken: list[QRectF] = []
    judged = {mark.address: mark for mark in marks.cells if mark.address in marks.grid.positions}
    _draw_net(painter, marks, screen)
    for mark in sorted(judged.values(), key=lambda m: (m.selected, _ORDER[m.verdict])):
        outline = screen.polygon(marks.grid, mark.address)
        if outline.boundingRect().intersects(screen.area):
            taken += _draw_cell(painter, mark, outline, screen)
    return taken


def _draw_net(painter: QPainter, marks: Marks, screen: Screen) -> None:
    """Draw the borders of all judged cells as one quiet path."""
    assert marks.grid is not None
    net = QPainterPath()
    for address in marks.grid.addresses:
        outline = screen.polygon(marks.grid, address)
        if outline.boundingRect().intersects(screen.area):
            net.addPolygon(outline)
            net.closeSubpath()
    painter.strokePath(net, ink.pen(QColor(0, 0, 0, 70), 2.2))
    painter.strokePath(net, ink.pen(QColor(255, 255, 255, 120), 1))


def _draw_cell(
    painter: QPainter, mark: CellMark, outline: QPolygonF, screen: Screen
) -> list[QRectF]:
    place = outline.boundingRect()
    ring = 5.0 if mark.selected and min(place.width(), place.height()) > 30 else 0.0
    inner = inset(outline, ring + 1.5)
    colour = ink.verdict_colour(mark.verdict)
    if mark.verdict is Verdict.PASS:
        quiet = QColor(colour)
        quiet.setAlpha(130)
        _stroke(painter, outline, ink.pen(quiet, 1))
    elif mark.verdict is Verdict.REVIEW:
        _stroke(painter, inner, ink.pen(ink.SHADE, 4.5))
        _stroke(painter, inner, ink.pen(ink.HALO, 4, (2.2, 1.4)))
        _stroke(painter, inner, ink.pen(colour, 2.6, (3.1, 2.44)))
    else:
        _hatch_band(painter, inner, colour)
        _stroke(painter, inner, ink.pen(ink.HALO, 5))
        _stroke(painter, inner, ink.pen(colour, 3))
    if mark.selected:
        _draw_ring(painter, outline)
    taken = [_draw_symbol(painter, mark, place)]
    if mark.corrected is not None:
        taken.append(_draw_tag(painter, mark, place.intersected(screen.area)))
    return [rect for rect in taken if not rect.isNull()]


def _draw_ring(painter: QPainter, outline: QPolygonF) -> None:
    ring = inset(outline, 1.5)
    _stroke(painter, ring, ink.pen(ink.SHADE, 8))
    _stroke(painter, ring, ink.pen(QColor(255, 255, 255), 6))
    _stroke(painter, ring, ink.pen(ink.bright(QColor(tokens().focus)), 3))


def _draw_symbol(painter: QPainter, mark: CellMark, place: QRectF) -> QRectF:
    """Draw the symbol in the first visible corner of the cell if it has room; return where."""
    room = min(place.width(), place.height())
    quiet = mark.verdict is Verdict.PASS
    if room < (48 if quiet else 20):
        return QRectF()
    radius = 5.0 if quiet else min(9.0, room / 5)
    away = radius + (7 if quiet else 11 if room > 40 else 3)
    edge_x = LABEL_EDGE.x() if place.left() < LABEL_EDGE.x() else 0.0
    edge_y = LABEL_EDGE.y() if place.top() < LABEL_EDGE.y() else 0.0
    centre = QPointF(max(place.left(), edge_x) + away, max(place.top(), edge_y) + away)
    if not place.adjusted(radius, radius, -radius, -radius).contains(centre):
        return QRectF()
    painter.setOpacity(0.75 if quiet else 1.0)
    ink.symbol(painter, mark.verdict, centre, radius)
    painter.setOpacity(1.0)
    return QRectF(centre - QPointF(radius, radius), centre + QPointF(radius, radius))


def _draw_tag(painter: QPainter, mark: CellMark, seen: QRectF) -> QRectF:
    """Write the corrected class along the lower edge of what is seen of the cell."""
    measures = ink.lettering(painter)
    text = f"✎ {mark.corrected}"
    room = seen.width() - 6
    if room < 18 or seen.height() < ink.PLATE_H + 4:
        return QRectF()
    if measures.horizontalAdvance(text) + 10 > room:
        text = measures.elidedText(text, _ELIDE, room - 8)
    width = min(measures.horizontalAdvance(text) + 10, room)
    rect = QRectF(seen.left() + 3, seen.bottom() - ink.PLATE_H - 3, width, ink.PLATE_H)
    ink.plate(painter, rect, text, ink.class_colour(mark.colour, QColor(tokens().neutral)))
    return rect


def inset(outline: QPolygonF, by: float) -> QPolygonF:
    """Return a quadrilateral moved inwards by about ``by``, at most to its middle."""
    corners = [outline.at(index) for index in range(outline.size())]
    moved = []
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % len(corners)]
        moved.append(corner + _towards(corner, before, by) + _towards(corner, after, by))
    return QPolygonF(moved)


def _towards(start: QPointF, end: QPointF, by: float) -> QPointF:
    line = QLineF(start, end)
    length = line.length()
    return (end - start) * (min(by, length / 2) / length) if length > 0 else QPointF()


def _hatch_band(painter: QPainter, outline: QPolygonF, colour: QColor) -> None:
    """Draw slanting strokes in a band along the inside of the outline."""
    place = outline.boundingRect()
    band = min(BAND, min(place.width(), place.height()) / 5)
    ring = QPainterPath()
    ring.addPolygon(outline)
    ring.closeSubpath()
    ring.addPolygon(inset(outline, band))
    ring.closeSubpath()
    painter.save()
    painter.setClipPath(ring)
    seen = painter.clipBoundingRect()
    strokes = QPainterPath()
    for step in range(math.ceil((seen.width() + seen.height()) / HATCH) if _sane(seen) else 0):
        across = step * HATCH
        strokes.moveTo(seen.left() + across, seen.top())
        strokes.lineTo(seen.left() + across - seen.height(), seen.bottom())
    painter.strokePath(strokes, ink.pen(QColor(255, 255, 255, 120), 3.6))
    painter.strokePath(strokes, ink.pen(colour, 2))
    painter.restore()


def _sane(rect: QRectF) -> bool:
    return rect.isValid() and rect.width() + rect.height() < 1e5


def _stroke(painter: QPainter, outline: QPolygonF, with_pen: QPen) -> None:
    painter.setPen(with_pen)
    painter.drawPolygon(outline)
