"""Bars of P(ok), each verdict with its own pattern; their heights grow with the logarithm."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.review_panels_axis import position, ticks
from qeu_station.gui.presenters.review_panels_state import VERDICTS
from qeu_station.gui.presenters.review_panels_words import short_number
from qeu_station.gui.theme import SMALL, tokens
from qeu_station.gui.widgets.elided import font_of

_PATTERNS = {
    Verdict.PASS: None,
    Verdict.REVIEW: Qt.BrushStyle.Dense5Pattern,
    Verdict.FAIL: Qt.BrushStyle.BDiagPattern,
}
_TICK = 4


@dataclass(frozen=True, slots=True)
class Bars:
    """What is drawn.

    Attributes:
        edges: Borders of the bins, (bins + 1,).
        counts: Inspections per verdict and bin, (3, bins).
        spread: Whether the ends of the axis are spread out.
    """

    edges: np.ndarray
    counts: np.ndarray
    spread: bool


def draw_bars(painter: QPainter, plot: QRectF, bars: Bars) -> None:
    """Draw heights and bars into ``plot``, the rectangle between the axes."""
    totals = bars.counts.sum(axis=0)
    top = max(int(totals.max(initial=0)), 1)
    _draw_heights(painter, plot, top)
    for number, total in enumerate(totals):
        if total:
            left, right = (
                plot.left() + plot.width() * position(float(edge), bars.spread)
                for edge in bars.edges[number : number + 2]
            )
            height = plot.height() * height_share(int(total), top)
            bar = QRectF(left + 0.5, plot.bottom() - height, max(right - left - 1, 1), height)
            _draw_stack(painter, bar, [int(count) for count in bars.counts[:, number]])


def height_share(count: int, top: int) -> float:
    """Return the height of a count, 0..1 of that of ``top``: log(1 + count)."""
    return math.log1p(count) / math.log1p(top)


def verdict_brushes(verdict: Verdict) -> tuple[QColor, QBrush | None]:
    """Return the ground of a verdict and what is hatched on it, so that colour is not alone."""
    colours = tokens()
    named = {Verdict.PASS: colours.passed, Verdict.FAIL: colours.failed}
    pattern = _PATTERNS[verdict]
    ground = QColor(named.get(verdict, colours.review))
    return ground, None if pattern is None else QBrush(QColor(colours.on_verdict), pattern)


def _draw_stack(painter: QPainter, bar: QRectF, counts: list[int]) -> None:
    """Fill a bar from below with its verdicts, each with its share of the height."""
    bottom, total = bar.bottom(), sum(counts)
    for verdict, count in reversed(list(zip(VERDICTS, counts, strict=True))):
        if not count:
            continue
        height = bar.height() * count / total
        part = QRectF(bar.left(), bottom - height, bar.width(), height)
        ground, pattern = verdict_brushes(verdict)
        painter.fillRect(part, ground)
        if pattern is not None:
            painter.fillRect(part, pattern)
        bottom -= height


def _draw_heights(painter: QPainter, plot: QRectF, top: int) -> None:
    """Draw a faint line and a number at every power of ten."""
    painter.setFont(font_of(SMALL, figures=True))
    for power in range(int(math.log10(top)) + 1):
        count = 10**power
        y = plot.bottom() - plot.height() * height_share(count, top)
        painter.setPen(QPen(QColor(tokens().border), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        painter.setPen(QColor(tokens().muted))
        box = QRectF(0, y - SMALL, plot.left() - 2 * _TICK, 2 * SMALL)
        flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box, flags, short_number(count))


def draw_axis(painter: QPainter, plot: QRectF, spread: bool) -> None:
    """Draw the axis of P(ok) below ``plot``; its numbers cover what lies under them."""
    painter.setFont(font_of(SMALL, figures=True))
    painter.setPen(QPen(QColor(tokens().muted), 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    metrics, free = painter.fontMetrics(), -math.inf
    for tick in ticks(spread):
        x = plot.left() + plot.width() * position(tick, spread)
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + _TICK))
        half = metrics.horizontalAdvance(f"{tick:g}") / 2
        if x - half > free:
            box = QRectF(x - half, plot.bottom() + _TICK, 2 * half + 1, SMALL + 6)
            painter.fillRect(box, QColor(tokens().surface))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, f"{tick:g}")
            free = x + half + _TICK
