"""Cells of the grid: each verdict has its own border and its own symbol, never colour alone."""

from __future__ import annotations

import math

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from qeu_station.core.grid import Grid
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import CellMark
from qeu_station.gui.theme import tokens
from qeu_station.gui.widgets.pair_view import ink
from qeu_station.gui.widgets.pair_view.draw_advice import ADVICE_INSET, draw_brackets
from qeu_station.gui.widgets.pair_view.marks import Marks, Screen

BAND = 9.0
"""Width of the hatched band of a failed cell, in screen pixels."""

ROOMY_BAND = 8.0
"""From this width on, the band has a white edge of its own on its inside too."""

HATCH = 6.0
"""Distance of its strokes."""

LABEL_EDGE = QPointF(30.0, 26.0)
"""Room that the labels along the edges take when they stick to the edge of the pane."""

Corners = list[QPointF]
NET_OPACITY = 0.5
"""Of the quiet lines, which lie on a sheet of their own."""

_ORDER = {Verdict.PASS: 0, Verdict.REVIEW: 1, Verdict.FAIL: 2}


def draw_cells(painter: QPainter, marks: Marks, screen: Screen) -> list[QRectF]:
    """Draw the grid, then its cells from the calm to the loud; return what to leave uncovered."""
    if marks.grid is None:
        return []
    outlines = {address: screen.corners(marks.grid, address) for address in marks.grid.addresses}
    seen = {address: at for address, at in outlines.items() if _bounds(at).intersects(screen.area)}
    judged = {mark.address: mark for mark in marks.cells if mark.address in seen}
    net = screen.canvas()
    whole = _long_lines(marks.grid, screen) if not marks.grid.unused else None
    _draw_net(net, seen, judged, whole)
    painter.setOpacity(NET_OPACITY)
    painter.drawPixmap(QPointF(0, 0), net)
    painter.setOpacity(1.0)
    taken = [
        _draw_cell(painter, mark, seen[mark.address], screen)
        for mark in sorted(judged.values(), key=lambda m: (m.selected, _ORDER[m.verdict]))
    ]
    return [rect for rect in taken if not rect.isNull()]


def _draw_net(
    net: QPixmap,
    seen: dict[str, Corners],
    judged: dict[str, CellMark],
    whole: list[QLineF] | None,
) -> None:
    """Draw the borders of all cells, in the colour of PASS where that was said."""
    painter = QPainter(net)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    every = whole or [line for corners in seen.values() for line in ink.edges(corners)]
    ink.trace(painter, every, ink.pen(ink.SHADE, 2.2), ink.pen(ink.HALO, 1))
    passed = [a for a, mark in judged.items() if mark.verdict is Verdict.PASS]
    quiet = ink.pen(ink.verdict_colour(Verdict.PASS), 1)
    ink.trace(painter, [e for a in passed for e in ink.edges(seen[a])], quiet)
    painter.end()


def _long_lines(grid: Grid, screen: Screen) -> list[QLineF]:
    """Return the lines between rows and columns; perspective keeps them straight."""
    rows, columns = len(grid.rows), len(grid.columns)
    ends = [((0.0, r / rows), (1.0, r / rows)) for r in range(rows + 1)]
    ends += [((c / columns, 0.0), (c / columns, 1.0)) for c in range(columns + 1)]
    return [
        QLineF(screen.point(*grid.point(*start)), screen.point(*grid.point(*end)))
        for start, end in ends
    ]


def _draw_cell(painter: QPainter, mark: CellMark, corners: Corners, screen: Screen) -> QRectF:
    """Draw its borders and its symbol; return where that is."""
    place = _bounds(corners)
    if mark.verdict is not Verdict.PASS:
        ring = 5.0 if mark.selected and min(place.width(), place.height()) > 30 else 0.0
        _draw_border(painter, mark.verdict, inset(corners, ring + 1.5), place, screen)
    if mark.selected:
        focus = ink.pen(QColor(255, 255, 255), 6), ink.pen(ink.bright(QColor(tokens().focus)), 3)
        ink.trace(painter, ink.edges(inset(corners, 1.5)), ink.pen(ink.SHADE, 8), *focus)
    if mark.advised is not None:
        colour = ink.verdict_colour(mark.advised.verdict)
        draw_brackets(painter, inset(corners, ADVICE_INSET), colour)
    return _draw_symbol(painter, mark, place)


