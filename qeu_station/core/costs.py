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
            rarity: Odds of a defect where the thresholds are used over those among what P(ok) was
                calibrated on, see ``rarity_of``; below 1 where defects are rarer. The odds of
                P(ok) mean ``1 / rarity`` times as much there.

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


@dataclass(frozen=True, slots=True)
class Census:
    """How many parts and items of known truth P(ok) was calibrated on.

    Attributes:
        defective: Parts that are defective.
        good: Parts that are good.
        beside: Good items (regions or cells) in defective parts.
        among: Good items in good parts.
    """

    defective: int
    good: int
    beside: int = 0
    among: int = 0


def check_defect_rate(defect_rate: float) -> None:
    """Raise InputError unless the rate is above 0 and below 1."""
    if not 0 < defect_rate < 1:
        raise InputError(
            f"The defect rate is {defect_rate:g}; give the share of defective parts on the line, "
            "above 0 and below 1, such as 0.01."
        )


def rarity_of(defect_rate: float, census: Census) -> float:
    """Return the odds of a defect on a line over those among the records.

    P(ok) is that of an item, and by Bayes its odds are those of what is seen times the prior odds
    of a defective item, whose ratio is wanted. What a class looks like is the same on the line; a
    defective part is met ``b = rate / (D / N)`` times as often as among the records, a good one
    ``g = (1 - rate) / (G / N)`` times, with N = D + G parts. With n good items in the defective and
    m in the good parts, prior odds d / (n + m) become b d / (b n + g m), so that the ratio is
    ``b (n + m) / (b n + g m)``. Where no good item stands beside a defect, as where parts are the
    items, it is b / g, the ratio of the parts' odds; where good items are as many in every part, it
    is b, the ratio of their shares.

    Source: C. Elkan, The foundations of cost-sensitive learning, IJCAI 2001, theorem 2;
    M. Saerens, P. Latinne, C. Decaestecker, Neural Computation 14 (2002) 21-41, eq. 2.4.

    Args:
        defect_rate: Share of defective parts on the line, above 0 and below 1.
        census: What the records hold; without items, parts are the items.

    Raises:
        InputError: The rate is not between 0 and 1, or no part of one kind is known.
    """
    check_defect_rate(defect_rate)
    for kind, count in (("defective", census.defective), ("good", census.good)):
        if not count:
            raise InputError(
                f"No part of the records is known to be {kind}, so that a defect rate cannot be "
                "compared with theirs. Correct some, or leave the defect rate out."
            )
    parts = census.defective + census.good
    bad = defect_rate * parts / census.defective
    good = (1 - defect_rate) * parts / census.good
    beside, among = (census.beside, census.among) if census.beside + census.among else (0, 1)
    return bad * (beside + among) / (bad * beside + good * among)


def _rarer(p_ok: float, rarity: float) -> float:
    """Return the P(ok) whose odds, divided by ``rarity``, are those of ``p_ok``."""
    return p_ok * rarity / (p_ok * rarity + 1 - p_ok)


def _upwards(value: float) -> float:
    """Round towards caution: PASS never a little earlier than it pays."""
    return round(math.ceil(value / _STEP - _STEP) * _STEP, DIGITS)


def _downwards(value: float) -> float:
    return round(max(0, math.floor(value / _STEP + _STEP)) * _STEP, DIGITS)
