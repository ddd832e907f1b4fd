"""Surfaces as seen straight from above: tray, top of a cube, terminal."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.imaging.samples.camera import (
    CELL_HEIGHT,
    COLUMNS,
    ROWS,
    TRAY_HEIGHT,
    TRAY_WIDTH,
)
from qeu_station.imaging.samples.product import METALS, PALETTE, Colour, Part, SampleProduct

Surface = NDArray[Any]
"""float32, (H, W, 3) BGR 0..255, or (H, W, 4) with an opacity 0..1."""

TRAY_SCALE = 110
"""Pixels per unit of the tray's surface."""

TRAY_MARGIN = 1.5
"""Table around the tray, in units."""

PART_SCALE = 160
"""Pixels per unit of a part's surface."""

CUBE_SIDE = 0.66
TERMINAL_WIDTH, TERMINAL_LENGTH = 0.5, 1.3
_POCKET_GAP = 0.06


@lru_cache(maxsize=4)
def tray_surface(product: SampleProduct) -> Surface:
    """Return the empty tray with its pockets on the table, (H, W, 3)."""
    rng = np.random.default_rng([product.seed, 2])
    width = round((TRAY_WIDTH + 2 * TRAY_MARGIN) * TRAY_SCALE)
    height = round((TRAY_HEIGHT + 2 * TRAY_MARGIN) * TRAY_SCALE)
    surface = _table(rng, height, width)
    _fill(surface, (-0.22, -0.22, TRAY_WIDTH + 0.44, TRAY_HEIGHT + 0.44), _times(product.tray, 0.8))
    _fill(surface, (-0.18, -0.18, TRAY_WIDTH + 0.36, TRAY_HEIGHT + 0.36), _times(product.tray, 1.2))
    for row in range(ROWS):
        for column in range(COLUMNS):
            _pocket(surface, column, row * CELL_HEIGHT, product.tray)
    inside = _box(-0.22, -0.22, TRAY_WIDTH + 0.44, TRAY_HEIGHT + 0.44)
    grain = _noise(rng, surface.shape[:2], 0.8) * 0.045 + _noise(rng, surface.shape[:2], 9) * 0.03
    surface[inside] *= 1 + grain[inside][:, :, None]
    return cv2.GaussianBlur(surface, (0, 0), 0.8).astype(np.float32)


def cube_surface(part: Part, colour: Colour, rng: np.random.Generator) -> Surface:
    """Return the top of a cube, (H, W, 4), lit from the top left."""
    shade = _cube_shade(part.stud)
    shade = shade * _grain(rng, shade.shape)
    channels = [np.clip(shade * value, 0, 255) for value in colour]
    return cv2.merge([*channels, np.ones_like(shade)])


def terminal_surface(
    part: Part, colour: Colour, metal: str, rng: np.random.Generator, glint: float
) -> Surface:
    """Return a ring terminal from above, (H, W, 4); ``glint`` moves its reflections, in units."""
    body, sleeve, streak, barrel, opacity = _terminal_shades(glint)
    grain = _grain(rng, body.shape)
    channels = []
    for bare, painted in zip(METALS[metal], colour, strict=True):
        below, above = body * grain * bare, sleeve * grain * painted + streak
        channels.append(np.clip(below + (above - below) * barrel, 0, 255))
    surface = cv2.merge([*channels, opacity])
    return surface if part.ring_up else np.ascontiguousarray(surface[::-1])


@lru_cache(maxsize=2)
def _cube_shade(stud: bool) -> Surface:
    side = round(CUBE_SIDE * PART_SCALE)
    down, right = np.mgrid[0:side, 0:side].astype(np.float32) / side
    shade = 1.06 - 0.07 * (down + right)
    edge = np.minimum(np.minimum(down, right), np.minimum(1 - down, 1 - right))
    lit_side = np.minimum(down, right) <= np.minimum(1 - down, 1 - right)
    shade += np.where(lit_side, 0.22, -0.14) * np.clip(1 - edge / 0.045, 0, 1)
    if stud:
        shade += _stud(down, right)
    as_float: Surface = shade.astype(np.float32)
    return as_float


