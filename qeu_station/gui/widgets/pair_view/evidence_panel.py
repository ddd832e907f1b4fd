"""What is known of a cell, as a small table beside it."""

from __future__ import annotations

import re

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from qeu_station.gui.presenters.inspect_state import CellEvidence
from qeu_station.gui.theme import SMALL, SPACE, TEXT, tokens
from qeu_station.gui.words import translate

WIDEST = 380
BAR = QSize(84, 8)
GAP = 10
"""Screen pixels between the panel and the cell."""


COLUMN_ROWS, MOST_COLUMNS = 14, 2
"""Rows beyond the last column are only counted: the sheet must leave the pictures visible."""

_NUMBER = r"[0-9]*\.?[0-9]+(?:e-?[0-9]+)?"


class ProbabilityBar(QWidget):
    """A probability as a length; its number stands beside it."""

    def __init__(self, share: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.share = share
        self.setFixedSize(BAR)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the length."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().border))
        filled = round(self.width() * self.share)
        painter.fillRect(0, 0, filled, self.height(), QColor(tokens().accent))
        painter.end()


class EvidencePanel(QFrame):
    """A frameless sheet that lets the pointer through."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setObjectName("evidence")
        self._body: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def show_evidence(self, evidence: CellEvidence, cell: QRect, area: QRect) -> None:
        """Show a cell's evidence beside it.

        Args:
            evidence: What is known.
            cell: Where the cell lies, in the parent's pixels; it stays uncovered.
            area: Where the panel may lie.
        """
        self._fill(evidence)
        self.adjustSize()
        self.setGeometry(beside(cell, self.sizeHint(), area))
        self.show()
        self.raise_()

    def _fill(self, evidence: CellEvidence) -> None:
        if self._body is not None:
            self._body.hide()
            self._layout.removeWidget(self._body)
            self._body.deleteLater()
        self.retheme()
        self._body = QWidget(self)
        self._layout.addWidget(self._body)
        rows = QVBoxLayout(self._body)
        rows.setContentsMargins(SPACE + 4, SPACE, SPACE + 4, SPACE)
        rows.setSpacing(SPACE // 2)
        rows.addWidget(_label(self._body, evidence.title, "title"))
        table = QGridLayout()
        table.setHorizontalSpacing(SPACE)
        table.setVerticalSpacing(3)
        shown = evidence.rows[: COLUMN_ROWS * MOST_COLUMNS]
        for number, (name, value) in enumerate(shown):
            column, row = divmod(number, COLUMN_ROWS)
            self._add_row(table, row, 4 * column, name, value)
        if len(shown) > COLUMN_ROWS:
            table.setColumnMinimumWidth(3, SPACE)
        rows.addLayout(table)
        if more := len(evidence.rows) - len(shown):
            text = translate("PairView", "and {count} more in the record").format(count=more)
            rows.addWidget(_label(self._body, text, "name"))
        for reason in evidence.reasons:
            rows.addWidget(_label(self._body, reason, "reason", wrap=True))
        self.setAccessibleName(evidence.title)

    def _add_row(self, table: QGridLayout, row: int, column: int, name: str, value: str) -> None:
        assert self._body is not None
        table.addWidget(_label(self._body, name, "name"), row, column)
        said = _label(self._body, value, "value", wrap=len(value) > 40)
        share = probability(name, value)
        if share is None:
            table.addWidget(said, row, column + 1, 1, 2)
        else:
            table.addWidget(ProbabilityBar(share, self._body), row, column + 1)
            table.addWidget(said, row, column + 2)

    def retheme(self) -> None:
        """Take the colours in use."""
        t = tokens()
        self.setStyleSheet(
            f"#evidence {{ background: {t.surface}; border: 1px solid {t.border};"
            " border-radius: 6px; }"
            f"QLabel {{ color: {t.text}; font-size: {SMALL}px; background: transparent; }}"
            f'QLabel[part="title"] {{ font-size: {TEXT}px; font-weight: 600; }}'
            f'QLabel[part="name"], QLabel[part="reason"] {{ color: {t.muted}; }}'
        )


def probability(name: str, value: str) -> float | None:
    """Return the share 0..1 that a row tells: a percentage, or what ``P(...)`` stands for."""
    percent = re.match(rf"^\s*({_NUMBER})\s*%", value)
    named = re.search(rf"P\([^)]*\)\s*({_NUMBER})", value)
    bare = re.match(rf"^\s*({_NUMBER})\s*$", value) if "P(" in name else None
    found = percent or named or bare
    if found is None:
        return None
    share = float(found[1]) / (100 if percent else 1)
    return share if share <= 1 else None


def beside(cell: QRect, size: QSize, area: QRect) -> QRect:
    """Return where a panel lies: beside the cell, inside the area, never over the cell.

    Where the cell leaves no room on any side, the corner of the area that covers least of it.
    """
    width, height = min(size.width(), area.width()), min(size.height(), area.height())
    middle_x, middle_y = cell.center().x() - width // 2, cell.center().y() - height // 2
    places = [
        QRect(cell.right() + GAP, middle_y, width, height),
        QRect(cell.left() - GAP - width, middle_y, width, height),
        QRect(middle_x, cell.bottom() + GAP, width, height),
        QRect(middle_x, cell.top() - GAP - height, width, height),
        QRect(area.left(), area.top(), width, height),
        QRect(area.right() - width, area.top(), width, height),
    ]
    inside = [_moved_into(place, area) for place in places]
    return min(inside, key=lambda place: _shared(place, cell))


def _moved_into(rect: QRect, area: QRect) -> QRect:
    x = max(min(rect.x(), area.right() - rect.width() + 1), area.left())
    y = max(min(rect.y(), area.bottom() - rect.height() + 1), area.top())
    return QRect(x, y, rect.width(), rect.height())


def _shared(first: QRect, second: QRect) -> int:
    common = first.intersected(second)
    return 0 if common.isEmpty() else common.width() * common.height()


def _label(parent: QWidget, text: str, part: str, wrap: bool = False) -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("part", part)
    if wrap:
        label.setWordWrap(True)
        label.setFixedWidth(WIDEST - 100 if part == "value" else WIDEST - 40)
    return label
