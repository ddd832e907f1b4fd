"""What a trainer says of its model, or why a training failed; scrolled where it is long."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QWidget

from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import breakable, caption
from qeu_station.gui.words import translate

_MOST, _FRAME = 120, 4
_FREE = 16_777_215
"""Qt's word for a height without a limit."""


class SaidText(QScrollArea):
    """Sentences, one below the other, as high as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._short = False
        self.setProperty("role", "reading")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.words = caption()
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.setAlignment(Qt.AlignmentFlag.AlignTop)
        layouts.scrolled(self, self.words)
        self.say((), short=False)

    def say(self, sentences: tuple[str, ...], short: bool) -> None:
        """Say something, or nothing; ``short`` leaves most of the room to what stands below."""
        said = "\n".join(sentences)
        self.words.setText(breakable(said))
        self._short = short
        about = translate("Training", "What is said of it")
        self.setAccessibleName(f"{about}: {said}")
        layouts.show_if(self, bool(said))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the words need in this width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        needed = self.words.heightForWidth(max(self.viewport().width(), 1)) + _FRAME
        self.setMinimumHeight(min(needed, _MOST))
        self.setMaximumHeight(min(needed, _MOST) if self._short else _FREE)
