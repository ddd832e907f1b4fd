"""What pages of dialogs are laid out with: fields under their labels, buttons, rows."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets.enter_button import EnterButton

_OWN = 1
"""Distance that the field in a box of numbers keeps by itself, in pixels."""


def beside(text: str, widget: QWidget, problem: QWidget | None = None) -> QVBoxLayout:
    """Return a field with its label above it; the label is its accessible name too.

    Args:
        text: What the label says.
        widget: The field.
        problem: Says below the field what is wrong with it; None for a field that takes anything.
    """
    label = QLabel(text)
    label.setBuddy(widget)
    if not widget.accessibleName():
        widget.setAccessibleName(text)
    column = QVBoxLayout()
    column.setSpacing(SPACE // 2)
    column.addWidget(label)
    column.addWidget(widget)
    if problem is not None:
        column.addWidget(problem)
        column.addStretch(1)
    return column


def number(lowest: int, highest: int) -> QSpinBox:
    """Return a field for a whole number, whose figures stand as far in as those of text fields."""
    made = QSpinBox()
    made.setRange(lowest, highest)
    made.lineEdit().setTextMargins(SPACE - _OWN, 0, 0, 0)
    made.setFixedHeight(TOUCH)
    return made


def button(text: str, name: str) -> QPushButton:
    """Return a button that Enter presses on it, never in a field; ``name`` finds it."""
    made = EnterButton(text)
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
