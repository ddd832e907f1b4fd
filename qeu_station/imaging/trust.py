"""Whether a registration can be trusted, in sentences for the operator."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np

from qeu_station.core.recipe import RegistrationSettings
from qeu_station.imaging.pixels import Pixels
from qeu_station.imaging.transform import Motion, moved

SMALLEST_SIDE = 32
"""Pictures with a shorter side cannot be registered."""

LEAST_CONTRAST = 2.0
"""Standard deviation in grey levels below which a picture shows nothing."""

LEAST_CORRELATION = 0.2
"""Correlation at the finest level below which the two pictures do not belong together."""


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """What registration found.

    Attributes:
        motion: Reference pixels to test pixels.
        correlation: Agreement of the pair under it, -1..1.
        residual: Expected misalignment in pixels.
        slid: Shift in pixels along a direction that the picture leaves open, else 0.
    """

    motion: Motion
    correlation: float
    residual: float
    slid: float


def distrust(
    allowed: RegistrationSettings,
    found: Found,
    reference: tuple[int, ...],
    test: tuple[int, ...],
) -> str | None:
    """Return why ``found`` cannot be trusted, or None; ``reference`` and ``test`` are shapes."""
    said = _said(allowed, found, reference)
    if said is None:
        return None
    if tuple(test) != tuple(reference):
        said += f"; the test image is {_size(test)} pixels, the reference {_size(reference)}"
    return f"cannot register: {said}. Check the part's place, or [registration] in recipe.toml."


def _said(allowed: RegistrationSettings, found: Found, shape: tuple[int, ...]) -> str | None:
    shift, angle = math.hypot(*shift_at_centre(found.motion, shape)), angle_of(found.motion)
    if found.correlation < LEAST_CORRELATION:
        return (
            f"test and reference agree too little (correlation {found.correlation:.2f}, "
            f"at least {LEAST_CORRELATION:.2f} is needed)"
        )
    if found.residual > allowed.max_residual:
        limit = f"max_residual {allowed.max_residual:g} px"
        return f"remaining misalignment {found.residual:.2f} px exceeds {limit}"
    if shift > allowed.max_shift:
        return f"the part is shifted by {shift:.1f} px; max_shift is {allowed.max_shift:g} px"
    if angle > allowed.max_rotation:
        limit = f"max_rotation is {allowed.max_rotation:g} degrees"
        return f"the part is turned by {angle:.1f} degrees; {limit}"
    if found.slid:
        return (
            f"the part is shifted by {found.slid:.0f} px along a direction in which the picture "
            "looks the same elsewhere too"
        )
    return None


def shift_at_centre(motion: Motion, shape: tuple[int, ...]) -> tuple[float, float]:
    """Return the shift in pixels at the centre of a picture of ``shape``."""
    x, y = (shape[1] - 1) / 2, (shape[0] - 1) / 2
    there_x, there_y = moved(motion, np.array([x]), np.array([y]))
    return float(there_x[0]) - x, float(there_y[0]) - y


def angle_of(motion: Motion) -> float:
    """Return the rotation in degrees, without its sign."""
    across, along = motion[1, 0] - motion[0, 1], motion[0, 0] + motion[1, 1]
    return abs(math.degrees(math.atan2(across, along)))


def unusable(what: str, grey: Pixels) -> str | None:
    """Return why a picture cannot be registered, or None."""
    if min(grey.shape[:2]) < SMALLEST_SIDE:
        least = _size((SMALLEST_SIDE, SMALLEST_SIDE))
        return f"the {what} is {_size(grey.shape)} pixels; at least {least} are needed."
    contrast = float(cv2.meanStdDev(grey)[1].item())
    if contrast < LEAST_CONTRAST:
        return (
            f"the {what} shows nothing (contrast {contrast:.1f} grey levels; at least "
            f"{LEAST_CONTRAST:g} is needed). Check light, lens cover and camera."
        )
    return None


def _size(shape: tuple[int, ...]) -> str:
    return f"{shape[1]} x {shape[0]}"
