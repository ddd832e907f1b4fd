"""What other thresholds would change, in figures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qeu_station.gui.presenters.review_panels_state import VERDICTS, Figure
from qeu_station.gui.presenters.review_panels_words import NONE, number, signed
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.services.review.sweep import Sweep, Tally


def figures(now: Tally, then: Tally, costs: tuple[float, float]) -> tuple[Figure, ...]:
    """Return verdicts, errors and costs, recorded and with other thresholds.

    Args:
        now: As recorded.
        then: With the thresholds that are tried.
        costs: Of an escape and of an overkill, in reviews; without both there is no cost.
    """
    return (*_verdicts(now, then), *_errors(now, then), *_costs(now, then, costs))


def _verdicts(now: Tally, then: Tally) -> Iterator[Figure]:
    for verdict, was, is_ in zip(VERDICTS, now.verdicts, then.verdicts, strict=True):
        yield Figure(str(verdict), number(was), number(is_), signed(is_ - was), verdict=verdict)


def _errors(now: Tally, then: Tally) -> Iterator[Figure]:
    yield _error(
        translate("ReviewPanels", "Escapes of {count}"),
        translate("ReviewPanels", "Known to be defective, and PASS"),
        (now.escapes, then.escapes, now.defective),
    )
    yield _error(
        translate("ReviewPanels", "Overkills of {count}"),
        translate("ReviewPanels", "Known to be good, and FAIL"),
        (now.overkills, then.overkills, now.good),
    )


def _error(words: str, detail: str, counts: tuple[int, int, int]) -> Figure:
    """Return a kind of error; ``counts`` are now, then, and how many parts it could be."""
    was, is_, known = counts
    text = words.format(count=number(known))
    if not known:
        return Figure(text, NONE, NONE, detail=detail)
    better = None if was == is_ else is_ < was
    return Figure(text, number(was), number(is_), signed(is_ - was), better, detail=detail)


def _costs(now: Tally, then: Tally, costs: tuple[float, float]) -> Iterator[Figure]:
    if min(costs) <= 0:
        return
    text = translate("ReviewPanels", "Cost")
    detail = translate("ReviewPanels", "Of the parts of which something is known, in reviews")
    if not now.defective + now.good:
        yield Figure(text, NONE, NONE, detail=detail)
        return
    was, is_ = now.cost(*costs), then.cost(*costs)
    better = None if was == is_ else is_ < was
    yield Figure(text, f"{was:,.0f}", f"{is_:,.0f}", signed(is_ - was), better, detail=detail)


def remark(sweep: Sweep, without: int) -> str:
    """Return what must be known to read the figures.

    Args:
        sweep: What the thresholds are tried on.
        without: Inspections without P(ok).
    """
    said = []
    if sweep.stuck:
        words = translate(
            "ReviewPanels",
            "No threshold changes {count} of them: a fault, a failed check or advice holds them, "
            "or they have no P(ok) ({without}).",
        )
        said.append(words.format(count=number(sweep.stuck), without=number(without)))
    if not sweep.now.defective + sweep.now.good:
        said.append(
            translate(
                "ReviewPanels",
                "Nothing is known of these parts: correct some, or give truth under Confusion.",
            )
        )
    return " ".join(said)
