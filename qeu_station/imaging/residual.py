"""How well a registered pair really lies: local offsets, and what the picture leaves open."""

from __future__ import annotations

import math

import numpy as np

from qeu_station.imaging.refine import (
    BLOCK,
    Blocks,
    Fit,
    Template,
    frame_jacobian,
    normal_matrix,
)
from qeu_station.imaging.transform import PARAMETERS, MotionModel, jacobian


def typical_offset(template: Template, fit: Fit, group: int = 4) -> float:
    """Return the weighted median length of the windows' offsets, in level pixels.

    Windows have ``group`` blocks per side and see offsets up to about two level pixels. Infinite
    when no window counts.
    """
    height, width = template.level.grey.shape
    shape = (height // BLOCK, width // BLOCK)
    scale = fit.used * template.structure / template.variance

    def windows(values: Blocks) -> Blocks:
        rows, columns = (n // group * group for n in shape)
        cut = (values * scale).reshape(shape)[:rows, :columns]
        groups = cut.reshape(rows // group, group, columns // group, group)
        return np.asarray(groups.sum((1, 3)).ravel())

    xx, xy, yy, gx, gy = map(windows, (template.xx, template.xy, template.yy, fit.gx, fit.gy))
    strength = xx + yy
    if strength.size == 0 or strength.max() <= 0:
        return math.inf
    ridge = 0.02 * strength + 1e-3 * strength.max()
    determinant = (xx + ridge) * (yy + ridge) - xy * xy
    u = ((yy + ridge) * gx - xy * gy) / determinant
    v = ((xx + ridge) * gy - xy * gx) / determinant
    return weighted_median(np.hypot(u, v), strength)


def weakest_direction(template: Template) -> tuple[float, float]:
    """Return the unit vector along which the reference's structure says least of a shift."""
    scale = template.used * template.structure / template.variance
    xx, xy, yy = ((scale * sums).sum() for sums in (template.xx, template.xy, template.yy))
    _, vectors = np.linalg.eigh(np.array([[xx, xy], [xy, yy]]))
    return float(vectors[0, 0]), float(vectors[1, 0])


def weighted_median(values: Blocks, weights: Blocks) -> float:
    """Return the value below which half of the weight lies."""
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(below, below[-1] / 2)])


def uncertainty(template: Template, fit: Fit, model: MotionModel) -> float:
    """Return the expected error of the fitted motion over the frame, in level pixels.

    Two estimates, the larger one counts: from the spread of the blocks' votes (the sandwich
    estimator of P. J. Huber, 1967), and from the picture's own noise, which also knows
    directions in which nothing votes.
    """
    if PARAMETERS[model] == 0:
        return 0.0
    jx, jy = frame_jacobian(template, model)
    weights = fit.weights
    inverse = np.linalg.inv(normal_matrix(template, weights, jx, jy))
    votes = (weights * fit.gx)[:, None] * jx + (weights * fit.gy)[:, None] * jy
    spread: Blocks = inverse @ (votes.T @ votes) @ inverse
    trusted = weights * template.variance
    error = float((trusted * (1 - fit.agreement)).sum()) / max(float(trusted.sum()), 1e-9)
    noise = 3 * error / BLOCK**2
    return max(_frame_error(spread, model), _frame_error(np.asarray(noise * inverse), model))


def _frame_error(covariance: Blocks, model: MotionModel) -> float:
    """Return the root mean square error at nine points of the frame."""
    y, x = (axis.ravel() for axis in np.mgrid[-1:2, -1:2] * 0.75)
    jx, jy = jacobian(model, x, y)
    variance = np.einsum("ni,ij,nj->n", jx, covariance, jx)
    variance += np.einsum("ni,ij,nj->n", jy, covariance, jy)
    return math.sqrt(max(0.0, float(variance.mean())))
