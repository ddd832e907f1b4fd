"""What stands on an inspector's card besides its sentence, and how a screen reader says it."""

from __future__ import annotations

from qeu_station.gui.presenters.inspect_state import Card
from qeu_station.gui.words import translate


def facts(card: Card) -> str:
    """Return health, time and device in one line."""
    parts = [_state(card)]
    if card.milliseconds:
        parts.append(_lasted(card.milliseconds))
    if card.first_ms:
        first = translate("Inspect", "first words {time}")
        parts.append(first.format(time=_lasted(card.first_ms)))
    if card.device:
        parts.append(card.device.removesuffix("ExecutionProvider"))
    return " · ".join(filter(None, parts))


def _state(card: Card) -> str:
    """Return what the worker does now, or that its answer came later."""
    if card.working:
        return translate("Inspect", "at work")
    if card.late:
        return translate("Inspect", "after the verdict")
    return health_words(card.health) if card.health else ""


def _lasted(milliseconds: float) -> str:
    if milliseconds < 1000:
        return f"{milliseconds:.0f} ms"
    return f"{milliseconds / 1000:.1f} s"


def health_words(health: str) -> str:
    """Return the state of a worker in the language of the window."""
    words = {
        "ready": translate("Inspect", "ready"),
        "starting": translate("Inspect", "starting"),
        "restarting": translate("Inspect", "restarting"),
        "suspended": translate("Inspect", "suspended"),
        "stopped": translate("Inspect", "stopped"),
        "missing": translate("Inspect", "missing"),
    }
    return words.get(health, health)


def spoken(card: Card) -> str:
    """Return the card as a screen reader says it."""
    role = translate("Inspect", "advisory") if card.advisory else ""
    verdict = translate("Inspect", "fault") if card.problem else card.verdict or ""
    p_ok = "" if card.p_ok is None else f"P(ok) {card.p_ok:.2f}"
    return ". ".join(
        filter(None, (card.opinion, role, verdict, p_ok, card.sentence, card.detail, facts(card)))
    )
