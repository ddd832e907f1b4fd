"""Where the test image may lie: peaks of the cross-correlation, over a range of rotations."""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import cached_property
from typing import Any

import cv2
import numpy as np

from qeu_station.imaging.pyramid import Level, Plane, without_light
from qeu_station.imaging.refine import warp
from qeu_station.imaging.transform import Motion, rotation, translation

PEAKS = 3
"""Peaks of the correlation kept per rotation."""

TURNED = 6
"""Proposals kept over all rotations."""

ANGLE_STEP = 3.0
"""Degrees between tried rotations; refinement must reach half of it."""


class ShiftSearch:
    """Proposes shifts of a test level against one level of the reference.

    Args:
        reference: A coarse level of the reference.
        max_shift: Largest shift in full pixels.
    """

    def __init__(self, reference: Level, max_shift: float) -> None:
        self._reference = reference
        self._reach = max_shift / reference.factor + 1.5
        self._spectra: dict[tuple[int, int], Any] = {}

    @cached_property
    def _plane(self) -> Plane:
        return without_light(self._reference.plane)

    def proposals(self, test: Level) -> list[Motion]:
        """Return the likeliest shifts, reference level pixels to test level pixels."""
        peaks = self._peaks(without_light(test.plane))
        return [translation(dx, dy) for _, dx, dy in peaks]

    def turned(self, test: Level, angles: Iterable[float]) -> list[Motion]:
        """Return the likeliest motions of a test image turned by one of ``angles`` (degrees)."""
        height, width = self._plane.shape
        centre = (width - 1) / 2, (height - 1) / 2
        flat = without_light(test.plane)
        found = []
        for angle in angles:
            turn = rotation(angle, centre)
            peaks = self._peaks(warp(flat, turn, flat.shape))
            found += [(value, turn @ translation(dx, dy)) for value, dx, dy in peaks]
        found.sort(key=lambda item: -item[0])
        return [motion for _, motion in found[:TURNED]]

    def _peaks(self, flat: Plane) -> list[tuple[float, float, float]]:
        return _peaks(self._correlation(flat), self._reach)

    def _correlation(self, test: Plane) -> Plane:
        """Return the cross-correlation of planes whose local contrast is evened out.

        Phase correlation would give a sharper peak, but one so thin that a small rotation loses
        it; evening out the contrast in place keeps large shapes from dragging the peak about.
        """
        height = max(test.shape[0], self._plane.shape[0])
        width = max(test.shape[1], self._plane.shape[1])
        margin = math.ceil(self._reach) + 2
        size = (cv2.getOptimalDFTSize(height + margin), cv2.getOptimalDFTSize(width + margin))
        if size not in self._spectra:
            self._spectra = {size: _spectrum(self._plane, size)}
        product = cv2.mulSpectrums(_spectrum(test, size), self._spectra[size], 0, conjB=True)
        return np.asarray(cv2.idft(product, flags=cv2.DFT_SCALE | cv2.DFT_REAL_OUTPUT), np.float32)


def angles_up_to(limit: float, step: float = ANGLE_STEP) -> list[float]:
    """Return evenly spaced rotations -limit..limit without 0, at most ``step`` apart."""
    count = math.ceil(limit / step)
    return [limit * k / count for k in range(-count, count + 1) if k] if count else []


def _spectrum(plane: Plane, size: tuple[int, int]) -> Any:
    bottom, right = size[0] - plane.shape[0], size[1] - plane.shape[1]
    padded = cv2.copyMakeBorder(plane, 0, bottom, 0, right, cv2.BORDER_CONSTANT)
    return cv2.dft(padded)


def _peaks(surface: Plane, reach: float) -> list[tuple[float, float, float]]:
    """Return (value, dx, dy) of the highest separate peaks within ``reach`` of no shift."""
    r = math.ceil(reach)
    centred = np.roll(surface, (r, r), (0, 1))[: 2 * r + 1, : 2 * r + 1].copy()
    dy, dx = np.mgrid[-r : r + 1, -r : r + 1]
    centred[dx * dx + dy * dy > reach * reach] = -np.inf
    peaks = []
    for _ in range(PEAKS):
        row, column = divmod(int(centred.argmax()), centred.shape[1])
        value = float(centred[row, column])
        if value <= 0:
            break
        peaks.append((value, float(column - r), float(row - r)))
        centred[max(0, row - 2) : row + 3, max(0, column - 2) : column + 3] = -np.inf
    return peaks
