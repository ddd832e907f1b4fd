"""Lays a test image onto the reference, or says why it cannot.

From coarse to fine: the peak of the cross-correlation gates the shift (and, when nothing fits
without one, the rotation); robust Gauss-Newton steps refine it level by level with the richest
model that the picture supports; what remains is measured, and decides whether it can be trusted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from qeu_station.api.prepared import Matrix
from qeu_station.imaging.pixels import Pixels
from qeu_station.core.recipe import RegistrationSettings
from qeu_station.imaging.pyramid import Level, build_levels, level_factors
from qeu_station.imaging.refine import Fit, Template, build_template, measure, refine
from qeu_station.imaging.residual import remaining, uncertainty
from qeu_station.imaging.search import ShiftSearch, angles_up_to
from qeu_station.imaging.transform import (
    IDENTITY,
    LOWER,
    PARAMETERS,
    Motion,
    as_matrix,
    scaled,
)

SMALLEST_SIDE = 32
"""Pictures with a shorter side cannot be registered."""

LEAST_CONTRAST = 2.0
"""Standard deviation in grey levels below which a picture shows nothing."""

GOOD_CORRELATION = 0.6
"""Correlation at the coarsest level above which no rotation is searched for."""

LEAST_CORRELATION = 0.2
"""Correlation at the finest level below which the two pictures do not belong together."""

PREFERENCE = 0.02
"""A farther motion must correlate this much better than a nearer one."""


@dataclass(frozen=True, slots=True)
class Registration:
    """How a test image lies on the reference.

    Attributes:
        to_reference: 3x3 matrix, row by row: test-image pixels to reference pixels.
        model: Motion model really used: ``none``, ``translation``, ``euclidean``, ``affine`` or
            ``homography``.
        residual: Estimated remaining misalignment, in reference pixels; the reference's
            diagonal when the pair could not be registered at all.
        problem: Sentence that says why the result cannot be trusted, else None.
    """

    to_reference: Matrix
    model: str
    residual: float
    problem: str | None


class Registrar:
    """Registers test images with one reference.

    Args:
        reference: uint8, (H, W), grey.
        settings: Model and limits from the recipe.
        region: x1, y1, x2, y2 in reference pixels, exclusive end: the part of the picture that
            counts; None for all of it.
    """

    def __init__(
        self,
        reference: Pixels,
        settings: RegistrationSettings,
        region: tuple[int, int, int, int] | None = None,
    ) -> None:
        self._settings = settings
        self._shape = reference.shape[:2]
        self._worst = math.hypot(*self._shape)
        self._unusable = _unusable("reference", reference)
        if self._unusable is not None:
            return
        self._factors = level_factors(*self._shape)
        levels = build_levels(reference, self._factors)
        self._templates = tuple(build_template(level, region) for level in levels)
        self._search = ShiftSearch(levels[-1], settings.max_shift)

    def register(self, test: Pixels) -> Registration:
        """Return how ``test`` (uint8, (h, w), grey, of any size) lies on the reference."""
        unusable = self._unusable or _unusable("test image", test)
        if unusable is not None:
            return Registration(IDENTITY, "none", self._worst, f"cannot register: {unusable}")
        levels = build_levels(test, self._factors)
        model, fit = self._fitted(levels)
        motion = scaled(fit.motion, 1 / self._factors[0])
        to_reference = np.linalg.inv(motion)
        if not np.isfinite(to_reference).all():
            return Registration(IDENTITY, "none", self._worst, "cannot register: no motion fits")
        residual = self._residual(levels, motion, fit, model)
        problem = self._problem(motion, fit, residual, test.shape[:2])
        return Registration(as_matrix(to_reference), model, min(residual, self._worst), problem)

    def _fitted(self, levels: tuple[Level, ...]) -> tuple[str, Fit]:
        """Return the richest model that the picture supports, and its fit at the finest level."""
        model = self._settings.model
        if model == "none":
            return model, measure(self._templates[0], levels[0], np.eye(3))
        start = self._start(levels)
        fit = self._refined(levels, start, model)
        while not self._supported(fit, model):
            if model not in LOWER:
                break
            model = LOWER[model]
            fit = self._refined(levels, start, model)
        still = measure(self._templates[0], levels[0], np.eye(3))
        if still.correlation >= fit.correlation:
            return "none", still
        return model, fit

    def _start(self, levels: tuple[Level, ...]) -> Fit:
        """Return the best fit at the coarsest level."""
        test = levels[-1]
        proposals = [(math.inf, np.eye(3)), *self._search.proposals(test)]
        best = self._best(test, proposals)
        if best.correlation >= GOOD_CORRELATION or self._settings.model == "translation":
            return best
        angles = angles_up_to(self._settings.max_rotation)
        return self._best(test, self._search.turned(test, angles)[:6], best)

    def _best(
        self, test: Level, proposals: list[tuple[float, Motion]], best: Fit | None = None
    ) -> Fit:
        """Return the proposal that correlates best once refined; the first one on a near tie."""
        model = _at_most("euclidean", self._settings.model)
        for _, motion in proposals:
            fit = refine(self._templates[-1], test, motion, model, steps=6)
            if best is None or fit.correlation > best.correlation + PREFERENCE:
                best = fit
        assert best is not None
        return best

    def _refined(self, levels: tuple[Level, ...], start: Fit, model: str) -> Fit:
        """Return the fit of ``model`` at the finest level."""
        fit, factor = start, self._factors[-1]
        for template, level in reversed(list(zip(self._templates, levels, strict=True))):
            motion = scaled(fit.motion, level.factor / factor)
            factor = level.factor
            fit = refine(template, level, motion, model, steps=5)
        return fit

    def _supported(self, fit: Fit, model: str) -> bool:
        """Whether the picture determines the model, and the motion is one a part can make."""
        spread = uncertainty(self._templates[0], fit, model) * self._factors[0]
        stretch = np.linalg.svd(fit.motion[:2, :2], compute_uv=False)
        plausible = bool(0.85 < stretch.min() and stretch.max() < 1.18)
        return plausible and spread <= 0.3 * self._settings.max_residual

    def _residual(self, levels: tuple[Level, ...], motion: Motion, fit: Fit, model: str) -> float:
        """Return the estimated remaining misalignment in full pixels."""
        left = remaining(self._templates, levels, motion)
        spread = uncertainty(self._templates[0], fit, model) * self._factors[0]
        return math.hypot(left, spread)

    def _problem(
        self, motion: Motion, fit: Fit, residual: float, size: tuple[int, ...]
    ) -> str | None:
        settings = self._settings
        height, width = self._shape
        centre = np.array([(width - 1) / 2, (height - 1) / 2, 1.0])
        there = motion @ centre
        shift = float(np.hypot(*(there[:2] / there[2] - centre[:2])))
        angle = abs(
            math.degrees(math.atan2(motion[1, 0] - motion[0, 1], motion[0, 0] + motion[1, 1]))
        )
        said = None
        if fit.correlation < LEAST_CORRELATION:
            said = f"test and reference agree too little (correlation {fit.correlation:.2f}, at least {LEAST_CORRELATION:.2f} is needed)"
        elif residual > settings.max_residual:
            said = f"remaining misalignment {residual:.1f} px exceeds max_residual {settings.max_residual:g} px"
        elif shift > settings.max_shift:
            said = f"shift {shift:.1f} px exceeds max_shift {settings.max_shift:g} px"
        elif angle > settings.max_rotation:
            said = f"rotation {angle:.1f} degrees exceeds max_rotation {settings.max_rotation:g} degrees"
        if said is None:
            return None
        if tuple(size) != tuple(self._shape):
            said += f"; the test image is {size[1]} x {size[0]} pixels, the reference {width} x {height}"
        return f"cannot register: {said}"


def _at_most(limit: str, model: str) -> str:
    return min(limit, model, key=PARAMETERS.__getitem__)


def _unusable(what: str, grey: Pixels) -> str | None:
    """Return why a picture cannot be registered, or None."""
    height, width = grey.shape[:2]
    if min(height, width) < SMALLEST_SIDE:
        return f"the {what} is {width} x {height} pixels; at least {SMALLEST_SIDE} x {SMALLEST_SIDE} are needed"
    contrast = float(grey.std())
    if contrast < LEAST_CONTRAST:
        return f"the {what} shows nothing (contrast {contrast:.1f} grey levels; at least {LEAST_CONTRAST:g} is needed)"
    return None
