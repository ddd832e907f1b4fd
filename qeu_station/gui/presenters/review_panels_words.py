"""Numbers, rates and names as panels write them."""

from __future__ import annotations

import math

from qeu_station.core.agreement import Interval

NONE = "–"


def number(count: int) -> str:
    """Return a count with its thousands apart."""
    return f"{count:,}"


def short_number(count: int) -> str:
    """Return a count for an axis: 1, 10, 1k, 1M."""
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if count >= size:
            return f"{count / size:g}{letter}"
    return str(count)


def signed(change: float, digits: int = 0) -> str:
    """Return a difference with its sign, ±0 for none."""
    rounded = round(change, digits)
    if rounded == 0:
        return "±0"
    return f"{'+' if rounded > 0 else '−'}{abs(rounded):,.{digits}f}"


def percent(rate: float) -> str:
    """Return a rate in percent; small ones with two decimals."""
    if math.isnan(rate):
        return NONE
    value = 100 * rate
    return f"{value:.2f} %" if 0 < value < 1 else f"{value:.1f} %"


def bounds(interval: Interval) -> str:
    """Return the ends of an interval in percent."""
    low, high = (percent(end).removesuffix(" %") for end in (interval.low, interval.high))
    return f"{low}–{high} %"
