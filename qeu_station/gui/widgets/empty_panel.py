"""What to do while nothing is open."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from qeu_station.gui.theme import SPACE, TEXT, TITLE, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

WAYS: tuple[tuple[str, Callable[[], str], str], ...] = (
    ("recipe.choose", lambda: translate("Inspect", "Choose recipe"), "Ctrl+R"),
    ("file.pairs", lambda: translate("Inspect", "Open folder of pairs"), "Ctrl+O"),
    ("file.live", lambda: translate("Inspect", "Camera or video"), "Ctrl+L"),
    ("file.demo", lambda: translate("Inspect", "Open the sample product"), ""),
)
"""Key of each action, what its button says and the key it shows."""


class EmptyPanel(QWidget):
    """Stands where the pictures will be, and leads to the first ones.

    Attributes:
        wanted: Key of an action of ``gui.actions``.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = _line(translate("Inspect", "No part is open"), "text", TITLE)
        says = translate("Inspect", "Open pictures, or drop two of them here.")
        column = layouts.column(self)
        column.addStretch(1)
        column.addWidget(title)
        column.addWidget(_line(says, "muted", TEXT))
        column.addSpacing(2 * SPACE)
        self.buttons: dict[str, PressButton] = {}
        for key, words, cap in WAYS:
            button = PressButton(words(), cap, flush=True)
            button.setFixedWidth(320)
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            self.buttons[key] = button
        column.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the place of the pictures."""
        QPainter(self).fillRect(self.rect(), QColor(tokens().surface))


def _line(text: str, colour: str, pixels: int) -> ElidedLabel:
    weight = QFont.Weight.DemiBold if pixels == TITLE else QFont.Weight.Normal
    label = ElidedLabel(colour, pixels, weight, align=Qt.AlignmentFlag.AlignHCenter)
    label.set_text(text)
    return label
