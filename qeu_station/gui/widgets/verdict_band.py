"""The station's verdict and the operator's decision, both readable at three metres."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import Band, InspectState, Kind, PartLabel
from qeu_station.gui.theme import SPACE, TEXT, TITLE, VERDICT, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel, font_of
from qeu_station.gui.widgets.marks import Mark
from qeu_station.gui.widgets.name_line import NameLine
from qeu_station.gui.words import translate

LOW, HIGH = 80, 120
"""Height of the band, in a window of 800 pixels and in one of 1200 and more."""

PATIENCE_MS = 2500
"""How long writing may take before the band says that it is not saved."""

COMPACT = 56
"""Height of a compact band."""

_SAID, _DECIDED, _BESIDE = 240, 340, 150
_CLOSE = 620
"""Width of a compact band below which its words are smaller, so that the part is named."""

_SAVED = 16
_DECISIONS = {Kind.PASS: "OK", Kind.FAIL: "NG"}
_LINE = 4
"""Width of the line between the verdict and what the operator made of it."""

_BOLD = QFont.Weight.Bold
_LOUD = frozenset({Kind.PASS, Kind.REVIEW, Kind.FAIL})


class VerdictBand(QWidget):
    """Mark and word at the left, part and reason beside them, the operator's word at the right.

    Once a decision of the operator is on the disk, all but the verdict itself takes its colour.
    The words PASS, REVIEW and FAIL take the same room, so that nothing moves from part to part;
    a state that is no verdict is written smaller.

    Args:
        compact: Whether it stands beside other things and is read from near.
    """

    def __init__(self, parent: QWidget | None = None, compact: bool = False) -> None:
        super().__init__(parent)
        self._low, self._high = (COMPACT, COMPACT) if compact else (LOW, HIGH)
        self._compact, self._close = compact, False
        self._band: Band | None = None
        self._part: PartLabel | None = None
        self._note = ""
        self._mark = Mark(VERDICT, inverse=True)
        self._word = ElidedLabel("on_verdict", VERDICT, QFont.Weight.Black, wide=False)
        self._line = NameLine()
        self._sentence = ElidedLabel("on_verdict", TEXT + 1)
        self._said = ElidedLabel("on_verdict", TEXT if compact else TITLE, _BOLD)
        self._decided_mark = Mark(VERDICT, inverse=True)
        self._decided = ElidedLabel(
            "on_verdict", VERDICT, QFont.Weight.Black, wide=False, whole=True
        )
        self._saved_mark = Mark(_SAVED, inverse=True)
        self._saved = ElidedLabel("on_verdict", TEXT, wide=False, whole=True)
        self._noted = ElidedLabel("on_verdict", TEXT)
        self._right = QWidget()
        self._late = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._late.timeout.connect(self._show_saved)
        self._lay_out()
        self._line.show_part(PartLabel(""))
        self.fit_to(0)

    def _lay_out(self) -> None:
        middle = layouts.column(space=SPACE // 2)
        middle.addStretch(1)
        middle.addWidget(self._line)
        middle.addWidget(self._sentence)
        middle.addStretch(1)
        saved = layouts.row(space=SPACE // 2)
        saved.addWidget(self._saved_mark)
        saved.addWidget(self._saved)
        saved.addWidget(self._noted, 1)
        said = layouts.column(space=SPACE // 2)
        said.addStretch(1)
        said.addWidget(self._said)
        said.addLayout(saved)
        said.addStretch(1)
        right = layouts.row(self._right, space=SPACE)
        right.addWidget(self._decided_mark)
        right.addWidget(self._decided)
        right.addLayout(said, 1)
        self._row = row = layouts.row(self)
        row.addWidget(self._mark)
        row.addWidget(self._word)
        row.addLayout(middle, 1)
        row.addWidget(self._right)

    @property
    def kind(self) -> Kind:
        """What it shows."""
        return self._band.kind if self._band else Kind.EMPTY

    def fit_to(self, height: int) -> None:
        """Take a share of the screen's height, and letters to match."""
        taken = max(self._low, min(round(height / 10), self._high))
        if taken != self.minimumHeight():
            self.setFixedHeight(taken)
            for mark in (self._mark, self._decided_mark):
                mark.setFixedSize(round(0.66 * taken), round(0.66 * taken))
            self._fit_words()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Write smaller where there is little room beside other things."""
        super().resizeEvent(event)
        close = self._compact and self.width() < _CLOSE
        if close is not self._close:
            self._close = close
            self._fit_words()

    def _fit_words(self) -> None:
        """Give verdict and decision their font, and the room of the longest word in it."""
        space = SPACE if self._close else 2 * SPACE
        self._row.setSpacing(space)
        self._row.setContentsMargins(space, 0, space, 0)
        loud = self._font(Kind.PASS)
        widest = QFontMetrics(loud)
        self._decided.set_font(loud)
        self._word.setMinimumWidth(
            max(widest.horizontalAdvance(verdict.value) for verdict in Verdict) + SPACE
        )
        self._word.set_font(self._font(self.kind))
        self._fit_right()

    def _font(self, kind: Kind) -> QFont:
        return _word_font(kind, round((0.8 if self._close else 1) * self.minimumHeight()))

    def _fit_right(self) -> None:
        """Keep the room of the longest state of saving: none of it is ever shortened."""
        decided = self._band is not None and self._band.decided is not None
        loud, small = self._decided.fontMetrics(), self._saved.fontMetrics()
        words = max(small.horizontalAdvance(_said_words(kind)) for kind in _SAVING)
        needed = _SAVED + SPACE // 2 + words + SPACE
        if decided:
            word = max(loud.horizontalAdvance(each) for each in _DECISIONS.values())
            needed += self._decided_mark.width() + word + 2 * SPACE + 2
        room = (_DECIDED if decided else _SAID) if not self._compact else _BESIDE * (not decided)
        self._right.setFixedWidth(max(needed, room))

    def show_state(self, state: InspectState) -> None:
        """Show the verdict and the part of a state."""
        if state.part != self._part:
            self._part = state.part
            self._line.show_part(state.part or PartLabel(""))
        if state.band != self._band or state.note != self._note:
            self._note = state.note
            self._show_band(state.band)

    def _show_band(self, band: Band) -> None:
        if (band.kind in _LOUD) != (self.kind in _LOUD) or self._band is None:
            self._word.set_font(self._font(band.kind))
        self._band = band
        self._mark.show_kind(band.kind)
        layouts.show_if(self._mark, band.kind is not Kind.EMPTY)
        self._word.set_text(band.word)
        self._sentence.set_text(band.sentence)
        self._sentence.set_detail(band.detail)
        layouts.show_if(self._sentence, bool(band.sentence))
        self._show_decision(band)
        self._late.stop()
        if band.said and not band.saved:
            self._late.start()
        self._show_saved()
        self.setAccessibleName(". ".join(filter(None, (band.word, band.sentence, band.said))))
        self.update()

    def _show_decision(self, band: Band) -> None:
        self._decided_mark.show_kind(band.decided)
        self._decided.set_text(_DECISIONS[band.decided] if band.decided else "")
        self._said.set_text(band.by if band.decided else band.said)
        for part in (self._decided_mark, self._decided):
            layouts.show_if(part, band.decided is not None)
        self._fit_right()
        layouts.show_if(self._right, bool(band.said))

    def _show_saved(self) -> None:
        """Say how far the operator's word has come on its way to the disk."""
        band = self._band or Band(Kind.EMPTY, "")
        late = not self._late.isActive() or band.waits
        kind = Kind.PASS if band.saved else (Kind.REVIEW if late else Kind.JUDGING)
        words = _said_words(kind)
        self._saved_mark.show_kind(kind)
        self._saved.set_text(words)
        self._noted.set_text(f"· {self._note}" if self._note else "")
        self.setAccessibleDescription(f"{band.said}. {words}" if band.said else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the band with the colour of what it says: the verdict, then the decision."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens().of(self.kind)))
        if self._band is not None and self._band.decided is not None:
            decided = self.rect()
            edge = SPACE // 4 if not self._close else -SPACE // 2
            decided.setLeft(self._word.geometry().right() + edge)
            kind = self._band.decided if self._band.saved else Kind.WAITING
            painter.fillRect(decided, QColor(tokens().of(kind)))
            decided.setWidth(_LINE)
            painter.fillRect(decided, QColor(tokens().window))


_SAVING = (Kind.PASS, Kind.JUDGING, Kind.REVIEW)


def _said_words(kind: Kind) -> str:
    """Return how far a word has come: on the disk, on its way, or neither."""
    if kind is Kind.PASS:
        return translate("Inspect", "Saved")
    if kind is Kind.JUDGING:
        return translate("Inspect", "Saving…")
    return translate("Inspect", "NOT SAVED")


def _word_font(kind: Kind, height: int) -> QFont:
    if kind in _LOUD:
        return font_of(round(0.64 * height), QFont.Weight.Black)
    return font_of(round(0.4 * height), QFont.Weight.DemiBold)
