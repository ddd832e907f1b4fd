"""The serial number: filled by a scanner, or typed after its key was pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from qeu_station.gui.presenters.inspect_state import InspectState
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.keys import ENTER, keeps
from qeu_station.gui.words import translate

KEPT = ENTER | {Qt.Key.Key_Escape}


class LineField(QLineEdit):
    """A line whose Enter and Escape mean the line and nothing else of the window."""

    entered = Signal()
    left = Signal()
    focused = Signal(bool)

    def event(self, event: QEvent) -> bool:
        """Keep Enter and Escape from the shortcuts of the window."""
        return keeps(event, KEPT) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Enter and Escape; a key held down counts once."""
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that typing is possible."""
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that it is over."""
        super().focusOutEvent(event)
        self.focused.emit(False)


class SerialField(QWidget):
    """Label and field; what is typed counts when Enter closes it, and is dropped otherwise.

    Attributes:
        entered: The serial number that was typed.
        left: Typing is over, the focus belongs elsewhere.
    """

    entered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._serial = ""
        self._label = ElidedLabel("muted", wide=False)
        self._label.set_text(translate("Inspect", "Next serial"))
        self.field = LineField(placeholderText=translate("Inspect", "Scan, or press F4"))
        self.field.setAccessibleName(translate("Inspect", "Serial number"))
        self.field.entered.connect(self._entered)
        self.field.left.connect(self._escaped)
        self.field.focused.connect(self._focused)
        row = layouts.row(self)
        row.addWidget(self._label)
        row.addWidget(self.field, 1)

    def show_state(self, state: InspectState) -> None:
        """Show the serial number of the next inspection; never over what is being typed."""
        if state.serial == self._serial:
            return
        self._serial = state.serial
        if not self.field.hasFocus():
            self.field.setText(state.serial)

    def edit(self) -> None:
        """Give it the focus, with the old number chosen so that typing replaces it."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def take(self, code: str) -> None:
        """Take a code that was scanned; what was being typed here gives way to it."""
        typing = self.field.hasFocus()
        self._serial = code
        self.field.setText(code)
        self.entered.emit(code)
        if typing:
            self.left.emit()

    def _entered(self) -> None:
        self._serial = self.field.text().strip()
        self.entered.emit(self._serial)
        self.left.emit()

    def _escaped(self) -> None:
        self.field.setText(self._serial)
        self.left.emit()

    def _focused(self, focused: bool) -> None:
        if not focused:
            self.field.setText(self._serial)
            self.field.deselect()
