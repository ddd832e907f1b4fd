"""A question that must be answered first, in its own line above the classes."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QWidget

from qeu_station.gui.presenters.inspect_state import InspectState, Question
from qeu_station.gui.theme import SPACE, TEXT, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.keys import printable
from qeu_station.gui.widgets.marks import Letter
from qeu_station.gui.widgets.press_button import PressButton


class QuestionBar(QFrame):
    """The question and a numbered button per answer.

    Classes that answer have their own buttons and keys below, so such a question shows none.
    The bar takes the focus, but none of its buttons: an Enter that comes just then answers nothing.

    Attributes:
        answered: Key of the answer.
        left: The question is over, the focus belongs elsewhere.
    """

    answered = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "surface")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._question: Question | None = None
        self._text = ElidedLabel("text", TEXT, QFont.Weight.DemiBold, lines=2, centred=True)
        self.buttons: dict[str, PressButton] = {}
        half = SPACE // 2
        self._row = layouts.row(self, margins=(SPACE, half, SPACE, half))
        self._row.addWidget(Letter("?", 22))
        self._row.addWidget(self._text, 1)
        self.hide()

    def show_state(self, state: InspectState) -> None:
        """Ask what the state asks; a new question takes the focus, but not out of a field."""
        if state.question == self._question:
            return
        self._question = state.question
        focused = self.isAncestorOf(QApplication.focusWidget() or self)
        self._drop_buttons()
        if state.question is None:
            self.hide()
            if focused:
                self.left.emit()
            return
        self._ask(state.question, asked_classes(state))

    def answer_with(self, text: str) -> bool:
        """Answer with a typed character; tell whether it is an answer."""
        key = answer_of(text, self._question) if self.buttons else ""
        if key:
            self.answered.emit(key)
        return bool(key)

    def _ask(self, question: Question, classes: frozenset[str]) -> None:
        self._text.set_text(question.text)
        self.setAccessibleName(question.text)
        for number, (key, words) in enumerate(question.answers, 1):
            if key not in classes:
                self._add_button(key, words, number)
        self.show()
        if self.buttons and not isinstance(QApplication.focusWidget(), QLineEdit):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_button(self, key: str, words: str, number: int) -> None:
        button = PressButton(words, str(number))
        button.clicked.connect(lambda: self.answered.emit(key))
        self._row.addWidget(button)
        self.buttons[key] = button

    def _drop_buttons(self) -> None:
        for button in self.buttons.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self.buttons = {}

    def event(self, event: QEvent) -> bool:
        """Keep what may be an answer from the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(printable(event))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Answer with the number of an answer, or with its first letter where only one has it."""
        if event.isAutoRepeat() or not self.answer_with(event.text()):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring of the focus."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(tokens().focus), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)


def asked_classes(state: InspectState) -> frozenset[str]:
    """Return the classes that answer the question of a state."""
    answers = {key for key, _ in state.question.answers} if state.question else set()
    return frozenset(answers & {shown.name for shown in state.classes})


def answer_of(text: str, question: Question | None) -> str:
    """Return the key of the answer that a typed character means, empty for none."""
    if question is None or len(text) != 1:
        return ""
    if text.isdecimal():
        number = int(text)
        return question.answers[number - 1][0] if 0 < number <= len(question.answers) else ""
    meant = [k for k, words in question.answers if words[:1].casefold() == text.casefold()]
    return meant[0] if len(meant) == 1 else ""
