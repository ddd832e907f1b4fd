"""Checks of a pair before anything is judged: sharp, exposed alike, the same product."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.core.recipe import CheckSettings
from qeu_station.imaging.pixels import Pixels
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
    counts = cv2.calcHist([grey], [0], None, [256], [0, 256]).ravel() / max(grey.size, 1)
    clipped = counts[: DARK + 1].sum() + counts[BRIGHT:].sum()
    return float(counts @ np.arange(256)) / 255, float(clipped)


TILE = 256
WIDE = 3.0
STRONG_SHARE = 0.02
LEAST_SLOPE = 2.0


def sharpness(grey: Pixels) -> float:
    """Return 1 / (1 + b b), b the typical blur of the strongest edges in pixels; 0 without edges.

    The slope of an edge of blur b after Gaussian smoothing with sigma s goes with
    1 / sqrt(s s + b b); the ratio of the slopes at sigma 1 and sigma 3 gives b whatever the
    edge's contrast (J. H. Elder, S. W. Zucker, IEEE Trans. PAMI 20 (1998) 699-716, for the model
    of the edge).
    """
    fine, wide = (np.concatenate(parts) for parts in zip(*map(_slopes, _tiles(grey)), strict=True))
    if wide.size == 0:
        return 0.0
    count = max(1, int(STRONG_SHARE * wide.size))
    strongest = np.argpartition(wide, wide.size - count)[-count:]
    strongest = strongest[wide[strongest] > LEAST_SLOPE**2]
    if strongest.size == 0:
        return 0.0
    ratio = float(fine[strongest].sum() / wide[strongest].sum())
    return min(1.0, max(0.0, (ratio - 1) / (WIDE**2 - 1)))


def _tiles(grey: Pixels) -> list[Pixels]:
    """Return the whole picture, or nine tiles spread over a large one."""
    height, width = grey.shape
    if height * width <= 9 * TILE * TILE:
        return [grey]
    ys, xs = (np.linspace(0, max(0, n - TILE), 3).astype(int) for n in (height, width))
    return [grey[y : y + TILE, x : x + TILE] for y in ys for x in xs]


def _slopes(grey: Pixels) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return squared slopes (grey levels per pixel) after smoothing with sigma 1 and WIDE."""
    squared = []
    for sigma in (1.0, WIDE):
        smooth = cv2.GaussianBlur(grey, (0, 0), sigma).astype(np.float32)
        gx = cv2.Sobel(smooth, cv2.CV_32F, 1, 0, ksize=1, scale=0.5)
        gy = cv2.Sobel(smooth, cv2.CV_32F, 0, 1, ksize=1, scale=0.5)
        squared.append(np.asarray(cv2.multiply(gx, gx) + cv2.multiply(gy, gy), np.float32).ravel())
    return squared[0], squared[1]
