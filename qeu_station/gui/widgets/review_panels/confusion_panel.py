"""What was said by what is known, with rates and their intervals."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QLabel, QMenu, QWidget

from qeu_station.gui.presenters.review_panels_confusion import ConfusionPresenter
from qeu_station.gui.presenters.review_panels_state import ConfusionState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import breakable, caption, say
from qeu_station.gui.widgets.elided import ElidedLabel
from qeu_station.gui.widgets.new_product.files import ask_for_folder
from qeu_station.gui.widgets.page_words import button
from qeu_station.gui.widgets.review_panels.choice_box import ChoiceBox
from qeu_station.gui.widgets.review_panels.matrix_view import MatrixView
from qeu_station.gui.widgets.review_panels.panel import Panel
from qeu_station.gui.widgets.review_panels.rates_view import RatesView
from qeu_station.gui.words import translate

_BESIDE = 760
"""Width from which the rates stand beside the matrix instead of below it."""

_RATES, _WIDEST = 420, 560


class ConfusionPanel(Panel):
    """The confusion matrix.

    Args:
        presenter: Decides what it shows.

    Attributes:
        filter_wanted: A ``FilterWish``: the inspections behind the count that was pressed.
    """

    filter_wanted = Signal(object)

    def __init__(self, presenter: ConfusionPresenter, parent: QWidget | None = None) -> None:
        self.presenter = presenter
        super().__init__(translate("ReviewPanels", "Confusion"), self.presenter, parent)
        self.subject = ChoiceBox(translate("ReviewPanels", "Count"))
        self.basis = ChoiceBox(translate("ReviewPanels", "Against"))
        self.give = button(translate("ReviewPanels", "Give truth…"), "give-truth")
        self.give.setMinimumWidth(0)  # never narrower than its words
        self.place = caption(role="muted")
        self.matrix = MatrixView(translate("ReviewPanels", "What is known by what was said"))
        self.rates = RatesView()
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        self._connect()
        self.follow(self.show_state)

    def _lay_out(self) -> None:
        top = layouts.row()
        for box in (self.subject, self.basis):
            label = QLabel(box.accessibleName())
            label.setBuddy(box)
            top.addWidget(label)
            top.addWidget(box)
        top.addWidget(self.give)
        top.addStretch(1)
        self.outer.insertLayout(2, top)
        self.outer.insertWidget(3, self.place)
        self._row.setSpacing(3 * SPACE)
        left = layouts.column(space=SPACE // 2)
        axes = ElidedLabel("muted")
        axes.set_text(translate("ReviewPanels", "Rows: known. Columns: said."))
        left.addWidget(axes)
        left.addWidget(self.matrix, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self._row.addLayout(left, 1)
        self._row.addWidget(self.rates, 0, Qt.AlignmentFlag.AlignTop)
        self.rates.setMaximumWidth(_WIDEST)
        self.content.addLayout(self._row, 1)

    def _connect(self) -> None:
        presenter = self.presenter
        menu = QMenu(self.give)
        file, folder = (
            translate("ReviewPanels", "Table of cells…"),
            translate("ReviewPanels", "Folder…"),
        )
        menu.addAction(file).triggered.connect(self._on_file)
        menu.addAction(folder).triggered.connect(self._on_folder)
        self.give.setMenu(menu)
        self.subject.picked.connect(presenter.choose_subject)
        self.basis.picked.connect(presenter.choose_basis)
        self.matrix.chosen.connect(self._on_chosen)

    def show_state(self, state: ConfusionState) -> None:
        """Show a state."""
        self.show_look(state.look, bool(state.matrix.rows))
        self.about.set_text(state.about)
        self.subject.show_options(state.subjects, state.subject)
        self.basis.show_options(state.bases, state.basis)
        self.give.setEnabled(self.presenter.source is not None)
        say(self.place, breakable(state.truth))
        self.matrix.show_matrix(state.matrix)
        self.rates.show_rates(state.rates)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the rates where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._row.setStretch(0, int(wide))
        self._row.setStretch(1, int(not wide))
        self.rates.setMinimumWidth(_RATES if wide else 0)

    def _on_chosen(self, row: int, column: int) -> None:
        self.filter_wanted.emit(self.presenter.press(row, column))

    def _on_file(self) -> None:
        title = translate("ReviewPanels", "Table of cells that are known")
        kinds = translate("ReviewPanels", "Tables ({suffixes})").format(suffixes="*.csv")
        name, _ = QFileDialog.getOpenFileName(self, title, "", kinds)
        if name:
            self.presenter.give_truth(Path(name))

    def _on_folder(self) -> None:
        folder = ask_for_folder(self, translate("ReviewPanels", "Folder of what is known"))
        if folder is not None:
            self.presenter.give_truth(folder)
