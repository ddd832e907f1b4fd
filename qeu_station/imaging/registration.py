"""Lays a test image onto the reference, or says why it cannot.

From coarse to fine: the peak of the cross-correlation gates the shift (and, when nothing fits
without one, the rotation); robust Gauss-Newton steps refine it level by level with the richest
model that the picture supports; what remains is measured, and decides whether it can be trusted.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from qeu_station.api.prepared import Matrix
from qeu_station.core.recipe import RegistrationSettings
from qeu_station.imaging.pixels import Pixels
from qeu_station.imaging.pyramid import Level, build_levels, level_factors
from qeu_station.imaging.refine import Fit, Template, build_template, measure, refine, stepped
from qeu_station.imaging.residual import typical_offset, uncertainty, weakest_direction
from qeu_station.imaging.search import ShiftSearch, angles_up_to
from qeu_station.imaging.transform import (
    IDENTITY,
    LOWER,
    PARAMETERS,
    Motion,
    MotionModel,
    as_matrix,
    scaled,
    translation,
)
from qeu_station.imaging.trust import Found, distrust, shift_at_centre, unusable

GOOD_CORRELATION = 0.6
"""Correlation at the coarsest level above which no rotation is searched for."""

CLOSE_CORRELATION = 0.85
"""Correlation at the coarsest level above which no other shift is searched for."""

CLEAR_CORRELATION = 0.8
"""Correlation at the coarsest level below which larger offsets are looked for."""

SURE = 0.3
"""Share of max_residual up to which a model's expected error leaves no doubt about it."""

DONE = 0.02
"""Level pixels below which a step at the working level is the last."""

CLOSE = 0.1
"""Level pixels below which a step at a coarser level is the last."""

BENT = 0.3
"""Misalignment in full pixels above which a last step at the finest level gains nothing."""

GAIN = 0.01
"""Correlation that a model whose motion is in doubt must gain over the next lower one."""

SLIDE = 3.0
"""Shift in pixels of the coarsest level that is tried along the weakest direction."""

OPEN = 0.03
"""Loss of correlation by that shift below which the direction counts as open."""

MOST_STRETCH = 1.18
"""Largest stretch, and inverse of the smallest, that a camera and a part can bring about."""

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


