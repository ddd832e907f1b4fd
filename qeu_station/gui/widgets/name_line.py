"""Name, place and serial number of a part in one line; the name comes first."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qeu_station.gui.presenters.inspect_state import PartLabel
from qeu_station.gui.theme import SPACE, TEXT, TITLE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.words import translate

_GAP = 2 * SPACE


class NameLine(QWidget):
    """Written on the colour of a verdict; what does not fit whole is left out, never the name."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ElidedLabel("on_verdict", TITLE, QFont.Weight.Bold, middle=True)
        self.place = ElidedLabel("on_verdict", TITLE, figures=True)
        self.serial = ElidedLabel("on_verdict", TEXT, figures=True)
        self._labels = (self.name, self.place, self.serial)
        for label in self._labels:
            label.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_part(self, part: PartLabel) -> None:
        """Show a part."""
        place = translate("Inspect", "{position} of {count}") if part.count else ""
        serial = translate("Inspect", "Serial {serial}") if part.serial else ""
        self.name.set_text(part.name)
        self.place.set_text(place.format(position=part.position, count=part.count))
        self.serial.set_text(serial.format(serial=part.serial))
        self.setToolTip("\n".join(label.text for label in self._labels if label.text))
        layouts.show_if(self, bool(part.name or part.count or part.serial))
        self._place()

    def sizeHint(self) -> QSize:
        """Return the room of all three."""
        sizes = [label.sizeHint() for label in self._labels]
        width = sum(size.width() + _GAP for size in sizes)
        return QSize(width, max(size.height() for size in sizes))

    def minimumSizeHint(self) -> QSize:
        """Return the room of a few letters."""
        return QSize(self.name.minimumSizeHint().width(), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the name what it needs, then the others."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        left, full = 0, False
        metrics = self.name.fontMetrics()
        base = (self.height() - metrics.height()) // 2 + metrics.ascent()
        for label in self._labels:
            wanted, room = label.sizeHint(), self.width() - left
            fits = wanted.width() <= room and not full
            width = wanted.width() if fits else (max(room, 0) if label is self.name else 0)
            full = not fits
            top = base - label.fontMetrics().ascent()
            label.setGeometry(left, top, width if label.text else 0, wanted.height())
            left += width + _GAP if label.text else 0
