"""Things with their counts, one below the other; one of them is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from qeu_station.gui.presenters.review_panels_state import Named
from qeu_station.gui.presenters.review_panels_words import number
from qeu_station.gui.theme import SPACE, TEXT, TOUCH, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.enter_button import EnterButton
from qeu_station.gui.widgets.pair_view.ink import class_colour

_SWATCH, _BAR = 12, 4


class CountRow(EnterButton):
    """One thing with its count, and a bar that compares it with the largest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named, self._share = Named("", "", 0), 0.0
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_named(self, named: Named, largest: int) -> None:
        """Show a thing; ``largest`` is the count whose bar is full."""
        self._named, self._share = named, named.count / largest if largest else 0.0
        self.setChecked(named.chosen)
        self.setToolTip(named.text)
        self.setAccessibleName(f"{named.text}: {number(named.count)}")
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for swatch, words and count."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(f"{self._named.text}  {number(self._named.count)}")
        return QSize(words + _SWATCH + 5 * SPACE, TOUCH)

    def minimumSizeHint(self) -> QSize:
        """Return the least room; words may be shortened, the count may not."""
        count = self.fontMetrics().horizontalAdvance(number(self._named.count))
        return QSize(count + _SWATCH + 8 * SPACE, TOUCH)

    def nextCheckState(self) -> None:
        """Stay as it is: what is chosen is decided elsewhere."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_plate(painter)
        t, room = tokens(), QRectF(self.rect()).adjusted(SPACE, 0, -SPACE, -_BAR)
        if self._named.colour:
            box = QRectF(room.left(), room.center().y() - _SWATCH / 2, _SWATCH, _SWATCH)
            painter.setPen(QPen(QColor(t.text), 1))
            painter.setBrush(class_colour(self._named.colour, QColor(t.muted)))
            painter.drawRect(box)
            room.setLeft(box.right() + SPACE)
        painter.setPen(QColor(t.text))
        weight = QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal
        painter.setFont(font_of(TEXT, weight, figures=True))
        count = number(self._named.count)
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, count)
        metrics = painter.fontMetrics()
        room.setRight(room.right() - metrics.horizontalAdvance(count) - SPACE)
        words = metrics.elidedText(
            self._named.text, Qt.TextElideMode.ElideRight, int(room.width()) + 1
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)

    def _draw_plate(self, painter: QPainter) -> None:
        t = tokens()
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.raised if self.isChecked() or self.underMouse() else t.surface))
        painter.drawRoundedRect(frame, 4, 4)
        bar = QRectF(frame.left() + SPACE, frame.bottom() - _BAR - 1, 0, _BAR)
        bar.setWidth((frame.width() - 2 * SPACE) * self._share)
        painter.setBrush(QColor(t.accent))
        painter.drawRect(bar)
        if self.hasFocus() or self.isChecked():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(t.focus if self.hasFocus() else t.text), 2))
            painter.drawRoundedRect(frame, 4, 4)


class CountList(QScrollArea):
    """Rows of counts.

    Attributes:
        chosen: Key of the row that was pressed.
    """

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows: list[CountRow] = []
        self._shown: tuple[Named, ...] = ()
        self._inside = QWidget()
        self._column = layouts.column(self._inside, space=2)
        self._column.addStretch(1)
        self.setWidget(self._inside)

    def show_counts(self, counts: Sequence[Named], whole: int = 0) -> None:
        """Show things in their order.

        Args:
            counts: What to show.
            whole: Count whose bar is full; 0 for the largest.
        """
        shown = tuple(counts)
        if shown == self._shown:
            return
        self._shown = shown
        while len(self.rows) < len(shown):
            self._add_row()
        largest = whole or max((each.count for each in shown), default=0)
        for row, named in zip(self.rows, shown, strict=False):
            row.show_named(named, largest)
        for place, row in enumerate(self.rows):
            layouts.show_if(row, place < len(shown))

    def _add_row(self) -> None:
        row, number = CountRow(), len(self.rows)
        row.clicked.connect(lambda: self.chosen.emit(self._shown[number].key))
        self._column.insertWidget(number, row)
        self.rows.append(row)
