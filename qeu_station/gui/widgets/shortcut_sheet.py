"""All keys on one sheet, made from the table of actions."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from qeu_station.gui.actions import LOOKING, MENUS, SEPARATOR, action
from qeu_station.gui.presenters.inspect_state import ClassKey
from qeu_station.gui.theme import SPACE, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import buttons, caption
from qeu_station.gui.widgets.placing import Scrolled
from qeu_station.gui.words import translate

COLUMNS = 3

Group = tuple[str, list[tuple[str, str]]]
"""Title, and rows of what is done and its key."""


class ShortcutSheet(QDialog):
    """Shows every key.

    Args:
        parent: The window.
        class_keys: Classes of the recipe in use.
        screen: The screen whose keys are shown.
    """

    def __init__(
        self, parent: QWidget | None, class_keys: Sequence[ClassKey], screen: str = "inspect"
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(translate("Shortcuts", "Keyboard shortcuts"))
        self.groups = groups(class_keys, screen)
        column = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        inside = QWidget()
        side_by_side = layouts.row(inside, space=3 * SPACE)
        columns = [layouts.column(space=2 * SPACE) for _ in range(COLUMNS)]
        filled = [0] * COLUMNS
        for group in self.groups:
            shortest = filled.index(min(filled))
            columns[shortest].addLayout(_drawn(group))
            filled[shortest] += len(group[1]) + 2
        for each in columns:
            each.addStretch(1)
            side_by_side.addLayout(each, 1)
        column.addWidget(Scrolled(inside), 1)
        close = QPushButton(translate("Shortcuts", "Close"))
        close.clicked.connect(self.accept)
        column.addLayout(buttons(self, close))
        self.resize(self.sizeHint())


def groups(class_keys: Sequence[ClassKey], screen: str = "inspect") -> list[Group]:
    """Return what stands on a screen's sheet: a group per menu, and how cells are corrected."""
    found: list[Group] = []
    for title, keys in MENUS.items():
        specs = [action(key) for key in keys if key != SEPARATOR]
        rows = [
            (spec.text(), _native(spec.shortcuts[0]))
            for spec in specs
            if spec.shortcuts and spec.is_on(screen)
        ]
        if rows:
            found.append((title().replace("&", ""), rows))
    if screen not in LOOKING:
        return found
    cells = [
        (translate("Shortcuts", "Choose a cell"), translate("Shortcuts", "its address: U 4")),
        (translate("Shortcuts", "Choose several"), translate("Shortcuts", "U 4 , U 5")),
        (translate("Shortcuts", "Add a cell"), translate("Shortcuts", "Ctrl and click")),
    ]
    cells += [(entry.name, entry.key.upper()) for entry in class_keys if entry.key]
    return [*found, (translate("Shortcuts", "Cells and classes"), cells)]


def _native(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)


def _drawn(group: Group) -> QVBoxLayout:
    title, rows = group
    made = layouts.column(space=SPACE // 2)
    made.addWidget(caption(title, "title"))
    table = QGridLayout()
    table.setHorizontalSpacing(SPACE)
    table.setVerticalSpacing(2)
    for number, (words, keys) in enumerate(rows):
        table.addWidget(QLabel(words), number, 0)
        table.addWidget(_cap(keys), number, 1, Qt.AlignmentFlag.AlignRight)
    table.setColumnStretch(0, 1)
    made.addLayout(table)
    return made


def _cap(keys: str) -> QLabel:
    t = tokens()
    cap = QLabel(keys)
    edge = f"border: 1px solid {t.border}; border-radius: 4px; padding: 1px 6px;"
    cap.setStyleSheet(f"background: {t.raised}; {edge}")
    return cap
