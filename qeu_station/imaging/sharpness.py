"""How sharp a picture is, whatever it shows and however it is lit."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.imaging.pixels import Pixels
from qeu_station.imaging.pyramid import reduced

Slopes = NDArray[np.float32]

FINE, WIDE = 1.0, 3.0
"""Smoothing, in pixels, at which an edge's slope is measured twice."""

TILE = 96
"""Side of the places that are looked at, in pixels."""

TILES = 6
"""Places looked at: those with the most contrast."""

STRONGEST = 0.2
"""Share of the ridges there that count as edges."""

RIDGE = 0.9
"""Share of the highest squared slope nearby that the middle of an edge has."""

LEAST_SLOPE = 2.0
"""Grey levels per pixel below which a slope may be noise."""


def sharpness(grey: Pixels) -> float:
    """Return 1 / (1 + b b), b the typical blur of the strongest edges in pixels; 0 without edges.

    The slope of an edge of blur b after Gaussian smoothing with sigma s goes with
    1 / sqrt(s s + b b); the ratio of the slopes at two sigmas gives b whatever the edge's
    contrast (edge model of J. H. Elder and S. W. Zucker, IEEE Trans. PAMI 20 (1998) 699-716).

    Args:
        grey: uint8, (H, W).
    """
    fine, wide = _edges(_tiles(grey))
    if wide.size == 0:
        return 0.0
    ratio = float(fine.sum() / wide.sum())
    return min(1.0, max(0.0, (ratio - 1) / ((WIDE / FINE) ** 2 - 1)))


def _tiles(grey: Pixels) -> list[Pixels]:
    """Return the tiles with the most contrast, or the whole of a small picture."""
    rows, columns = (n // TILE for n in grey.shape)
    if rows * columns <= TILES:
        return [grey]
    coarse = reduced(grey, TILE // 12).astype(np.float32)
    means, squares = (
        cv2.resize(
            plane[: rows * 12, : columns * 12], (columns, rows), interpolation=cv2.INTER_AREA
        )
        for plane in (coarse, coarse * coarse)
    )
    order = np.argsort(-(squares - means * means).ravel(), kind="stable")[:TILES]
    corners = (divmod(int(k), columns) for k in order)
    return [grey[r * TILE : (r + 1) * TILE, c * TILE : (c + 1) * TILE] for r, c in corners]


def _edges(tiles: list[Pixels]) -> tuple[Slopes, Slopes]:
    """Return squared slopes of the strongest edges of all tiles, smoothed with FINE and WIDE."""
    planes = np.dstack(tiles).astype(np.float32)
    fine, wide = (_slopes(planes, sigma) for sigma in (FINE, WIDE))
    # Beside its ridge an edge falls off quicker when it is sharp: only the ridge has the ratio.
    ridge = wide >= RIDGE * cv2.dilate(wide, np.ones((5, 5), np.uint8)).reshape(wide.shape)
    count = max(1, int(STRONGEST * np.count_nonzero(ridge)))
    places = np.flatnonzero(ridge & (wide > LEAST_SLOPE**2))
    fine, wide = fine.ravel()[places], wide.ravel()[places]
    if len(places) <= count:
        return fine, wide
    strongest = np.argpartition(wide, len(wide) - count)[-count:]
    return fine[strongest], wide[strongest]


def _slopes(planes: Slopes, sigma: float) -> Slopes:
    """Return squared slopes, in grey levels per pixel, of (h, w, tiles) smoothed with sigma."""
    smooth = cv2.GaussianBlur(planes, (0, 0), sigma)
    gx = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=1, scale=0.5)
    gy = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=1, scale=0.5)
    squared: Slopes = (cv2.multiply(gx, gx) + cv2.multiply(gy, gy)).reshape(planes.shape)
    return squared
