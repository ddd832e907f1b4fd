"""Scratches and dirt on a part's surface."""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.imaging.samples.scene import Blemish
from qeu_station.imaging.samples.surfaces import PART_SCALE, Surface

Mask = NDArray[Any]

_DIRT = (38.0, 48.0, 58.0)


def blemished(surface: Surface, blemish: Blemish) -> tuple[Surface, tuple[int, int, int, int]]:
    """Return the surface with its blemish, and the blemish's box in surface pixels."""
    rng = np.random.default_rng([blemish.seed, 3])
    if blemish.kind == "scratched":
        cover, colour = _scratch(surface, blemish.strength, rng)
    else:
        cover, colour = _dirt(surface, blemish.strength, rng), np.array(_DIRT, np.float32)
    cover = cover * surface[:, :, 3]
    changed = surface.copy()
    changed[:, :, :3] += (colour - surface[:, :, :3]) * cover[:, :, None]
    return changed, _bounds(cover)


def _scratch(surface: Surface, strength: float, rng: np.random.Generator) -> tuple[Mask, Mask]:
    centre = _place(surface, rng)
    slender = surface.shape[0] > 1.5 * surface.shape[1]
    angle = np.pi / 2 + rng.uniform(-0.6, 0.6) if slender else rng.uniform(0, np.pi)
    bend = rng.uniform(-0.25, 0.25)
    length = (0.22 + 0.34 * strength) * PART_SCALE
    t = np.linspace(-0.5, 0.5, 12)
    along, across = t * length, bend * length * (t**2 - 0.08)
    x = centre[0] + along * np.cos(angle) - across * np.sin(angle)
    y = centre[1] + along * np.sin(angle) + across * np.cos(angle)
    line = np.zeros(surface.shape[:2], np.uint8)
    points = np.rint(np.column_stack([x, y]) * 16).astype(np.int32)
    cv2.polylines(line, [points], False, 255, 2 + round(2 * strength), cv2.LINE_AA, 4)
    under = surface[line > 0][:, :3]
    bright = under.size == 0 or float(under.mean()) > 150
    colour = np.full(3, 42 if bright else 238, np.float32)
    return line.astype(np.float32) / 255 * (0.5 + 0.45 * strength), colour


def _dirt(surface: Surface, strength: float, rng: np.random.Generator) -> Mask:
    x, y = _place(surface, rng)
    radius = (0.055 + 0.095 * strength) * PART_SCALE
    spot = np.zeros(surface.shape[:2], np.uint8)
    for _ in range(5):
        dx, dy = rng.normal(0, radius * 0.45, 2)
        axes = tuple(int(v) for v in rng.uniform(0.4, 0.9, 2) * radius)
        cv2.ellipse(spot, (int(x + dx), int(y + dy)), axes, rng.uniform(0, 180), 0, 360, 255, -1)
    soft = cv2.GaussianBlur(spot, (0, 0), 2.2).astype(np.float32) / 255
    mottled = cv2.GaussianBlur(rng.random(spot.shape).astype(np.float32), (0, 0), 2)
    cover: Mask = soft * np.clip(0.45 + 0.4 * strength + (mottled - 0.5) * 1.2, 0, 0.95)
    return cover


def _place(surface: Surface, rng: np.random.Generator) -> tuple[float, float]:
    """Return a point (x, y) well on the part, where it is broad."""
    padded = cv2.copyMakeBorder(surface[:, :, 3], 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    broad = cv2.distanceTransform((padded > 0.9).astype(np.uint8), cv2.DIST_L2, 3)
    rows, columns = np.nonzero(broad[1:-1, 1:-1] > 0.09 * PART_SCALE)
    chosen = int(rng.integers(len(rows)))
    return float(columns[chosen]), float(rows[chosen])


def _bounds(cover: Mask) -> tuple[int, int, int, int]:
    rows, columns = np.nonzero(cover > 0.15)
    return int(columns.min()), int(rows.min()), int(columns.max()) + 1, int(rows.max()) + 1
