"""A question that must be answered first, in its own line above the classes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from qeu_station.gui.presenters.inspect_state import InspectState, Kind, Question
from qeu_station.gui.theme import SPACE, TEXT
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.keys import printable
from qeu_station.gui.widgets.marks import Mark
from qeu_station.gui.widgets.press_button import PRESSING, PressButton


class QuestionBar(QFrame):
    """The question and a button per answer; their numbers answer while it has the focus.

    Attributes:
        answered: Key of the answer.
        left: The question is over, the focus belongs elsewhere.
    """

    answered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surface")
        self._question: Question | None = None
        self._text = ElidedLabel("text", TEXT, QFont.Weight.DemiBold, lines=2, centred=True)
        self.buttons: dict[str, PressButton] = {}
        mark = Mark(22)
        mark.show_kind(Kind.REVIEW)
        self._row = QHBoxLayout(self, spacing=SPACE)
        self._row.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        self._row.addWidget(mark)
        self._row.addWidget(self._text, 1)
        self.hide()

    def show_state(self, state: InspectState) -> None:
        """Ask what the state asks; a new question takes the focus."""
        if state.question == self._question:
            return
        self._question = state.question
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = {}
        if state.question is None:
            self.hide()
            self.left.emit()
            return
        self._ask(state.question)

    def _ask(self, question: Question) -> None:
        self._text.set_text(question.text)
        self.setAccessibleName(question.text)
        for number, (key, words) in enumerate(question.answers, 1):
            button = _Answer(words, str(number))
            button.clicked.connect(lambda _=False, key=key: self.answered.emit(key))
            self._row.addWidget(button)
            self.buttons[key] = button
        self.show()
        next(iter(self.buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with the number of an answer, or with its first letter where only one has it."""
        key = answer_of(event.text(), self._question)
        if key and not event.isAutoRepeat():
            self.answered.emit(key)
        elif not printable(event):
            super().keyPressEvent(event)


class _Answer(PressButton):
    """Keeps every printable key and Enter from the window while the question stands."""

    def event(self, event: QEvent) -> bool:
        """Take the keys that may answer."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(printable(event) or event.key() in PRESSING)
            return event.isAccepted()
        return super().event(event)


def answer_of(text: str, question: Question | None) -> str:
    """Return the key of the answer that a typed character means, empty for none."""
    if question is None or len(text) != 1:
        return ""
    if text.isdecimal():
        number = int(text)
        return question.answers[number - 1][0] if 0 < number <= len(question.answers) else ""
    meant = [k for k, words in question.answers if words[:1].casefold() == text.casefold()]
    return meant[0] if len(meant) == 1 else ""
