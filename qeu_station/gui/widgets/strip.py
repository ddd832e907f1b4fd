"""The last parts as small pictures, the newest at the left; any of them opens again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qeu_station.gui.presenters.inspect_state import InspectState, Kind, StripEntry
from qeu_station.gui.theme import DARK, SMALL, TEXT, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.keys import ENTER, keeps
from qeu_station.gui.widgets.marks import draw_mark, draw_pencil, kind_of
from qeu_station.gui.words import translate

ITEM = QSize(74, 66)
_PICTURE = 46
_DECIDED = {"ok": Kind.PASS, "ng": Kind.FAIL}
_OPENING = ENTER | {Qt.Key.Key_Space}
_MOVING = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End})
Index = QModelIndex | QPersistentModelIndex


class StripModel(QAbstractListModel):
    """The entries; only what differs from before is told to the view."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[StripEntry, ...] = ()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of parts."""
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a part, or all that is known of it in words."""
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.part
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            return spoken(entry)
        return None

    def show_entries(self, entries: tuple[StripEntry, ...]) -> None:
        """Take new entries: one more in front, some changed, or all others."""
        old, known = self.entries, [entry.id for entry in self.entries]
        ids = [entry.id for entry in entries]
        if ids == known:
            self.entries = entries
        elif known and ids[1:] == known[: len(ids) - 1]:
            old = self._grow(entries)
        else:
            self.beginResetModel()
            self.entries = entries
            self.endResetModel()
            return
        self._tell_changed(old)

    def _grow(self, entries: tuple[StripEntry, ...]) -> tuple[StripEntry, ...]:
        """Put the newest in front and drop what falls off the end; return what was before."""
        old = (entries[0], *self.entries)
        self.beginInsertRows(QModelIndex(), 0, 0)
        self.entries = old
        self.endInsertRows()
        if len(old) > len(entries):
            self.beginRemoveRows(QModelIndex(), len(entries), len(old) - 1)
            self.entries = old[: len(entries)]
            self.endRemoveRows()
        self.entries = entries
        return old

    def _tell_changed(self, old: Sequence[StripEntry]) -> None:
        for row, entry in enumerate(self.entries):
            if entry is not old[row]:
                self.dataChanged.emit(self.index(row), self.index(row))


class StripDelegate(QStyledItemDelegate):
    """Draws one part: its picture, its mark, its name, and what the operator said."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmaps: dict[str, tuple[np.ndarray, QPixmap]] = {}

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the size all parts have."""
        return ITEM

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the part at an index."""
        model = index.model()
        if not isinstance(model, StripModel):
            return
        entry = model.entries[index.row()]
        box: QRect = option.rect.adjusted(2, 2, -2, -2)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        picture = QRect(box.left(), box.top(), box.width(), _PICTURE)
        painter.fillRect(picture, QColor(tokens().picture))
        self._draw_picture(painter, picture, entry)
        self._draw_marks(painter, picture, entry)
        self._draw_name(painter, box, entry)
        painter.restore()
        _draw_frame(painter, box, entry.current, focused)

    def forget(self, ids: set[str]) -> None:
        """Keep no pictures but those of the parts with these ids."""
        self._pixmaps = {key: value for key, value in self._pixmaps.items() if key in ids}

    def _draw_picture(self, painter: QPainter, box: QRect, entry: StripEntry) -> None:
        pixmap = self._pixmap(entry, box.size(), painter.device().devicePixelRatio())
        if pixmap is None:
            _draw_placeholder(painter, box, entry.gone)
            return
        fitted = QRect(box.topLeft(), pixmap.deviceIndependentSize().toSize())
        fitted.moveCenter(box.center())
        painter.drawPixmap(fitted, pixmap)

    def _pixmap(self, entry: StripEntry, room: QSize, ratio: float) -> QPixmap | None:
        """Return the picture of a part in the pixels of the screen, made once."""
        if entry.thumbnail is None:
            return None
        known = self._pixmaps.get(entry.id)
        if known is None or known[0] is not entry.thumbnail:
            known = entry.thumbnail, fitted_pixmap(entry.thumbnail, room, ratio)
            self._pixmaps[entry.id] = known
        return known[1]

    def _draw_marks(self, painter: QPainter, box: QRect, entry: StripEntry) -> None:
        kind = kind_of(entry.verdict)
        plate, ink = QColor(tokens().of(kind)), QColor(tokens().on_verdict)
        corner = QRectF(box.left(), box.bottom() - 19, 20, 20)
        painter.fillRect(corner, plate)
        draw_mark(painter, corner.adjusted(2, 2, -2, -2), kind, ink, plate)
        if entry.said or entry.corrected:
            self._draw_said(painter, box, entry)

    def _draw_said(self, painter: QPainter, box: QRect, entry: StripEntry) -> None:
        """Draw what the operator made of it: mark, word and colour, or a pencil."""
        kind = _DECIDED.get(entry.said)
        width = 20 if kind is None else box.width() - 22
        label = QRect(box.right() - width + 1, box.bottom() - 19, width, 20)
        if kind is None:
            painter.fillRect(label, QColor(tokens().surface))
            draw_pencil(painter, QRectF(label).adjusted(4, 4, -4, -4), QColor(tokens().text))
            return
        plate, ink = QColor(tokens().of(kind)), QColor(tokens().on_verdict)
        painter.fillRect(label, plate)
        mark = QRectF(label.left(), label.top(), 20, 20)
        draw_mark(painter, mark.adjusted(2, 2, -2, -2), kind, ink, plate)
        painter.setFont(font_of(TEXT, QFont.Weight.Bold))
        painter.setPen(ink)
        painter.drawText(
            label.adjusted(20, 0, 0, 0), Qt.AlignmentFlag.AlignCenter, entry.said.upper()
        )

    def _draw_name(self, painter: QPainter, box: QRect, entry: StripEntry) -> None:
        painter.setFont(font_of(SMALL))
        painter.setPen(QColor(tokens().text))
        room = QRect(box.left(), box.top() + _PICTURE, box.width(), box.height() - _PICTURE)
        name = painter.fontMetrics().elidedText(
            entry.part, Qt.TextElideMode.ElideMiddle, room.width() - 4
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)


