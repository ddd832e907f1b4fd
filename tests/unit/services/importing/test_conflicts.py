"""Conflicts are shown with who, when and what, and nothing is written before they are decided."""

from __future__ import annotations

import pytest

from qeu_station.core.correction import Correction, DrawnBox, standing
from qeu_station.errors import InputError
from qeu_station.services.bulk import undo_all
from qeu_station.services.importing import Choice, ImportPlan, Voice, write_import
from qeu_station.storage.journal import Journal

from .conftest import IDS, Plan

B = IDS["B"]
HEADER = "pair,cell,label,part,operator,at"


def said(journal: Journal, inspection: str = B):
    return standing(journal.corrections(inspection))


def items(plan: ImportPlan) -> list[tuple[str, str, str]]:
    return [(each.item, each.mine.what, each.theirs.what) for each in plan.conflicts]


def test_both_sides_are_named(plan: Plan, journal: Journal) -> None:
    journal.append_correction(Correction(B, "太郎", {"U1": "ok", "U2": "missing"}))
    at = next(journal.entries("correction")).at
    found = plan(HEADER, "B,U1,missing,,次郎,2026-02-03 10:00", "B,U2,missing,,次郎,", "A,U1,ok,,,")
    (conflict,) = found.conflicts
    assert (conflict.pair, conflict.serial, conflict.line) == ("B", "S2", 2)
    assert conflict.mine == Voice("太郎", at, "ok")
    assert conflict.theirs == Voice("次郎", "2026-02-03 10:00", "missing")
    assert [each.correction.cells for each in found.planned] == [{"U1": "missing"}, {"U1": "ok"}]


def test_what_is_in_force_already_is_not_written_again(plan: Plan, journal: Journal) -> None:
    box = DrawnBox((1, 2, 3, 4), "unknown")
    journal.append_correction(Correction(B, "太郎", {"U1": "ok"}, None, (box,), ("R1",), "seen"))
    journal.append_correction(Correction(B, "太郎", part="ng"))
    head = journal.head()
    found = plan(
        "pair,cell,label,part,region,x1,y1,x2,y2,note",
        "B,U1,ok,,R1,,,,,seen",
        "B,,unknown,ng,,1,2,3,4,",
    )
    assert (found.planned, found.known, found.conflicts) == ((), 1, ())
    assert write_import(journal, found).bulk.acts == ()
    assert journal.head() == head


@pytest.mark.parametrize(
    ("mine", "line", "conflicts"),
    [
        ({"part": "ok"}, "B,,,ng,,", [("part", "ok", "ng")]),
        ({"cells": {"U1": "missing"}}, "B,,,ok,,", [("part", "ng", "ok")]),
        ({"part": "ok"}, "B,U2,missing,,,", [("part", "ok", "ng")]),
        ({"added": (DrawnBox((1, 2, 3, 4), "missing"),)}, "B,,,ok,,", [("part", "ng", "ok")]),
        ({"cells": {"U1": "missing"}}, "B,U2,missing,,,", []),
        ({"cells": {"U1": "missing"}}, "B,U1,ok,,,", [("U1", "missing", "ok")]),
        (
            {"cells": {"U1": "missing"}, "part": "ng"},
            "B,U1,ok,ok,,",
            [("U1", "missing", "ok"), ("part", "ng", "ok")],
        ),
        ({"cells": {"U1": "ok"}, "part": "ok"}, "B,U1,unknown,,,", [("U1", "ok", "unknown")]),
        ({"note": "look"}, "B,U1,unknown,ng,,", []),
    ],
)
def test_what_cannot_both_be_true_is_a_conflict(
    plan: Plan, journal: Journal, mine, line: str, conflicts
) -> None:
    journal.append_correction(Correction(B, "太郎", **mine))
    assert items(plan(HEADER, line)) == conflicts


def test_a_correction_that_was_withdrawn_is_no_conflict(plan: Plan, journal: Journal) -> None:
    entry = journal.append_correction(Correction(B, "太郎", {"U1": "ok"}))
    journal.append_correction(Correction(B, "太郎", supersedes=entry))
    assert plan(HEADER, "B,U1,missing,,,").conflicts == ()


def test_nothing_is_written_before_all_is_decided(plan: Plan, journal: Journal) -> None:
    journal.append_correction(Correction(B, "太郎", {"U1": "ok"}))
    head = journal.head()
    found = plan(HEADER, "A,U1,missing,,,", "B,U1,missing,,,")
    with pytest.raises(InputError, match='U1 of pair "B": 太郎 said ok, the file says missing'):
        write_import(journal, found)
    broken = plan(HEADER, "A,U1,missing,,,", "Q,U1,missing,,,")
    with pytest.raises(InputError, match='line 3: "Q" is not in the journal'):
        write_import(journal, broken, rest=Choice.THEIRS)
    assert journal.head() == head
    assert len(write_import(journal, broken, without_problems=True).bulk) == 1


