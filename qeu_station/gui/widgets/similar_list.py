"""Pairs that look alike, as cards with the place that does; they stand in rows and wrap."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qeu_station.gui.presenters.similar_state import Answer
from qeu_station.gui.theme import SMALL, SPACE, TEXT, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.keys import ENTER
from qeu_station.gui.widgets.marks import draw_mark, kind_of
from qeu_station.gui.words import translate

PICTURE = 112
CARD = QSize(152, PICTURE + 92)
_MARK = 16
_LINE = 18
_OPENING = ENTER | {Qt.Key.Key_Space}
Index = QModelIndex | QPersistentModelIndex


class SimilarModel(QAbstractListModel):
    """The answers; pictures that come later change only their card."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.answers: tuple[Answer, ...] = ()
        self._images: dict[int, QImage] = {}

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of answers."""
        return 0 if parent is not None and parent.isValid() else len(self.answers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a pair, or all that is known of it in words."""
        answer = self.answers[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return answer.pair
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return answer.spoken
        return None

    def image(self, number: int) -> QImage | None:
        """Return the picture of a card, None when it is not there."""
        picture = self.answers[number].picture
        if picture is None:
            return None
        if number not in self._images:
            height, width = picture.shape[:2]
            made = QImage(picture.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
            self._images[number] = made.copy()
        return self._images[number]

    def show_answers(self, answers: tuple[Answer, ...]) -> None:
        """Take answers: the same ones with more pictures, or all others."""
        before, same = self.answers, _same(self.answers, answers)
        if same:
            self.answers = answers
            for number, answer in enumerate(answers):
                if answer is not before[number]:
                    self.dataChanged.emit(self.index(number), self.index(number))
            return
        self.beginResetModel()
        self.answers, self._images = answers, {}
        self.endResetModel()


class SimilarDelegate(QStyledItemDelegate):
    """Draws one card: the place, the verdict with the name, how much alike, and where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size all cards have."""
        return CARD

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the card at an index."""
        model = index.model()
        if not isinstance(model, SimilarModel):
            return
        answer, t = model.answers[index.row()], tokens()
        card: QRect = option.rect.adjusted(2, 2, -2, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(_border(option))
        painter.setBrush(QColor(t.surface))
        painter.drawRoundedRect(QRectF(card).adjusted(1, 1, -1, -1), 5, 5)
        _draw_picture(painter, _picture_box(card), model.image(index.row()), answer)
        _draw_words(painter, card, answer)
        painter.restore()


class SimilarList(QListView):
    """The cards.

    Attributes:
        opened: Number of the answer that a person wants to see.
    """

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = SimilarModel(self)
        self.setModel(self.cards)
        self.setItemDelegate(SimilarDelegate(self))
        self.setAccessibleName(translate("Similar", "Pairs that look alike"))
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setUniformItemSizes(True)
        self.setSpacing(SPACE // 4)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.clicked.connect(lambda index: self.opened.emit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the card that has the focus."""
        if event.key() in _OPENING and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)


def _same(before: tuple[Answer, ...], after: tuple[Answer, ...]) -> bool:
    def key(answers: tuple[Answer, ...]) -> list[tuple[int, str, str]]:
        return [(each.row, each.places, each.alike) for each in answers]

    return key(before) == key(after) and all(
        old.picture is None or old.picture is new.picture
        for old, new in zip(before, after, strict=True)
    )


def _border(option: QStyleOptionViewItem) -> QPen:
    t = tokens()
    if option.state & QStyle.StateFlag.State_HasFocus:
        return QPen(QColor(t.focus), 2)
    over = bool(option.state & QStyle.StateFlag.State_MouseOver)
    return QPen(QColor(t.muted if over else t.border), 1)


def _picture_box(card: QRect) -> QRect:
    return QRect(card.left() + SPACE // 2, card.top() + SPACE // 2, card.width() - SPACE, PICTURE)


def _draw_picture(painter: QPainter, box: QRect, image: QImage | None, answer: Answer) -> None:
    painter.fillRect(box, QColor(tokens().picture))
    if image is not None:
        size = image.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(box.topLeft(), size)
        place.moveCenter(box.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(place, image)
    elif answer.why:
        painter.setPen(QColor(tokens().on_verdict))
        painter.setFont(font_of(SMALL))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        room = box.adjusted(SPACE, SPACE, -SPACE, -SPACE)
        painter.drawText(room, int(flags), translate("Similar", "no picture"))


def _draw_words(painter: QPainter, card: QRect, answer: Answer) -> None:
    t, left = tokens(), card.left() + SPACE
    top = card.top() + PICTURE + SPACE
    kind = kind_of(answer.verdict)
    mark = QRectF(left, top + 2, _MARK, _MARK)
    draw_mark(painter, mark, kind, QColor(t.of(kind)), QColor(t.on_verdict))
    name = QRect(left + _MARK + SPACE // 2, top, card.right() - left - _MARK - SPACE, _LINE + 2)
    _line(painter, name, answer.pair, font_of(TEXT, QFont.Weight.DemiBold), t.text)
    width = card.width() - 2 * SPACE
    said = (answer.alike, answer.places, answer.label)
    for number, words in enumerate(said):
        place = QRect(left, top + _LINE * (number + 1) + 4, width, _LINE)
        _line(painter, place, words, font_of(SMALL), t.text if not number else t.muted)


def _line(painter: QPainter, place: QRect, text: str, font: QFont, colour: str) -> None:
    painter.setFont(font)
    painter.setPen(QColor(colour))
    how = Qt.TextElideMode.ElideMiddle  # names mostly differ at their ends
    shown = painter.fontMetrics().elidedText(text, how, place.width())
    painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
