"""What corrects: a button per class, OK and NG, agreeing, undo and redo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from qeu_station.gui.presenters.inspect_state import ClassKey, InspectState
from qeu_station.gui.theme import SPACE, TEXT, TOUCH
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

Words = Callable[[], str]

PART_ACTIONS: tuple[tuple[str, Words, str], ...] = (
    ("correct.undo", lambda: translate("Inspect", "Undo"), ""),
    ("correct.redo", lambda: translate("Inspect", "Redo"), ""),
    ("part.agree", lambda: translate("Inspect", "Agree"), "Enter"),
    ("part.ok", lambda: translate("Inspect", "OK"), "F9"),
    ("part.ng", lambda: translate("Inspect", "NG"), "F10"),
)
"""Key of each action, what its button says and the key it shows."""


class ClassBar(QWidget):
    """One row under the pictures, every target large enough for a finger.

    Attributes:
        class_chosen: The name of a class.
        action: The key of an action of ``gui.actions``.
    """

    class_chosen = Signal(str)
    action = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[ClassKey, ...] = ()
        self._can: frozenset[str] = frozenset()
        self.buttons: dict[str, PressButton] = {}
        self._target = ElidedLabel("text", TEXT, wide=False)
        self._row = QHBoxLayout(spacing=SPACE // 2)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.actions_by_key = {
            key: self._action(key, words, cap) for key, words, cap in PART_ACTIONS
        }
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setLayout(self._row)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFixedHeight(TOUCH)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._row.addStretch(1)
        row = QHBoxLayout(self, spacing=SPACE)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._target)
        row.addWidget(scroll, 1)
        for button in self.actions_by_key.values():
            row.addWidget(button)

    def _action(self, key: str, words: Words, cap: str) -> PressButton:
        button = PressButton(words(), cap)
        button.clicked.connect(lambda: self.action.emit(key))
        button.setEnabled(False)
        return button

    def show_state(self, state: InspectState) -> None:
        """Show the classes, what they would correct, and which actions may be used."""
        if state.classes != self._classes:
            self._classes = state.classes
            self._make_buttons()
        if state.can != self._can:
            self._can = state.can
            for key, button in self.actions_by_key.items():
                button.setEnabled(key in state.can)
        target = target_of(state)
        self._target.set_text(target)
        ready = "correct.class" in state.can or bool(target)
        for button in self.buttons.values():
            if button.isEnabled() != ready:
                button.setEnabled(ready)

    def _make_buttons(self) -> None:
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = {shown.name: self._button(shown) for shown in self._classes}
        for number, button in enumerate(self.buttons.values()):
            self._row.insertWidget(number, button)

    def _button(self, shown: ClassKey) -> PressButton:
        button = PressButton(shown.name, shown.key.upper(), shown.colour)
        button.clicked.connect(lambda: self.class_chosen.emit(shown.name))
        return button


def target_of(state: InspectState) -> str:
    """Return what a class key would correct: the typed address, or the cells that are chosen."""
    chosen = [cell.address for cell in state.cells if cell.selected]
    if state.typed:
        return " ".join([*chosen, f"{state.typed}_"])
    if len(chosen) > 3:
        return translate("Inspect", "{cell} and {count} more").format(
            cell=chosen[0], count=len(chosen) - 1
        )
    return " ".join(chosen)
