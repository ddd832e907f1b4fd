"""Row and column labels: beside the grid, and at the edge of the pane when that is zoomed away."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from qeu_station.core.grid import Grid
from qeu_station.gui.theme import TEXT, tokens
from qeu_station.gui.widgets.pair_view import ink
from qeu_station.gui.widgets.pair_view.marks import Marks, Screen

GAP = 3.0
HEIGHT = 20.0


def draw_labels(painter: QPainter, marks: Marks, screen: Screen) -> list[QRectF]:
    """Write every label whose row or column is seen; return where."""
    if marks.grid is None:
        return []
    taken = []
    measures = ink.lettering(painter, TEXT - 1)
    back = QColor(tokens().picture)
    back.setAlpha(205)
    edge = QColor(255, 255, 255, 60)
    for text, at, is_row in label_places(marks.grid, screen):
        width = max(measures.horizontalAdvance(text) + 10, HEIGHT)
        if is_row:
            rect = QRectF(max(at.x() - width - GAP, GAP), at.y() - HEIGHT / 2, width, HEIGHT)
        else:
            rect = QRectF(at.x() - width / 2, max(at.y() - HEIGHT - GAP, GAP), width, HEIGHT)
        ink.plate(painter, rect, text, back, edge)
        taken.append(rect)
    return taken


def label_places(grid: Grid, screen: Screen) -> list[tuple[str, QPointF, bool]]:
    """Return (label, middle of its edge on the screen, whether of a row) of what is seen."""
    places = []
    for row in grid.rows:
        seen = _first_seen(grid, screen, [row + column for column in grid.columns])
        if seen is not None and seen[1].height() >= HEIGHT / 2:
            places.append((row, QPointF(seen[0].left(), seen[1].center().y()), True))
    for column in grid.columns:
        seen = _first_seen(grid, screen, [row + column for row in grid.rows])
        if seen is not None and seen[1].width() >= HEIGHT / 2:
            places.append((column, QPointF(seen[1].center().x(), seen[0].top()), False))
    return places


def _first_seen(grid: Grid, screen: Screen, addresses: list[str]) -> tuple[QRectF, QRectF] | None:
    """Return the bounds of the first cell on the screen, whole and cut to the pane."""
    for address in addresses:
        bounds = screen.polygon(grid, address).boundingRect()
        cut = bounds.intersected(screen.area)
        if cut.width() > 1 and cut.height() > 1:
            return bounds, cut
    return None
