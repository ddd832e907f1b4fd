"""From what errors cost to where the thresholds lie."""

from __future__ import annotations

import math
from dataclasses import dataclass

from qeu_station.core.verdict import Thresholds
from qeu_station.errors import InputError

DIGITS = 6
"""Decimals of a threshold: a recipe is meant to be read."""

_STEP = 1e-6


@dataclass(frozen=True, slots=True)
class Costs:
    """What errors cost, in reviews: 1 is one look by a person at one part.

    Attributes:
        escape: A defective part that passed.
        overkill: A good part that failed.

    Raises:
        InputError: A cost is not above 0, or not finite.
    """

    escape: float
    overkill: float

    def __post_init__(self) -> None:
        for name, cost in (("escape", self.escape), ("overkill", self.overkill)):
            if not (math.isfinite(cost) and cost > 0):
                raise InputError(
                    f"The cost of an {name} is {cost:g}; give a number above 0, in reviews: 50 "
                    "means that it costs as much as 50 parts looked at by a person."
                )

    @property
    def review_pays(self) -> bool:
        """Whether there is a P(ok) at which a look costs less than either decision."""
        return 1 / self.escape + 1 / self.overkill < 1 - 2 * _STEP

    def thresholds(self, rarity: float = 1.0) -> Thresholds:
        """Return the thresholds at which the expected cost of a decision is least.

        At P(ok) = p, PASS costs ``(1 - p) escape``, FAIL ``p overkill`` and REVIEW 1. So PASS from
        p = 1 - 1/escape up, FAIL from p = 1/overkill down. Where these cross, no look pays, and
        both decisions meet at escape / (escape + overkill). The probabilities must be calibrated.

        Source: C. K. Chow, On optimum recognition error and reject tradeoff, IEEE Trans. Inf.
        Theory 16 (1970) 41-46.

        Args:
            rarity: How common defects are where the thresholds are used, relative to the records
                that P(ok) was calibrated on; below 1 where they are rarer. The odds of P(ok) mean
                ``1 / rarity`` times as much there.

        Raises:
            InputError: ``rarity`` is not above 0, or not finite.
        """
        if not (math.isfinite(rarity) and rarity > 0):
            raise InputError(f"The rarity of defects is {rarity:g}; a number above 0 is needed.")
        if self.review_pays:
            t_pass = _upwards(_rarer(1 - 1 / self.escape, rarity))
            t_fail = _downwards(_rarer(1 / self.overkill, rarity))
        else:
            t_pass = _upwards(_rarer(self.escape / (self.escape + self.overkill), rarity))
            t_fail = _downwards(t_pass - _STEP / 2)
        t_pass = min(1.0, max(_STEP, t_pass))
        return Thresholds(t_pass, max(0.0, min(t_fail, _downwards(t_pass - _STEP / 2))))


def _rarer(p_ok: float, rarity: float) -> float:
    """Return the P(ok) whose odds, divided by ``rarity``, are those of ``p_ok``."""
    return p_ok * rarity / (p_ok * rarity + 1 - p_ok)


def _upwards(value: float) -> float:
    """Round towards caution: PASS never a little earlier than it pays."""
    return round(math.ceil(value / _STEP - _STEP) * _STEP, DIGITS)


def _downwards(value: float) -> float:
    return round(max(0, math.floor(value / _STEP + _STEP)) * _STEP, DIGITS)
