"""soaRT3: sensitivity, SN-ratio side and higher-order variation of windows against unit spaces."""

from __future__ import annotations

from qeu_station.errors import MetricsError
from qeu_station.toolkit.soart3.metrics import EPSILON, Flag, Metrics, area_epsilon, soart3

__all__ = ["EPSILON", "Flag", "Metrics", "MetricsError", "area_epsilon", "soart3"]
