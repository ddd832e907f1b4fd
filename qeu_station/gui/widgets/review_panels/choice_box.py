"""One of several things to choose between, in a box that opens."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from qeu_station.gui.presenters.review_panels_state import Option
from qeu_station.gui.theme import TOUCH

_CHARACTERS = 12


class ChoiceBox(QComboBox):
    """A box of choices that knows keys.

    Args:
        name: Its accessible name.

    Attributes:
        picked: Key of what a person chose.
    """

    picked = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._options: tuple[Option, ...] = ()
        self.setAccessibleName(name)
        self.setMinimumHeight(TOUCH)
        self.setMinimumContentsLength(_CHARACTERS)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.activated.connect(lambda number: self.picked.emit(self._options[number].key))

    def show_options(self, options: Sequence[Option], chosen: str) -> None:
        """Show what can be chosen, and what is."""
        shown = tuple(options)
        if shown != self._options:
            self._options = shown
            self.clear()
            self.addItems([option.text for option in shown])
        keys = [option.key for option in shown]
        self.setCurrentIndex(keys.index(chosen) if chosen in keys else -1)
        self.setEnabled(len(shown) > 1)
