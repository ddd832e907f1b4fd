"""Findings and drawn boxes: an outline that leaves the finding free, and a tag beside it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from qeu_station.core.verdict import SHAPES
from qeu_station.gui.presenters.inspect_state import BoxMark
from qeu_station.gui.theme import tokens
from qeu_station.gui.widgets.pair_view import ink
from qeu_station.gui.widgets.pair_view.draw_advice import draw_brackets
from qeu_station.gui.widgets.pair_view.marks import DRAWN, Marks, Screen

STRUCK_OPACITY = 0.55
TAG_GAP = 3.0
LONGEST_TAG = 180.0
Placed = tuple[BoxMark, QRectF]
_ELIDE = Qt.TextElideMode.ElideRight


def draw_outlines(painter: QPainter, marks: Marks, screen: Screen) -> None:
    """Draw the outline of every box that is seen."""
    for mark, outline in _seen(marks, screen):
        painter.setOpacity(STRUCK_OPACITY if mark.struck else 1.0)
        _draw_outline(painter, mark, outline)
    painter.setOpacity(1.0)


def draw_box_tags(
    painter: QPainter, marks: Marks, screen: Screen, taken: list[QRectF]
) -> dict[str, QRectF]:
    """Write the tag of every box that is seen, off what is taken; return the tags, by box id."""
    tags: dict[str, QRectF] = {}
    seen = _seen(marks, screen)
    outlines = [outline for _, outline in seen]
    for group in sorted(grouped(seen), key=lambda group: not group[0][0].selected):
        mark, around = group[0][0], _united([outline for _, outline in group])
        painter.setOpacity(STRUCK_OPACITY if mark.struck else 1.0)
        measures = ink.lettering(painter, struck=mark.struck)
        text = measures.elidedText(_words(mark, len(group)), _ELIDE, LONGEST_TAG)
        size = measures.horizontalAdvance(text) + 10, ink.PLATE_H
        others = [outline for outline in outlines if outline not in [each for _, each in group]]
        place = tag_place(around, size, screen.area, [*others, *tags.values(), *taken])
        ink.plate(painter, place, text, _colour(mark))
        tags[mark.id] = place
    painter.setOpacity(1.0)
    return tags


def _seen(marks: Marks, screen: Screen) -> list[Placed]:
    every = [(mark, screen.outline(mark.box)) for mark in marks.boxes]
    return [(mark, outline) for mark, outline in every if outline.intersects(screen.area)]


def grouped(seen: Sequence[Placed]) -> list[list[Placed]]:
    """Return boxes that share a tag: of one cell, class and kind; the selected one stands first."""
    groups: dict[tuple[object, ...], list[Placed]] = {}
    for mark, outline in seen:
        kind = mark.label, mark.verdict, mark.struck, mark.by
        key = (mark.cell, *kind) if mark.cell else (mark.id,)
        groups.setdefault(key, []).append((mark, outline))
    return [sorted(group, key=lambda pair: not pair[0].selected) for group in groups.values()]


def tag_place(
    outline: QRectF, size: tuple[float, float], area: QRectF, taken: list[QRectF]
) -> QRectF:
    """Return where a tag lies beside its box: inside the pane, and free of others if it can be."""
    width, height = size
    candidates = [
        QPointF(outline.left(), outline.top() - height - TAG_GAP),
        QPointF(outline.left(), outline.bottom() + TAG_GAP),
        QPointF(outline.right() + TAG_GAP, outline.top()),
        QPointF(outline.left() - width - TAG_GAP, outline.top()),
        QPointF(outline.right() - width, outline.top() - height - TAG_GAP),
        QPointF(outline.right() - width, outline.bottom() + TAG_GAP),
        QPointF(outline.left(), outline.top() - 2 * (height + TAG_GAP)),
        QPointF(outline.left(), outline.bottom() + height + 2 * TAG_GAP),
        QPointF(outline.right() + TAG_GAP, outline.bottom() - height),
        QPointF(outline.left() - width - TAG_GAP, outline.bottom() - height),
        QPointF(outline.right() + TAG_GAP, outline.center().y() - height / 2),
        QPointF(outline.left() - width - TAG_GAP, outline.center().y() - height / 2),
    ]
    fallback, fewest = None, 0
    for at in candidates:
        place = _inside(QRectF(at.x(), at.y(), width, height), area)
        covered = sum(place.intersects(other) for other in taken)
        covered += (len(taken) + 1) * place.intersects(outline)
        if not covered:
            return place
        if fallback is None or covered < fewest:
            fallback, fewest = place, covered
    assert fallback is not None
    return fallback


def _inside(rect: QRectF, area: QRectF) -> QRectF:
    x = min(max(rect.left(), area.left() + 2), max(area.right() - rect.width() - 2, area.left()))
    y = min(max(rect.top(), area.top() + 2), max(area.bottom() - rect.height() - 2, area.top()))
    return QRectF(x, y, rect.width(), rect.height())


def _draw_outline(painter: QPainter, mark: BoxMark, outline: QRectF) -> None:
    colour = _colour(mark)
    around = outline.adjusted(-4, -4, 4, 4)
    if mark.selected:
        focus = (
            ink.pen(QColor(255, 255, 255), 4.5),
            ink.pen(ink.bright(QColor(tokens().focus)), 2.5),
        )
        ring = outline.adjusted(-8, -8, 8, 8) if mark.id.startswith(DRAWN) else around
        ink.trace(painter, ink.sides(ring), ink.pen(ink.SHADE, 6), *focus)
    if mark.by:
        corners = outline.topLeft(), outline.topRight(), outline.bottomRight(), outline.bottomLeft()
        draw_brackets(painter, list(corners), colour)
    elif mark.id.startswith(DRAWN):
        lines = ink.sides(outline) + ink.sides(around)
        ink.trace(painter, lines, ink.pen(ink.HALO, 3.4), ink.pen(colour, 2.4, (2.4, 1.8)))
    else:
        ink.trace(painter, ink.sides(outline), ink.pen(ink.HALO, 4), ink.pen(colour, 2))
    if mark.struck:
        cross = [
            QLineF(outline.topLeft(), outline.bottomRight()),
            QLineF(outline.bottomLeft(), outline.topRight()),
        ]
        ink.trace(painter, cross, ink.pen(ink.HALO, 4), ink.pen(colour, 2))


def _united(outlines: Sequence[QRectF]) -> QRectF:
    around = QRectF(outlines[0])
    for outline in outlines:
        around |= outline
    return around


def _words(mark: BoxMark, count: int) -> str:
    shape = "✎" if mark.id.startswith(DRAWN) else SHAPES.get(mark.verdict or "", "")
    by = f"{mark.by}:" if mark.by else ""
    words = " ".join(filter(None, (shape, by, mark.label)))
    return words if count == 1 else f"{mark.cell} {words} ×{count}"


def _colour(mark: BoxMark) -> QColor:
    fallback = (
        ink.verdict_colour(mark.verdict) if mark.verdict is not None else QColor(tokens().neutral)
    )
    return ink.class_colour(mark.colour, fallback)
