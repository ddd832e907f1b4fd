from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.core.correction import Correction, standing
from qeu_station.errors import StorageError
from qeu_station.gui.presenters.import_corrections import (
    MINE,
    SKIP,
    THEIRS,
    ImportPresenter,
    ImportState,
    Stage,
)
from qeu_station.services.importing import Choice
from qeu_station.services.opening import OpenHome
from qeu_station.services.reviewing import ReviewDesk
from qeu_station.settings import Settings
from qeu_station.storage.journal import Journal
from tests.unit.services.making import record

from .doubles import HandJobs

A, B = "a" * 32, "b" * 32


@pytest.fixture
def place(tmp_path: Path) -> Path:
    with Journal.open(tmp_path / "出力" / "journal.db", "batch 1") as journal:
        journal.append_inspections([record("A", id=A), record("B", id=B, serial="S2")])
        journal.append_correction(Correction(B, "太郎", {"U1": "ok", "U2": "ok"}))
    return tmp_path / "出力"


@pytest.fixture
def desk(place: Path, tmp_path: Path):
    made = ReviewDesk.open(place, OpenHome(tmp_path / "home", Settings(), ()), None)
    yield made
    made.close()


@pytest.fixture
def jobs() -> HandJobs:
    return HandJobs()


@pytest.fixture
def changes() -> list[str]:
    return []


@pytest.fixture
def presenter(desk: ReviewDesk, jobs: HandJobs, changes: list[str]) -> ImportPresenter:
    return ImportPresenter(
        jobs, desk, "花子", lambda state: None, lambda: changes.append("recorded")
    )


@pytest.fixture
def look(presenter: ImportPresenter, jobs: HandJobs, tmp_path: Path):
    def looked(*lines: str) -> ImportState:
        file = tmp_path / "corrections.csv"
        file.write_text("\n".join(("pair,cell,label,part", *lines)), encoding="utf-8")
        presenter.choose(file)
        jobs.run_all()
        return presenter.state

    return looked


def said(desk: ReviewDesk, inspection: str = B) -> dict[str, str]:
    return dict(standing(desk.corrections(inspection)).cells)


def test_the_words_are_the_choices_of_the_service() -> None:
    assert {MINE, THEIRS, SKIP} == {choice.value for choice in Choice}


def test_a_file_without_conflicts_is_ready(look, presenter, jobs, desk, changes) -> None:
    state = look("A,U1,missing,", "A,,,ng")
    assert (state.stage, state.ready, state.conflicts) == (Stage.DECIDING, True, ())
    assert state.summary.startswith("Corrections: 1.")
    presenter.write()
    jobs.run_all()
    assert presenter.state.stage is Stage.WRITTEN
    assert presenter.state.told == "Corrections recorded: 1. Left out by choice: 0."
    assert said(desk, A) == {"U1": "missing"}
    assert changes == ["recorded"]


def test_nothing_is_written_before_every_conflict_is_decided(look, presenter, jobs, desk) -> None:
    state = look("B,U1,missing,", "B,U2,missing,", "A,,,ng")
    assert (state.undecided, state.ready) == (2, False)
    assert [c.item for c in state.conflicts] == ["U1", "U2"]
    assert state.conflicts[0].pair == "B · S2"
    assert state.conflicts[0].mine.startswith("ok · 太郎 · 20")
    assert state.conflicts[0].theirs == "missing · 花子"
    presenter.write()
    assert jobs.waiting == []
    presenter.decide([0], THEIRS)
    assert not presenter.state.ready
    presenter.decide([1], MINE)
    assert presenter.state.ready
    presenter.write()
    jobs.run_all()
    assert said(desk) == {"U1": "missing", "U2": "ok"}


def test_lines_with_problems_are_left_out_only_when_told(look, presenter) -> None:
    state = look("A,U1,missing,", "Q,U1,ok,")
    assert [line for line, _ in state.problems] == [3]
    assert not state.ready
    presenter.leave_out(True)
    assert presenter.state.ready
    presenter.leave_out(False)
    assert not presenter.state.ready


def test_an_import_is_taken_back_as_one(look, presenter, jobs, desk, changes) -> None:
    look("B,U1,missing,", "A,U1,missing,")
    presenter.decide([0], THEIRS)
    presenter.write()
    jobs.run_all()
    presenter.undo()
    jobs.run_all()
    assert presenter.state.stage is Stage.UNDONE
    assert presenter.state.told == "Taken back: 2."
    assert (said(desk), said(desk, A)) == ({"U1": "ok", "U2": "ok"}, {})
    presenter.undo()
    assert jobs.waiting == []
    assert changes == ["recorded", "recorded"]


def test_what_somebody_said_meanwhile_is_not_written_over(look, presenter, jobs, desk) -> None:
    desk.correct(Correction(B, "花子", {"U1": "ok"}))
    look("A,U1,missing,", "B,U1,missing,")
    presenter.decide([0], "mine")
    decided = dict(zip(presenter.state.conflicts, presenter.state.choices, strict=True))
    desk.correct(Correction(A, "次郎", {"U1": "ok"}))
    presenter.write()
    jobs.run_all()
    state = presenter.state
    assert state.stage is Stage.DECIDING
    assert state.problem.startswith("次郎 corrected")
    assert len(state.conflicts) == 2
    assert {c: said for c, said in zip(state.conflicts, state.choices, strict=True) if said} == {
        conflict: said for conflict, said in decided.items() if said
    }
    assert not state.ready


def test_a_file_that_cannot_be_read_says_why(presenter, jobs, tmp_path) -> None:
    presenter.choose(tmp_path / "nothing.csv")
    jobs.run_all()
    assert presenter.state.stage is Stage.CHOOSING
    assert "cannot be read" in presenter.state.problem


def test_a_journal_in_use_is_said_and_can_be_tried_again(
    look, presenter, jobs, desk, place, monkeypatch
) -> None:
    look("A,U1,missing,")
    with Journal.open(place / "journal.db", "batch 1"):
        presenter.write()
        jobs.run_all()
        assert "its batch still runs, or another window" in presenter.state.problem
    presenter.write()
    jobs.run_all()
    assert presenter.state.stage is Stage.WRITTEN

    def broken(done, operator):
        raise StorageError("the disk is full")

    monkeypatch.setattr(desk, "undo_all", broken)
    presenter.undo()
    jobs.run_all()
    assert presenter.state.stage is Stage.WRITTEN
    assert presenter.state.problem == "Nothing was taken back. the disk is full"


def test_nobody_imports_without_a_name(desk, jobs, tmp_path) -> None:
    nameless = ImportPresenter(jobs, desk, "", lambda state: None)
    (tmp_path / "c.csv").write_text("pair,part\nA,ng\n")
    nameless.choose(tmp_path / "c.csv")
    jobs.run_all()
    assert "needs the name of who imports" in nameless.state.problem
