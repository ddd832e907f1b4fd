"""Sub-pixel refinement of a motion: robust Gauss-Newton steps over blocks of the picture.

The inverse compositional scheme of S. Baker and I. Matthews, Int. J. Comput. Vis. 56 (2004)
221-255, with the sums taken per block first: a block that disagrees (a defect, a local offset)
loses its weight as a whole, and the blocks left over tell how well the pair is aligned. Gain and
offset of the light are fitted per block, and their effect is taken out of the sums.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import lru_cache

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.imaging.pyramid import Level, Plane
from qeu_station.imaging.transform import Motion, MotionModel, jacobian, moved, small_motion

Blocks = NDArray[np.float64]
Region = tuple[int, int, int, int]

DISAGREEMENT = 0.35
"""1 - correlation of a block at which its weight has fallen to a quarter."""

DAMPING = 1e-3
"""Share of the normal matrix's mean diagonal that is added to it."""

NOISE = 2.0
"""Contrast in grey levels that noise alone may show in a smoothed block."""

FAINT = 10.0
"""Contrast in grey levels at which a block counts half as structure."""

ROUNDING = 0.1
"""Mean square that whole grey levels alone show in a smoothed block."""

BLOCK = 8
"""Side of a block in level pixels."""

_CORNERS = (BLOCK / 2 + 1) * np.array([[-1.0, 1.0, -1.0, 1.0], [-1.0, -1.0, 1.0, 1.0]])[:, :, None]

_ONES = np.ones(BLOCK, np.float32)

LONGEST_STEP = 3.0
"""Level pixels beyond which one linear step cannot be trusted."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A level of the reference with everything about it that no test image changes.

    Sums are per block, (blocks,), row by row. R is the plane, R' is R less its mean in the block,
    and G is the gradient of R.

    Attributes:
        level: The level.
        factors: float32, (3, h, w): G along x, G along y, R.
        x, y: Centres of the blocks, level pixels.
    corner_x, corner_y: Their corners, a pixel farther out, (4, blocks).
        xx, xy, yy: Sums of products of G, the part that light can explain taken out.
        total: Sum of R.
        variance: Sum of R' R', plus what rounding shows.
        contrast: The same, plus what noise may show.
        slope: Sums of G along x and y, (2, blocks).
        gain: Sums of G R' along x and y, (2, blocks).
        structure: How much the block counts, by its contrast, 0..1.
        used: Whether a block lies in the region that counts.
        centre, radius: Frame in which motion parameters are pixels.
    """

    level: Level
    factors: Plane = field(repr=False)
    x: Blocks = field(repr=False)
    y: Blocks = field(repr=False)
    corner_x: Blocks = field(repr=False)
    corner_y: Blocks = field(repr=False)
    xx: Blocks = field(repr=False)
    xy: Blocks = field(repr=False)
    yy: Blocks = field(repr=False)
    total: Blocks = field(repr=False)
    variance: Blocks = field(repr=False)
    contrast: Blocks = field(repr=False)
    slope: Blocks = field(repr=False)
    gain: Blocks = field(repr=False)
    structure: Blocks = field(repr=False)
    used: NDArray[np.bool_] = field(repr=False)
    centre: tuple[float, float]
    radius: float


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """How test and reference lie on each other under one motion, per block.

    Attributes:
        motion: Reference level pixels to test level pixels.
        gx, gy: Sums of gradient times error, at the reference's gain.
        agreement: Correlation of each block, -1..1; noise pulls it towards 0.
        used: Whether the block counts: in the region and covered by the test image.
        weights: Weight of each block in a step, over its contrast.
        correlation: Mean agreement of the used blocks, by their structure.
    """

    motion: Motion
    gx: Blocks = field(repr=False)
    gy: Blocks = field(repr=False)
    agreement: Blocks = field(repr=False)
    used: NDArray[np.bool_] = field(repr=False)
    weights: Blocks = field(repr=False)
    correlation: float


