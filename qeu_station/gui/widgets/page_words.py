"""Words on a page: headings, remarks and problems."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets.marks import Mark

_MARK = 18


def caption(text: str, role: str = "") -> QLabel:
    """Return a label that breaks its lines; ``role`` is ``muted``, ``title`` or empty."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def beside(text: str, widget: QWidget) -> QVBoxLayout:
    """Return a field with its label above it; the label is its accessible name too."""
    label = QLabel(text)
    label.setBuddy(widget)
    if not widget.accessibleName():
        widget.setAccessibleName(text)
    column = QVBoxLayout()
    column.setSpacing(SPACE // 2)
    column.addWidget(label)
    column.addWidget(widget)
    return column


def button(text: str, name: str) -> QPushButton:
    """Return a button that Enter in a field never presses; ``name`` finds it."""
    made = QPushButton(text)
    made.setAutoDefault(False)
    made.setObjectName(name)
    made.setMinimumWidth(TOUCH)
    return made


def in_row(widgets: Iterable[QWidget], stretch: bool = True) -> QHBoxLayout:
    """Return widgets side by side, from the left."""
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    for widget in widgets:
        row.addWidget(widget)
    if stretch:
        row.addStretch(1)
    return row


def say(label: QLabel, text: str) -> None:
    """Set a label's text, and hide it while it says nothing."""
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(text))


class Problem(QWidget):
    """What is wrong, behind a mark; takes no room while nothing is."""

    def __init__(self, text: str = "", kind: Kind = Kind.PROBLEM) -> None:
        super().__init__()
        self._mark = Mark(_MARK)
        self._mark.show_kind(kind)
        self._words = caption("")
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.show_words(text)

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def show_words(self, text: str) -> None:
        """Say something, or nothing."""
        if text != self._words.text():
            self._words.setText(text)
            self.setAccessibleName(text)
        self.setVisible(bool(text))
