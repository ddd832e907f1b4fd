"""Tables of an import: lines with problems, and conflicts with what becomes of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from qeu_station.gui.presenters.import_corrections import MINE, SKIP, THEIRS, Difference
from qeu_station.gui.theme import TOUCH
from qeu_station.gui.words import translate

_LINE, _NUMBER = 3 * TOUCH // 4, 3 * TOUCH // 2
_MOST_PROBLEMS = 4
"""Problems that are seen without scrolling."""

_SHOWN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)

Index = QModelIndex | QPersistentModelIndex


class _Texts(QAbstractTableModel):
    """Rows of text under a head."""

    def __init__(self, head: Sequence[str]) -> None:
        super().__init__()
        self._head = head
        self.rows: Sequence[tuple[str, ...]] = ()

    def show_rows(self, rows: Sequence[tuple[str, ...]]) -> None:
        """Show other rows; as many as before keep what is marked."""
        if len(rows) == len(self.rows):
            self.rows = rows
            if rows:
                last = self.index(len(rows) - 1, len(self._head) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of rows."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self._head)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a text; the whole of it is its tip too."""
        return self.rows[index.row()][index.column()] if role in _SHOWN else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the head of a column."""
        across = orientation is Qt.Orientation.Horizontal
        return self._head[section] if across and role == Qt.ItemDataRole.DisplayRole else None


class _Table(QTableView):
    def __init__(self, name: str, head: Sequence[str], wide: Sequence[int]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._texts = _Texts(head)
        self.setModel(self._texts)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_LINE)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(TOUCH)
        for column in range(len(head)):
            stretch = column in wide
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
            header.setSectionResizeMode(column, mode)

    def marked(self) -> list[int]:
        """Return the marked rows."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())


class ProblemTable(_Table):
    """Lines that cannot be imported."""

    def __init__(self) -> None:
        head = (translate("Import", "Line"), translate("Import", "Problem"))
        super().__init__(translate("Import", "Lines that cannot be imported"), head, (1,))
        self.setColumnWidth(0, _NUMBER)

    def show_problems(self, problems: Sequence[tuple[int, str]]) -> None:
        """Show lines with their problem."""
        self._texts.show_rows([(str(line), text) for line, text in problems])
        shown = min(len(problems), _MOST_PROBLEMS)
        self.setFixedHeight(self.horizontalHeader().sizeHint().height() + shown * _LINE + 4)


class ConflictTable(_Table):
    """Where file and journal differ, and what becomes of it."""

    def __init__(self) -> None:
        head = (
            translate("Import", "Line"),
            translate("Import", "Pair"),
            translate("Import", "Item"),
            translate("Import", "Said here"),
            translate("Import", "Said in the file"),
            translate("Import", "Decision"),
        )
        super().__init__(translate("Import", "Conflicts"), head, (3, 4))
        for column, width in enumerate((_NUMBER, 5 * TOUCH, 2 * TOUCH)):
            self.setColumnWidth(column, width)
        self.setColumnWidth(5, 3 * TOUCH)

    def show_conflicts(self, conflicts: Sequence[Difference], choices: Sequence[str]) -> None:
        """Show conflicts with their choice."""
        words = {
            "": translate("Import", "undecided"),
            MINE: translate("Import", "keep"),
            THEIRS: translate("Import", "take"),
            SKIP: translate("Import", "skip"),
        }
        self._texts.show_rows(
            [
                (str(c.line), c.pair, c.item, c.mine, c.theirs, words[choice])
                for c, choice in zip(conflicts, choices, strict=True)
            ]
        )
