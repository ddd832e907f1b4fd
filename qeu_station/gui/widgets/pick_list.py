"""A field and a list: what is typed narrows the list, arrows and Enter choose from it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from qeu_station.gui.presenters.palette import Entry, search
from qeu_station.gui.theme import SMALL, SPACE, TOUCH, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import caption, say
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.words import translate

Index = QModelIndex | QPersistentModelIndex

_KEY, _HINT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
_PASSED_ON = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End})


class PickList(QWidget):
    """Entries to choose one from.

    Args:
        entries: All of them, in the order in which they are shown while nothing is typed.
        asks: Placeholder and accessible name of the field.
        caps: Whether hints are drawn as key caps.

    Attributes:
        picked: Key of the entry that was chosen with Enter, or with a click or double click.
        current_changed: Key of the entry that Enter would choose, empty for none.
    """

    picked = Signal(str)
    current_changed = Signal(str)

    def __init__(
        self,
        entries: Sequence[Entry],
        asks: str,
        caps: bool = False,
        one_click: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entries = entries
        self._model = QStandardItemModel(self)
        self.field = QLineEdit(placeholderText=asks, clearButtonEnabled=True)
        self.field.setAccessibleName(asks)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._narrow)
        self.list = QListView()
        self.list.setAccessibleName(asks)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setItemDelegate(_Row(caps, self.list))
        self.list.setModel(self._model)
        self.list.selectionModel().currentChanged.connect(self._on_current)
        self.list.activated.connect(self._on_activated)
        if one_click:
            self.list.clicked.connect(self._on_activated)
        self.nothing = caption(role="muted")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setMinimumHeight(2 * TOUCH)
        column = layouts.column(self)
        for widget in (self.field, self.nothing, self.list):
            column.addWidget(widget)
        column.setStretchFactor(self.list, 1)
        column.setStretchFactor(self.nothing, 1)
        self.setFocusProxy(self.field)
        self._narrow("")

    @property
    def current(self) -> str:
        """Key of the entry that Enter would choose, empty for none."""
        return str(self.list.currentIndex().data(_KEY) or "")

    @property
    def shown(self) -> list[str]:
        """Keys of the entries that are left."""
        return [str(self._model.item(n).data(_KEY)) for n in range(self._model.rowCount())]

    def select(self, key: str) -> None:
        """Make an entry the current one, if it is shown."""
        if key in self.shown:
            self._go(self.shown.index(key))

    def pick(self) -> None:
        """Choose the current entry."""
        if self.current:
            self.picked.emit(self.current)

    def retheme(self) -> None:
        """Draw in the colours of another theme."""
        self.list.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list with the arrows, and choose with Enter, from within the field."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._go(self.list.currentIndex().row() + _STEPS[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.pick()
        elif key in _PASSED_ON and not self.field.text():
            self._go(0 if key == Qt.Key.Key_Home else self._model.rowCount() - 1)
        else:
            return False
        return True

    def _go(self, row: int) -> None:
        last = self._model.rowCount() - 1
        if last >= 0:
            index = self._model.index(min(max(row, 0), last), 0)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _narrow(self, query: str) -> None:
        self._model.clear()
        for entry in search(self._entries, query):
            self._model.appendRow(_item(entry))
        found = self._model.rowCount() > 0
        none = translate("Picking", "Nothing here matches “{query}”. Type less of it.")
        say(self.nothing, "" if found else none.format(query=query.strip()))
        self.list.setVisible(found)
        self._go(0)
        if not found:
            self.current_changed.emit("")

    def _on_current(self, index: QModelIndex, before: QModelIndex) -> None:
        self.current_changed.emit(self.current)

    def _on_activated(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.pick()


def _item(entry: Entry) -> QStandardItem:
    item = QStandardItem(entry.text)
    item.setData(entry.key, _KEY)
    item.setData(entry.hint, _HINT)
    item.setData(f"{entry.text} ({entry.hint})" if entry.hint else entry.text,
                 Qt.ItemDataRole.AccessibleTextRole)  # fmt: skip
    item.setEditable(False)
    return item


class _Row(QStyledItemDelegate):
    """Draws a row: text at the left, hint at the right."""

    def __init__(self, caps: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._caps = caps

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(TOUCH, TOUCH)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        lit = bool(state & QStyle.StateFlag.State_Selected)
        t = tokens()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lit:
            painter.fillRect(rect, QColor(t.accent))
        elif state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(t.raised))
        room = rect.adjusted(SPACE + 4, 0, -SPACE - 4, 0)
        hint = str(index.data(_HINT) or "")
        taken = self._draw_hint(painter, room, hint, lit) if hint else 0
        room.setRight(room.right() - taken)
        painter.setPen(QColor(t.on_accent if lit else t.text))
        painter.setFont(option.font)
        text = painter.fontMetrics().elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _draw_hint(self, painter: QPainter, room: QRect, hint: str, lit: bool) -> int:
        """Draw the hint and return the width it took, with a distance."""
        t = tokens()
        painter.setFont(font_of(SMALL))
        width = painter.fontMetrics().horizontalAdvance(hint) + (12 if self._caps else 0)
        box = QRect(room.right() - width, room.center().y() - 10, width, 21)
        painter.setPen(QPen(QColor(t.on_accent if lit else t.muted), 1))
        if self._caps:
            painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 3, 3)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, hint)
        return width + 2 * SPACE