def build_template(level: Level, region: Region | None) -> Template:
    """Return the template of a reference's level; ``region`` is in full pixels, exclusive end."""
    plane = level.plane
    height, width = plane.shape
    pixels = BLOCK * BLOCK
    factors = np.empty((3, height, width), np.float32)
    for along, kernel in enumerate(((1, 0), (0, 1))):
        cv2.Sobel(plane, cv2.CV_32F, *kernel, dst=factors[along], ksize=3, scale=0.125)
    factors[2] = plane
    with_plane = product_sums(factors, plane)
    total, slope = block_sums(plane), block_sums(factors[:2])
    variance = np.maximum(with_plane[2] - total * total / pixels, 0.0) + ROUNDING * pixels
    contrast = variance + NOISE**2 * pixels
    gain = with_plane[:2] - slope * total / pixels

    def product(first: int, second: int) -> Blocks:
        light = slope[first] * slope[second] / pixels + gain[first] * gain[second] / variance
        return np.asarray(block_sums(factors[first] * factors[second]) - light)

    x, y = _block_centres(height, width)
    return Template(
        level=level,
        factors=factors,
        x=x,
        y=y,
        corner_x=x + _CORNERS[0],
        corner_y=y + _CORNERS[1],
        xx=product(0, 0),
        xy=product(0, 1),
        yy=product(1, 1),
        total=total,
        variance=variance,
        contrast=contrast,
        slope=slope,
        gain=gain,
        structure=variance / (variance + FAINT**2 * pixels),
        used=_inside(region, x, y, level.factor),
        centre=((width - 1) / 2, (height - 1) / 2),
        radius=max(height, width) / 2,
    )


def _inside(region: Region | None, x: Blocks, y: Blocks, factor: int) -> NDArray[np.bool_]:
    """Return which blocks touch the region."""
    if region is None:
        return np.ones(x.shape, np.bool_)
    x1, y1, x2, y2 = (value / factor for value in region)
    half = BLOCK / 2
    touches = (x + half > x1) & (x - half < x2) & (y + half > y1) & (y - half < y2)
    return np.asarray(touches, np.bool_)


def block_sums(planes: Plane) -> Blocks:
    """Return the sums of the whole blocks of (..., h, w), row by row: (..., blocks), float64."""
    *many, height, width = planes.shape
    rows, columns = height // BLOCK, width // BLOCK
    cut = planes[..., : rows * BLOCK, : columns * BLOCK]
    strips = np.add.reduce(cut.reshape(*many, rows, BLOCK, columns * BLOCK), -2)
    # A product with ones: numpy's own sum over so short an axis takes five times as long.
    sums = strips.reshape(-1, BLOCK) @ _ONES
    return np.asarray(sums.reshape(*many, rows * columns), np.float64)


