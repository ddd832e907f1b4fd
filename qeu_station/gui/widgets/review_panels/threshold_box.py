"""A field for a threshold, as exact as a recipe writes it."""

from __future__ import annotations

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from qeu_station.gui.presenters.review_panels_axis import DIGITS, written
from qeu_station.gui.theme import SPACE, TOUCH

_WIDE = 118


class ThresholdBox(QDoubleSpinBox):
    """0 to 1; typed, or stepped by hundredths.

    Args:
        name: ``t_fail`` or ``t_pass``; its accessible name.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setLocale(QLocale.c())
        self.setRange(0.0, 1.0)
        self.setDecimals(DIGITS)
        self.setSingleStep(0.01)
        self.setKeyboardTracking(False)
        self.setFixedWidth(_WIDE)
        self.lineEdit().setTextMargins(SPACE - 1, 0, 0, 0)
        self.setMinimumHeight(TOUCH)

    def textFromValue(self, value: float) -> str:
        """Write no more decimals than there are."""
        return written(value)

    def show_value(self, value: float) -> None:
        """Show a value without saying that it was changed; what is being typed is left alone."""
        if abs(self.value() - value) < 10.0**-DIGITS / 2:
            return
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)
