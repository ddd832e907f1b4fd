"""How the training stands: what is done, what came of it, its curves, and what can be done."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QFrame, QProgressBar, QWidget

from qeu_station.gui.actions import action
from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.training_state import Phase, TrainingState
from qeu_station.gui.theme import SPACE, TITLE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.button_rows import ButtonRows
from qeu_station.gui.widgets.captions import breakable, caption, say
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.marks import Mark
from qeu_station.gui.widgets.press_button import PressButton
from qeu_station.gui.widgets.training.curves import CurvesView
from qeu_station.gui.widgets.training.said import SaidText
from qeu_station.gui.words import translate

KEYS = ("training.go_on", "training.stop", "training.use", "training.report")
_CAPS = {"Ctrl+Backspace": "Ctrl+⌫"}
_KINDS = {
    Phase.SAVED: Kind.PASS,
    Phase.WITHHELD: Kind.REVIEW,
    Phase.STOPPED: Kind.WAITING,
    Phase.FAILED: Kind.PROBLEM,
}
_MARK = 18


class ProgressPanel(QFrame):
    """Shows the training of the screen.

    Attributes:
        wanted: Key of an action of ``gui.actions``.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surface")
        self._phase: Phase | None = None
        self._mark = Mark(_MARK)
        self.title = ElidedLabel("text", TITLE, QFont.Weight.DemiBold)
        self.doing = caption(role="muted")
        self.bar = QProgressBar(textVisible=False)
        self.bar.setFixedHeight(SPACE)
        self.said = SaidText()
        self.curves = CurvesView()
        self.empty = caption(role="muted")
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.buttons: dict[str, PressButton] = {}
        self._rows = ButtonRows()
        self._lay_out()

    def show_state(self, state: TrainingState) -> None:
        """Show a state."""
        kind = _KINDS.get(state.phase)
        layouts.show_if(self._mark, kind is not None)
        if kind is not None:
            self._mark.show_kind(kind)
        self.title.set_text(state.title)
        say(self.doing, breakable(state.doing))
        self._show_bar(state)
        self.said.say(state.words, short=bool(state.charts))
        self.curves.show_charts(state.charts)
        layouts.show_if(self.curves, bool(state.charts))
        layouts.show_if(self.empty, not (state.charts or state.words))
        self.empty.setText(_empty_words(state))
        if state.phase is not self._phase:
            self._phase = state.phase
            self._make_buttons(state.phase)
        for key, button in self.buttons.items():
            button.setEnabled(key in state.can)

    def _show_bar(self, state: TrainingState) -> None:
        layouts.show_if(self.bar, state.phase is Phase.RUNNING)
        if (self.bar.maximum(), self.bar.value()) != (state.total, state.done):
            self.bar.setRange(0, state.total)
            self.bar.setValue(state.done)
        self.bar.setAccessibleName(state.doing)

    def _lay_out(self) -> None:
        column = layouts.column(self, margins=(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE))
        head = layouts.row()
        head.addWidget(self._mark)
        head.addWidget(self.title, 1)
        column.addLayout(head)
        for widget in (self.doing, self.bar, self.said):
            column.addWidget(widget)
        column.addWidget(self.curves, 1)
        column.addWidget(self.empty, 1)
        column.addWidget(self._rows)

    def _make_buttons(self, phase: Phase) -> None:
        held = next((key for key, made in self.buttons.items() if made.hasFocus()), "")
        use = translate("Training", "Use it")
        words = {
            "training.go_on": translate("Training", "Go on"),
            "training.stop": translate("Training", "Stop"),
            "training.use": (
                translate("Training", "Use it anyway") if phase is Phase.WITHHELD else use
            ),
            "training.report": translate("Training", "Open report"),
        }
        for key in KEYS:
            shortcut = next(iter(action(key).shortcuts), "")
            button = PressButton(words[key], _CAPS.get(shortcut, shortcut), shrinks=True)
            button.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            self.buttons[key] = button
        self._rows.set_buttons([self.buttons[key] for key in KEYS])
        if held:
            self.buttons[held].setFocus(Qt.FocusReason.OtherFocusReason)


def _empty_words(state: TrainingState) -> str:
    if state.closed:
        return state.closed
    if state.phase is Phase.READY:
        return translate(
            "Training",
            "A trainer teaches an inspector what people said of parts. It runs beside the line "
            "and saves its model with a new version of the recipe; older versions stay.",
        )
    if state.phase is Phase.RUNNING:
        return translate("Training", "Curves appear here as soon as something is learned.")
    return ""
