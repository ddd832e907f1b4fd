"""What stands in the Review screen while nothing is open: what can be, and why not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.review_state import Phase, ReviewState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark, breakable, caption
from qeu_station.gui.widgets.choice_card import ChoiceCard
from qeu_station.gui.words import translate

_WIDEST = 820


class OpeningPage(QWidget):
    """Two ways to begin.

    Attributes:
        wanted: Key of an action of ``gui.actions``.
    """

    wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {
            "review.open": ChoiceCard(
                translate("Review", "Open a batch"),
                translate("Review", "Look through what a batch judged, also while it runs: "
                                    "choose its output folder, or drop it here."),
                "folder",
            ),
            "review.own": ChoiceCard(
                translate("Review", "This station's journal"),
                translate("Review", "Look through everything that was judged at this station."),
                "review",
            ),
        }  # fmt: skip
        self.title = caption(role="title")
        self.problem = Remark(Kind.PROBLEM)
        self._lay_out()

    def show_state(self, state: ReviewState) -> None:
        """Say what is being opened, or why it could not be."""
        opening = state.phase is Phase.OPENING
        words = translate("Review", "Opening…") if opening else translate(
            "Review", "What do you want to review?"
        )  # fmt: skip
        self.title.setText(words)
        self.problem.say(breakable(state.problem))
        for card in self.cards.values():
            card.setEnabled(not opening)

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(_WIDEST)
        outside = layouts.row(self, margins=(3 * SPACE, SPACE, 3 * SPACE, SPACE))
        outside.addStretch(1)
        outside.addWidget(inner, 1000)
        outside.addStretch(1)
        column = layouts.column(inner, space=2 * SPACE)
        row = layouts.row(space=2 * SPACE)
        for key, card in self.cards.items():
            card.clicked.connect(lambda _=False, key=key: self.wanted.emit(key))
            row.addWidget(card)
        self.title.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        column.addWidget(self.title)
        column.addLayout(row)
        column.addWidget(self.problem)
        column.addStretch(1)
