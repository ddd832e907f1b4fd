"""How a batch is drawn in the table: its state by drawing and word, a bar, counts with marks."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qeu_station.gui.icons import icon
from qeu_station.gui.presenters.batches_state import FAILED, RUNNING, BatchRow
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SMALL, SPACE, TEXT, tokens
from qeu_station.gui.widgets.batches.model import COLUMNS, BatchModel
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.marks import colours_of, draw_mark

HEIGHT = 56
_ICON, _MARK, _BAR = 22, 16, 8
_TRACK = 0.35
"""How much is seen of what is not yet done, on the colour of the chosen row."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_COUNTS = {"pass": Kind.PASS, "review": Kind.REVIEW, "fail": Kind.FAIL}


class BatchDelegate(QStyledItemDelegate):
    """Draws the cells of a ``BatchModel``."""

    def __init__(self, model: BatchModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the size of a cell; all rows are of one height."""
        return QSize(COLUMNS[index.column()].width, HEIGHT)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one cell."""
        if index.row() >= len(self._model.rows):
            return
        row, key = self._model.rows[index.row()], COLUMNS[index.column()].key
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        box: QRect = option.rect
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(box, QColor(t.accent if chosen else t.surface))
        painter.setPen(QColor(t.on_accent if chosen else t.border))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        ink = Ink(painter, box.adjusted(SPACE, 0, -SPACE, -1), chosen)
        if key == "state":
            ink.state(row)
        elif key == "done":
            ink.progress(row)
        elif key in _COUNTS:
            count = {"pass": row.passed, "review": row.review, "fail": row.failed}[key]
            ink.count(_COUNTS[key], count)
        elif key == "name":
            ink.two_lines(row.name, row.recipe, bold=True)
        else:
            ink.two_lines(row.left, row.rate)
        painter.restore()


class Ink:
    """Draws into one cell.

    Args:
        painter: Draws; its state is the caller's to restore.
        room: Where.
        chosen: Whether the row is selected.
    """

    def __init__(self, painter: QPainter, room: QRect, chosen: bool) -> None:
        t = tokens()
        self._painter, self._room, self._chosen = painter, room, chosen
        self._ink = QColor(t.on_accent if chosen else t.text)
        self._faint = QColor(t.on_accent if chosen else t.muted)

    def state(self, row: BatchRow) -> None:
        """Draw where a batch stands."""
        t, room = tokens(), self._room
        colour = t.on_accent if self._chosen else (t.accent if row.state == RUNNING else t.muted)
        if row.state == FAILED and not self._chosen:
            colour = t.failed
        drawing = icon(f"job-{row.state}", colour, colour)
        drawing.paint(self._painter, room.left(), room.center().y() - _ICON // 2, _ICON, _ICON)
        self._write(room.adjusted(_ICON + SPACE, 0, 0, 0), row.word, self._ink, bold=True)

    def two_lines(self, first: str, second: str, bold: bool = False) -> None:
        """Write what matters, and below it what explains."""
        if not second:
            self._write(self._room, first, self._ink, bold)
            return
        middle = self._room.center().y()
        upper, lower = QRect(self._room), QRect(self._room)
        upper.setBottom(middle + 1)
        lower.setTop(middle + 1)
        above = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom
        below = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        self._write(upper, first, self._ink, bold, above)
        self._write(lower, second, self._faint, False, below, SMALL)

    def progress(self, row: BatchRow) -> None:
        """Draw a bar, with how many of how many above it."""
        if row.done is None:
            return
        t, room = tokens(), self._room
        middle = room.center().y()
        share = f"{100 * row.done:.0f} %" if row.done < 1 else "100 %"
        words = QRect(room)
        words.setBottom(middle + 1)
        low = Qt.AlignmentFlag.AlignBottom
        self._write(words, row.counted, self._ink, place=low | Qt.AlignmentFlag.AlignLeft)
        self._write(words, share, self._faint, place=low | Qt.AlignmentFlag.AlignRight)
        bar = QRectF(room.left(), middle + 6, room.width(), _BAR)
        self._painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(t.on_accent if self._chosen else t.border)
        ground.setAlphaF(_TRACK if self._chosen else 1.0)
        self._painter.setBrush(ground)
        self._painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)
        if row.done > 0:
            bar.setWidth(max(bar.width() * row.done, _BAR))
            self._painter.setBrush(QColor(t.on_accent if self._chosen else t.accent))
            self._painter.drawRoundedRect(bar, _BAR / 2, _BAR / 2)

    def count(self, kind: Kind, count: int) -> None:
        """Draw how many parts have a verdict, behind its mark."""
        if not count:
            self._write(self._room, "0", self._faint, place=_RIGHT)
            return
        text = f"{count:,}"
        width = QFontMetrics(font_of(TEXT, figures=True)).horizontalAdvance(text)
        top = self._room.center().y() - _MARK / 2
        box = QRectF(self._room.right() - width - _MARK - 6, top, _MARK, _MARK)
        draw_mark(self._painter, box, kind, *colours_of(kind, self._chosen))
        self._write(self._room, text, self._ink, place=_RIGHT)

    def _write(
        self,
        room: QRect,
        text: str,
        ink: QColor,
        bold: bool = False,
        place: Qt.AlignmentFlag = _LEFT,
        pixels: int = TEXT,
    ) -> None:
        weight = QFont.Weight.DemiBold if bold else QFont.Weight.Normal
        font = font_of(pixels, weight, figures=True)
        self._painter.setFont(font)
        self._painter.setPen(ink)
        mode = Qt.TextElideMode.ElideMiddle
        shown = QFontMetrics(font).elidedText(text, mode, room.width())
        self._painter.drawText(room, place, shown)
