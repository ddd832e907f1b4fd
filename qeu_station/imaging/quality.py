"""Checks of a pair before anything is judged: sharp, exposed alike, the same product."""

from __future__ import annotations

from dataclasses import dataclass

import cv2

from qeu_station.core.recipe import CheckSettings
from qeu_station.imaging.pixels import Pixels
from qeu_station.imaging.sharpness import sharpness
from qeu_station.imaging.similarity import Appearance

DARK, BRIGHT = 2, 253
"""Grey levels at and beyond which a pixel is clipped."""


@dataclass(frozen=True, slots=True)
class PairCheck:
    """One check and what it measured.

    Attributes:
        name: ``sharpness``, ``exposure``, ``clipping`` or ``product``.
        value: What was measured; ``limit`` is the most or the least that passes.
        limit: The recipe's bound.
        problem: Sentence for the operator when it failed, else None.
    """

    name: str
    value: float
    limit: float
    problem: str | None


class QualityChecker:
    """Checks test images against one reference.

    Args:
        reference: uint8, (H, W), grey.
        settings: Limits from the recipe.
    """

    def __init__(self, reference: Pixels, settings: CheckSettings) -> None:
        self._settings = settings
        self._tones = _tones(reference)
        self._sharpness = sharpness(reference)
        self._appearance = Appearance(reference)

    def before(self, test: Pixels) -> tuple[PairCheck, ...]:
        """Check sharpness, exposure and clipping of a test image (uint8, (h, w)) as taken."""
        mean, clipped = _tones(test)
        return (
            self._sharp(sharpness(test)),
            self._exposed(mean - self._tones[0]),
            self._clipped(clipped - self._tones[1]),
        )

    def after(self, warped: Pixels, valid: Pixels) -> tuple[PairCheck, ...]:
        """Check that the test image, warped onto the reference, shows the same product.

        Args:
            warped: uint8, (H, W), grey, in the reference's frame.
            valid: uint8, (H, W), 255 where ``warped`` has a picture, else 0.
        """
        value, limit = self._appearance.similarity(warped, valid), self._settings.min_similarity
        problem = None
        if value < limit:
            problem = (
                f"the test image seems to show another product: similarity {value:.2f}, at least "
                f"{limit:g} is needed. Check the part, the recipe and the reference."
            )
        return (PairCheck("product", value, limit, problem),)

    def _sharp(self, test: float) -> PairCheck:
        limit = self._settings.min_sharpness
        value = test / self._sharpness if self._sharpness > 0 else 1.0
        problem = None
        if value < limit:
            problem = (
                f"the test image is blurred: sharpness {value:.2f} of the reference's, at least "
                f"{limit:g} is needed. Check focus, vibration and exposure time."
            )
        return PairCheck("sharpness", value, limit, problem)

    def _exposed(self, shift: float) -> PairCheck:
        limit = self._settings.max_exposure_shift
        problem = None
        if abs(shift) > limit:
            darker = "darker" if shift < 0 else "brighter"
            problem = (
                f"the test image is {darker} than the reference by {abs(shift):.0%} of the full "
                f"range, at most {limit:.0%} is allowed. Check light and exposure time."
            )
        return PairCheck("exposure", shift, limit, problem)

    def _clipped(self, added: float) -> PairCheck:
        limit = self._settings.max_clipped
        problem = None
        if added > limit:
            problem = (
                f"{added:.0%} more of the test image than of the reference is pure black or white, "
                f"at most {limit:.0%} is allowed. Check light and exposure time."
            )
        return PairCheck("clipping", added, limit, problem)


def _tones(grey: Pixels) -> tuple[float, float]:
    """Return mean brightness and share of clipped pixels, both 0..1."""
    between = cv2.countNonZero(cv2.inRange(grey, DARK + 1, BRIGHT - 1))
    return cv2.mean(grey)[0] / 255, 1 - between / grey.size