@dataclass(frozen=True, slots=True, eq=False)
class _Laid:
    """A fit at the working level.

    Attributes:
        model: Motion model of the fit.
        spread: Expected error of the motion, in full pixels.
        residual: Expected misalignment with it, local offsets included, in full pixels.
    """

    model: MotionModel
    fit: Fit
    spread: float
    residual: float

    @property
    def plausible(self) -> bool:
        """Whether a camera and a part can bring the motion about."""
        stretch = np.linalg.svd(self.fit.motion[:2, :2], compute_uv=False)
        return bool(stretch.min() > 1 / MOST_STRETCH and stretch.max() < MOST_STRETCH)


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
        self._unusable = unusable("reference", reference)
        if self._unusable is not None:
            return
        self._factors = level_factors(*self._shape)
        levels = build_levels(reference, self._factors)
        self._working = min(1, len(levels) - 1)
        self._templates = tuple(build_template(level, region) for level in levels[self._working :])
        self._finest = levels[0]
        self._region = region
        self._search = ShiftSearch(levels[-1], settings.max_shift)

    @cached_property
    def _finest_template(self) -> Template:
        return build_template(self._finest, self._region)

    def register(self, test: Pixels) -> Registration:
        """Return how ``test`` (uint8, (h, w), grey, of any size) lies on the reference."""
        reason = self._unusable or unusable("test image", test)
        if reason is not None:
            return Registration(IDENTITY, "none", self._worst, f"cannot register: {reason}")
        levels = build_levels(test, self._factors)
        laid = self._laid(levels)
        motion = self._polished(levels, laid)
        problem = distrust(
            self._settings,
            Found(motion, laid.fit.correlation, laid.residual, self._slid(levels, motion)),
            self._shape,
            test.shape[:2],
        )
        to_reference = np.asarray(np.linalg.inv(motion), np.float64)
        return Registration(as_matrix(to_reference), laid.model, laid.residual, problem)

    def _laid(self, levels: tuple[Level, ...]) -> _Laid:
        """Return the fit of the richest model that explains the pair better than a lower one."""
        model = self._settings.model
        still = measure(*self._at_work(levels), np.eye(3))
        if model == "none":
            return self._judged(levels, "none", still)
        start = self._start(levels)
        laid = self._judged(levels, model, self._refined(levels, start, model))
        while laid.model in LOWER and not self._sure(laid):
            model = LOWER[laid.model]
            lower = self._judged(levels, model, self._refined(levels, start, model))
            if laid.plausible and lower.fit.correlation < laid.fit.correlation - GAIN:
                break
            laid = lower
        if laid.fit.correlation > still.correlation:
            return laid
        return self._judged(levels, "none", still)

    def _sure(self, laid: _Laid) -> bool:
        return laid.plausible and laid.spread <= SURE * self._settings.max_residual

    def _at_work(self, levels: tuple[Level, ...]) -> tuple[Template, Level]:
        return self._templates[0], levels[self._working]

    def _judged(self, levels: tuple[Level, ...], model: MotionModel, fit: Fit) -> _Laid:
        """Return the fit at the working level with what is left of misalignment."""
        factor, template = self._factors[self._working], self._templates[0]
        left = factor * typical_offset(template, fit)
        if self._working < len(levels) - 1:
            # Offsets beyond the working level's sight show as disagreement at the coarsest one.
            motion = scaled(fit.motion, self._factors[-1] / factor)
            coarse = measure(self._templates[-1], levels[-1], motion)
            if coarse.correlation < CLEAR_CORRELATION:
                seen = typical_offset(self._templates[-1], coarse, group=2)
                left = max(left, self._factors[-1] * seen)
        spread = factor * uncertainty(template, fit, model)
        return _Laid(model, fit, spread, min(math.hypot(left, spread), self._worst))

    def _start(self, levels: tuple[Level, ...]) -> Fit:
        """Return the best fit at the coarsest level."""
        test = levels[-1]
        best = self._best(test, [np.eye(3)])
        if best.correlation < CLOSE_CORRELATION:
            best = self._best(test, self._search.proposals(test), best)
        if best.correlation < GOOD_CORRELATION and self._settings.model != "translation":
            angles = angles_up_to(self._settings.max_rotation)
            best = self._best(test, self._search.turned(test, angles), best)
        return best

    def _best(self, test: Level, proposals: list[Motion], best: Fit | None = None) -> Fit:
        """Return the proposal that correlates best once refined; the first one on a near tie."""
        model = _at_most("euclidean", self._settings.model)
        for motion in proposals:
            fit = refine(self._templates[-1], test, motion, model, steps=6, tolerance=CLOSE)
            if best is None or fit.correlation > best.correlation + PREFERENCE:
                best = fit
        assert best is not None
        return best

    def _refined(self, levels: tuple[Level, ...], start: Fit, model: MotionModel) -> Fit:
        """Return the fit of ``model`` at the working level."""
        fit, factor = start, self._factors[-1]
        for template in reversed(self._templates):
            motion = scaled(fit.motion, template.level.factor / factor)
            factor = template.level.factor
            close = DONE if template is self._templates[0] else CLOSE
            test = levels[self._factors.index(factor)]
            fit = refine(template, test, motion, model, steps=4, tolerance=close)
        return fit

    def _polished(self, levels: tuple[Level, ...], laid: _Laid) -> Motion:
        """Return the motion in full pixels after one last step at the finest level.

        Where the pair itself is bent by more than that step corrects, it is spared.
        """
        motion = scaled(laid.fit.motion, 1 / self._factors[self._working])
        if self._working == 0 or laid.model == "none" or laid.residual > BENT:
            return motion
        factor = self._factors[0]
        finest = measure(self._finest_template, levels[0], scaled(motion, factor))
        return scaled(stepped(self._finest_template, finest, laid.model)[0], 1 / factor)

    def _slid(self, levels: tuple[Level, ...], motion: Motion) -> float:
        """Return how far the part lies off along a direction that the picture leaves open.

        0 when the pair agrees clearly less after a small shift along its weakest direction. A
        board of stripes, for one, looks the same anywhere along them.
        """
        template, factor = self._templates[-1], self._factors[-1]
        x, y = weakest_direction(template)
        shift = shift_at_centre(motion, self._shape)
        along = abs(x * shift[0] + y * shift[1])
        if along <= SLIDE * factor:
            return 0.0
        here = scaled(motion, factor)
        places = (here @ translation(d * x, d * y) for d in (0.0, SLIDE, -SLIDE))
        found, *others = (measure(template, levels[-1], place).correlation for place in places)
        return along if max(others) > found - OPEN else 0.0


def _at_most(limit: MotionModel, model: MotionModel) -> MotionModel:
    return min(limit, model, key=PARAMETERS.__getitem__)
