"""A card per opinion: what it said of the part, and how its worker is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from qeu_station.core.record import DISABLED, LATE, RAW, UNHEARD
from qeu_station.core.verdict import Verdict
from qeu_station.gui.presenters.inspect_state import Card
from qeu_station.gui.presenters.late_cards import (
    BRIEF,
    WHOLE,
    after_verdict,
    speaking,
    unheard,
)
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.core.record import AdviceRecord, InspectionRecord, OpinionRecord
    from qeu_station.pluginhost import WorkerHealth
    from qeu_station.services.talk import Saying

MISSING = "missing"
ABSTAINED = "abstained"

_RESTARTABLE = frozenset({"suspended", "stopped"})


def cards(
    record: InspectionRecord | None,
    health: Sequence[WorkerHealth],
    advice: Sequence[AdviceRecord] = (),
    at_work: Mapping[str, Saying] | None = None,
) -> tuple[Card, ...]:
    """Return a card per opinion of the record, and one per worker that gave none.

    Args:
        record: What was judged; None before, when every worker has a card without an answer.
        health: Every worker of the recipe in use.
        advice: What came after the verdict.
        at_work: What inspectors say of the part now, by name.
    """
    sayings = at_work or {}
    came = {opinion.inspector: opinion for each in advice for opinion in each.opinions}
    workers = {worker.inspector: worker for worker in health}
    opinions = record.opinions if record else ()
    verdict = record.part.verdict if record else ""
    shown = []
    for opinion in opinions:
        worker = _worker(opinion.inspector, workers)
        late = came.get(opinion.inspector) if opinion.status == LATE else None
        card = _card(late or opinion, worker, verdict)
        if late is not None:
            card = after_verdict(card)
        elif opinion.status in UNHEARD:
            card = unheard(card, opinion, sayings)
        shown.append(card)
    spoken = {card.inspector for card in shown}
    silent = [_silent(w) for name, w in workers.items() if name not in spoken]
    return (*shown, *(speaking(card, sayings.get(card.inspector)) for card in silent))


def _worker(opinion: str, workers: dict[str, WorkerHealth]) -> WorkerHealth | None:
    """Return the worker of an opinion; ``soart3.weight`` comes from inspector ``soart3``."""
    name = opinion
    while name not in workers and "." in name:
        name = name.rpartition(".")[0]
    return workers.get(name)


def _card(opinion: OpinionRecord, worker: WorkerHealth | None, together: str) -> Card:
    health = worker.state if worker else MISSING
    alone, detail = (
        _said_instead(opinion) if opinion.status == ABSTAINED else _alone(opinion, together)
    )
    return Card(
        opinion=opinion.inspector,
        inspector=worker.inspector if worker else opinion.inspector,
        verdict=Verdict(opinion.part.verdict) if opinion.part else None,
        p_ok=opinion.part.p_ok if opinion.part else None,
        sentence=_advised(_sentence(opinion), worker),
        milliseconds=opinion.milliseconds,
        device=opinion.device,
        health=health,
        problem=opinion.status != "answered",
        advisory=opinion.role == "advisory",
        restartable=_is_restartable(worker),
        alone=alone,
        detail=detail,
        first_ms=opinion.first_ms,
    )


def _sentence(opinion: OpinionRecord) -> str:
    if opinion.status == "answered":
        return sentence(opinion.comment)
    why = sentence(opinion.reason or opinion.status)
    raw = _raw(opinion)
    end = "" if why.endswith((".", "。")) else "."
    return f"{why}{end} {_quoted(raw, BRIEF)}" if raw else why


def _said_instead(opinion: OpinionRecord) -> tuple[str, str]:
    """Return no word of its own, and what an abstainer said where its sentence holds less of it."""
    raw = _raw(opinion)
    return "", _quoted(raw, WHOLE) if len(" ".join(raw.split())) > BRIEF else ""


def _raw(opinion: OpinionRecord) -> str:
    raw = opinion.evidence.get(RAW)
    return raw.strip() if opinion.status == ABSTAINED and isinstance(raw, str) else ""


def _quoted(raw: str, most: int) -> str:
    """Return a text in quotation marks, in one line and cut where it is long."""
    line = " ".join(raw.split())
    line = line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
    return translate("Inspect", "It said: “{text}”").format(text=line)


def _alone(opinion: OpinionRecord, together: str) -> tuple[str, str]:
    """Say in short and in full that it is its own opinion, where the verdict is another."""
    if opinion.part is None or opinion.part.verdict == together:
        return "", ""
    if opinion.role == "advisory":
        short = translate("Inspect", "Advises {own}.")
        full = translate(
            "Inspect", "{own} is its own opinion and only advice; the verdict is {all}."
        )
    else:
        short = translate("Inspect", "Alone {own}.")
        full = translate("Inspect", "{own} is its own opinion; all inspectors together say {all}.")
    own = opinion.part.verdict
    return short.format(own=own), full.format(own=own, all=together)


def _silent(worker: WorkerHealth) -> Card:
    ill = worker.state != "ready"
    return Card(
        opinion=worker.inspector,
        inspector=worker.inspector,
        sentence=_advised(sentence(worker.last_error), worker) if ill else "",
        device=worker.device,
        health=worker.state,
        problem=ill and bool(worker.last_error),
        restartable=_is_restartable(worker),
    )


def _is_restartable(worker: WorkerHealth | None) -> bool:
    return worker is not None and worker.state in _RESTARTABLE and worker.last_error != DISABLED


def _advised(said: str, worker: WorkerHealth | None) -> str:
    """Return what a card says, with where its plugin is enabled again."""
    if worker is None or worker.last_error != DISABLED:
        return said
    text = translate("Inspect", "{said}. Enable it on the Plugins screen (Ctrl+5).")
    return text.format(said=said.rstrip("."))


def states(health: Iterable[WorkerHealth]) -> tuple[tuple[str, str, str, str], ...]:
    """Return what of the workers' health the cards show, so that only a change is drawn."""
    return tuple((w.inspector, w.state, w.last_error, w.device) for w in health)
