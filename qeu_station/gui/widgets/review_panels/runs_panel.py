"""Two runs over the same pairs: what changed, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.review_panels_runs import OpenRun, RunsPresenter
from qeu_station.gui.presenters.review_panels_runs_state import RunsState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark, breakable, caption, say
from qeu_station.gui.widgets.new_product.files import ask_for_folder
from qeu_station.gui.widgets.page_words import button
from qeu_station.gui.widgets.review_panels.count_list import CountList
from qeu_station.gui.widgets.review_panels.matrix_view import MatrixView
from qeu_station.gui.widgets.review_panels.panel import Panel
from qeu_station.gui.widgets.review_panels.runs_table import RunsTable
from qeu_station.gui.words import translate

_LIST = 360


class RunsPanel(Panel):
    """The comparison of two runs.

    Attributes:
        pair_wanted: A ``PairWish``: a pair that a person wants to see.
    """

    pair_wanted = Signal(object)

    def __init__(self, jobs: Jobs, open_run: OpenRun, parent: QWidget | None = None) -> None:
        self.presenter = RunsPresenter(jobs, open_run)
        super().__init__(translate("ReviewPanels", "Two runs compared"), self.presenter, parent)
        self.choose = button(translate("ReviewPanels", "Choose the other run…"), "choose-run")
        self.place = caption(role="muted")
        self.note = Remark(Kind.REVIEW)
        self.matrix = MatrixView(translate("ReviewPanels", "Verdicts here by verdicts there"))
        self.causes = CountList(translate("ReviewPanels", "Why"))
        self.table = RunsTable()
        self.detail = caption()
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._lay_out()
        self._connect()
        self.presenter.show = self.show_state
        self.show_state(self.presenter.state)

    def _lay_out(self) -> None:
        top = layouts.row()
        top.addWidget(self.choose)
        top.addWidget(self.place, 1)
        self.outer.insertLayout(2, top)
        self.outer.insertWidget(3, self.note)
        beside = layouts.row(space=2 * SPACE)
        beside.addWidget(self.matrix)
        beside.addWidget(self.causes, 1)
        self.causes.setMaximumWidth(2 * _LIST)
        self.content.addLayout(beside)
        self.content.addWidget(self.table, 1)
        self.content.addWidget(self.detail)

    def _connect(self) -> None:
        presenter = self.presenter
        self.choose.clicked.connect(self._on_choose)
        self.matrix.chosen.connect(presenter.press_kind)
        self.causes.chosen.connect(presenter.press_cause)
        self.table.sorted_by.connect(presenter.sort)
        self.table.rested.connect(presenter.rest_on)
        self.table.opened.connect(self._on_opened)

    def show_state(self, state: RunsState) -> None:
        """Show a state."""
        self.show_look(state.look, state.pairs is not None)
        self.about.set_text(state.about)
        self.choose.setEnabled(self.presenter.columns is not None)
        say(self.place, breakable(state.second))
        self.note.say(state.note)
        self.matrix.show_matrix(state.matrix)
        self.matrix.setFixedHeight(self.matrix.maximumHeight())
        self.causes.show_counts(state.causes)
        self.causes.setMaximumHeight(self.matrix.maximumHeight())
        self.table.show_state(state)
        detail = "\n".join(state.detail)
        say(self.detail, breakable(f"{state.detail_of}\n{detail}") if detail else "")

    def _on_choose(self) -> None:
        title = translate("ReviewPanels", "Output folder of the other run")
        folder = ask_for_folder(self, title)
        if folder is not None:
            self.presenter.choose(folder)

    def _on_opened(self, line: int) -> None:
        wish = self.presenter.wish(line)
        if wish is not None:
            self.pair_wanted.emit(wish)