class Strip(QListView):
    """The last parts in one row.

    Attributes:
        opened: Inspection id of the part that shall be shown again.
    """

    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.parts = StripModel(self)
        self._delegate = StripDelegate(self)
        self.setModel(self.parts)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(translate("Inspect", "Last parts"))
        self.setFixedHeight(ITEM.height() + 12)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(self._open)

    def show_state(self, state: InspectState) -> None:
        """Show the parts of a state."""
        if state.strip is self.parts.entries:
            return
        self.parts.show_entries(state.strip)
        self._delegate.forget({entry.id for entry in state.strip})
        current = next((n for n, entry in enumerate(state.strip) if entry.current), 0)
        self.scrollTo(self.parts.index(current))

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move and open from the shortcuts of the window."""
        return keeps(event, _OPENING | _MOVING) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrows, open with Enter; letters belong to the screen."""
        if event.key() in _OPENING:
            self._open(self.currentIndex())
        elif event.key() in _MOVING:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(self.parts.entries[index.row()].id)


def fitted_pixmap(pixels: np.ndarray, room: QSize, ratio: float) -> QPixmap:
    """Return a picture as large as it fits into a room.

    Args:
        pixels: uint8, (h, w, 3) RGB.
        room: In device-independent pixels.
        ratio: Device pixels per device-independent pixel.
    """
    height, width = pixels.shape[:2]
    image = QImage(pixels.tobytes(), width, height, 3 * width, QImage.Format.Format_RGB888)
    made = QPixmap.fromImage(image).scaled(
        room * ratio, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    made.setDevicePixelRatio(ratio)
    return made


def _draw_placeholder(painter: QPainter, box: QRect, gone: bool) -> None:
    """Draw the sign of a picture that is not there: yet, or crossed out for good."""
    frame = QRectF(0, 0, 26, 18)
    frame.moveCenter(QRectF(box).center() - QPointF(0, 6))
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(DARK.muted), 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(frame, 2, 2)
    if gone:
        painter.drawLine(frame.topLeft() - QPointF(3, 3), frame.bottomRight() + QPointF(3, 3))
        return
    low, middle = frame.bottom() - 4, frame.center().x()
    points = [QPointF(middle + x, low - y) for x, y in ((-9, 0), (-3, 7), (1, 3), (4, 6), (9, 0))]
    painter.drawPolyline(points)


def _draw_frame(painter: QPainter, box: QRect, current: bool, focused: bool) -> None:
    if not (current or focused):
        return
    colour = tokens().focus if focused else tokens().accent
    style = Qt.PenStyle.DashLine if focused and not current else Qt.PenStyle.SolidLine
    painter.setPen(QPen(QColor(colour), 3 if current else 2, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box.adjusted(0, 0, -1, -1))


def spoken(entry: StripEntry) -> str:
    """Return a part in words."""
    said = entry.said.upper()
    if not said and entry.corrected:
        said = translate("Inspect", "corrected")
    without = entry.thumbnail is None and entry.gone
    gone = translate("Inspect", "picture gone") if without else ""
    return ", ".join(filter(None, (entry.part, entry.verdict.value, said, gone)))
