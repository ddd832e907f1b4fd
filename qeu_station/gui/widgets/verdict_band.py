"""The verdict, readable at three metres, with the part it is about and what the operator said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from qeu_station.gui.presenters.inspect_state import Band, InspectState, Kind, PartLabel
from qeu_station.gui.theme import SPACE, TEXT, TITLE, VERDICT, tokens
from qeu_station.gui.widgets.elided import ElidedLabel, font_of
from qeu_station.gui.widgets.marks import Mark
from qeu_station.gui.words import translate

LOW, HIGH = 80, 120
"""Height of the band, in a window of 800 pixels and in one of 1200 and more."""

_SAID = 260
_BOLD = QFont.Weight.Bold


class VerdictBand(QWidget):
    """Mark and word at the left, part and reason beside them, the operator's word at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._band: Band | None = None
        self._part: PartLabel | None = None
        self._mark = Mark(VERDICT, inverse=True)
        self._word = ElidedLabel("on_verdict", VERDICT, QFont.Weight.Black, wide=False)
        self._name = ElidedLabel("on_verdict", TITLE, _BOLD)
        self._place = ElidedLabel("on_verdict", TITLE, wide=False, figures=True)
        self._serial = ElidedLabel("on_verdict", TEXT, wide=False, figures=True)
        self._sentence = ElidedLabel("on_verdict", TEXT + 1)
        self._said = ElidedLabel("on_verdict", TITLE, _BOLD, align=Qt.AlignmentFlag.AlignRight)
        self._saved = ElidedLabel("on_verdict", TEXT, align=Qt.AlignmentFlag.AlignRight)
        self._right = QWidget()
        self._lay_out()
        self.fit_to(800)

    def _lay_out(self) -> None:
        self._place.setMinimumWidth(0)
        line = QHBoxLayout(spacing=2 * SPACE)
        line.addWidget(self._name, 1)
        line.addWidget(self._serial)
        line.addWidget(self._place)
        middle = QVBoxLayout(spacing=SPACE // 2)
        middle.addStretch(1)
        middle.addLayout(line)
        middle.addWidget(self._sentence)
        middle.addStretch(1)
        said = QVBoxLayout(self._right, spacing=SPACE // 2)
        said.setContentsMargins(0, 0, 0, 0)
        said.addStretch(1)
        said.addWidget(self._said)
        said.addWidget(self._saved)
        said.addStretch(1)
        self._right.setFixedWidth(_SAID)
        row = QHBoxLayout(self, spacing=2 * SPACE)
        row.setContentsMargins(2 * SPACE, 0, 2 * SPACE, 0)
        row.addWidget(self._mark)
        row.addWidget(self._word)
        row.addSpacing(SPACE)
        row.addLayout(middle, 1)
        row.addWidget(self._right)

    @property
    def kind(self) -> Kind:
        """What it shows."""
        return self._band.kind if self._band else Kind.EMPTY

    def fit_to(self, height: int) -> None:
        """Take a share of the window's height, and letters to match."""
        taken = max(LOW, min(round(height / 10), HIGH))
        if taken == self.height() == self.minimumHeight():
            return
        self.setFixedHeight(taken)
        self._mark.setFixedSize(round(0.66 * taken), round(0.66 * taken))
        self._word.set_font(font_of(round(0.64 * taken), QFont.Weight.Black))

    def show_state(self, state: InspectState) -> None:
        """Show the verdict and the part of a state."""
        if state.part != self._part:
            self._part = state.part
            self._show_part(state.part or PartLabel(""))
        if state.band != self._band:
            self._band = state.band
            self._show_band(state.band)

    def _show_part(self, part: PartLabel) -> None:
        place = translate("Inspect", "{position} of {count}") if part.count else ""
        serial = translate("Inspect", "Serial {serial}") if part.serial else ""
        self._name.set_text(part.name)
        self._place.set_text(place.format(position=part.position, count=part.count))
        self._serial.set_text(serial.format(serial=part.serial))

    def _show_band(self, band: Band) -> None:
        self._mark.show_kind(None if band.kind is Kind.EMPTY else band.kind)
        self._mark.setVisible(band.kind is not Kind.EMPTY)
        self._word.set_text(band.word)
        self._sentence.set_text(band.sentence)
        self._said.set_text(band.said)
        self._saved.set_text(saved_words(band) if band.said else "")
        self._right.setVisible(bool(band.said))
        self.setAccessibleName(f"{band.word}. {band.sentence}")
        self.setAccessibleDescription(band.said)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the band with the colour of what it says."""
        QPainter(self).fillRect(self.rect(), QColor(tokens().of(self.kind)))


def saved_words(band: Band) -> str:
    """Return how far the operator's word has come on its way to the disk."""
    if band.saved:
        return translate("Inspect", "✓ Saved")
    return translate("Inspect", "… Saving")
