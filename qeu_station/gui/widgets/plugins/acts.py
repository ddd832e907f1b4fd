"""Buttons that do what the presenter allows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton

from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets.enter_button import EnterButton


class ActButtons:
    """Every button of the screen by the act it does.

    Args:
        do: Does an act.
    """

    def __init__(self, do: Callable[[str], None]) -> None:
        self._do = do
        self.made: dict[str, QPushButton] = {}

    def make(self, act: str, text: str, tip: str = "") -> QPushButton:
        """Return a new button."""
        button = EnterButton(text)
        button.setObjectName(f"plugins.{act}")
        button.setMinimumSize(2 * TOUCH, TOUCH)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.setAccessibleDescription(tip)
        button.clicked.connect(lambda: self._do(act))
        self.made[act] = button
        return button

    def allow(self, can: frozenset[str]) -> None:
        """Enable what may be done now."""
        for act, button in self.made.items():
            button.setEnabled(act in can)
