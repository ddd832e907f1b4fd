"""soaRT3: sensitivity, SN-ratio side and higher-order variation of windows against unit spaces."""

from __future__ import annotations

from qeu_station.errors import MetricsError
from qeu_station.toolkit.soart3.metrics import area_epsilon, soart3
from qeu_station.toolkit.soart3.result import EPSILON, Flag, Metrics, in_words
from qeu_station.toolkit.soart3.views import UnitSpaces, ViewPictures
from qeu_station.toolkit.soart3.windows import Window, cell_windows, window_metrics

__all__ = [
    "EPSILON",
    "Flag",
    "Metrics",
    "MetricsError",
    "UnitSpaces",
    "ViewPictures",
    "Window",
    "area_epsilon",
    "cell_windows",
    "in_words",
    "soart3",
    "window_metrics",
]
