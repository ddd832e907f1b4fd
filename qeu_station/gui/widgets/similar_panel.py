"""Pairs like this one: the nearest as cards, and how far the pictures were compared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from qeu_station.gui.presenters.similar import SimilarPresenter
from qeu_station.gui.presenters.similar_state import Building, SimilarState
from qeu_station.gui.theme import SMALL, SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import breakable, caption, say
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.page_words import button
from qeu_station.gui.widgets.review_panels.panel import Panel
from qeu_station.gui.widgets.similar_list import SimilarList
from qeu_station.gui.words import translate

_BAR = 120
_STEPS = 1000


class SimilarPanel(Panel):
    """The panel of similar pairs.

    Args:
        presenter: Decides what it shows.

    Attributes:
        row_wanted: Row of a pair that a person wants to see.
    """

    row_wanted = Signal(int)

    def __init__(self, presenter: SimilarPresenter, parent: QWidget | None = None) -> None:
        self.presenter = presenter
        super().__init__(translate("Similar", "Similar pairs"), self.presenter, parent)
        self.list = SimilarList()
        self.progress = ElidedLabel("muted", SMALL, figures=True)
        self.bar = QProgressBar(textVisible=False)
        self.bar.setRange(0, _STEPS)
        self.bar.setFixedWidth(_BAR)
        self.bar.setFixedHeight(SPACE)
        self.start = button(translate("Similar", "Compare the rest"), "similar-start")
        self.stop = button(translate("Similar", "Stop"), "similar-stop")
        self.remark = caption(role="muted")
        self._lay_out()
        self.list.opened.connect(self._on_opened)
        self.start.clicked.connect(self.presenter.start)
        self.stop.clicked.connect(self.presenter.stop)
        self.follow(self.show_state)

    def _lay_out(self) -> None:
        self.content.addWidget(self.list, 1)
        row = layouts.row()
        row.addWidget(self.bar)
        row.addWidget(self.progress, 1)
        row.addWidget(self.start)
        row.addWidget(self.stop)
        self.outer.addLayout(row)
        self.outer.addWidget(self.remark)

    def show_state(self, state: SimilarState) -> None:
        """Show a state."""
        self.show_look(state.look, bool(state.answers))
        self.about.set_text(state.asked)
        self.list.cards.show_answers(state.answers)
        self._show_building(state.building)

    def _show_building(self, building: Building) -> None:
        layouts.show_if(self.bar, building.running)
        layouts.show_if(self.progress, bool(building.words))
        layouts.show_if(self.start, building.can_start)
        layouts.show_if(self.stop, building.running)
        if building.share is not None:
            self.bar.setValue(round(_STEPS * building.share))
        self.bar.setAccessibleName(building.words)
        self.progress.set_text(building.words)
        say(self.remark, breakable(building.remark))

    def _on_opened(self, number: int) -> None:
        answers = self.presenter.state.answers
        if 0 <= number < len(answers):
            self.row_wanted.emit(answers[number].row)
