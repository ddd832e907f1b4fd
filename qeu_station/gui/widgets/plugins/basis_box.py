"""With which recipe something is tried."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from qeu_station.gui.theme import TOUCH
from qeu_station.gui.widgets import layouts

_WIDTH = 420


class BasisBox(QWidget):
    """A box of the recipes that use an inspector, and of none.

    Args:
        text: What stands before it.

    Attributes:
        chosen: Name of the recipe, empty for none.
    """

    chosen = Signal(str)

    def __init__(self, text: str) -> None:
        super().__init__()
        self._bases: tuple[tuple[str, str], ...] = ()
        self.box = QComboBox()
        self.box.setMinimumHeight(TOUCH)
        self.box.setFixedWidth(_WIDTH)
        self.box.setAccessibleName(text)
        self.box.activated.connect(lambda row: self.chosen.emit(self.box.itemData(row)))
        label = QLabel(text)
        label.setBuddy(self.box)
        row = layouts.row(self)
        row.addWidget(label)
        row.addWidget(self.box)
        row.addStretch(1)

    def show_bases(self, bases: tuple[tuple[str, str], ...], basis: str) -> None:
        """Show what there is to choose from, and what is chosen."""
        layouts.show_if(self, bool(bases))
        if bases != self._bases:
            self._bases = bases
            self.box.clear()
            for key, name in bases:
                self.box.addItem(name, key)
        self.box.setCurrentIndex(max(0, self.box.findData(basis)))
