"""Class prototypes as unit spaces: what each class typically looks like, part by part.

The feature vector is cut into windows, as a picture is; every window has its own prototypes, found
by k-means within each class. A window holds each feature and its complement, so that a signal
lacking what the prototype has differs from it as much as one having too much.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_soart3.sides import Sides, sides_of
from qeu_station.toolkit.soart3 import soart3

Floats = NDArray[np.float64]

_FARTHEST = 6.0
"""Standard deviations above the lowest value that count as full scale; more is cut."""

_STEADY = 1e-3
"""Least standard deviation: a feature that never varied must not be blown up."""

_ROUNDS, _PRECISION, _STARTS = 60, 1e-4, 3


@dataclass(frozen=True, slots=True, eq=False)
class Prototypes:
    """Unit spaces in the space of features.

    Attributes:
        windows: First and last (exclusive) feature of each window.
        low: float64, (features,); lowest ln(1 + feature) seen, which counts as 0.
        spread: float64, (features,); standard deviation of ln(1 + feature).
        centres: Per window, float64, (prototypes, 2 * features of the window), 0..1.
    """

    windows: tuple[tuple[int, int], ...]
    low: Floats = field(repr=False)
    spread: Floats = field(repr=False)
    centres: tuple[Floats, ...] = field(repr=False)

    def sides(self, features: Floats) -> Sides:
        """Return soaRT3 of each item against every prototype, window by window.

        Args:
            features: float64, (N, features), 0 or more.
        """
        if not len(features):  # soart3 refuses to measure nothing
            count = sum(map(len, self.centres))
            return Sides(np.zeros((0, 2 * count)), np.zeros((0, count)))
        scaled = _scaled(features, self.low, self.spread)
        metrics = [
            soart3(_complemented(scaled[:, first:last]), centres)
            for (first, last), centres in zip(self.windows, self.centres, strict=True)
        ]
        return sides_of(metrics)

    def to_data(self) -> dict[str, Any]:
        """Return everything as lists, for a JSON file."""
        return {
            "windows": [list(window) for window in self.windows],
            "low": self.low.tolist(),
            "spread": self.spread.tolist(),
            "centres": [centres.tolist() for centres in self.centres],
        }

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Prototypes:
        """Return what ``to_data`` described."""
        windows = tuple((int(first), int(last)) for first, last in data["windows"])
        centres = tuple(np.array(values, np.float64) for values in data["centres"])
        low, spread = (np.array(data[name], np.float64) for name in ("low", "spread"))
        return cls(windows, low, spread, centres)


def fit_prototypes(
    features: Floats,
    classes: NDArray[np.intp],
    windows: Sequence[tuple[int, int]],
    per_class: Sequence[int],
    seed: int,
) -> Prototypes:
    """Find prototypes by k-means within each class.

    Args:
        features: float64, (N, features), 0 or more.
        classes: (N,) class numbers.
        windows: First and last (exclusive) feature of each window.
        per_class: Prototypes per class, for each window; fewer where a class has fewer different
            items.
        seed: Same seed, same prototypes.
    """
    logs = np.log1p(features)
    low, spread = logs.min(axis=0), logs.std(axis=0) + _STEADY
    scaled = _scaled(features, low, spread)
    cv2.setRNGSeed(seed)
    centres = []
    for (first, last), count in zip(windows, per_class, strict=True):
        part = _complemented(scaled[:, first:last])
        found = [_means(part[classes == each], count) for each in np.unique(classes)]
        centres.append(np.unique(np.concatenate(found).round(6), axis=0))
    return Prototypes(tuple(windows), low, spread, tuple(centres))


def _scaled(features: Floats, low: Floats, spread: Floats) -> Floats:
    distance = (np.log1p(features) - low) / spread
    scaled: Floats = np.clip(distance, 0, _FARTHEST) / _FARTHEST
    return scaled


def _complemented(part: Floats) -> Floats:
    return np.hstack([part, 1 - part])


def _means(items: Floats, count: int) -> Floats:
    different = np.unique(items, axis=0)
    if len(different) <= count:
        return different
    rules = (cv2.TERM_CRITERIA_EPS + cv2.TERM_CRITERIA_MAX_ITER, _ROUNDS, _PRECISION)
    start = np.zeros((len(items), 1), np.int32)
    _, _, means = cv2.kmeans(
        items.astype(np.float32), count, start, rules, _STARTS, cv2.KMEANS_PP_CENTERS
    )
    return means.astype(np.float64)
