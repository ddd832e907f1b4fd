"""Counts of two sayings against each other, as a table that is walked with the arrow keys."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
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

from qeu_station.gui.presenters.review_panels_state import Matrix
from qeu_station.gui.presenters.review_panels_words import number, percent
from qeu_station.gui.theme import SMALL, TEXT, TOUCH, tokens
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.widgets.keys import ENTER, keeps
from qeu_station.gui.words import translate

Index = QModelIndex | QPersistentModelIndex

CELL = QSize(96, TOUCH + 8)
_AGREES, _WRONG = "✓", "✕"
_MOST = 0.55
_LEAST = 3
"""Columns that are always seen; the others are scrolled to."""

_RING = 2
"""Width of the ring of the focus, which the style leaves room for."""

_SEEN = 3 * CELL.height() + TOUCH + 2 * _RING
"""Height of rows that are always seen."""
_CHOOSING = ENTER | {Qt.Key.Key_Space}
_MOVING = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})


class MatrixModel(QAbstractTableModel):
    """The counts, with what they mean in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.matrix = Matrix()

    def show_matrix(self, matrix: Matrix) -> None:
        """Take other counts; the place of the keys stays where the names are the same."""
        before, self.matrix = self.matrix, matrix
        if _names(before) != _names(matrix):
            self.beginResetModel()
            self.endResetModel()
        elif matrix.rows and matrix.columns:
            last = self.index(len(matrix.rows) - 1, len(matrix.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            for way, count in (
                (Qt.Orientation.Horizontal, len(matrix.columns)),
                (Qt.Orientation.Vertical, len(matrix.rows)),
            ):
                self.headerDataChanged.emit(way, 0, count - 1)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.matrix.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        """Return the number of columns."""
        return 0 if parent is not None and parent.isValid() else len(self.matrix.columns)

    def count(self, index: Index) -> int:
        """Return the count at an index."""
        counts = self.matrix.counts
        return 0 if counts is None else int(counts[index.row(), index.column()])

    def share(self, index: Index) -> float:
        """Return the count as a share of its row, 0..1."""
        whole = self.matrix.rows[index.row()].count
        return self.count(index) / whole if whole else 0.0

    def mark(self, index: Index) -> str:
        """Return the sign of agreement or error, empty for neither."""
        marks = self.matrix.marks
        said = 0 if marks is None else int(marks[index.row(), index.column()])
        return {1: _AGREES, -1: _WRONG}.get(said, "")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the count, or all of it in words."""
        if role == Qt.ItemDataRole.DisplayRole:
            return number(self.count(index))
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            words = translate("ReviewPanels", "{row} × {column}: {count}, {share} of the row")
            return words.format(
                row=self.matrix.rows[index.row()].text,
                column=self.matrix.columns[index.column()].text,
                count=number(self.count(index)),
                share=percent(self.share(index)),
            )
        return None

    def headerData(
        self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return the name of a row or column with its count."""
        across = way is Qt.Orientation.Horizontal
        heads = self.matrix.columns if across else self.matrix.rows
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            head = heads[section]
            return f"{head.text}\n{number(head.count)}"
        return None


class MatrixView(QTableView):
    """Shows the counts.

    Attributes:
        chosen: Row and column that were pressed.
    """

    chosen = Signal(int, int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = CELL
        self.shown = MatrixModel(self)
        self.setAccessibleName(name)
        self.setModel(self.shown)
        self.setItemDelegate(_Cell(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        for header, size in (
            (self.horizontalHeader(), CELL.width()),
            (self.verticalHeader(), CELL.height()),
        ):
            header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
            header.setDefaultSectionSize(size)
            header.setMinimumSectionSize(TOUCH)
            header.setSectionsClickable(False)
            header.setHighlightSections(False)
        self.horizontalHeader().setFixedHeight(TOUCH)
        self.clicked.connect(self._choose)

    def show_matrix(self, matrix: Matrix) -> None:
        """Show other counts, in as much room as they need."""
        self.shown.show_matrix(matrix)
        names = self.verticalHeader().sizeHint().width()
        across = CELL.width() * len(matrix.columns) + names + 2 * _RING
        down = CELL.height() * len(matrix.rows) + TOUCH + 2 * _RING
        self._size = QSize(across, down)
        self.setMaximumSize(self._size)
        self.updateGeometry()
        self.setMinimumSize(
            min(across, _LEAST * CELL.width() + names + 2 * _RING), min(down, _SEEN)
        )
        self.viewport().update()

    def sizeHint(self) -> QSize:
        """Return just the room of all counts."""
        return self._size

    def event(self, event: QEvent) -> bool:
        """Keep the keys that move and choose from the shortcuts of the window."""
        return keeps(event, _CHOOSING | _MOVING) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter."""
        if event.key() in _CHOOSING:
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.row(), index.column())


class _Cell(QStyledItemDelegate):
    """Draws a count on a shade, its share below, and whether both sides agree."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return CELL

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, MatrixModel):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        t, box = tokens(), QRectF(option.rect).adjusted(1, 1, -1, -1)
        shade = QColor(t.accent)
        shade.setAlphaF(_MOST * model.share(index))
        painter.fillRect(box, QColor(t.surface))
        painter.fillRect(box, shade)
        _draw_frame(painter, box, option, (index.row(), index.column()) == model.matrix.chosen)
        painter.setPen(QColor(t.text if model.count(index) else t.muted))
        painter.setFont(font_of(TEXT + 1, QFont.Weight.DemiBold, figures=True))
        upper = QRectF(box.left(), box.top() + 4, box.width(), box.height() / 2)
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, str(index.data()))
        painter.setPen(QColor(t.text if model.share(index) > 0.5 else t.muted))
        painter.setFont(font_of(SMALL, figures=True))
        lower = upper.translated(0, box.height() / 2 - 6)
        painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, percent(model.share(index)))
        painter.setPen(QColor(t.text))
        corner = box.adjusted(5, 2, 0, 0)
        mark = model.mark(index) if model.count(index) else ""
        painter.drawText(corner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, mark)
        painter.restore()


def _draw_frame(painter: QPainter, box: QRectF, option: QStyleOptionViewItem, chosen: bool) -> None:
    t, focused = tokens(), bool(option.state & QStyle.StateFlag.State_HasFocus)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(t.border), 1))
    if chosen:
        painter.setPen(QPen(QColor(t.text), 2))
    if focused:
        painter.setPen(
            QPen(QColor(t.focus), 3, Qt.PenStyle.DashLine if not chosen else Qt.PenStyle.SolidLine)
        )
    inside = 1.5 if chosen or focused else 0.5
    painter.drawRect(box.adjusted(inside, inside, -inside, -inside))


def _names(matrix: Matrix) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(row.key for row in matrix.rows), tuple(c.key for c in matrix.columns)
