"""PASS, REVIEW or FAIL, and the two thresholds that decide it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qeu_station.errors import RecipeError


class Verdict(StrEnum):
    """What the station says of a cell or a part."""

    PASS = "PASS"
    REVIEW = "REVIEW"
    FAIL = "FAIL"


SHAPES: Mapping[str, str] = {Verdict.PASS: "●", Verdict.REVIEW: "▲", Verdict.FAIL: "■"}
"""Character that marks a verdict in text, so that colour is never the only cue."""

_SEVERITY = {Verdict.PASS: 0, Verdict.REVIEW: 1, Verdict.FAIL: 2}


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the most severe verdict; nothing judged is REVIEW, never PASS."""
    return max(verdicts, key=_SEVERITY.__getitem__, default=Verdict.REVIEW)


@dataclass(frozen=True, slots=True)
class Thresholds:
    """P(ok) >= ``t_pass`` is PASS, P(ok) <= ``t_fail`` is FAIL, between them is REVIEW.

    Raises:
        RecipeError: Not 0 <= t_fail < t_pass <= 1.
    """

    t_pass: float = 0.5
    t_fail: float = 0.2

    def __post_init__(self) -> None:
        if not 0 <= self.t_fail < self.t_pass <= 1:
            raise RecipeError(
                f"Thresholds t_fail = {self.t_fail} and t_pass = {self.t_pass} are not in order; "
                "0 <= t_fail < t_pass <= 1 is needed. Check [decision] in recipe.toml."
            )

    def decide(self, p_ok: float) -> Verdict:
        """Return the verdict for P(ok); anything that is no probability (0..1) is REVIEW."""
        if not 0 <= p_ok <= 1:
            return Verdict.REVIEW
        if p_ok >= self.t_pass:
            return Verdict.PASS
        if p_ok <= self.t_fail:
            return Verdict.FAIL
        return Verdict.REVIEW
