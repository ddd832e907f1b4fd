"""Reference and test side by side, with grid, marks and evidence."""

from qeu_station.gui.widgets.pair_view.pair_view import PairView

__all__ = ["PairView"]
