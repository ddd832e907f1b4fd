"""What the panels beside the pair hold: kept while windows come and go."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qeu_station.gui.presenters.ports import Jobs
from qeu_station.gui.presenters.review_panels import PanelPresenter
from qeu_station.gui.presenters.review_panels_confusion import ConfusionPresenter
from qeu_station.gui.presenters.review_panels_histogram import HistogramPresenter
from qeu_station.gui.presenters.review_panels_map import DefectMapPresenter
from qeu_station.gui.presenters.review_panels_runs import OpenRun, RunsPresenter
from qeu_station.gui.presenters.review_panels_trying import SaveVersion
from qeu_station.gui.presenters.similar import SimilarPresenter


class ReviewBeside:
    """The presenters of all panels; another language or theme makes other panels around them.

    Args:
        jobs: Work beside the window's thread.
        home: Folder of the station's home.
        open_run: Opens the run to compare with, from a folder; called in a job.
        save: Saves thresholds as a new version of a recipe; called in a job.

    Attributes:
        tab: Place of the tab that is shown.
        conditions: Whether the conditions are shown that are needed less often.
    """

    def __init__(
        self, jobs: Jobs, home: Path, open_run: OpenRun, save: SaveVersion | None = None
    ) -> None:
        self.map = DefectMapPresenter(jobs)
        self.histogram = HistogramPresenter(jobs, save)
        self.confusion = ConfusionPresenter(jobs)
        self.runs = RunsPresenter(jobs, open_run)
        self.similar = SimilarPresenter(jobs, home)
        self.confusion.truth_changed = self.histogram.set_truth
        self.tab, self.conditions = 0, False

    @property
    def all(self) -> tuple[PanelPresenter[Any], ...]:
        """Every presenter, in the order of the tabs."""
        return self.map, self.histogram, self.confusion, self.runs, self.similar

    def refresh(self) -> None:
        """Say everything anew, in the language that is spoken now."""
        for presenter in self.all:
            presenter.refresh()

    def close(self) -> None:
        """Show nothing any more, and let go of what is open."""
        for presenter in self.all:
            presenter.show_to(lambda state: None)
            presenter.set_source(None)
