"""A line for a note on the part, in the place of the hint."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.widgets.serial_field import LineField
from qeu_station.gui.words import translate


class NoteEditor(QFrame):
    """Hidden until a note is wanted; Enter keeps it, Escape leaves the old one.

    Attributes:
        written: The note, and the inspection that it was begun for.
        left: Writing is over, the focus belongs elsewhere.
    """

    written = Signal(str, str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.inspection = self._before = ""
        self.setProperty("role", "surface")
        label = ElidedLabel(wide=False)
        label.set_text(translate("Inspect", "Note"))
        self.field = LineField(maxLength=500)
        self.field.setAccessibleName(translate("Inspect", "Note on this part"))
        self.field.entered.connect(self._keep)
        self.field.left.connect(self._leave)
        keep = PressButton(translate("Inspect", "Keep"), "Enter")
        drop = PressButton(translate("Inspect", "Cancel"), "Esc")
        keep.clicked.connect(self._keep)
        drop.clicked.connect(self._leave)
        row = layouts.row(self, margins=(SPACE, SPACE // 2, SPACE, SPACE // 2))
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(keep)
        row.addWidget(drop)
        self.hide()

    def open_with(self, note: str, inspection: str) -> None:
        """Begin with the note there is; one that is begun already goes on."""
        if self.isHidden() or inspection != self.inspection:
            self.inspection, self._before = inspection, note
            self.field.setText(note)
            self.show()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def finish(self) -> None:
        """Keep what is being written, where it says something new."""
        if self.isHidden():
            return
        if self.field.text().strip() in ("", self._before):
            self._leave()
        else:
            self._keep()

    def _keep(self) -> None:
        text = self.field.text().strip()
        self._leave()
        self.written.emit(text, self.inspection)

    def _leave(self) -> None:
        self.hide()
        self.left.emit()
