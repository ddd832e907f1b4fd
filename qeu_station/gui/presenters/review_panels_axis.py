"""The axis of P(ok): even, or with its two ends spread out, where calibrated values lie."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

BINS = 50
DIGITS = 6
"""Decimals of a threshold, as a recipe has."""

LEAST_GAP = 10.0**-DIGITS
"""Least distance of the two thresholds."""

_END = math.log(99_999)
"""Log odds at the ends of the spread axis, of P(ok) = 0.00001 and 0.99999."""

_EVEN = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_SPREAD = (0.0001, 0.001, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 0.9999)


def position(p_ok: float, spread: bool) -> float:
    """Return where a P(ok) lies on the axis, 0..1; what lies beyond a spread end is at the end."""
    if not spread:
        return min(max(p_ok, 0.0), 1.0)
    if p_ok <= 0 or p_ok >= 1:
        return float(p_ok > 0)
    odds = math.log(p_ok / (1 - p_ok))
    return min(max((odds + _END) / (2 * _END), 0.0), 1.0)


def value(place: float, spread: bool) -> float:
    """Return the P(ok) at a place of the axis, the reverse of :func:`position`, rounded."""
    inside = min(max(place, 0.0), 1.0)
    if not spread:
        return round(inside, 3)
    if inside in (0.0, 1.0):
        return inside
    p_ok = 1 / (1 + math.exp(-(2 * inside - 1) * _END))
    return round(p_ok, _decimals(p_ok))


def edges(spread: bool) -> np.ndarray:
    """Return the borders of ``BINS`` bins that are equally wide on the axis, from 0 to 1."""
    import numpy as np

    places = np.linspace(0, 1, BINS + 1)
    if not spread:
        return places
    made = 1 / (1 + np.exp(-(2 * places - 1) * _END))
    made[0], made[-1] = 0.0, 1.0
    return made


def ticks(spread: bool) -> tuple[float, ...]:
    """Return the values that are written at the axis."""
    return _SPREAD if spread else _EVEN


def stepped(p_ok: float, steps: float, spread: bool) -> float:
    """Return a P(ok) moved by hundredths of the axis."""
    return value(position(p_ok, spread) + steps / 100, spread)


def in_order(t_fail: float, t_pass: float, moved: str) -> tuple[float, float]:
    """Return thresholds 0 <= t_fail < t_pass <= 1; the one that was ``moved`` stops at the other.

    Args:
        t_fail: As wanted.
        t_pass: As wanted.
        moved: ``t_fail`` or ``t_pass``.
    """
    t_fail, t_pass = (round(min(max(each, 0.0), 1.0), DIGITS) for each in (t_fail, t_pass))
    if moved == "t_fail":
        return round(min(t_fail, max(t_pass - LEAST_GAP, 0.0)), DIGITS), max(t_pass, LEAST_GAP)
    return min(t_fail, 1 - LEAST_GAP), round(max(t_pass, min(t_fail + LEAST_GAP, 1.0)), DIGITS)


def written(p_ok: float) -> str:
    """Return a threshold with no more decimals than it has, but at least two."""
    text = f"{p_ok:.{DIGITS}f}".rstrip("0")
    whole, _, decimals = text.partition(".")
    return f"{whole}.{decimals:0<2}"


def _decimals(p_ok: float) -> int:
    """As many decimals as a place on the spread axis is worth."""
    return min(DIGITS, 2 - math.floor(math.log10(min(p_ok, 1 - p_ok))))
