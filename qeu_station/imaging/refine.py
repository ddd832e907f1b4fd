"""Sub-pixel refinement of a motion: robust Gauss-Newton steps over blocks of the picture.

The inverse compositional scheme of S. Baker and I. Matthews, Int. J. Comput. Vis. 56 (2004)
221-255, with the sums taken per block first: a block that disagrees (a defect, a local offset)
loses its weight as a whole, and the blocks left over tell how well the pair is aligned. Gain and
offset of the light are fitted per block, and their effect is taken out of the sums.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.imaging.pyramid import Level, Plane
from qeu_station.imaging.transform import Motion, jacobian, moved, small_motion

Blocks = NDArray[np.float64]

DISAGREEMENT = 0.35
"""Relative error (0 equal, 1 unrelated) at which a block's weight has fallen to one half."""

DAMPING = 1e-3
"""Share of the normal matrix's mean diagonal that is added to it."""

FLOOR = 0.02
"""Squared structure per pixel that noise alone may show."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    """A level of the reference with everything about it that no test image changes.

    All sums are per block, (blocks,), row by row. R is the plane, G its gradient, and R' is R
    less its mean in the block.

    Attributes:
        level: The level.
        gradient: Derivatives along x and y, float32 (h, w) each.
        side: Side of a block in level pixels.
        x, y: Centres of the blocks, level pixels.
        xx, xy, yy: Sums of gradient products, the part that light can explain taken out.
        energy: Sum of R R.
        total: Sum of R.
        contrast: Sum of R' R', plus the noise floor.
        slope_x, slope_y: Sums of G.
        gain_x, gain_y: Sums of G R'.
        used: Whether a block lies in the region that counts.
        centre, radius: Frame in which motion parameters are pixels.
    """

    level: Level
    gradient: tuple[Plane, Plane] = field(repr=False)
    side: int
    x: Blocks = field(repr=False)
    y: Blocks = field(repr=False)
    xx: Blocks = field(repr=False)
    xy: Blocks = field(repr=False)
    yy: Blocks = field(repr=False)
    energy: Blocks = field(repr=False)
    total: Blocks = field(repr=False)
    contrast: Blocks = field(repr=False)
    slope_x: Blocks = field(repr=False)
    slope_y: Blocks = field(repr=False)
    gain_x: Blocks = field(repr=False)
    gain_y: Blocks = field(repr=False)
    used: NDArray[np.bool_] = field(repr=False)
    centre: tuple[float, float]
    radius: float


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """How test and reference lie on each other under one motion, per block.

    Attributes:
        motion: Reference level pixels to test level pixels.
        gx, gy: Sums of gradient times error.
        disagreement: Relative squared error, 0 equal, 1 unrelated, up to 2.
        energy: Sum of squares of both pictures.
        used: Whether the block counts: in the region and covered by the test image.
        correlation: Correlation of the two pictures over the used blocks, -1..1.
    """

    motion: Motion
    gx: Blocks = field(repr=False)
    gy: Blocks = field(repr=False)
    disagreement: Blocks = field(repr=False)
    energy: Blocks = field(repr=False)
    used: NDArray[np.bool_] = field(repr=False)
    correlation: float

    @property
    def weights(self) -> Blocks:
        """Weight of each block, 0..1 (Geman-McClure, on the relative error)."""
        return np.asarray(self.used / (1 + (self.disagreement / DISAGREEMENT) ** 2) ** 2)


def build_template(level: Level, region: tuple[int, int, int, int] | None) -> Template:
    """Return the template of a reference's level; ``region`` is in full pixels, exclusive end."""
    plane = level.plane
    height, width = plane.shape
    side = max(4, min(16, min(height, width) // 10))
    pixels = side * side
    gx, gy = (
        np.asarray(cv2.Sobel(plane, cv2.CV_32F, *along, ksize=3, scale=0.125), np.float32)
        for along in ((1, 0), (0, 1))
    )

    def product(first: Plane, second: Plane) -> Blocks:
        return block_sums(cv2.multiply(first, second), side)

    energy, total = product(plane, plane), block_sums(plane, side)
    contrast = energy - total * total / pixels + FLOOR * pixels
    slope_x, slope_y = block_sums(gx, side), block_sums(gy, side)
    gain_x = product(gx, plane) - slope_x * total / pixels
    gain_y = product(gy, plane) - slope_y * total / pixels
    x, y = block_centres(height // side, width // side, side)
    return Template(
        level=level,
        gradient=(gx, gy),
        side=side,
        x=x,
        y=y,
        xx=product(gx, gx) - slope_x * slope_x / pixels - gain_x * gain_x / contrast,
        xy=product(gx, gy) - slope_x * slope_y / pixels - gain_x * gain_y / contrast,
        yy=product(gy, gy) - slope_y * slope_y / pixels - gain_y * gain_y / contrast,
        energy=energy,
        total=total,
        contrast=contrast,
        slope_x=slope_x,
        slope_y=slope_y,
        gain_x=gain_x,
        gain_y=gain_y,
        used=_inside(region, x * level.factor, y * level.factor, side * level.factor / 2),
        centre=((width - 1) / 2, (height - 1) / 2),
        radius=max(height, width) / 2,
    )


def block_centres(rows: int, columns: int, side: int) -> tuple[Blocks, Blocks]:
    """Return x and y of the blocks' centres, row by row."""
    y, x = np.mgrid[0:rows, 0:columns].astype(np.float64) * side + (side - 1) / 2
    return x.ravel(), y.ravel()


def _inside(
    region: tuple[int, int, int, int] | None, x: Blocks, y: Blocks, half: float
) -> NDArray[np.bool_]:
    """Return which blocks (centre x, y, half a side) touch the region."""
    if region is None:
        return np.ones(x.shape, np.bool_)
    x1, y1, x2, y2 = region
    touches = (x + half > x1) & (x - half < x2) & (y + half > y1) & (y - half < y2)
    return np.asarray(touches, np.bool_)


def block_sums(plane: Any, side: int) -> Blocks:
    """Return the sum of every whole ``side`` x ``side`` block, row by row, as float64."""
    rows, columns = plane.shape[0] // side, plane.shape[1] // side
    cut = plane[: rows * side, : columns * side]
    strips = np.add.reduce(cut.reshape(rows, side, columns * side), 1)
    sums = np.add.reduce(strips.reshape(rows, columns, side), 2)
    return np.asarray(sums.ravel(), np.float64)


def measure(template: Template, test: Level, motion: Motion) -> Fit:
    """Return how ``test`` lies on the template under ``motion`` (reference to test pixels)."""
    plane, side = template.level.plane, template.side
    pixels = side * side
    warped = warp(test.plane, motion, plane.shape)
    error = cv2.subtract(warped, plane)
    squared = block_sums(cv2.multiply(error, error), side)
    both = template.energy + block_sums(cv2.multiply(warped, warped), side)
    # The gain's excess over 1 and the offset that explain the most of each block's error.
    offset = block_sums(error, side)
    with_plane = both / 2 - squared / 2 - template.energy - offset * template.total / pixels
    excess = with_plane / template.contrast
    gx = block_sums(cv2.multiply(template.gradient[0], error), side)
    gy = block_sums(cv2.multiply(template.gradient[1], error), side)
    left = squared - offset * offset / pixels - excess * excess * template.contrast
    used = template.used & covered(template, test, motion)
    energy = float(both[used].sum())
    return Fit(
        motion,
        gx - template.slope_x * offset / pixels - excess * template.gain_x,
        gy - template.slope_y * offset / pixels - excess * template.gain_y,
        np.maximum(left, 0.0) / (both + FLOOR * pixels),
        both,
        used,
        1 - float(squared[used].sum()) / energy if energy > 0 else 0.0,
    )


def warp(plane: Plane, motion: Motion, shape: tuple[int, ...]) -> Plane:
    """Return ``plane`` read at ``motion`` of every pixel of ``shape``; 0 outside."""
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    size = (shape[1], shape[0])
    if motion[2, 0] == 0 and motion[2, 1] == 0:
        return np.asarray(cv2.warpAffine(plane, motion[:2], size, flags=flags), np.float32)
    return np.asarray(cv2.warpPerspective(plane, motion, size, flags=flags), np.float32)


def covered(template: Template, test: Level, motion: Motion) -> NDArray[np.bool_]:
    """Return which blocks the test image covers with all four corners."""
    height, width = test.plane.shape
    inside = np.ones(template.x.shape, np.bool_)
    half = template.side / 2 + 1
    for dx, dy in ((-half, -half), (half, -half), (-half, half), (half, half)):
        x, y = moved(motion, template.x + dx, template.y + dy)
        inside &= (x >= -1) & (y >= -1) & (x <= width) & (y <= height)
    return inside


def refine(
    template: Template,
    test: Level,
    motion: Motion,
    model: str,
    steps: int,
    tolerance: float = 0.02,
) -> Fit:
    """Return the fit after up to ``steps`` steps; it ends when a step is below ``tolerance`` px."""
    fit = measure(template, test, motion)
    if model == "none":
        return fit
    jx, jy = frame_jacobian(template, model)
    for _ in range(steps):
        hessian = normal_matrix(template, fit.weights, jx, jy)
        step = np.linalg.solve(
            hessian, jx.T @ (fit.weights * fit.gx) + jy.T @ (fit.weights * fit.gy)
        )
        largest = float(np.abs(step).max())
        if not np.isfinite(largest):
            break
        # One linear step cannot be trusted beyond the reach of the gradients.
        step *= min(1.0, 3.0 / max(largest, 1e-9))
        change = small_motion(model, step, template.centre, template.radius)
        motion = fit.motion @ np.linalg.inv(change)
        fit = measure(template, test, motion / motion[2, 2])
        if largest < tolerance:
            break
    return fit


def frame_jacobian(template: Template, model: str) -> tuple[Blocks, Blocks]:
    """Return the Jacobian at the template's block centres."""
    jx, jy = jacobian(
        model,
        (template.x - template.centre[0]) / template.radius,
        (template.y - template.centre[1]) / template.radius,
    )
    return np.asarray(jx, np.float64), np.asarray(jy, np.float64)


def normal_matrix(template: Template, weights: Blocks, jx: Blocks, jy: Blocks) -> Blocks:
    """Return the damped Gauss-Newton matrix of the weighted blocks."""
    wx = (weights * template.xx)[:, None] * jx + (weights * template.xy)[:, None] * jy
    wy = (weights * template.xy)[:, None] * jx + (weights * template.yy)[:, None] * jy
    matrix = jx.T @ wx + jy.T @ wy
    damping = DAMPING * float(np.trace(matrix)) / len(matrix) + 1e-6
    return np.asarray(matrix + damping * np.eye(len(matrix)))
