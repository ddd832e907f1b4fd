"""How a row of the table is drawn: picture, verdict by mark and word, texts and numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SPACE, TEXT, Tokens, tokens
from qeu_station.gui.thumbnails import Thumbnail
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.marks import draw_pencil, mark_pixmap
from qeu_station.gui.widgets.review.columns import COLUMNS, said_of
from qeu_station.gui.widgets.review.model import ReviewModel

HEIGHT = 56
"""Of a row: a small picture and some air, and enough for a finger."""

_MARK, _STRIPE = 18, 4
_VERDICTS = (Kind.PASS, Kind.REVIEW, Kind.FAIL)
_WORDS = {kind: kind.value.upper() for kind in _VERDICTS}
_DECIDED = {"ok": Kind.PASS, "ng": Kind.FAIL}
_KEYS = tuple(spec.key for spec in COLUMNS)
_FIGURES = tuple(spec.figures for spec in COLUMNS)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class _Inks:
    """The colours, fonts and marks of one theme, made once."""

    def __init__(self, t: Tokens, ratio: float) -> None:
        self.of = t
        self.ratio = ratio
        self.text, self.muted = QColor(t.text), QColor(t.muted)
        self.chosen, self.on_chosen = QColor(t.accent), QColor(t.on_accent)
        self.ground, self.other, self.line = QColor(t.surface), QColor(t.raised), QColor(t.border)
        self.dark = QColor(t.picture)
        self.plain, self.bold = font_of(TEXT, figures=True), font_of(TEXT, QFont.Weight.DemiBold)
        self.metrics = QFontMetrics(self.plain)
        self.marks: dict[tuple[Kind, bool], QPixmap] = {
            (kind, chosen): mark_pixmap(kind, _MARK, ratio, chosen)
            for kind in _VERDICTS
            for chosen in (False, True)
        }


class ReviewDelegate(QStyledItemDelegate):
    """Draws the cells of a ``ReviewModel``.

    Args:
        model: What is drawn.
        small: Returns the thumbnail of a row, None while there is none.

    Attributes:
        selected: First and last place of every run of selected rows; asking the option of every
            cell takes longer than drawing it.
        current: Place of the pair on the screen, which has a stripe: many may be selected.
    """

    def __init__(
        self,
        model: ReviewModel,
        small: Callable[[int], Thumbnail | None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._small = small
        self._inks: _Inks | None = None
        self.selected: Sequence[tuple[int, int]] = ()
        self.current = -1

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
        listed, place, column = self._model.listed, index.row(), index.column()
        if listed is None or place >= len(listed.rows):
            return
        inks = self._inks
        if column == 0 or inks is None:
            inks = self._inks_of(painter.device().devicePixelRatioF())
        chosen = any(first <= place <= last for first, last in self.selected)
        box: QRect = option.rect
        ground = inks.chosen if chosen else (inks.other if place % 2 else inks.ground)
        painter.fillRect(box, ground)
        ink = inks.on_chosen if chosen else inks.text
        row, key = int(listed.rows[place]), _KEYS[column]
        if key == "picture":
            self._draw_picture(painter, box, row, inks)
            if place == self.current:
                painter.fillRect(box.left(), box.top(), _STRIPE, box.height(), ink)
            return
        room = box.adjusted(SPACE, 0, -SPACE, 0)
        if key == "verdict":
            kind = _VERDICTS[listed.columns.verdict[row]]
            self._draw_marked(painter, room, (kind, chosen), _WORDS[kind], ink, inks)
            return
        text = COLUMNS[column].text(listed, row)
        if key == "said" and text:
            self._draw_said(painter, room, (said_of(listed, row), chosen), text, ink, inks)
        elif text:
            painter.setFont(inks.plain)
            painter.setPen(ink)
            width = room.width()
            fits = len(text) * TEXT <= width or inks.metrics.horizontalAdvance(text) <= width
            shown = text if fits else _shortened(inks.metrics, text, key, width)
            painter.drawText(room, _RIGHT if _FIGURES[column] else _LEFT, shown)

    def _inks_of(self, ratio: float) -> _Inks:
        inks = self._inks
        if inks is None or inks.of is not tokens() or inks.ratio != ratio:
            inks = self._inks = _Inks(tokens(), ratio)
        return inks

    def _draw_picture(self, painter: QPainter, box: QRect, row: int, inks: _Inks) -> None:
        room = box.adjusted(SPACE // 2, SPACE // 2, -SPACE // 2, -SPACE // 2)
        painter.fillRect(room, inks.dark)
        small = self._small(row)
        if small is None:
            return
        if small.image is None:
            painter.setPen(QColor(inks.of.review))
            painter.drawLine(room.topLeft(), room.bottomRight())
            painter.drawLine(room.topRight(), room.bottomLeft())
            return
        image = small.image
        scale = min(room.width() / image.width(), room.height() / image.height(), 1.0)
        fitted = QRectF(0, 0, image.width() * scale, image.height() * scale)
        fitted.moveCenter(QRectF(room).center())
        painter.drawImage(fitted, image)

    def _draw_marked(
        self,
        painter: QPainter,
        room: QRect,
        mark: tuple[Kind, bool],
        text: str,
        ink: QColor,
        inks: _Inks,
    ) -> None:
        painter.drawPixmap(room.left(), room.center().y() - _MARK // 2, inks.marks[mark])
        painter.setFont(inks.bold)
        painter.setPen(ink)
        painter.drawText(room.adjusted(_MARK + 6, 0, 0, 0), _LEFT, text)

    def _draw_said(
        self,
        painter: QPainter,
        room: QRect,
        said: tuple[str, bool],
        text: str,
        ink: QColor,
        inks: _Inks,
    ) -> None:
        kind = _DECIDED.get(said[0])
        if kind is not None:
            self._draw_marked(painter, room, (kind, said[1]), text, ink, inks)
            return
        top = room.center().y() - _MARK // 2
        draw_pencil(painter, QRectF(room.left() + 2, top + 2, _MARK - 4, _MARK - 4), ink)


def _shortened(metrics: QFontMetrics, text: str, key: str, width: int) -> str:
    """Leave the end of names that say what they are at their end."""
    middle = key in ("pair", "serial", "recipe")
    mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    return metrics.elidedText(text, mode, width)
