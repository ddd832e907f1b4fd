"""Cards of inspectors that take their time: still at work, busy elsewhere, or after the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from qeu_station.core.record import LATE
from qeu_station.gui.presenters.inspect_state import Card
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.core.record import OpinionRecord
    from qeu_station.services.talk import Saying

BRIEF, WHOLE = 160, 2000
"""Characters of what an inspector says that stand on its card, and within the card's reach."""


def after_verdict(card: Card) -> Card:
    """Return the card of advice that came later."""
    told = translate("Inspect", "It came after the verdict, which it did not change.")
    return replace(card, late=True, detail=f"{card.detail} {told}".strip())


def unheard(card: Card, opinion: OpinionRecord, at_work: Mapping[str, Saying]) -> Card:
    """Return the card of an inspector that was not heard when the verdict was due."""
    calm = replace(card, problem=False, milliseconds=0.0)
    if opinion.status != LATE:
        return calm
    saying = at_work.get(card.inspector)
    if saying is not None:
        return speaking(calm, saying)
    return replace(calm, sentence=sentence("had not answered when the verdict was due"))


def speaking(card: Card, saying: Saying | None) -> Card:
    """Return the card of an inspector at work, with what it says so far."""
    if saying is None:
        return card
    text = " ".join(saying.text.split())
    return replace(
        card,
        working=True,
        problem=False,
        sentence=_newest(text, BRIEF) or translate("Inspect", "Still at work."),
        detail=_newest(text, WHOLE),
        first_ms=saying.first_ms,
    )


def _newest(text: str, most: int) -> str:
    return text if len(text) <= most else f"…{text[1 - most :].lstrip()}"
