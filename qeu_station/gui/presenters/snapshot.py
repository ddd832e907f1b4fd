"""The state of the screen, put together from what the parts of the presenter know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qeu_station.core.grid import Grid
from qeu_station.gui.presenters.asking import Questions
from qeu_station.gui.presenters.band import part_band
from qeu_station.gui.presenters.box_tool import BoxTool
from qeu_station.gui.presenters.boxes import DRAWN, box_marks
from qeu_station.gui.presenters.cards import cards
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.doing import MEANT
from qeu_station.gui.presenters.health import Health
from qeu_station.gui.presenters.hints import closed_hint, live_hint, part_hint
from qeu_station.gui.presenters.inspect_state import Band, BoxMark, Card, InspectState, Kind
from qeu_station.gui.presenters.live import unfit
from qeu_station.gui.presenters.marks import class_keys, grid_over
from qeu_station.gui.presenters.part import Part
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.presenters.serials import Serials
from qeu_station.gui.presenters.shift import ShiftDesk
from qeu_station.gui.presenters.sources import Sources
from qeu_station.gui.presenters.unsaved import elsewhere_hint
from qeu_station.gui.presenters.visits import Visits
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    import numpy as np

    from qeu_station.core.recipe import Recipe
    from qeu_station.pluginhost import WorkerHealth


@dataclass(frozen=True, slots=True, eq=False)
class Screen:
    """Everything that has a say in what the screen shows."""

    visits: Visits
    correct: Corrector
    sources: Sources
    shift: ShiftDesk
    serials: Serials
    health: Health
    questions: Questions
    operator: str
    reference: np.ndarray | None

    @property
    def recipe(self) -> Recipe | None:
        """The recipe the part was judged with, or the one in use."""
        part = self.visits.part
        return part.recipe if part and part.recipe else self.visits.recipe


def snapshot(screen: Screen) -> InspectState:
    """Return the state of the whole screen."""
    visits, correct, recipe = screen.visits, screen.correct, screen.recipe
    part = visits.part
    on_screen, chosen = correct.screen, correct.boxes.chosen
    said = on_screen.said
    pictures = part.page.pictures if part and part.page else None
    marked = part.record if part and pictures else None
    to_test = pictures.to_test if pictures else ()
    return InspectState(
        recipe=_name(visits.recipe),
        operator=screen.operator,
        part=part.label(len(visits.queue or ())) if part else None,
        inspection=part.record.id if part and part.record else "",
        band=_band(screen),
        pictures=pictures,
        grid=_grid(screen),
        cells=on_screen.marked(correct.entry.selected),
        boxes=box_marks(
            marked, said, on_screen.colours, chosen, to_test, part.advice if part else ()
        ) + _asked(correct.boxes),
        cards=_cards(part, screen.health.workers),
        counters=screen.shift.count.shown,
        strip=screen.shift.strip.shown,
        classes=class_keys(recipe) if recipe else (),
        typed=correct.entry.typed,
        serial=screen.serials.text,
        question=screen.questions.shown,
        note=said.note,
        live=visits.live is not None,
        stale=visits.live.stale if visits.live and not pictures else "",
        reference=screen.reference if visits.live else None,
        difference=visits.difference,
        can=_can(screen),
        hint=_hint(screen),
    )  # fmt: skip


def _cards(part: Part | None, health: Sequence[WorkerHealth]) -> tuple[Card, ...]:
    if part is None:
        return cards(None, health)
    return cards(part.record, health, part.advice, part.at_work)


def _name(recipe: Recipe | None) -> str:
    return f"{recipe.name} v{recipe.version}" if recipe else ""


def _asked(tool: BoxTool) -> tuple[BoxMark, ...]:
    """Return the box whose class is asked for."""
    return () if tool.pending is None else (BoxMark(f"{DRAWN}?", tool.pending, "?", ""),)


def _grid(screen: Screen) -> Grid | None:
    part, recipe = screen.visits.part, screen.recipe
    picture = part.page.pictures.reference if part and part.page else None
    if picture is None and screen.visits.live is not None:
        picture = screen.reference
    if picture is None or recipe is None:
        return None
    return grid_over(recipe.grid, picture.shape[1], picture.shape[0])


def _band(screen: Screen) -> Band:
    visits, correct, sources = screen.visits, screen.correct, screen.sources
    if visits.part is not None:
        history = correct.screen.history
        saved = history is None or not history.unsaved
        stuck = history is not None and history.stuck > 0
        return part_band(visits.part, correct.screen.said, saved, stuck)
    if visits.live is not None:
        return (None if sources.starting else unfit(visits.recipe)) or visits.live.band()
    return _waiting_band(sources, visits)


def _waiting_band(sources: Sources, visits: Visits) -> Band:
    """Return the band while there is no part."""
    if sources.problem:
        return Band(Kind.PROBLEM, translate("Inspect", "Problem"), sentence(sources.problem))
    if sources.starting:
        why = translate("Inspect", "The inspectors are being started")
        return Band(Kind.OPENING, translate("Inspect", "Starting"), why)
    if sources.reading:
        return Band(Kind.OPENING, translate("Inspect", "Opening"))
    word, why = translate("Inspect", "Nothing open"), ""
    if sources.folder is not None:
        why = translate("Inspect", "New pairs are shown as soon as they are complete")
        return Band(Kind.WAITING, translate("Inspect", "Waiting"), why)
    if sources.open and visits.recipe is None:
        word = translate("Inspect", "No recipe")
        why = translate("Inspect", "Choose the recipe that judges these parts: Ctrl+R")
    elif visits.queue is not None:
        word = translate("Inspect", "Empty")
        why = translate("Inspect", "There are no pairs here")
    return Band(Kind.EMPTY, word, why)


def _can(screen: Screen) -> frozenset[str]:
    visits, queue = screen.visits, screen.visits.queue
    elsewhere = visits.part is None or visits.part.position < 0
    at_start = queue is None or not len(queue) or (queue.at_start and not elsewhere)
    at_end = queue is None or not len(queue) or (queue.at_end and not elsewhere)
    usable = {
        "file.close": screen.sources.open or visits.part is not None,
        "part.next": visits.can_step(1),
        "part.previous": visits.can_step(-1),
        "part.first": not at_start,
        "part.last": not at_end,
        "part.inspect": visits.can_inspect,
        "view.blink": visits.part is not None or visits.live is not None,
        "view.difference": visits.part is not None,
    }
    can = {key for key, can in usable.items() if can} | screen.correct.can()
    return frozenset(can - MEANT if visits.arrivals.just_came else can)


def _why_not_live(visits: Visits) -> str:
    """Return why no picture of the live source can be judged now."""
    if visits.live is None:
        return ""
    wrong = unfit(visits.recipe)
    return wrong.sentence if wrong else sentence(visits.live.problem)


def _refused(visits: Visits) -> str:
    """Return that a key was likely meant for the part before, where it was."""
    told = translate("Inspect", "The part has just come; nothing was taken")
    return told if visits.arrivals.refused else ""


def _waiting(visits: Visits) -> str:
    """Return how many parts came and wait until the operator is done."""
    count = visits.arrivals.waiting
    return translate("Inspect", "New parts waiting: {count}").format(count=count) if count else ""


def _hint(screen: Screen) -> str:
    lost = elsewhere_hint(screen.correct.screen.elsewhere)
    here = _hint_here(screen)
    return f"{lost}. {here}" if lost else here


def _hint_here(screen: Screen) -> str:
    visits, correct = screen.visits, screen.correct
    if screen.questions.shown is not None:
        return translate("Inspect", "Answer the question first")
    refused = _refused(visits) or correct.screen.hint
    if refused:
        return refused
    if visits.part is not None:
        hint = part_hint(visits.part, correct, visits.can_step(1))
        more = _why_not_live(visits) or _waiting(visits)
        return f"{hint}. {more}" if more else hint
    if visits.live is not None and unfit(visits.recipe) is not None:
        return translate("Inspect", "Ctrl+R: choose a recipe")
    if visits.live is not None:
        return live_hint(visits.live.ready, correct.screen.early)
    sources = screen.sources
    return closed_hint(sources.starting, visits.recipe is not None, sources.folder)
