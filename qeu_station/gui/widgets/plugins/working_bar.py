"""What is under way, how far it is, and the button that ends it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QProgressBar

from qeu_station.gui.presenters.plugins_state import Working
from qeu_station.gui.theme import SPACE, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.plugins.acts import ActButtons
from qeu_station.gui.words import translate

_BAR = 240


class WorkingBar(QFrame):
    """Keeps its room while nothing is under way, so that nothing above it moves."""

    def __init__(self, buttons: ActButtons) -> None:
        super().__init__()
        self._text = ElidedLabel()
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedWidth(_BAR)
        self.bar.setAccessibleName(translate("Plugins", "Progress"))
        self.cancel = buttons.make("cancel", translate("Plugins", "Cancel"))
        row = layouts.row(self, margins=(0, 0, SPACE, SPACE))
        row.addWidget(self._text, 1)
        row.addWidget(self.bar)
        row.addWidget(self.cancel)
        self.setFixedHeight(TOUCH + SPACE)
        self.show_working(None)

    @property
    def words(self) -> str:
        """What it says."""
        return self._text.text

    def show_working(self, working: Working | None) -> None:
        """Show what is under way, or nothing."""
        for widget in (self.bar, self.cancel):
            layouts.show_if(widget, working is not None)
        self._text.set_text("" if working is None else working.text)
        if working is not None:
            self.bar.setRange(0, working.total)
            self.bar.setValue(working.done)