@lru_cache(maxsize=4)
def _terminal_shades(glint: float) -> tuple[Surface, Surface, Surface, Surface, Surface]:
    """Return brightness of metal and sleeve, the sleeve's reflection, its place, and opacity."""
    width, height = round(TERMINAL_WIDTH * PART_SCALE), round(TERMINAL_LENGTH * PART_SCALE)
    down, right = np.mgrid[0:height, 0:width].astype(np.float32) / PART_SCALE
    across = right - TERMINAL_WIDTH / 2
    radius = np.hypot(across, down - 0.25)
    ring = _soft(0.22 - radius) * _soft(radius - 0.10)
    neck = _soft(0.085 - np.abs(across)) * _soft(down - 0.42) * _soft(0.72 - down)
    barrel = _soft(0.15 - np.abs(across)) * _soft(down - 0.66) * _soft(1.26 - down)
    body = 0.62 + 0.45 * np.exp(-(((across + 0.8 * (down - 0.25) + 0.05 + glint) / 0.09) ** 2))
    body += 0.10 * _soft(0.02 - np.abs(radius - 0.115)) - 0.25 * _soft(0.012 - np.abs(radius - 0.2))
    grooves = 1 - 0.16 * (_soft(0.012 - np.abs(down - 0.82)) + _soft(0.012 - np.abs(down - 1.1)))
    sleeve = 0.45 + 0.6 * np.sqrt(np.clip(1 - ((across + 0.03) / 0.18) ** 2, 0, 1))
    streak = 80 * np.exp(-(((across + 0.055 + glint / 2) / 0.022) ** 2)) * _soft(1.2 - down)
    return body, sleeve * grooves, streak, barrel, np.maximum(np.maximum(ring, neck), barrel)


def _grain(rng: np.random.Generator, shape: tuple[int, ...]) -> Surface:
    return 1 + rng.standard_normal(shape, dtype=np.float32) * np.float32(0.012)


def colour_of(name: str) -> Colour:
    """Return a colour of the palette."""
    return PALETTE[name]


def _table(rng: np.random.Generator, height: int, width: int) -> Surface:
    streaks = cv2.GaussianBlur(rng.standard_normal((height, width)), (0, 0), 40, sigmaY=1.2)
    tone = 1 + streaks / streaks.std() * 0.035 + _noise(rng, (height, width), 1.0) * 0.02
    table: Surface = (tone[:, :, None] * np.array((136, 150, 158))).astype(np.float32)
    return table


def _pocket(surface: Surface, x: float, y: float, tray: Colour) -> None:
    gap = _POCKET_GAP
    width, height = 1 - 2 * gap, CELL_HEIGHT - 2 * gap
    _fill(surface, (x + gap - 0.03, y + gap - 0.03, width + 0.06, height + 0.06), _times(tray, 0.6))
    _fill(surface, (x + gap, y + gap, width + 0.03, height + 0.03), _times(tray, 1.35))
    _fill(surface, (x + gap, y + gap, width, height), _times(tray, 0.92))
    floor = surface[_box(x + gap, y + gap, width, height)]
    down, right = np.mgrid[0 : floor.shape[0], 0 : floor.shape[1]].astype(np.float32) / TRAY_SCALE
    shadow = 0.35 * np.exp(-down / 0.05) + 0.30 * np.exp(-right / 0.05)
    floor *= (1 - np.minimum(shadow, 0.5))[:, :, None]


def _stud(down: Surface, right: Surface) -> Surface:
    radius = np.hypot(down - 0.5, right - 0.5)
    towards_light = (down + right - 1) / np.maximum(radius, 1e-3) / np.sqrt(2)
    rim = np.exp(-(((radius - 0.25) / 0.028) ** 2))
    shade: Surface = -0.24 * rim * towards_light + 0.05 * (radius < 0.25)
    return shade


def _soft(distance: Surface) -> Surface:
    """Return 1 inside and 0 outside, with an edge one pixel wide."""
    return np.clip(distance * PART_SCALE + 0.5, 0, 1)


def _noise(rng: np.random.Generator, shape: tuple[int, int], sigma: float) -> Surface:
    field = cv2.GaussianBlur(rng.standard_normal(shape).astype(np.float32), (0, 0), sigma)
    unit: Surface = field / field.std()
    return unit


def _times(colour: Colour, factor: float) -> tuple[float, float, float]:
    blue, green, red = (min(255.0, value * factor) for value in colour)
    return blue, green, red


def _box(x: float, y: float, width: float, height: float) -> tuple[slice, slice]:
    left, top = round((x + TRAY_MARGIN) * TRAY_SCALE), round((y + TRAY_MARGIN) * TRAY_SCALE)
    right = round((x + width + TRAY_MARGIN) * TRAY_SCALE)
    bottom = round((y + height + TRAY_MARGIN) * TRAY_SCALE)
    return slice(top, bottom), slice(left, right)


def _fill(
    surface: Surface, box: tuple[float, float, float, float], colour: tuple[float, float, float]
) -> None:
    surface[_box(*box)] = colour
