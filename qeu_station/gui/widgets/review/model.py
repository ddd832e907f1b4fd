"""The list as Qt's table sees it: nothing of a row is made before it is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qeu_station.gui.widgets.review.columns import COLUMNS

if TYPE_CHECKING:
    from qeu_station.gui.presenters.review_state import Listed

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
_NOWHERE = QModelIndex()
_NO_ROWS = np.zeros(0, np.int32)


class ReviewModel(QAbstractTableModel):
    """Shows a list; its rows are places in the list, not row numbers of the columns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.listed: Listed | None = None
        self._count = 0

    @property
    def rows(self) -> np.ndarray:
        """int32 (m,), the row number at every place."""
        return _NO_ROWS if self.listed is None else self.listed.rows

    def show_list(self, listed: Listed | None) -> bool:
        """Show another list.

        Returns:
            Whether places mean other rows now, so that selections are gone.
        """
        before, after = self.rows, _NO_ROWS if listed is None else listed.rows
        if before is after or np.array_equal(before, after):
            self.listed = listed
            self.changed(0, len(after) - 1)
            return False
        if 0 < len(before) < len(after) and np.array_equal(before, after[: len(before)]):
            self.beginInsertRows(_NOWHERE, len(before), len(after) - 1)
            self.listed, self._count = listed, len(after)
            self.endInsertRows()
            return False
        self.beginResetModel()
        self.listed, self._count = listed, len(after)
        self.endResetModel()
        return True

    def changed(self, first: int, last: int) -> None:
        """Tell that places of the list, both included, are drawn otherwise now."""
        if first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of listed inspections."""
        return 0 if parent.isValid() else self._count

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """Return the text of a cell, for drawing and for screen readers."""
        if self.listed is None or not index.isValid() or index.row() >= len(self.listed.rows):
            return None
        spec = COLUMNS[index.column()]
        if role in (Role.DisplayRole, Role.ToolTipRole):
            return spec.text(self.listed, int(self.listed.rows[index.row()]))
        if role == Role.AccessibleTextRole:
            row = int(self.listed.rows[index.row()])
            return f"{spec.title()}: {spec.text(self.listed, row)}"
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if spec.figures else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> Any:
        """Return what a header says."""
        if orientation != Qt.Orientation.Horizontal or section >= len(COLUMNS):
            return None
        spec = COLUMNS[section]
        if role == Role.DisplayRole:
            return spec.title()
        if role == Role.ToolTipRole:
            return (spec.tip or spec.title)()
        if role == Role.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if spec.figures else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None
