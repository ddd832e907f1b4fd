"""What stands where the batches will be, and leads to the first one."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from qeu_station.gui.presenters.batches_state import BatchesState
from qeu_station.gui.theme import SPACE, TITLE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import breakable, caption
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.words import translate

_WIDTH, _BUTTON = 560, 320


class EmptyBatches(QWidget):
    """Says what batches are for, or why there are none to be seen.

    Attributes:
        wanted: Key of an action; ``batch.sample`` orders the sample product, ``batch.again`` opens
            the queue once more.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel(
            "text", TITLE, QFont.Weight.DemiBold, align=Qt.AlignmentFlag.AlignHCenter
        )
        self.words = caption(role="muted")
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words.setFixedWidth(_WIDTH)
        self.buttons = {
            "batch.new": PressButton(translate("Batches", "New batch"), "Ctrl+N", flush=True),
            "batch.sample": PressButton(
                translate("Batches", "Try it with the sample product"), flush=True
            ),
            "batch.again": PressButton(translate("Batches", "Try again"), flush=True),
        }
        column = layouts.column(self, margins=(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE))
        column.addStretch(1)
        column.addWidget(self.title)
        middle = layouts.row()
        middle.addStretch(1)
        middle.addWidget(self.words)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addSpacing(2 * SPACE)
        for key, button in self.buttons.items():
            button.setFixedWidth(_BUTTON)
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_state(self, state: BatchesState) -> None:
        """Show what a state without batches says."""
        title, words = _words(state)
        self.title.set_text(title)
        self.words.setText(breakable(words))
        for key, button in self.buttons.items():
            layouts.show_if(button, bool(state.closed) if key == "batch.again" else state.ready)


def _words(state: BatchesState) -> tuple[str, str]:
    if state.closed:
        return translate("Batches", "The batches cannot be opened"), state.closed
    if not state.ready:
        words = translate("Batches", "They are being opened. They need an open station.")
        return translate("Batches", "Batches"), words
    return translate("Batches", "No batches yet"), translate(
        "Batches",
        "A batch judges thousands of pairs with one recipe, beside the line and without stopping "
        "it. Drop a folder or a list of pairs here, or begin with a new batch.",
    )
