"""All panels of the Review screen in tabs, as one widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QWidget

from qeu_station.gui.presenters.review_beside import ReviewBeside
from qeu_station.gui.widgets.review_panels.confusion_panel import ConfusionPanel
from qeu_station.gui.widgets.review_panels.histogram_panel import HistogramPanel
from qeu_station.gui.widgets.review_panels.map_panel import DefectMapPanel
from qeu_station.gui.widgets.review_panels.runs_panel import RunsPanel
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.review import Columns, Filter, ReviewSource
    from qeu_station.services.review.columns import Rows


class PanelTabs(QTabWidget):
    """The four panels; only the one that is seen works.

    Args:
        beside: The presenters of the panels.

    Attributes:
        filter_wanted: A ``FilterWish``.
        pair_wanted: A ``PairWish``.
        version_wanted: A ``NewThresholds``.
    """

    filter_wanted = Signal(object)
    pair_wanted = Signal(object)
    version_wanted = Signal(object)

    def __init__(self, beside: ReviewBeside, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setProperty("role", "tight")
        self.setAccessibleName(translate("ReviewPanels", "Panels of the review"))
        self.tabBar().setAccessibleName(self.accessibleName())
        self.map = DefectMapPanel(beside.map)
        self.histogram = HistogramPanel(beside.histogram)
        self.confusion = ConfusionPanel(beside.confusion)
        self.runs = RunsPanel(beside.runs)
        for panel in (self.map, self.histogram, self.confusion, self.runs):
            self.addTab(panel, panel.windowTitle())
            panel.title.hide()
        for panel in (self.map, self.histogram, self.confusion):
            panel.filter_wanted.connect(self.filter_wanted)
        self.histogram.version_wanted.connect(self.version_wanted)
        self.runs.pair_wanted.connect(self.pair_wanted)

    def set_source(self, source: ReviewSource | None) -> None:
        """Take recipes, pictures and pairs from this journal; None when it is closed."""
        for panel in (self.map, self.histogram, self.confusion, self.runs):
            panel.presenter.set_source(source)

    def set_rows(
        self, columns: Columns | None, rows: Rows | None = None, filter: Filter | None = None
    ) -> None:
        """Count other inspections; see ``PanelPresenter.set_rows``."""
        for panel in (self.map, self.histogram, self.confusion, self.runs):
            panel.presenter.set_rows(columns, rows, filter)

    def clear_choice(self) -> None:
        """Forget which inspections were chosen by a count: they are no longer a bound."""
        self.confusion.presenter.clear_choice()
