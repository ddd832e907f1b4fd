"""Thresholds with the rates they have: what is shown before a recipe is changed."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qeu_station.api import Section, Table
from qeu_station.core.agreement import Interval
from qeu_station.core.costs import Costs
from qeu_station.core.verdict import Thresholds
from qeu_station.learning.rejudging import Expected


@dataclass(frozen=True, slots=True)
class Decision:
    """Thresholds with the rates that parts of known truth had, or None when there were none."""

    name: str
    thresholds: Thresholds
    expected: Expected | None


_FIGURES = (
    "t_pass",
    "t_fail",
    "escape: share of the defective parts that pass",
    "escape, at most (95 %)",
    "overkill: share of the good parts that fail",
    "overkill, at most (95 %)",
    "review, share of the good parts",
    "review, share of the defective parts",
    "review to expect, share of all parts",
    "cost per part, in reviews",
)


@dataclass(frozen=True, slots=True)
class Priced:
    """What errors cost, or None, and the odds of a defect over those among the records."""

    costs: Costs | None = None
    rarity: float = 1.0


def decision_section(decisions: Sequence[Decision], priced: Priced) -> Section:
    """Return thresholds and rates of several decisions side by side."""
    text = ["P(ok) at or above t_pass is PASS, at or below t_fail is FAIL, between them is REVIEW."]
    costs = priced.costs
    if costs is not None:
        text.append(
            f"An escape costs as much as {costs.escape:g} reviews, an overkill as much as "
            f"{costs.overkill:g}."
        )
        if not costs.review_pays:
            text.append("At these costs a review never pays, so that there is no band.")
        if priced.rarity != 1:
            text.append(
                "P(ok) is that of the records. Where the recipe is used, the odds of a defect are "
                f"{priced.rarity:.3g} times theirs, which the thresholds allow for."
            )
    known = [d for d in decisions if d.expected is not None]
    if not known:
        text.append("No part is known all in all, so that no rates can be told.")
    columns = ("", *(decision.name for decision in decisions))
    rows = tuple(zip(_FIGURES, *map(_values, decisions), strict=True))
    return Section("Decision", tuple(text), (Table(columns, rows),))


def _values(decision: Decision) -> tuple[float | None, ...]:
    t, found = decision.thresholds, decision.expected
    if found is None:
        return (t.t_pass, t.t_fail, *(None,) * (len(_FIGURES) - 2))
    escape, overkill = found.rates.escape, found.rates.overkill
    measured = (escape.value, escape.high, overkill.value, overkill.high)
    return (
        *(t.t_pass, t.t_fail),
        *(None if math.isnan(value) else value for value in measured),
        *(found.review_good, found.review_bad, found.review, found.cost),
    )


def expected_rates(decisions: Sequence[Decision]) -> Iterator[str]:
    """Yield what a line may expect of the last decision, and what it costs beside the first."""
    found, t = decisions[-1].expected, decisions[-1].thresholds
    if found is None:
        return
    escape, overkill = found.rates.escape, found.rates.overkill
    yield (
        f"With t_pass = {t.t_pass:g} and t_fail = {t.t_fail:g}, {_review(found)} of the parts go "
        f"to review when {found.defect_rate:.2%} are defective; {_share(escape)} of the defective "
        f"ones pass (at most {escape.high:.2%}, 95 %) and {_share(overkill)} of the good ones fail "
        f"(at most {overkill.high:.2%})."
    )
    before = decisions[0].expected
    if len(decisions) < 2 or before is None:
        return
    if found.cost is not None and before.cost is not None:
        yield (
            f"By the rates measured, a part then costs {found.cost:.3g} reviews, "
            f"{before.cost:.3g} with the recipe as it stands. Escapes that are too rare for these "
            "records are not in it."
        )


def _review(found: Expected) -> str:
    return "an unknown share" if found.review is None else f"{found.review:.1%}"


def _share(rate: Interval) -> str:
    return "an unknown share" if math.isnan(rate.value) else f"{rate.value:.2%}"
