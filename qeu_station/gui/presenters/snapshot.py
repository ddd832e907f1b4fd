"""The state of the screen, put together from what the parts of the presenter know."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qeu_station.core.grid import Grid
from qeu_station.gui.presenters.band import part_band
from qeu_station.gui.presenters.boxes import box_marks
from qeu_station.gui.presenters.cards import cards
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.hints import part_hint
from qeu_station.gui.presenters.inspect_state import (
    Band,
    Counters,
    InspectState,
    Kind,
    Question,
    StripEntry,
)
from qeu_station.gui.presenters.marks import class_keys, grid_over
from qeu_station.gui.presenters.part import Part
from qeu_station.gui.presenters.visits import Visits
from qeu_station.gui.words import translate

if TYPE_CHECKING:
    from qeu_station.core.recipe import Recipe
    from qeu_station.pluginhost import WorkerHealth


@dataclass(slots=True)
class Model:
    """What the screen shows beside the part."""

    recipe: Recipe | None = None
    starting: bool = False
    reading: bool = False
    problem: str = ""
    operator: str = ""
    counters: Counters = field(default_factory=Counters)
    strip: tuple[StripEntry, ...] = ()
    health: tuple[WorkerHealth, ...] = ()
    question: Question | None = None
    live: bool = False


def snapshot(model: Model, visits: Visits, correct: Corrector) -> InspectState:
    """Return the state of the whole screen."""
    part = visits.part
    recipe = part.recipe if part and part.recipe else model.recipe
    said = correct.said
    pictures = part.page.pictures if part and part.page else None
    return InspectState(
        recipe=_recipe_name(model.recipe),
        operator=model.operator,
        part=part.label(len(visits.queue or ())) if part else None,
        band=_band(model, visits, correct),
        pictures=pictures,
        grid=_grid(part, recipe),
        cells=correct.cells,
        boxes=box_marks(
            part.record, said, correct.colours, correct.box, pictures.to_test
        ) if part and pictures else (),
        cards=cards(part.record if part else None, model.health),
        counters=model.counters,
        strip=model.strip,
        classes=class_keys(recipe) if recipe else (),
        typed=correct.entry.typed,
        serial=visits.serial,
        question=model.question,
        note=said.note,
        live=model.live,
        can=_can(visits, correct),
        hint=_hint(model, visits, correct),
    )  # fmt: skip


def _recipe_name(recipe: Recipe | None) -> str:
    return f"{recipe.name} v{recipe.version}" if recipe else ""


def _grid(part: Part | None, recipe: Recipe | None) -> Grid | None:
    if part is None or part.page is None or recipe is None:
        return None
    height, width = part.page.pictures.reference.shape[:2]
    return grid_over(recipe.grid, width, height)


def _band(model: Model, visits: Visits, correct: Corrector) -> Band:
    if visits.part is not None:
        saved = correct.history is None or not correct.history.unsaved
        return part_band(visits.part, correct.said, saved)
    if model.problem:
        return Band(Kind.PROBLEM, translate("Inspect", "Problem"), model.problem)
    if model.starting:
        sentence = translate("Inspect", "The inspectors are being started")
        return Band(Kind.OPENING, translate("Inspect", "Starting"), sentence)
    if model.reading:
        return Band(Kind.OPENING, translate("Inspect", "Opening"))
    if visits.queue is not None:
        sentence = translate("Inspect", "There are no pairs here")
        return Band(Kind.EMPTY, translate("Inspect", "Empty"), sentence)
    return Band(Kind.EMPTY, translate("Inspect", "Nothing open"))


def _can(visits: Visits, correct: Corrector) -> frozenset[str]:
    queue, part = visits.queue, visits.part
    usable = {
        "file.close": queue is not None or part is not None,
        "part.next": queue is not None and not queue.at_end,
        "part.previous": queue is not None and not queue.at_start,
        "part.first": queue is not None and not queue.at_start,
        "part.last": queue is not None and not queue.at_end,
        "part.inspect": visits.can_inspect,
    }
    return frozenset({key for key, can in usable.items() if can} | correct.can())


def _hint(model: Model, visits: Visits, correct: Corrector) -> str:
    if model.question is not None:
        return model.question.text
    if correct.hint:
        return correct.hint
    if visits.part is not None:
        classes = class_keys(visits.part.recipe) if visits.part.recipe else ()
        return part_hint(visits.part, correct.entry, correct.agreed, classes)
    return ""
