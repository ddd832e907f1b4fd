"""Curves of a training: told apart by colour, by the way they are drawn, and by their marks."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from qeu_station.gui.presenters.training_state import CurveChart, CurveLine
from qeu_station.gui.theme import SMALL, SPACE, tokens
from qeu_station.gui.widgets import layouts
from qeu_station.gui.widgets.captions import caption
from qeu_station.gui.widgets.elided import font_of
from qeu_station.gui.words import translate

_LINES = (
    Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine
)  # fmt: skip
_MARKS = ("o", "s", "t", "d", "+", "x")
_MARKED = 40
"""Points of a curve up to which every one has its mark."""
_WIDTH, _SIZE = 2, 7
_HEIGHT = 180


class ChartView(QFrame):
    """One chart with its name above it.

    Args:
        name: What its curves measure.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._drawn: dict[str, tuple[CurveLine, Any]] = {}
        self.plot = pg.PlotWidget(background=tokens().surface, enableMenu=False)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.setMinimumSize(QSize(_HEIGHT, _HEIGHT))
        ignored = QSizePolicy.Policy.Ignored  # all charts are of one height
        self.plot.setSizePolicy(ignored, ignored)
        self._pale_axes()
        colours = tokens()
        self.legend = self.plot.addLegend(
            offset=(-SPACE, SPACE), labelTextColor=colours.text, labelTextSize=f"{SMALL}px",
            brush=QColor(colours.surface),
        )  # fmt: skip
        self.title = caption(name)
        column = layouts.column(self, space=0)
        column.addWidget(self.title)
        column.addWidget(self.plot, 1)

    def show_chart(self, chart: CurveChart) -> None:
        """Draw its curves; what has not changed is not drawn again."""
        looks = zip(cycle(_colours()), cycle(_LINES), cycle(_MARKS), strict=False)
        for curve, (colour, line, mark) in zip(chart.curves, looks, strict=False):
            shown, drawn = self._drawn.get(curve.name, (None, None))
            if drawn is None:
                pen = pg.mkPen(colour, width=_WIDTH, style=line)
                drawn = self.plot.plot(
                    pen=pen, name=curve.name, connect="finite", symbolSize=_SIZE,
                    symbolBrush=colour, symbolPen=colour,
                )  # fmt: skip
            if curve is not shown:
                self._drawn[curve.name] = curve, drawn
                drawn.setData(curve.x, curve.y, symbol=mark if len(curve.x) <= _MARKED else None)
        self.setAccessibleName(in_words(chart))

    def _pale_axes(self) -> None:
        colours = tokens()
        self.plot.showGrid(x=False, y=True, alpha=0.2)
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(colours.muted)
            axis.setTextPen(colours.muted)
            axis.setStyle(tickFont=font_of(SMALL, figures=True))
            axis.enableAutoSIPrefix(False)


class CurvesView(QScrollArea):
    """All charts of a training, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "reading")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(translate("Training", "Curves"))
        self.charts: list[ChartView] = []
        self._shown: tuple[CurveChart, ...] = ()
        inner = QWidget()
        self._column = layouts.column(inner)
        layouts.scrolled(self, inner)

    def show_charts(self, charts: tuple[CurveChart, ...]) -> None:
        """Show charts; those that are there already get their new points alone."""
        if charts is self._shown:
            return
        self._shown = charts
        if [chart.name for chart in charts[: len(self.charts)]] != [c.name for c in self.charts]:
            self._clear()
        for chart in charts[len(self.charts) :]:
            made = ChartView(chart.name)
            self.charts.append(made)
            self._column.addWidget(made, 1)
        for view, chart in zip(self.charts, charts, strict=True):
            view.show_chart(chart)

    def _clear(self) -> None:
        for view in self.charts:
            self._column.removeWidget(view)
            view.hide()
            view.deleteLater()
        self.charts.clear()


def in_words(chart: CurveChart) -> str:
    """Return where the curves of a chart are now."""
    now = [f"{curve.name} {curve.y[-1]:.4g}" for curve in chart.curves if curve.y]
    return f"{chart.name}: {', '.join(now)}"


def _colours() -> tuple[str, ...]:
    colours = tokens()
    return colours.accent, colours.review, colours.passed, colours.failed, colours.text
