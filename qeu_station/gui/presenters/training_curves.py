"""The curves of a training, collected step by step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.training_state import CurveChart, CurveLine

if TYPE_CHECKING:
    from qeu_station.api import TrainingStep

MOST = 4000
"""Points of a curve above which every other one is left out."""

Points = dict[float, float]


class Curves:
    """Collects the values of steps; what is learned again takes the place of what was."""

    def __init__(self) -> None:
        self._curves: dict[str, Points] = {}

    def add(self, step: TrainingStep) -> None:
        """Take the values of a step."""
        for name, value in step.values.items():
            points = self._curves.setdefault(name, {})
            while points and next(reversed(points)) >= step.done:
                points.popitem()
            points[step.done] = value
            if len(points) > MOST:
                self._curves[name] = _thinned(points)

    @property
    def charts(self) -> tuple[CurveChart, ...]:
        """All curves; names with the same word before a slash share a chart."""
        charts: dict[str, list[CurveLine]] = {}
        for name, points in self._curves.items():
            chart, _, line = name.partition("/")
            made = CurveLine(line or name, tuple(points), tuple(points.values()))
            charts.setdefault(chart, []).append(made)
        return tuple(CurveChart(name, tuple(lines)) for name, lines in charts.items())


def _thinned(points: Mapping[float, float]) -> Points:
    """Return every other point, and the last."""
    kept = list(points.items())
    return dict([*kept[:-1:2], kept[-1]])
