"""Panels of the Review screen: where things happen, what thresholds do, and two runs compared."""

from qeu_station.gui.widgets.review_panels.confusion_panel import ConfusionPanel
from qeu_station.gui.widgets.review_panels.histogram_panel import HistogramPanel
from qeu_station.gui.widgets.review_panels.map_panel import DefectMapPanel
from qeu_station.gui.widgets.review_panels.runs_panel import RunsPanel
from qeu_station.gui.widgets.review_panels.tabs import PanelTabs

__all__ = ["ConfusionPanel", "DefectMapPanel", "HistogramPanel", "PanelTabs", "RunsPanel"]
