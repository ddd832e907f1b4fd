"""One camera for all panes: zooming, panning and fitting happen in each at once."""

from __future__ import annotations

from PySide6.QtCore import QPointF

from qeu_station.core.grid import Grid
from qeu_station.gui.widgets.pair_view.camera import Camera, Stage, room_for
from qeu_station.gui.widgets.pair_view.pane import Pane

ROUNDING = 1.0001


class Navigation:
    """Moves the panes of a view; a picture of another size is fitted, others keep their place."""

    def __init__(self, panes: tuple[Pane, Pane]) -> None:
        self._panes = panes
        self._camera = Camera(0.5, 0.5, 1.0)
        self._at_fit = True
        self._grid_edges: tuple[float, float] | None = None
        self.size: tuple[int, int] | None = None

    def take(self, size: tuple[int, int] | None, grid: Grid | None) -> bool:
        """Look at a picture of this size; return whether it is not the size of the one before."""
        if size is None:
            return False
        before = self.size, self._grid_edges
        self.size, self._grid_edges = size, None if grid is None else _edges(grid)
        if self.size != before[0] or (self._grid_edges != before[1] and self._at_fit):
            self.fit()
        return self.size != before[0]

    def fit(self) -> None:
        """Show the whole picture."""
        if self.size is not None:
            self._look(self._stage(self._panes[0]).fitted())

    def zoom(self, factor: float, pane: Pane | None = None, at: QPointF | None = None) -> None:
        """Zoom about a point of a pane, or about the middle."""
        if self.size is not None:
            pane = pane or self._panes[0]
            middle = self._camera.x, self._camera.y
            about = middle if at is None else pane.view().picture_point(at)
            self._look(self._stage(pane).zoomed(self._camera, factor, about))

    def pan(self, pane: Pane, by: QPointF) -> None:
        """Drag the picture along, by pixels of the pane."""
        if self.size is not None:
            step = by / self._camera.scale
            self._look(self._stage(pane).panned(self._camera, step.x(), step.y()))

    def resized(self) -> None:
        """Fit again if the whole picture was shown, else keep the place."""
        if self.size is not None:
            stage = self._stage(self._panes[0])
            self._look(stage.fitted() if self._at_fit else stage.held(self._camera))

    def _stage(self, pane: Pane) -> Stage:
        size, surface = self.size or (1, 1), pane.size_in_pixels
        return Stage(size, surface, room_for(self._grid_edges, size, surface))

    def _look(self, through: Camera) -> None:
        self._camera = through
        whole = self._stage(self._panes[0]).fitted()
        self._at_fit = through.scale <= whole.scale * ROUNDING
        for pane in self._panes:
            pane.look(through)


def _edges(grid: Grid) -> tuple[float, float]:
    return min(x for x, _ in grid.corners), min(y for _, y in grid.corners)
