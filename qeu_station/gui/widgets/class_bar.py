"""What corrects: a button per class, OK and NG, agreeing, undo and redo."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from qeu_station.gui.actions import action
from qeu_station.gui.icons import icon
from qeu_station.gui.presenters.inspect_state import ClassKey, InspectState, Kind
from qeu_station.gui.theme import SPACE, TITLE, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.button_rows import ButtonRows
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.widgets.question_bar import asked_classes
from qeu_station.gui.words import translate

Words = Callable[[], str]

PART_ACTIONS: tuple[tuple[str, Words, str, Kind | None], ...] = (
    ("correct.undo", lambda: translate("Inspect", "Undo"), "", None),
    ("correct.redo", lambda: translate("Inspect", "Redo"), "", None),
    ("part.agree", lambda: translate("Inspect", "Agree"), "Enter", None),
    ("part.ok", lambda: translate("Inspect", "OK"), "F9", Kind.PASS),
    ("part.ng", lambda: translate("Inspect", "NG"), "F10", Kind.FAIL),
)
"""Key of each action, what its button says, the key it shows and the mark it has."""

_ICONS = {"correct.undo": "undo", "correct.redo": "redo"}
_TARGET = 60


class ClassBar(QWidget):
    """Under the pictures, in one row or more, every target large enough for a finger.

    Args:
        stacked: Whether what concerns the whole part stands below the classes, not beside them.

    Attributes:
        class_chosen: The name of a class.
        action: The key of an action of ``gui.actions``.
        left: A button that had the focus cannot be pressed any more.
    """

    class_chosen = Signal(str)
    action = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None, stacked: bool = False) -> None:
        super().__init__(parent)
        self._stacked = stacked
        self._classes: tuple[ClassKey, ...] = ()
        self._boxing = self._ready = False
        self._asked: frozenset[str] = frozenset()
        self.buttons: dict[str, PressButton] = {}
        self.target = ElidedLabel("text", TITLE, QFont.Weight.DemiBold, wide=False)
        self.target.setFixedWidth(_TARGET)
        self._rows = ButtonRows()
        self.parts = {
            key: self._part(key, words, cap, mark) for key, words, cap, mark in PART_ACTIONS
        }
        self._lay_out()

    def _lay_out(self) -> None:
        row = layouts.row(None if self._stacked else self)
        row.addWidget(self.target)
        if self._stacked:
            column = layouts.column(self, space=SPACE // 2)
            column.addWidget(self._rows)
            column.addLayout(row)
            row.addStretch(1)
        else:
            row.addWidget(self._rows, 1)
        for button in self.parts.values():
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)

    def _part(self, key: str, words: Words, cap: str, mark: Kind | None) -> PressButton:
        button = PressButton(words(), cap, mark=mark)
        if key in _ICONS:
            shown = icon(_ICONS[key], tokens().text, tokens().border)
            button.show_icon(shown, action(key).shortcuts[0])
        button.clicked.connect(lambda: self.action.emit(key))
        button.setEnabled(False)
        return button

    def show_state(self, state: InspectState) -> None:
        """Show the classes, what they would correct, and which actions may be used."""
        if state.classes != self._classes:
            self._classes = state.classes
            self._make_buttons()
        self._enable((button, key in state.can) for key, button in self.parts.items())
        target = target_of(state)
        self.target.set_text(target)
        self._ready = bool(target)
        self._asked = asked_classes(state)
        self._enable_classes()

    def set_low(self, on: bool) -> None:
        """Leave out the classes, which keys choose too, where the pictures need the room."""
        layouts.show_if(self._rows, not on)

    def set_boxing(self, on: bool) -> None:
        """Let a class be chosen for the box that is drawn next; OK is no class of a defect."""
        self._boxing = on
        self._enable_classes()

    def _enable_classes(self) -> None:
        first = self._classes[0].name if self._classes else ""
        self._enable(
            (button, self._ready or name in self._asked or (self._boxing and name != first))
            for name, button in self.buttons.items()
        )

    def _enable(self, wanted: Iterable[tuple[PressButton, bool]]) -> None:
        """Qt hands the focus of a button that is disabled to the next: Enter must not follow it."""
        for button, on in wanted:
            if button.isEnabled() == on:
                continue
            if button.hasFocus():
                self.left.emit()
            button.setEnabled(on)

    def _make_buttons(self) -> None:
        self.buttons = {shown.name: self._button(shown) for shown in self._classes}
        self._rows.set_buttons(tuple(self.buttons.values()))
        for before, after in pairwise([*self.buttons.values(), *self.parts.values()]):
            self.setTabOrder(before, after)

    def _button(self, shown: ClassKey) -> PressButton:
        button = PressButton(shown.name, shown.key.upper(), shown.colour, shrinks=True)
        button.clicked.connect(lambda: self.class_chosen.emit(shown.name))
        button.setEnabled(False)
        return button


def target_of(state: InspectState) -> str:
    """Return what a class key would correct: the chosen cells, then the address being typed."""
    chosen = [cell.address for cell in state.cells if cell.selected]
    typed = [f"{state.typed}…"] if state.typed else []
    if len(chosen) + len(typed) > 2:
        return f"{(typed or chosen)[-1]} +{len(chosen) + len(typed) - 1}"
    return " ".join(chosen + typed)
