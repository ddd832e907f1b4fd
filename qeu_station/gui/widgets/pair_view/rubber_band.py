"""The box that is being drawn around a defect."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QRubberBand

from qeu_station.core.region import Box
from qeu_station.gui.widgets.pair_view.pane import Pane

LEAST_SIDE = 3.0
"""Picture pixels below which a box was a slip of the hand."""


class RubberBand:
    """Shows the box while the pointer draws it; ``active`` while the tool is in use."""

    def __init__(self) -> None:
        self.active = False
        self._band: QRubberBand | None = None

    def begin(self, pane: Pane) -> None:
        """Begin a box on a pane."""
        self.hide()
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, pane.canvas.viewport())

    def stretch(self, pane: Pane, rect: QRectF) -> bool:
        """Show the box on its pane, in pixels of the pane; False after it was taken away."""
        if self._band is None or self._band.parent() is not pane.canvas.viewport():
            return False
        self._band.setGeometry(rect.toAlignedRect())
        self._band.show()
        return True

    def hide(self) -> None:
        """Take the box away; the drag that drew it draws no more."""
        if self._band is not None:
            self._band.hide()
            self._band.deleteLater()
            self._band = None


def drawn_box(
    first: tuple[float, float], last: tuple[float, float], size: tuple[int, int] | None
) -> Box | None:
    """Return the box between two places, clipped to the picture; None when too small."""
    if size is None:
        return None
    xs = sorted(min(max(x, 0.0), float(size[0])) for x in (first[0], last[0]))
    ys = sorted(min(max(y, 0.0), float(size[1])) for y in (first[1], last[1]))
    if xs[1] - xs[0] < LEAST_SIDE or ys[1] - ys[0] < LEAST_SIDE:
        return None
    return xs[0], ys[0], xs[1], ys[1]
