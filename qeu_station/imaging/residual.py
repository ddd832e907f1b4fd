"""How well a registered pair really lies: local offsets, and what the picture leaves open."""

from __future__ import annotations

import math

import numpy as np

from qeu_station.imaging.pyramid import Level
from qeu_station.imaging.refine import (
    BLOCK,
    Blocks,
    Fit,
    Template,
    frame_jacobian,
    measure,
    normal_matrix,
)
from qeu_station.imaging.transform import PARAMETERS, Motion, jacobian, scaled

CORRELATED = 12.6
"""Pixels that smoothing with sigma 1 makes one: 4 pi sigma squared."""

GROUP = 4
"""Blocks per side of the windows whose local offset is measured."""


def remaining(templates: tuple[Template, ...], levels: tuple[Level, ...], motion: Motion) -> float:
    """Return the remaining misalignment in full pixels, as the middle of the local offsets.

    A level sees offsets up to about two of its own pixels; the largest answer counts.
    """
    answers = []
    for template, level in zip(templates[:3], levels[:3], strict=True):
        fit = measure(template, level, scaled(motion, level.factor))
        answers.append(_typical_offset(template, fit) * level.factor)
    return max(answers)


def _typical_offset(template: Template, fit: Fit) -> float:
    """Return the weighted median length of the windows' offsets, in level pixels."""
    height, width = template.level.plane.shape
    shape = (height // BLOCK, width // BLOCK)
    scale = fit.used * template.structure / template.variance

    def windows(values: Blocks) -> Blocks:
        rows, columns = (n // GROUP * GROUP for n in shape)
        cut = (values * scale).reshape(shape)[:rows, :columns]
        return cut.reshape(rows // GROUP, GROUP, columns // GROUP, GROUP).sum((1, 3)).ravel()

    xx, xy, yy, gx, gy = map(windows, (template.xx, template.xy, template.yy, fit.gx, fit.gy))
    strength = xx + yy
    if strength.size == 0 or strength.max() <= 0:
        return math.inf
    ridge = 0.02 * strength + 1e-3 * strength.max()
    determinant = (xx + ridge) * (yy + ridge) - xy * xy
    u = ((yy + ridge) * gx - xy * gy) / determinant
    v = ((xx + ridge) * gy - xy * gx) / determinant
    return weighted_median(np.hypot(u, v), strength)


def weighted_median(values: Blocks, weights: Blocks) -> float:
    """Return the value below which half of the weight lies."""
    order = np.argsort(values, kind="stable")
    below = np.cumsum(weights[order])
    return float(values[order][np.searchsorted(below, below[-1] / 2)])


def uncertainty(template: Template, fit: Fit, model: str) -> float:
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
    spread = inverse @ (votes.T @ votes) @ inverse
    trusted = weights * template.variance
    error = float((trusted * (1 - fit.agreement)).sum()) / max(float(trusted.sum()), 1e-9)
    noise = 3 * error / BLOCK**2
    return max(_frame_error(spread, model), _frame_error(noise * inverse, model))


def _frame_error(covariance: Blocks, model: str) -> float:
    """Return the root mean square error at nine points of the frame."""
    y, x = (axis.ravel() for axis in np.mgrid[-1:2, -1:2] * 0.75)
    jx, jy = jacobian(model, x, y)
    variance = np.einsum("ni,ij,nj->n", jx, covariance, jx)
    variance += np.einsum("ni,ij,nj->n", jy, covariance, jy)
    return math.sqrt(max(0.0, float(variance.mean())))
