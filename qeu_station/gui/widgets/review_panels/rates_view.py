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
_FOOT = SMALL + 2 * SPACE
_ENDS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0)


class RatesView(QWidget):
    """One line per rate: its name, the rate with its interval, and of how many."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rates: tuple[Rate, ...] = ()
        self._end = 1.0
        self.setAccessibleName(translate("ReviewPanels", "Rates with 95 % intervals"))

    def show_rates(self, rates: Sequence[Rate]) -> None:
        """Show rates, one below the other."""
        self._rates = tuple(rates)
        highest = max((rate.interval.high for rate in self._rates if rate.trials), default=1.0)
        self._end = next(end for end in _ENDS if end >= highest)
        self.setAccessibleDescription("; ".join(map(in_words, self._rates)))
        self.setToolTip("\n".join(map(in_words, self._rates)))
        self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for every rate."""
        return QSize(_LEAST + 100, _LINE * len(self._rates) + _FOOT)

    def minimumSizeHint(self) -> QSize:
        """Return room for every rate in few words."""
        return QSize(_LEAST, _LINE * len(self._rates) + _FOOT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rates."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for line, rate in enumerate(self._rates):
            _draw(painter, QRectF(0, line * _LINE, self.width(), _LINE), rate, self._end)
        painter.setPen(QColor(tokens().muted))
        painter.setFont(font_of(SMALL, figures=True))
        words = translate("ReviewPanels", "The lines reach from 0 to {end}.")
        foot = QRectF(0, _LINE * len(self._rates), self.width(), _FOOT)
        if self._rates:
            painter.drawText(
                foot, Qt.AlignmentFlag.AlignVCenter, words.format(end=f"{100 * self._end:g} %")
            )


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


def _draw(painter: QPainter, box: QRectF, rate: Rate, end: float) -> None:
    t, right = tokens(), Qt.AlignmentFlag.AlignRight
    head = QRectF(box.left(), box.top(), box.width(), TEXT + 8)
    painter.setPen(QColor(t.text))
    painter.setFont(font_of(TEXT, QFont.Weight.DemiBold))
    painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, rate.text)
    painter.setFont(font_of(TEXT, QFont.Weight.DemiBold, figures=True))
    painter.drawText(head, right | Qt.AlignmentFlag.AlignVCenter, percent(rate.interval.value))
    _draw_interval(painter, head.translated(0, head.height()), rate, end)
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


def _draw_interval(painter: QPainter, box: QRectF, rate: Rate, end: float) -> None:
    """Draw the interval on an axis from 0 to ``end``, as a bar with the rate on it."""
    t, y = tokens(), box.top() + 5
    painter.setPen(QPen(QColor(t.border), 2))
    painter.drawLine(QLineF(box.left(), y, box.right(), y))
    bar = (min(each / end, 1.0) for each in (rate.interval.low, rate.interval.high))
    low, high = (box.left() + box.width() * each for each in bar)
    painter.setPen(QPen(QColor(t.accent), 6, c=Qt.PenCapStyle.FlatCap))
    painter.drawLine(QLineF(low, y, max(high, low + 2), y))
    if not math.isnan(rate.interval.value):
        painter.setPen(QPen(QColor(t.text), 2))
        x = box.left() + box.width() * rate.interval.value / end
        painter.drawLine(QPointF(x, y - 6), QPointF(x, y + 6))
