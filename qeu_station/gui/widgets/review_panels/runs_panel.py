"""Two runs over the same pairs: what changed, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPlainTextEdit, QWidget

from qeu_station.gui.presenters.inspect_state import Kind
from qeu_station.gui.presenters.review_panels_runs import RunsPresenter
from qeu_station.gui.presenters.review_panels_runs_state import RunsState
from qeu_station.gui.theme import SPACE, TEXT, TOUCH
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import Remark, breakable, caption, say
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.new_product.files import ask_for_folder
from qeu_station.gui.widgets.page_words import button
from qeu_station.gui.widgets.review_panels.count_list import CountList
from qeu_station.gui.widgets.review_panels.matrix_view import MatrixView
from qeu_station.gui.widgets.review_panels.panel import Panel
from qeu_station.gui.widgets.review_panels.runs_table import RunsTable
from qeu_station.gui.words import translate

_LIST = 200
_DETAIL = 5 * (TEXT + 6)
_BESIDE = 1000
"""Width from which the counts stand beside the table instead of above it."""

_ROOMY = 580
"""Width from which the reasons stand beside the matrix when both are above the table."""

_ANY = 16_777_215
"""Qt's word for no bound."""


class RunsPanel(Panel):
    """The comparison of two runs.

    Args:
        presenter: Decides what it shows.

    Attributes:
        pair_wanted: A ``PairWish``: a pair that a person wants to see.
    """

    pair_wanted = Signal(object)

    def __init__(self, presenter: RunsPresenter, parent: QWidget | None = None) -> None:
        self.presenter = presenter
        super().__init__(translate("ReviewPanels", "Two runs"), self.presenter, parent)
        self.choose = button(translate("ReviewPanels", "Choose the other run…"), "choose-run")
        self.place = caption(role="muted")
        self.note = Remark(Kind.REVIEW)
        self.matrix = MatrixView(translate("ReviewPanels", "Verdicts here by verdicts there"))
        self.causes = CountList(translate("ReviewPanels", "Why"))
        self.table = RunsTable()
        self.none = ElidedLabel("muted", align=Qt.AlignmentFlag.AlignHCenter)
        self.none.set_text(translate("ReviewPanels", "No verdict differs in this way"))
        self.detail = QPlainTextEdit(readOnly=True)
        self.detail.setAccessibleName(translate("ReviewPanels", "What was different"))
        self.detail.setTabChangesFocus(True)
        self.detail.setFixedHeight(_DETAIL)
        self.detail.hide()
        ways = QBoxLayout.Direction
        self._row, self._counts = QBoxLayout(ways.LeftToRight), QBoxLayout(ways.TopToBottom)
        self._lay_out()
        self._connect()
        self.follow(self.show_state)

    def _lay_out(self) -> None:
        top = layouts.row()
        top.addWidget(self.choose)
        top.addWidget(self.place, 1)
        self.outer.insertLayout(2, top)
        self.outer.insertWidget(3, self.note)
        counts = layouts.column(space=SPACE // 2)
        axes = ElidedLabel("muted")
        axes.set_text(translate("ReviewPanels", "Rows: here. Columns: there."))
        counts.addWidget(axes)
        counts.addWidget(self.matrix, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._counts.setSpacing(SPACE)
        self._counts.addLayout(counts)
        self._counts.addWidget(self.causes, 1)
        pairs = layouts.column()
        pairs.addWidget(self.none, 1)
        pairs.addWidget(self.table, 1)
        pairs.addWidget(self.detail)
        self._row.setSpacing(2 * SPACE)
        self._row.addLayout(self._counts)
        self._row.addLayout(pairs, 1)
        self.content.addLayout(self._row, 1)

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
        self.causes.show_counts(state.causes)
        self.table.show_state(state)
        found = state.shown is not None and len(state.shown) > 0
        layouts.show_if(self.table, found)
        layouts.show_if(self.none, not found)
        detail = "\n".join((state.detail_of, *state.detail)) if state.detail else ""
        layouts.show_if(self.detail, bool(detail))
        if self.detail.toPlainText() != detail:
            self.detail.setPlainText(detail)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the counts beside the table where there is room, else above it."""
        super().resizeEvent(event)
        wide, ways = self.width() >= _BESIDE, QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        beside = not wide and self.width() >= _ROOMY
        self._counts.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        self.causes.setMaximumHeight(_ANY if wide or beside else 2 * TOUCH)
        self.causes.setMinimumHeight(2 * TOUCH)
        self.causes.setMinimumWidth(_LIST)

    def _on_choose(self) -> None:
        title = translate("ReviewPanels", "Output folder of the other run")
        folder = ask_for_folder(self, title)
        if folder is not None:
            self.presenter.choose(folder)

    def _on_opened(self, line: int) -> None:
        wish = self.presenter.wish(line)
        if wish is not None:
            self.pair_wanted.emit(wish)
