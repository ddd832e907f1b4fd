"""How sure the station was, and what other thresholds would have made of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from qeu_station.gui.presenters.review_panels_histogram import HistogramPresenter
from qeu_station.gui.presenters.review_panels_state import HistogramState
from qeu_station.gui.theme import SPACE
from qeu_station.gui.widgets.review_panels.histogram_controls import HistogramControls
from qeu_station.gui.widgets.review_panels.histogram_view import HistogramView, in_words
from qeu_station.gui.widgets.review_panels.panel import Panel
from qeu_station.gui.widgets.review_panels.verdict_legend import VerdictLegend
from qeu_station.gui.words import translate

_BESIDE = 860
"""Width from which the controls stand beside the histogram instead of below it."""

_CONTROLS = 420


class HistogramPanel(Panel):
    """Histogram of P(ok) with thresholds to try.

    Args:
        presenter: Decides what it shows.

    Attributes:
        filter_wanted: A ``FilterWish``: the bin that was pressed, or what the lines would change.
        version_wanted: A ``NewThresholds`` that shall become a new version of the recipe.
    """

    filter_wanted = Signal(object)
    version_wanted = Signal(object)

    def __init__(self, presenter: HistogramPresenter, parent: QWidget | None = None) -> None:
        self.presenter = presenter
        super().__init__(translate("ReviewPanels", "Thresholds"), self.presenter, parent)
        self.view, self.controls = HistogramView(), HistogramControls()
        self.legend = VerdictLegend()
        self.head.addWidget(self.legend)
        self.head.addWidget(self.controls.spread)  # first, as Tab follows this order
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.controls)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(2 * SPACE)
        self._row.addWidget(self.view, 3)
        self._row.addWidget(scroll, 2)
        self._scroll = scroll
        self.content.addLayout(self._row, 1)
        self._connect()
        self.follow(self.show_state)

    def _connect(self) -> None:
        presenter, controls = self.presenter, self.controls
        self.view.moved.connect(presenter.move)
        self.view.bin_pressed.connect(self._on_bin)
        controls.changing.clicked.connect(self._on_changing)
        controls.moved.connect(presenter.move)
        controls.priced.connect(presenter.price)
        controls.recipe.picked.connect(presenter.choose_recipe)
        controls.basis.picked.connect(presenter.choose_basis)
        controls.spread.toggled.connect(presenter.spread)
        controls.by_costs.clicked.connect(presenter.by_costs)
        controls.reset.clicked.connect(presenter.reset)
        controls.write.clicked.connect(self._on_write)
        controls.save.clicked.connect(presenter.save)
        controls.cancel.clicked.connect(presenter.cancel)

    def show_state(self, state: HistogramState) -> None:
        """Show a state."""
        shown = state.counts is not None
        self.show_look(state.look, shown)
        self.about.set_text(f"{state.recipe} · {in_words(state)}" if shown else "")
        self.legend.setVisible(shown)
        self.controls.spread.setVisible(shown)
        if shown:
            self.view.show_state(state)
            self.controls.show_state(state)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the controls where there is room."""
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.LeftToRight if wide else ways.TopToBottom)
        self._row.setStretch(0, 3 if wide else 2)
        self._row.setStretch(1, 2 if wide else 3)
        self._scroll.setMinimumWidth(_CONTROLS if wide else 0)

    def _on_bin(self, place: int) -> None:
        self.filter_wanted.emit(self.presenter.press_bin(place))

    def _on_changing(self) -> None:
        wish = self.presenter.changing()
        if wish is not None:
            self.filter_wanted.emit(wish)

    def _on_write(self) -> None:
        wanted = self.presenter.ask()
        if wanted is not None:
            self.version_wanted.emit(wanted)
