"""What a person said of cells, and what was advised: a tag along the lower edge of each."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from qeu_station.gui.presenters.inspect_state import CellMark
from qeu_station.gui.theme import tokens
from qeu_station.gui.widgets.pair_view import ink
from qeu_station.gui.widgets.pair_view.draw_advice import advice_words
from qeu_station.gui.widgets.pair_view.marks import Marks, Screen

LEAST_TAG = 112.0
"""A tag may reach over a narrow cell's border so far, to stay readable."""

MOST_ADVISED = 6
"""Of more cells than these, advice is bracketed without words, which would hide the picture."""

_ELIDE = Qt.TextElideMode.ElideRight


def draw_cell_tags(painter: QPainter, marks: Marks, screen: Screen) -> list[QRectF]:
    """Write the tags of all cells that are seen; return where.

    After all borders and outlines are drawn: a tag reaches over a narrow cell.
    """
    grid = marks.grid
    if grid is None:
        return []
    worded = sum(mark.advised is not None for mark in marks.cells) <= MOST_ADVISED
    tagged = [m for m in marks.cells if m.corrected is not None or m.advised is not None]
    places = [(mark, screen.polygon(grid, mark.address).boundingRect()) for mark in tagged]
    drawn = [_draw(painter, mark, place, screen, worded) for mark, place in places]
    return [rect for rect in drawn if not rect.isNull()]


def _draw(painter: QPainter, mark: CellMark, place: QRectF, screen: Screen, worded: bool) -> QRectF:
    cut = place.intersected(screen.area)
    if mark.corrected is not None:
        back = ink.class_colour(mark.colour, QColor(tokens().neutral))
        return _draw_tag(painter, f"✎ {mark.corrected}", back, cut, screen.area)
    if mark.advised is not None and worded:
        back = ink.class_colour(mark.advised.colour, ink.verdict_colour(mark.advised.verdict))
        return _draw_tag(painter, advice_words(mark.advised), back, cut, screen.area)
    return QRectF()


def _draw_tag(painter: QPainter, text: str, back: QColor, seen: QRectF, area: QRectF) -> QRectF:
    """Write a class along the lower edge of what is seen of its cell."""
    measures = ink.lettering(painter)
    room = max(seen.width() - 6, LEAST_TAG)
    if seen.width() < 18 or seen.height() < ink.PLATE_H + 4:
        return QRectF()
    if measures.horizontalAdvance(text) + 10 > room:
        text = measures.elidedText(text, _ELIDE, room - 8)
    width = min(measures.horizontalAdvance(text) + 10, room)
    left = max(min(seen.left() + 3, area.right() - width - 3), area.left())
    rect = QRectF(left, seen.bottom() - ink.PLATE_H - 3, width, ink.PLATE_H)
    ink.plate(painter, rect, text, back)
    return rect