def _draw_border(
    painter: QPainter, verdict: Verdict, inner: Corners, place: QRectF, screen: Screen
) -> None:
    """Draw dashes for REVIEW, a hatched band inside a solid line for FAIL."""
    colour = ink.verdict_colour(verdict)
    edges = ink.edges(inner)
    if verdict is Verdict.REVIEW:
        dashed = ink.pen(ink.HALO, 4, (2.2, 1.4)), ink.pen(colour, 2.6, (3.1, 2.44))
        ink.trace(painter, edges, ink.pen(ink.SHADE, 4.5), *dashed)
        return
    band = min(BAND, min(place.width(), place.height()) / 8)
    hatch = [stroke for edge in edges for stroke in strokes(edge, band, screen.area)]
    ink.trace(painter, hatch, ink.pen(colour, 1.8))
    halo = [ink.pen(ink.HALO, 2.2)] if band >= ROOMY_BAND else []
    ink.trace(painter, ink.edges(inset(inner, band)), *halo, ink.pen(colour, 1.2))
    ink.trace(painter, edges, ink.pen(ink.HALO, 5), ink.pen(colour, 3))


def _draw_symbol(painter: QPainter, mark: CellMark, place: QRectF) -> QRectF:
    """Draw the symbol in the first visible corner of the cell if it has room; return where."""
    room = min(place.width(), place.height())
    quiet = mark.verdict is Verdict.PASS
    if room < (48 if quiet else 20):
        return QRectF()
    radius = 5.0 if quiet else min(9.0, room / 6)
    away = radius + (6 if quiet else 3 + min(8.0, room / 10)) + (4 if mark.selected else 0)
    edge_x = LABEL_EDGE.x() if place.left() < LABEL_EDGE.x() else 0.0
    edge_y = LABEL_EDGE.y() if place.top() < LABEL_EDGE.y() else 0.0
    centre = QPointF(max(place.left(), edge_x) + away, max(place.top(), edge_y) + away)
    if not place.adjusted(radius, radius, -radius, -radius).contains(centre):
        return QRectF()
    painter.setOpacity(0.75 if quiet else 1.0)
    ink.symbol(painter, mark.verdict, centre, radius)
    painter.setOpacity(1.0)
    return QRectF(centre - QPointF(radius, radius), centre + QPointF(radius, radius))


def inset(corners: Corners, by: float) -> Corners:
    """Return a quadrilateral moved inwards by about ``by``, at most to its middle."""
    moved = []
    for index, corner in enumerate(corners):
        before, after = corners[index - 1], corners[(index + 1) % len(corners)]
        moved.append(corner + _towards(corner, before, by) + _towards(corner, after, by))
    return moved


def _towards(start: QPointF, end: QPointF, by: float) -> QPointF:
    length = math.hypot(end.x() - start.x(), end.y() - start.y())
    return (end - start) * (min(by, length / 2) / length) if length > 0 else QPointF()


def strokes(edge: QLineF, band: float, area: QRectF) -> list[QLineF]:
    """Return slanting strokes from an edge (clockwise) inwards, only where they are seen."""
    length = edge.length()
    if length <= band or band <= 0:
        return []
    along = QPointF(edge.dx(), edge.dy()) / length
    inwards = QPointF(-along.y(), along.x())
    first, last = _seen_share(edge, area.adjusted(-band, -band, band, band))
    made = []
    for step in range(math.ceil(first * length / HATCH), math.floor(last * length / HATCH) + 1):
        start = edge.p1() + along * (step * HATCH)
        if step * HATCH <= length - band:
            made.append(QLineF(start, start + (along + inwards) * band))
    return made


def _seen_share(edge: QLineF, area: QRectF) -> tuple[float, float]:
    """Return from where to where (0..1) an edge lies in an area (Liang and Barsky, 1984)."""
    first, last = 0.0, 1.0
    for step, low, high in (
        (edge.dx(), area.left() - edge.x1(), area.right() - edge.x1()),
        (edge.dy(), area.top() - edge.y1(), area.bottom() - edge.y1()),
    ):
        if step == 0:
            if low > 0 or high < 0:
                return 1.0, 0.0
            continue
        enters, leaves = sorted((low / step, high / step))
        first, last = max(first, enters), min(last, leaves)
    return first, last


def _bounds(corners: Corners) -> QRectF:
    xs, ys = [p.x() for p in corners], [p.y() for p in corners]
    return QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
