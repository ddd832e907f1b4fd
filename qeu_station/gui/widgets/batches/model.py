"""The table of batches as Qt sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qeu_station.gui.presenters.batches_state import BatchRow
from qeu_station.gui.words import translate

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

COUNTS = frozenset({"pass", "review", "fail"})
"""Columns of numbers."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        key: Its name in code.
        title: What stands above it.
        width: In pixels; 0 takes what is left.
        text: What a row says in it, for who cannot see it.
    """

    key: str
    title: Callable[[], str]
    width: int
    text: Callable[[BatchRow], str]


COLUMNS: tuple[Column, ...] = (
    Column("state", lambda: translate("Batches", "State"), 168, lambda row: row.word),
    Column(
        "name", lambda: translate("Batches", "Batch"), 0, lambda row: f"{row.name}, {row.recipe}"
    ),
    Column("done", lambda: translate("Batches", "Judged"), 184, lambda row: row.counted),
    Column(
        "left", lambda: translate("Batches", "Time left"), 104, lambda row: f"{row.left} {row.rate}"
    ),
    Column("pass", lambda: "PASS", 92, lambda row: str(row.passed)),
    Column("review", lambda: "REVIEW", 92, lambda row: str(row.review)),
    Column("fail", lambda: "FAIL", 92, lambda row: str(row.failed)),
)


class BatchModel(QAbstractTableModel):
    """Rows of the table; the delegate draws them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[BatchRow, ...] = ()

    def show_rows(self, rows: Sequence[BatchRow]) -> bool:
        """Show other rows; return whether they are of other batches or in another order."""
        before, after = self.rows, tuple(rows)
        if [row.id for row in before] != [row.id for row in after]:
            self.beginResetModel()
            self.rows = after
            self.endResetModel()
            return True
        self.rows = after
        for place, (old, new) in enumerate(zip(before, after, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(COLUMNS) - 1))
        return False

    def place_of(self, id: str) -> int:
        """Return the place of a batch, -1 for none."""
        return next((n for n, row in enumerate(self.rows) if row.id == id), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of batches."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the words of a cell, and for the first one those of the whole row."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row, column = self.rows[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title()}: {column.text(row)}"
        if role == Qt.ItemDataRole.ToolTipRole and column.key == "name":
            return column.text(row)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return what stands above a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return COLUMNS[section].title()
        if role == Qt.ItemDataRole.TextAlignmentRole and COLUMNS[section].key in COUNTS:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None
