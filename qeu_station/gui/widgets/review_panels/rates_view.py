"""Rates with their 95 % intervals, drawn and written."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from qeu_station.gui.presenters.review_panels_state import Rate
from qeu_station.gui.presenters.review_panels_words import bounds, number, percent
from qeu_station.gui.theme import SMALL, SPACE, TEXT, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.words import translate

_LINE = 64
_LEAST = 250


class RatesView(QWidget):
    """One line per rate: its name, the rate with its interval, and of how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rates: tuple[Rate, ...] = ()
        self.setAccessibleName(translate("ReviewPanels", "Rates with 95 % intervals"))

    def show_rates(self, rates: Sequence[Rate]) -> None:
        """Show rates, one below the other."""
        self._rates = tuple(rates)
        self.setAccessibleDescription("; ".join(map(in_words, self._rates)))
        self.setToolTip("\n".join(map(in_words, self._rates)))
        self.setMinimumHeight(_LINE * len(self._rates))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for every rate."""
        return QSize(_LEAST + 100, _LINE * len(self._rates))

    def minimumSizeHint(self) -> QSize:
        """Return room for every rate in few words."""
        return QSize(_LEAST, _LINE * len(self._rates))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rates."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line, rate in enumerate(self._rates):
            _draw(painter, QRectF(0, line * _LINE, self.width(), _LINE), rate)


def in_words(rate: Rate) -> str:
    """Return a rate as a sentence."""
    words = translate("ReviewPanels", "{name} {rate} (95 %: {bounds}), {hits} of {trials} {of}")
    return words.format(
        name=rate.text,
        rate=percent(rate.interval.value),
        bounds=bounds(rate.interval),
        hits=number(rate.hits),
        trials=number(rate.trials),
        of=rate.explained,
    )


def _draw(painter: QPainter, box: QRectF, rate: Rate) -> None:
    t, right = tokens(), Qt.AlignmentFlag.AlignRight
    head = QRectF(box.left(), box.top(), box.width(), TEXT + 8)
    painter.setPen(QColor(t.text))
    painter.setFont(font_of(TEXT, QFont.Weight.DemiBold))
    painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, rate.text)
    painter.setFont(font_of(TEXT, QFont.Weight.DemiBold, figures=True))
    painter.drawText(head, right | Qt.AlignmentFlag.AlignVCenter, percent(rate.interval.value))
    _draw_interval(painter, head.translated(0, head.height()), rate)
    foot = QRectF(box.left(), head.bottom() + 12, box.width(), SMALL + 8)
    painter.setPen(QColor(t.muted))
    painter.setFont(font_of(SMALL, figures=True))
    share = f"{bounds(rate.interval)}   {number(rate.hits)} / {number(rate.trials)}"
    painter.drawText(foot, right | Qt.AlignmentFlag.AlignVCenter, share)
    foot.setRight(foot.right() - painter.fontMetrics().horizontalAdvance(share) - SPACE)
    words = painter.fontMetrics().elidedText(
        rate.explained, Qt.TextElideMode.ElideRight, int(foot.width())
    )
    painter.drawText(foot, Qt.AlignmentFlag.AlignVCenter, words)


def _draw_interval(painter: QPainter, box: QRectF, rate: Rate) -> None:
    """Draw the interval on an axis from 0 to 100 %, as a bar with the rate on it."""
    t, y = tokens(), box.top() + 5
    painter.setPen(QPen(QColor(t.border), 2))
    painter.drawLine(QLineF(box.left(), y, box.right(), y))
    low, high = (box.left() + box.width() * end for end in (rate.interval.low, rate.interval.high))
    painter.setPen(QPen(QColor(t.accent), 6, c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(QLineF(low, y, max(high, low + 2), y))
    if not math.isnan(rate.interval.value):
        painter.setPen(QPen(QColor(t.text), 2))
        x = box.left() + box.width() * rate.interval.value
        painter.drawLine(QPointF(x, y - 6), QPointF(x, y + 6))
