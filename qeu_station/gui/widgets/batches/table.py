"""The table of batches."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from qeu_station.gui.presenters.batches_state import BatchesState
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.batches.delegate import HEIGHT, BatchDelegate
from qeu_station.gui.widgets.batches.model import COLUMNS, BatchModel
from qeu_station.gui.widgets.keys import keeps
from qeu_station.gui.words import translate

_MOVING = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown,
                     Qt.Key.Key_Home, Qt.Key.Key_End})  # fmt: skip


class BatchTable(QTableView):
    """Lists the batches of the queue.

    Attributes:
        chosen: Id of the batch that somebody went to.
        opened: Somebody pressed a batch twice.
    """

    chosen = Signal(str)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.batches = BatchModel(self)
        self._showing = False
        self.setModel(self.batches)
        self.setItemDelegate(BatchDelegate(self.batches, self))
        self.setAccessibleName(translate("Batches", "Batches"))
        self._set_up()
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.opened.emit())

    def show_state(self, state: BatchesState) -> None:
        """Show the batches, and which is chosen."""
        self._showing = True
        try:
            self.batches.show_rows(state.rows)
            place = self.batches.place_of(state.current)
            if place >= 0 and self.currentIndex().row() != place:
                self.setCurrentIndex(self.batches.index(place, 0))
            elif place >= 0 and not self.selectionModel().isRowSelected(place, QModelIndex()):
                self.selectRow(place)
        finally:
            self._showing = False

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move through the table from the shortcuts of the window."""
        return keeps(event, _MOVING) or super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen batch in sight, whatever room the one below takes."""
        super().resizeEvent(event)
        self.scrollTo(self.currentIndex())

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(HEIGHT)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setMinimumHeight(TOUCH)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place, column in enumerate(COLUMNS):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            header.setSectionResizeMode(place, mode)
            if column.width:
                header.resizeSection(place, column.width)

    def _on_current(self, now: QModelIndex, before: QModelIndex) -> None:
        if not self._showing and now.isValid():
            self.chosen.emit(self.batches.rows[now.row()].id)
