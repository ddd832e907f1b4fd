"""Words in dialogs and panels, and the row of buttons below them."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets.marks import Mark

_MARK = 18
_MEASURE = 200
"""Width in which one letter is one line."""
_UNBROKEN = 16
"""Characters without a blank after which a line may be broken anywhere."""

_BUTTON = 3 * TOUCH
"""Least width of a button below a dialog."""


_LONG = re.compile(rf"\S{{{_UNBROKEN}}}(?=\S)")


def caption(text: str = "", role: str = "") -> QLabel:
    """Return a label that breaks its lines; ``role`` is ``muted``, ``title`` or empty."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    return label


def breakable(text: str) -> str:
    """Return a text whose long words, such as names and paths, may be broken where a line ends."""
    return _LONG.sub(lambda found: f"{found[0]}\u200b", text)


def say(label: QLabel, text: str) -> None:
    """Set a label's text, and hide it while it says nothing."""
    if label.text() != text:
        label.setText(text)
    label.setVisible(bool(text))


def field_label(text: str, field: QWidget) -> QLabel:
    """Return the label of a field; it is the field's accessible name too."""
    label = QLabel(text)
    label.setBuddy(field)
    if not field.accessibleName():
        field.setAccessibleName(text)
    return label


def buttons(dialog: QDialog, *made: QPushButton) -> QHBoxLayout:
    """Return buttons in a row at the right; Enter presses the last one.

    Args:
        dialog: Whose buttons they are.
        made: The buttons, the one that does what the dialog is for last.
    """
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    row.addStretch(1)
    for button in made:
        button.setParent(dialog)
        button.setAutoDefault(False)
        button.setMinimumSize(_BUTTON, TOUCH)
        row.addWidget(button)
    made[-1].setDefault(True)
    return row


class Remark(QWidget):
    """A sentence behind a mark.

    Args:
        kind: Kind of the mark.
        text: What it says first.
        lines: Lines that keep their room while it says nothing, so that nothing beside it moves.
    """

    def __init__(self, kind: Kind = Kind.PROBLEM, text: str = "", lines: int = 0) -> None:
        super().__init__()
        self._mark = Mark(_MARK)
        self._mark.show_kind(kind)
        self._said = ""
        self._words = caption()
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        if lines:
            room = self.sizePolicy()
            room.setRetainSizeWhenHidden(True)
            self.setSizePolicy(room)
            self._words.ensurePolished()
            self._words.setText("\n".join("X" * lines))
            self.setMinimumHeight(max(_MARK, self._words.heightForWidth(_MEASURE)))
            self._words.clear()
        self.say(text)

    @property
    def words(self) -> str:
        """What it says."""
        return self._said

    def say(self, text: str) -> None:
        """Say something, or nothing."""
        if text != self._said:
            self._said = text
            self._words.setText(breakable(text))
            self._words.setAccessibleName(text)
            self.setAccessibleName(text)
        self.setVisible(bool(text))