@pytest.mark.parametrize(
    ("choice", "cells"),
    [
        (Choice.MINE, {"U1": "ok", "U2": "unknown"}),
        (Choice.THEIRS, {"U1": "missing", "U2": "unknown"}),
        (Choice.SKIP, {"U1": "ok"}),
    ],
)
def test_every_choice_does_what_it_says(plan: Plan, journal: Journal, choice, cells) -> None:
    journal.append_correction(Correction(B, "太郎", {"U1": "ok"}))
    found = plan(HEADER, "B,U1,missing,,,", "B,U2,unknown,,,", "A,,,ng,,")
    done = write_import(journal, found, rest=choice)
    assert said(journal).cells == cells
    assert said(journal, IDS["A again"]).part == "ng"
    assert done.left_out == (1 if choice is Choice.SKIP else 0)
    undo_all(journal, done.bulk, "花子")
    assert said(journal).cells == {"U1": "ok"}
    assert journal.verify().problems == ()


def test_each_conflict_has_a_choice_of_its_own(plan: Plan, journal: Journal) -> None:
    journal.append_correction(Correction(B, "太郎", {"U1": "ok", "U2": "ok", "U3": "ok"}))
    found = plan(HEADER, "B,U1,missing,,,", "B,U2,missing,,,", "B,U3,missing,,,")
    first, second, _ = found.conflicts
    choices = {first.key: Choice.THEIRS, second.key: Choice.MINE}
    with pytest.raises(InputError, match="1 conflicts are undecided"):
        write_import(journal, found, choices)
    write_import(journal, found, choices, Choice.THEIRS)
    assert said(journal).cells == {"U1": "missing", "U2": "ok", "U3": "missing"}


def test_keeping_a_good_part_keeps_defects_out(plan: Plan, journal: Journal) -> None:
    journal.append_correction(Correction(B, "太郎", part="ok"))
    found = plan(
        "pair,cell,label,x1,y1,x2,y2", "B,U1,missing,,,,", "B,U2,ok,,,,", "B,,unknown,1,1,2,2"
    )
    write_import(journal, found, rest=Choice.MINE)
    now = said(journal)
    assert (now.part, now.cells, now.added) == ("ok", {"U2": "ok"}, ())


def test_nothing_is_written_over_what_nobody_was_shown(plan: Plan, journal: Journal) -> None:
    found = plan(HEADER, "B,U1,missing,,,", "A,,,ng,,")
    journal.append_correction(Correction(B, "次郎", {"U1": "ok"}))
    head = journal.head()
    with pytest.raises(
        InputError, match=r"次郎 corrected inspection .* Look at the conflicts again"
    ):
        write_import(journal, found, rest=Choice.THEIRS)
    assert journal.head() == head


def test_an_import_leaves_a_note_of_where_it_came_from(plan: Plan, journal: Journal) -> None:
    found = plan(HEADER, "B,U1,missing,,,")
    write_import(journal, found)
    (note,) = journal.entries("note")
    assert found.sha256 in note.payload
    assert "corrections.csv" in note.payload


def test_nobody_imports_without_a_name(plan: Plan) -> None:
    with pytest.raises(InputError, match="needs the name of who imports"):
        plan(HEADER, "B,U1,missing,,,", operator=" ")


def test_a_defect_that_is_kept_is_not_cleared_by_the_part_of_the_file(
    plan: Plan, journal: Journal
) -> None:
    journal.append_correction(Correction(B, "太郎", {"U1": "missing"}, "ng"))
    found = plan(HEADER, "B,U1,ok,ok,,")
    cell, part = found.conflicts
    write_import(journal, found, {cell.key: Choice.MINE, part.key: Choice.THEIRS})
    assert (said(journal).part, said(journal).cells) == ("ng", {"U1": "missing"})
    write_import(journal, plan(HEADER, "B,U1,ok,ok,,"), rest=Choice.THEIRS)
    assert (said(journal).part, said(journal).cells) == ("ok", {"U1": "ok"})


def test_a_mark_that_a_later_ok_cleared_is_no_conflict_and_can_be_said_again(
    plan: Plan, journal: Journal
) -> None:
    journal.append_correction(Correction(B, "太郎", {"U1": "missing"}))
    journal.append_correction(Correction(B, "太郎", part="ok"))
    assert items(plan(HEADER, "B,U1,ok,,,")) == []
    found = plan(HEADER, "B,U1,missing,,,")
    assert items(found) == [("part", "ok", "ng")]
    write_import(journal, found, rest=Choice.THEIRS)
    assert said(journal).cells == {"U1": "missing"}
