"""What was only advised: brackets at the corners, never the whole border of a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF
from PySide6.QtGui import QColor, QPainter

from qeu_station.core.verdict import SHAPES
from qeu_station.gui.presenters.inspect_state import AdviceMark
from qeu_station.gui.widgets.pair_view import ink

ADVICE_INSET = 7.0
"""Screen pixels from a cell's edge to its brackets, so that the mark of its verdict stays free."""

ARM = 0.3
"""Length of a bracket's arm, of the side it lies on."""

MOST_ARM = 16.0


def draw_brackets(painter: QPainter, corners: Sequence[QPointF], colour: QColor) -> None:
    """Draw a bracket at every corner of a quadrilateral."""
    lines = [
        arm
        for number, corner in enumerate(corners)
        for arm in (
            _arm(corner, corners[number - 1]),
            _arm(corner, corners[(number + 1) % len(corners)]),
        )
    ]
    pens = ink.pen(ink.SHADE, 6.5), ink.pen(ink.HALO, 5), ink.pen(colour, 3)
    ink.trace(painter, lines, *pens)


def advice_words(mark: AdviceMark) -> str:
    """Return who advises what."""
    shape = SHAPES[mark.verdict]
    return f"{shape} {mark.by}: {mark.label}" if mark.label else f"{shape} {mark.by}"


def _arm(corner: QPointF, towards: QPointF) -> QLineF:
    side = QLineF(corner, towards)
    length = side.length()
    side.setLength(min(length * ARM, MOST_ARM) if length > 0 else 0)
    return side
