"""The pairs of two runs side by side, as a table that stays quick whatever its length."""

from __future__ import annotations

import math
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from qeu_station.gui.presenters.review_panels_changes import cause_names, chance, why
from qeu_station.gui.presenters.review_panels_runs_state import (
    AFTER,
    BEFORE,
    CHANGE,
    P_AFTER,
    P_BEFORE,
    PAIR,
    WHY,
    RunsState,
)
from qeu_station.gui.presenters.review_panels_state import VERDICTS
from qeu_station.gui.presenters.review_panels_words import signed
from qeu_station.gui.theme import SPACE, TEXT, TOUCH, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.keys import ENTER, keeps
from qeu_station.gui.widgets.marks import colours_of, draw_mark, kind_of
from qeu_station.gui.words import translate

Index = QModelIndex | QPersistentModelIndex

_MARK = 16
_WIDTHS = {PAIR: 130, BEFORE: 100, P_BEFORE: 66, AFTER: 100, P_AFTER: 66, CHANGE: 96}
_NUMBERS = frozenset({P_BEFORE, P_AFTER, CHANGE})
_MOVING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
                     Qt.Key.Key_Home, Qt.Key.Key_End})  # fmt: skip


class RunsModel(QAbstractTableModel):
    """Reads the arrays of a state where they are seen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = RunsState()

    def show_state(self, state: RunsState) -> None:
        """Take another state."""
        before, self._state = self._state, state
        if before.shown is not state.shown or before.pairs is not state.pairs:
            self.beginResetModel()
            self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of pairs that are shown."""
        shown = self._state.shown
        return 0 if shown is None or (parent is not None and parent.isValid()) else len(shown)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(_heads())

    def verdict(self, index: Index) -> int | None:
        """Return the code of the verdict in a cell, None in other columns."""
        side = {BEFORE: 0, AFTER: 1}.get(index.column())
        state = self._state
        if side is None or state.pairs is None or state.shown is None:
            return None
        return int(state.pairs.verdict[state.shown[index.row()], side])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what stands in a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if index.column() in _NUMBERS
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        if role in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        }:
            return self._text(index)
        return None

    def _text(self, index: Index) -> str:
        pairs, shown, column = self._state.pairs, self._state.shown, index.column()
        if pairs is None or shown is None:
            return ""
        place = int(shown[index.row()])
        if column == PAIR:
            return str(pairs.pair[place])
        if column == WHY:
            return why(pairs, place, _causes())
        if column == CHANGE:
            change = float(pairs.p_ok[place, 1] - pairs.p_ok[place, 0])
            return "–" if math.isnan(change) else signed(change, 3)
        if column in {P_BEFORE, P_AFTER}:
            return chance(float(pairs.p_ok[place, int(column == P_AFTER)]))
        return str(VERDICTS[self.verdict(index) or 0])

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a column."""
        if way is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _heads()[section]
        return None


def _heads() -> tuple[str, ...]:
    return (
        translate("ReviewPanels", "Pair"),
        translate("ReviewPanels", "Here"),
        translate("ReviewPanels", "P(ok)"),
        translate("ReviewPanels", "There"),
        translate("ReviewPanels", "P(ok)"),
        translate("ReviewPanels", "Change"),
        translate("ReviewPanels", "Why"),
    )


def _causes() -> tuple[Any, ...]:
    return tuple(cause_names())


class RunsTable(QTableView):
    """Shows the pairs.

    Attributes:
        opened: Line that was pressed twice, or with Enter.
        rested: Line that is the current one.
        sorted_by: Column whose head was pressed.
    """

    opened = Signal(int)
    rested = Signal(int)
    sorted_by = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = RunsModel(self)
        self.setModel(self.shown)
        self.setAccessibleName(translate("ReviewPanels", "Pairs of two runs side by side"))
        self.setItemDelegate(_Side(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(TOUCH)
        head = self.horizontalHeader()
        head.setFixedHeight(TOUCH)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(True)
        head.setHighlightSections(False)
        head.setStretchLastSection(True)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in _WIDTHS.items():
            head.resizeSection(column, width)
        head.sectionClicked.connect(self.sorted_by)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))
        self.selectionModel().currentRowChanged.connect(
            lambda index, before: self.rested.emit(index.row())
        )

    def show_state(self, state: RunsState) -> None:
        """Show the pairs of a state."""
        self.shown.show_state(state)
        column, falls = state.sorted_by
        order = Qt.SortOrder.DescendingOrder if falls else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(column, order)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move and open from the shortcuts of the window."""
        return keeps(event, ENTER | _MOVING) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter."""
        if event.key() in ENTER and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
        else:
            super().keyPressEvent(event)


class _Side(QStyledItemDelegate):
    """Draws a verdict with its mark; other cells as they are."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        code = model.verdict(index) if isinstance(model, RunsModel) else None
        if code is None:
            option.rect = option.rect.adjusted(SPACE // 2, 0, -SPACE, 0)
            super().paint(painter, option, index)
            return
        painter.save()
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        t, box = tokens(), QRectF(option.rect)
        ground = t.accent if lit else (t.raised if index.row() % 2 else t.surface)
        painter.fillRect(box, QColor(ground))
        kind = kind_of(VERDICTS[code])
        mark = QRectF(box.left() + SPACE, box.center().y() - _MARK / 2, _MARK, _MARK)
        draw_mark(painter, mark, kind, *colours_of(kind))
        painter.setPen(QColor(t.on_accent if lit else t.text))
        painter.setFont(font_of(TEXT))
        words = box.adjusted(2 * SPACE + _MARK, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, str(VERDICTS[code]))
        painter.restore()
