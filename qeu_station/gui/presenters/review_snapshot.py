"""The state of the Review screen, put together from what the parts of its presenter know."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

from qeu_station.gui.presenters.asking import Questions
from qeu_station.gui.presenters.band import part_band
from qeu_station.gui.presenters.box_tool import BoxTool
from qeu_station.gui.presenters.boxes import DRAWN, box_marks
from qeu_station.gui.presenters.cards import cards
from qeu_station.gui.presenters.corrector import Corrector
from qeu_station.gui.presenters.inspect_state import Band, BoxMark, InspectState, Kind
from qeu_station.gui.presenters.marks import class_keys
from qeu_station.gui.presenters.resolve import settled
from qeu_station.gui.presenters.review_bulk import Bulk
from qeu_station.gui.presenters.review_hints import review_hint
from qeu_station.gui.presenters.review_list import ReviewList
from qeu_station.gui.presenters.review_look import ReviewLook
from qeu_station.gui.presenters.review_pace import Pace
from qeu_station.gui.presenters.review_state import Phase, ReviewState
from qeu_station.gui.presenters.review_words import chips
from qeu_station.gui.presenters.sentences import sentence
from qeu_station.gui.words import translate

MEANT = frozenset(
    {"part.agree", "part.ok", "part.ng", "part.note", "correct.box", "correct.strike",
     "correct.undo", "correct.redo", "review.same"}
)  # fmt: skip
"""Actions that mean one pair, and must not be done to another."""


@dataclass(frozen=True, slots=True, eq=False)
class Screen:
    """Everything that has a say in what the screen shows."""

    listed: ReviewList
    look: ReviewLook
    correct: Corrector
    questions: Questions
    bulk: Bulk
    pace: Pace
    operator: str
    current: int
    selected: int
    refused: bool
    just_came: bool
    saved: tuple[str, ...]


def snapshot(old: ReviewState, screen: Screen) -> ReviewState:
    """Return the state of the whole screen; ``old`` itself when nothing changed."""
    listed, bulk = screen.listed, screen.bulk
    position = listed.position_of(screen.current)
    can = _can(screen, position)
    spoken = int(listed.spoken().sum())
    new = ReviewState(
        phase=listed.phase,
        place=_place(listed),
        problem=listed.problem,
        note=_note(listed),
        loading=listed.loading,
        listed=listed.listed,
        total=0 if listed.columns is None else len(listed.columns),
        current=screen.current,
        position=position,
        filter=listed.asked,
        order=listed.order,
        chips=chips(listed.asked, listed.within_words),
        saved=screen.saved,
        choices=listed.choices,
        progress=screen.pace.progress(spoken, len(listed.rows)),
        fresh=listed.fresh,
        told=bulk.told,
        selected=screen.selected,
        pair=settled(old.pair, _pair(screen, position, can)),
        can=can,
    )
    same = {f.name: _kept(old, new, f.name) for f in fields(ReviewState)}
    return (
        old
        if all(same.values())
        else replace(new, **{name: getattr(old, name) for name, kept in same.items() if kept})
    )


def _kept(old: ReviewState, new: ReviewState, name: str) -> bool:
    before: Any = getattr(old, name)
    after: Any = getattr(new, name)
    return before is after or (name not in ("listed", "pair") and bool(before == after))


def _place(listed: ReviewList) -> str:
    desk = listed.desk
    if desk is None:
        return ""
    return desk.name or translate("Review", "This station's journal")


def _note(listed: ReviewList) -> str:
    note = listed.desk.source.note if listed.desk is not None else ""
    return sentence(note) if note else ""


def _pair(screen: Screen, position: int, can: frozenset[str]) -> InspectState:
    """Return the pair as the widgets of Inspect show it."""
    correct, part = screen.correct, screen.look.part
    on_screen = correct.screen
    said, pictures = on_screen.said, part.page.pictures if part and part.page else None
    marked = part.record if part and pictures else None
    count = len(screen.listed.rows)
    if part is not None:
        part.position = position
    return InspectState(
        operator=screen.operator,
        part=part.label(count) if part else None,
        inspection=part.record.id if part and part.record else "",
        band=_band(screen),
        pictures=pictures,
        grid=on_screen.grid,
        cells=on_screen.marked(correct.entry.selected),
        boxes=box_marks(
            marked, said, on_screen.colours, correct.boxes.chosen,
            pictures.to_test if pictures else (), part.advice if part else (),
        ) + _asked(correct.boxes),
        cards=tuple(
            replace(card, health="")
            for card in cards(part.record if part else None, (), part.advice if part else ())
        ),
        classes=class_keys(part.recipe) if part and part.recipe else (),
        typed=correct.entry.typed,
        question=screen.questions.shown,
        note=said.note,
        difference=screen.look.difference,
        can=can,
        hint=review_hint(
            part, correct, screen.questions.shown is not None, screen.refused,
            0 <= position < count - 1,
        ),
    )  # fmt: skip


def _asked(tool: BoxTool) -> tuple[BoxMark, ...]:
    """Return the box whose class is asked for."""
    return () if tool.pending is None else (BoxMark(f"{DRAWN}?", tool.pending, "?", ""),)


def _band(screen: Screen) -> Band:
    part, history = screen.look.part, screen.correct.screen.history
    if part is None:
        return Band(Kind.EMPTY, "")
    saved = history is None or not history.unsaved
    stuck = history is not None and history.stuck > 0
    return part_band(part, screen.correct.screen.said, saved, stuck)


def _can(screen: Screen, position: int) -> frozenset[str]:
    listed, bulk, shown = screen.listed, screen.bulk, screen.look.part is not None
    count, many = len(screen.listed.rows), screen.selected > 1 and not screen.bulk.busy
    correctable = screen.correct.screen.correctable is not None
    usable = {
        "part.next": position < count - 1,
        "part.previous": position > 0,
        "part.first": count > 0 and position != 0,
        "part.last": count > 0 and position != count - 1,
        **dict.fromkeys(("view.fit", "view.zoom_in", "view.zoom_out", "view.grid"), True),
        **dict.fromkeys(("view.stacked", "view.blink", "view.difference"), True),
        "review.close": listed.phase is not Phase.EMPTY,
        "review.same": correctable and bulk.last_but(screen.look.inspection) is not None,
        "review.all_ok": many,
        "review.all_ng": many,
        "review.all_same": many and bulk.last is not None,
        "review.next_open": shown,
        "review.again": listed.columns is not None,
        "review.clear": bool(chips(listed.asked, listed.within_words)),
        "review.search": listed.columns is not None,
        "review.export": listed.columns is not None and not listed.loading,
        "review.import": listed.columns is not None and not listed.loading,
    }
    can = {key for key, may in usable.items() if may} | screen.correct.can()
    if screen.just_came:
        can -= MEANT
    if many:
        can.add("correct.deselect")
    if bulk.newest and bulk.undoable:
        can.add("correct.undo")
    if bulk.newest and bulk.redoable:
        can.add("correct.redo")
    return frozenset(can | {"review.open", "review.own"})
