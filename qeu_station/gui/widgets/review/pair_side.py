"""The pair on the screen, looked at and corrected with what Inspect looks and corrects with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from qeu_station.gui.presenters.inspect_state import InspectState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.class_bar import ClassBar
from qeu_station.gui.widgets.hint_bar import HintBar
from qeu_station.gui.widgets.note_editor import NoteEditor
from qeu_station.gui.widgets.pair_view import PairView
from qeu_station.gui.widgets.question_bar import QuestionBar, asked_classes
from qeu_station.gui.widgets.verdict_band import VerdictBand
from qeu_station.gui.widgets.view_actions import change_view

if TYPE_CHECKING:
    from qeu_station.gui.presenters.review import ReviewPresenter


_PICTURES = 64
LOW = 320
"""Height below which there is no room for the buttons of the classes."""


class PairSide(QWidget):
    """Verdict, pictures, and what corrects them.

    Args:
        presenter: Decides.

    Attributes:
        left: The keyboard belongs to the table again.
    """

    left = Signal()

    def __init__(self, presenter: ReviewPresenter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._state = InspectState()
        self.band = VerdictBand(compact=True)
        self.pictures = PairView()
        self.pictures.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pictures.setMinimumHeight(_PICTURES)
        self.question = QuestionBar()
        self.note = NoteEditor()
        self.classes = ClassBar(stacked=True)
        self.hint = HintBar()
        self._lay_out()
        self._connect()

    def show_state(self, state: InspectState) -> None:
        """Show a state; each part draws only what changed of it."""
        before, self._state = self._state, state
        if state.inspection not in (before.inspection, self.note.inspection):
            self.note.finish()
        for part in (self.band, self.pictures, self.classes, self.question):
            part.show_state(state)
        self.hint.set_hint(state.hint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep room for the pictures in a low window."""
        super().resizeEvent(event)
        self.classes.set_low(event.size().height() < LOW)

    def set_view(self, key: str, on: bool = True) -> None:
        """Do an action of the keys ``view.…`` that is about the pictures, or ``correct.box``."""
        change_view(key, on, self.pictures, self.classes, self._presenter.show_difference)

    def edit_note(self) -> None:
        """Open the line for a note on the pair."""
        self.note.open_with(self._state.note, self._state.inspection)

    def answer_with(self, text: str) -> bool:
        """Answer a question that is asked with a key; tell whether it did."""
        return self.question.answer_with(text)

    def _lay_out(self) -> None:
        over = QGridLayout()
        over.addWidget(self.pictures, 0, 0)
        low, left = Qt.AlignmentFlag.AlignBottom, Qt.AlignmentFlag.AlignLeft
        over.addWidget(self.hint, 0, 0, low | left)
        for part in (self.question, self.note):
            over.addWidget(part, 0, 0, low)
        column = layouts.column(self, space=SPACE // 2)
        column.addWidget(self.band)
        column.addLayout(over, 1)
        column.addWidget(self.classes)
        column.setContentsMargins(0, 0, SPACE // 2, 0)

    def _connect(self) -> None:
        does, pictures = self._presenter, self.pictures
        pictures.evidence = does.evidence
        pictures.cell_clicked.connect(does.click_cell)
        pictures.box_clicked.connect(does.click_box)
        pictures.box_drawn.connect(lambda box: does.draw_box(box, None))
        pictures.box_tool_done.connect(lambda: self.classes.set_boxing(False))
        self.classes.class_chosen.connect(self._choose_class)
        self.classes.action.connect(does.do)
        self.classes.action.connect(self.left)
        self.question.answered.connect(does.answer)
        self.note.written.connect(does.set_note)
        for part in (self.note, self.question, self.classes):
            part.left.connect(self.left)

    def _choose_class(self, name: str) -> None:
        if name in asked_classes(self._state):
            self._presenter.answer(name)
        else:
            self._presenter.choose_class(name)
