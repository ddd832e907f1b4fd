"""The table of the Review screen: quick at any length, its pictures made for what is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from qeu_station.gui.thumbnails import Thumbnails
from qeu_station.gui.widgets.keys import COMMAND, keeps
from qeu_station.gui.widgets.review.column_choice import ColumnChoice
from qeu_station.gui.widgets.review.columns import COLUMNS
from qeu_station.gui.widgets.review.delegate import HEIGHT, ReviewDelegate
from qeu_station.gui.widgets.review.model import ReviewModel
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.gui.presenters.review_state import ReviewState

LOOK_MS = 40
"""How often the pictures of what is seen are asked for while it scrolls."""

_PAGES = frozenset({Qt.Key.Key_PageUp, Qt.Key.Key_PageDown})
MOVING = _PAGES | {Qt.Key.Key_Up, Qt.Key.Key_Down}
"""Keys that move through the table."""

_FLAGS = QItemSelectionModel.SelectionFlag


class ReviewTable(QTableView):
    """Lists inspections; the current one is the pair on the screen.

    Attributes:
        moved: Place in the list of the row that somebody went to.
        chosen: The rows (int32) that are selected; the current one alone when no others are.
        sorted: What to sort by, and whether from the highest down.
        columns: Which columns are shown, and the menu that chooses them.
    """

    moved = QtSignal(int)
    chosen = QtSignal(object)
    sorted = QtSignal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inspections = ReviewModel(self)
        self.thumbnails = Thumbnails(self)
        self._showing = False
        self._look = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look.timeout.connect(self._want)
        self.setModel(self.inspections)
        self._delegate = ReviewDelegate(self.inspections, self.thumbnails.get, self)
        self.setItemDelegate(self._delegate)
        self._set_up()
        self._set_up_headers()
        self.columns = ColumnChoice(self)
        self.verticalScrollBar().valueChanged.connect(self._look_soon)
        self.thumbnails.arrived.connect(self._on_arrived)
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.selectionModel().selectionChanged.connect(self._on_selection)

    def show_state(self, state: ReviewState) -> None:
        """Show the list, its order, and which pair is on the screen."""
        self._showing = True
        try:
            if state.listed is not self.inspections.listed:
                reset = self.inspections.show_list(state.listed)
                if reset:
                    self.selectionModel().clear()
                    self._tell_selection()  # a reset model forgets its selection in silence
                self._look_soon()
            self._show_order(state)
            self._show_current(state.position)
        finally:
            self._showing = False

    def selected_rows(self) -> np.ndarray:
        """Return the selected rows, int32, in the order of the list."""
        rows = self.inspections.rows
        ranges = [(r.top(), r.bottom()) for r in self._ranges()]
        if not ranges:
            return rows[:0]
        places = np.unique(np.concatenate([np.arange(a, b + 1) for a, b in ranges]))
        return np.asarray(rows[places[places < len(rows)]])

    def select_current(self) -> None:
        """Select nothing but the current row."""
        index = self.currentIndex()
        if self.many and index.isValid():
            self.selectionModel().select(index, _FLAGS.ClearAndSelect | _FLAGS.Rows)

    @property
    def many(self) -> bool:
        """Whether more than one row is selected."""
        ranges = self._ranges()
        return len(ranges) > 1 or any(each.height() > 1 for each in ranges)

    def _ranges(self) -> list[QItemSelectionRange]:
        return self.selectionModel().selection().toList()

    def visible_places(self) -> range:
        """Return the places of the list that can be seen."""
        top = self.rowAt(0)
        if top < 0:
            return range(0)
        bottom = self.rowAt(self.viewport().height() - 1)
        last = len(self.inspections.rows) - 1
        return range(top, (bottom if bottom >= 0 else last) + 1)

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move through the table from the shortcuts of the window."""
        return keeps(event, MOVING) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with arrows and pages; letters belong to the pair, not to a search in the table."""
        if goes_through(event):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hold the interpreter for a whole painting, or threads would take it between any cells."""
        super().paintEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the pictures that can be seen now."""
        super().resizeEvent(event)
        self.columns.fit()
        self._look_soon()

    def showEvent(self, event: QShowEvent) -> None:
        """Make the pictures that can be seen now."""
        super().showEvent(event)
        self._look_soon()

    def _set_up(self) -> None:
        self.setAccessibleName(translate("Review", "Inspections"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(HEIGHT)

    def _set_up_headers(self) -> None:
        rows, across = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(HEIGHT)
        rows.hide()
        across.setHighlightSections(False)
        across.setSectionsMovable(True)
        across.setSortIndicatorShown(True)
        across.setSortIndicatorClearable(False)
        across.setMinimumSectionSize(40)
        across.setFixedHeight(40)
        across.setSectionsClickable(True)
        across.sectionClicked.connect(self._on_header)
        for section, spec in enumerate(COLUMNS):
            self.setColumnWidth(section, spec.width)

    def _on_header(self, section: int) -> None:
        """Sort by a column; by the same again turns it round, and a third time gives it up."""
        spec = COLUMNS[section]
        by, descending = self._order
        if not spec.order:
            self.sorted.emit("uncertain", False)
        elif spec.order != by:
            self.sorted.emit(spec.order, spec.last_first)
        elif descending == spec.last_first:
            self.sorted.emit(spec.order, not descending)
        else:
            self.sorted.emit("uncertain", False)

    _order: tuple[str, bool] = ("uncertain", False)

    def _show_order(self, state: ReviewState) -> None:
        order = state.order
        self._order = ("uncertain", False) if order is None else (order.by, order.descending)
        by, descending = self._order
        section = next((n for n, spec in enumerate(COLUMNS) if spec.order == by), -1)
        way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, way)
        self.columns.sort_by(by)

    def _show_current(self, place: int) -> None:
        self._delegate.current = place
        if place == self.currentIndex().row():
            return
        models = self.selectionModel()
        if place < 0:
            models.clearCurrentIndex()
            return
        index = self.inspections.index(place, 0)
        many = self.many
        flags = _FLAGS.NoUpdate if many else _FLAGS.ClearAndSelect | _FLAGS.Rows
        models.setCurrentIndex(index, flags)
        self.scrollTo(index)

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        self._delegate.current = now.row()
        if not self._showing and now.isValid():
            self.moved.emit(now.row())

    def _on_selection(self, now: QItemSelection, before: QItemSelection) -> None:
        self._tell_selection()

    def _tell_selection(self) -> None:
        self._delegate.selected = [(each.top(), each.bottom()) for each in self._ranges()]
        self.chosen.emit(self.selected_rows())

    def _look_soon(self) -> None:
        if not self._look.isActive():
            self._look.start()

    def _want(self) -> None:
        """Ask for the pictures that are seen, then for those one page further on either side."""
        rows, seen = self.inspections.rows, self.visible_places()
        if not self.isVisible() or not len(seen):
            return
        page = len(seen)
        after = range(seen.stop, min(seen.stop + page, len(rows)))
        before = range(max(seen.start - page, 0), seen.start)
        self.thumbnails.want(int(rows[place]) for place in (*seen, *after, *before))

    def _on_arrived(self, rows: tuple[int, ...]) -> None:
        """Draw again what has a picture now, where it is seen."""
        seen, arrived = self.visible_places(), set(rows)
        picture = self.columnViewportPosition(0)
        for place in seen:
            if int(self.inspections.rows[place]) in arrived:
                self.viewport().update(
                    picture, self.rowViewportPosition(place), self.columnWidth(0), HEIGHT
                )


def goes_through(event: QKeyEvent) -> bool:
    """Tell whether a key moves through the table, or selects all of it."""
    selects = event.modifiers() & COMMAND and event.key() == Qt.Key.Key_A
    return event.key() in MOVING or bool(selects)