def product_sums(factors: Plane, plane: Plane) -> Blocks:
    """Return the block sums of (k, h, w) factors times one plane: (k, blocks).

    In strips, so that large levels stay in the processor's cache.
    """
    tall = 8 * BLOCK
    return np.concatenate(
        [
            block_sums(factors[:, top : top + tall] * plane[top : top + tall])
            for top in range(0, plane.shape[0] // BLOCK * BLOCK, tall)
        ],
        axis=1,
    )


def measure(template: Template, test: Level, motion: Motion) -> Fit:
    """Return how ``test`` lies on the template under ``motion`` (reference to test pixels)."""
    pixels = BLOCK * BLOCK
    warped = warp(test.plane, motion, template.level.grey.shape)
    by_x, by_y, by_plane = product_sums(template.factors, warped)
    total, square = block_sums(warped), block_sums(warped * warped)
    common = by_plane - total * template.total / pixels
    contrast = np.maximum(square - total * total / pixels, 0.0) + NOISE**2 * pixels
    agreement = common / np.sqrt(contrast * template.contrast)
    gain = common / template.variance
    used = template.used & covered(template, test, motion)
    # A block of nearly no gain says nothing of where it lies, and would be divided by it.
    said = np.maximum(gain, 0.1)
    gx, gy = (
        (by - slope * total / pixels - gain * with_plane) / said
        for by, slope, with_plane in zip((by_x, by_y), template.slope, template.gain, strict=True)
    )
    trust = used / (1 + ((1 - agreement) / DISAGREEMENT) ** 2) ** 2
    structure = template.structure * used
    known = float(structure.sum())
    correlation = float((structure * agreement).sum()) / known if known > 0 else 0.0
    weights = trust * template.structure / template.variance
    return Fit(motion, gx, gy, agreement, used, weights, correlation)


def warp(plane: Plane, motion: Motion, shape: tuple[int, ...]) -> Plane:
    """Return ``plane`` read at ``motion`` of every pixel of ``shape``; 0 outside."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (shape[1], shape[0])
    if motion[2, 0] == 0 and motion[2, 1] == 0:
        return np.asarray(cv2.warpAffine(plane, motion[:2], size, flags=flags), np.float32)
    return np.asarray(cv2.warpPerspective(plane, motion, size, flags=flags), np.float32)


def covered(template: Template, test: Level, motion: Motion) -> NDArray[np.bool_]:
    """Return which blocks the test image covers with all four corners."""
    height, width = test.grey.shape
    x, y = moved(motion, template.corner_x, template.corner_y)
    inside = (x >= -1) & (y >= -1) & (x <= width) & (y <= height)
    return np.asarray(inside.all(axis=0), np.bool_)


def refine(
    template: Template,
    test: Level,
    motion: Motion,
    model: MotionModel,
    steps: int,
    tolerance: float,
) -> Fit:
    """Return the fit after up to ``steps`` steps; it ends when a step is below ``tolerance`` px."""
    fit = measure(template, test, motion)
    for _ in range(steps if model != "none" else 0):
        motion, length = stepped(template, fit, model)
        if not math.isfinite(length):
            break
        fit = measure(template, test, motion)
        if length < tolerance:
            break
    return fit


def stepped(template: Template, fit: Fit, model: MotionModel) -> tuple[Motion, float]:
    """Return the motion one step on, and the step's length in level pixels."""
    jx, jy = frame_jacobian(template, model)
    votes = jx.T @ (fit.weights * fit.gx) + jy.T @ (fit.weights * fit.gy)
    matrix = normal_matrix(template, fit.weights, jx, jy)
    step = np.asarray(np.linalg.solve(matrix, votes), np.float64)
    length = float(np.abs(step).max())
    step *= min(1.0, LONGEST_STEP / max(length, 1e-9))
    change = small_motion(model, step, template.centre, template.radius)
    motion = fit.motion @ np.linalg.inv(change)
    return motion / motion[2, 2], length


def frame_jacobian(template: Template, model: MotionModel) -> tuple[Blocks, Blocks]:
    """Return the Jacobian at the template's block centres."""
    return _jacobian_of(template.level.grey.shape, template.centre, template.radius, model)


@lru_cache(maxsize=32)
def _jacobian_of(
    shape: tuple[int, int], centre: tuple[float, float], radius: float, model: MotionModel
) -> tuple[Blocks, Blocks]:
    """Return the Jacobian in a level of this shape, which most pairs share."""
    x, y = _block_centres(*shape)
    jx, jy = jacobian(model, (x - centre[0]) / radius, (y - centre[1]) / radius)
    return np.asarray(jx, np.float64), np.asarray(jy, np.float64)


@lru_cache(maxsize=32)
def _block_centres(height: int, width: int) -> tuple[Blocks, Blocks]:
    """Return x and y of the blocks' centres in a level of this size, row by row."""
    rows, columns = height // BLOCK, width // BLOCK
    y, x = np.mgrid[0:rows, 0:columns].reshape(2, -1) * float(BLOCK) + (BLOCK - 1) / 2
    return x, y


def normal_matrix(template: Template, weights: Blocks, jx: Blocks, jy: Blocks) -> Blocks:
    """Return the damped Gauss-Newton matrix of the weighted blocks."""
    wx = (weights * template.xx)[:, None] * jx + (weights * template.xy)[:, None] * jy
    wy = (weights * template.xy)[:, None] * jx + (weights * template.yy)[:, None] * jy
    matrix = jx.T @ wx + jy.T @ wy
    damping = DAMPING * float(np.trace(matrix)) / len(matrix) + 1e-9
    return np.asarray(matrix + damping * np.eye(len(matrix)))
