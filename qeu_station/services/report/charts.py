"""Charts as numbers on a page: scaled lines, ticks and marks that a template only has to draw."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qeu_station.api import Chart

WIDTH, HEIGHT = 640.0, 360.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 64.0, 16.0, 12.0, 48.0
_MOST_POINTS = 600
_DASHES = ("", "8 4", "2 3", "10 3 2 3", "14 4", "4 2 1 2")


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis: where it stands on the page, and what it says."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class DrawnCurve:
    """A line of a chart.

    Attributes:
        name: What the legend says.
        path: Corner points as SVG writes them; empty for no line.
        dots: (x, y) of marked points; few points are marked, many are not.
        dash: SVG dash pattern, so that colour is not the only cue.
        number: Number of its colour.
    """

    name: str
    path: str
    dots: tuple[tuple[float, float], ...]
    dash: str
    number: int


@dataclass(frozen=True, slots=True)
class DrawnChart:
    """A chart in a page of 640 by 360 units; ``diagonal`` is the line y = x as its two ends."""

    x: str
    y: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    curves: tuple[DrawnCurve, ...]
    diagonal: tuple[float, float, float, float] | None
    frame: tuple[float, float, float, float] = (_LEFT, _TOP, WIDTH - _RIGHT, HEIGHT - _BOTTOM)


def drawn(chart: Chart) -> DrawnChart | None:
    """Return a chart scaled to its page, or None when it has no point."""
    points = [point for curve in chart.curves for point in curve.points]
    if not points:
        return None
    xs, ys = [x for x, _ in points], [y for _, y in points]
    if chart.diagonal:
        xs, ys = [*xs, 0.0, 1.0], [*ys, 0.0, 1.0]
    across, up = _Axis(xs, _LEFT, WIDTH - _RIGHT), _Axis(ys, HEIGHT - _BOTTOM, _TOP)
    low, high = max(across.low, up.low), min(across.high, up.high)
    ends = (across.at(low), up.at(low), across.at(high), up.at(high))
    return DrawnChart(
        chart.x,
        chart.y,
        across.ticks,
        up.ticks,
        tuple(
            _curve(number, curve.name, thinned(curve.points), across, up)
            for number, curve in enumerate(chart.curves)
        ),
        ends if chart.diagonal else None,
    )


def thinned(
    points: Sequence[tuple[float, float]], most: int = _MOST_POINTS
) -> Sequence[tuple[float, float]]:
    """Return at most about ``most`` points, evenly chosen, the last one always among them."""
    step = math.ceil(len(points) / most) if points else 1
    return points if step == 1 else [*points[:-1:step], points[-1]]


class _Axis:
    """Values along one side of the page, from a round number to a round number."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        low, high = min(values), max(values)
        if low == high:
            low, high = low - 0.5, high + 0.5
        step = _round_step((high - low) / 5)
        self.low = math.floor(low / step + 1e-9) * step
        self.high = math.ceil(high / step - 1e-9) * step
        self._start, self._scale = start, (end - start) / (self.high - self.low)
        count = round((self.high - self.low) / step)
        digits = max(0, -math.floor(math.log10(step) + 1e-9))
        marks = (self.low + n * step for n in range(count + 1))
        self.ticks = tuple(Tick(self.at(mark), _number(mark, digits)) for mark in marks)

    def at(self, value: float) -> float:
        return round(self._start + (value - self.low) * self._scale, 2)


def _round_step(step: float) -> float:
    """Return the next of 1, 2, 5, 10 … times a power of ten."""
    power = 10.0 ** math.floor(math.log10(step))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= step * (1 - 1e-9))


def _number(value: float, digits: int) -> str:
    if digits > 6 or abs(value) >= 1e7:
        return f"{value:.3g}"
    return f"{value + 0.0:.{digits}f}"


def _curve(
    number: int, name: str, points: Sequence[tuple[float, float]], across: _Axis, up: _Axis
) -> DrawnCurve:
    places = tuple((across.at(x), up.at(y)) for x, y in points)
    path = " ".join(f"{x:g},{y:g}" for x, y in places) if len(places) > 1 else ""
    dots = places if len(places) <= 30 else ()
    return DrawnCurve(name, path, dots, _DASHES[number % len(_DASHES)], number % 6)
