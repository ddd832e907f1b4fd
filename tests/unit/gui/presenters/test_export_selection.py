from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from qeu_station.errors import StorageError
from qeu_station.gui.presenters.export_selection import (
    FORMS,
    ExportPresenter,
    ExportState,
    Stage,
)
from qeu_station.services.exporting import FORMATS, ExportProgress, ExportResult, LeftOut

from .doubles import HandJobs

OUT = Path("here") / "export 2026-02-03 04-05-06"


class Desk:
    """Exports nothing, as it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple] = []
        self.answer: ExportResult | Exception = ExportResult(OUT, 3, {"csv": 3})

    def export(self, seqs, out, formats, about, title, on_progress, cancelled, say):
        self.asked.append((list(seqs), out, formats, dict(about), title))
        on_progress(ExportProgress(1, len(seqs)))
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


class Jobs(HandJobs):
    """Shows progress at once."""

    def latest(self, key, work, done, failed=None, on_progress=None):
        super().latest(key, lambda task: work(_Task(task, on_progress)), done, failed)


class _Task:
    def __init__(self, job, on_progress):
        self._job = job
        self.report = on_progress

    @property
    def cancelled(self):
        return self._job.cancelled


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


@pytest.fixture
def shown() -> list[ExportState]:
    return []


@pytest.fixture
def presenter(desk: Desk, jobs: Jobs, shown: list[ExportState]) -> ExportPresenter:
    now = datetime(2026, 2, 3, 4, 5, 6)
    about = {"verdicts": ["FAIL"]}
    return ExportPresenter(jobs, desk, [5, 3, 9], about, shown.append, Path("here"), lambda: now)


def test_every_form_of_the_service_can_be_chosen() -> None:
    assert set(FORMS) == set(FORMATS)


def test_a_new_folder_is_proposed_and_can_be_put_elsewhere(presenter: ExportPresenter) -> None:
    assert presenter.state.out == str(OUT)
    assert presenter.state.ready
    presenter.place_in(Path("there"))
    assert presenter.state.out == str(Path("there") / OUT.name)
    presenter.enter(out="  ")
    assert not presenter.state.ready


def test_without_a_form_or_a_pair_nothing_begins(
    presenter: ExportPresenter, jobs: Jobs, desk: Desk
) -> None:
    for name in presenter.state.formats:
        presenter.choose(name, False)
    assert not presenter.state.ready
    presenter.start()
    assert jobs.waiting == []
    none = ExportPresenter(jobs, desk, [], {}, lambda state: None, Path())
    assert not none.state.ready


def test_it_tells_how_far_it_is_and_what_was_left_out(
    presenter: ExportPresenter, jobs: Jobs, desk: Desk, shown: list[ExportState]
) -> None:
    left = (LeftOut("i", "A", "pdf", "it is gone"),)
    desk.answer = ExportResult(OUT, 3, {"csv": 3, "pdf": 2}, left)
    presenter.choose("pdf", True)
    presenter.enter(title="検査")
    presenter.start()
    assert presenter.state.stage is Stage.RUNNING
    jobs.run_all()
    assert desk.asked == [([5, 3, 9], OUT, ("csv", "html", "pdf"), {"verdicts": ["FAIL"]}, "検査")]
    assert [state.done for state in shown if state.stage is Stage.RUNNING] == [0, 1]
    state = presenter.state
    assert (state.stage, state.done, state.left_out) == (Stage.DONE, 3, 1)
    assert state.reasons == ("A · Report to print (PDF): it is gone",)
    assert "Left out of something: 1" in state.told


def test_a_stopped_export_may_begin_again(presenter: ExportPresenter, jobs: Jobs) -> None:
    presenter.start()
    presenter.cancel()
    jobs.run_all()
    assert presenter.state.stage is Stage.CHOOSING
    assert presenter.state.told == "Stopped. Nothing was left behind."
    presenter.start()
    jobs.run_all()
    assert presenter.state.stage is Stage.DONE


def test_a_fault_is_said_and_the_person_may_choose_again(
    presenter: ExportPresenter, jobs: Jobs, desk: Desk
) -> None:
    desk.answer = StorageError("is there already")
    presenter.start()
    jobs.run_all()
    assert (presenter.state.stage, presenter.state.problem) == (Stage.CHOOSING, "is there already")
    presenter.enter(out="other")
    assert presenter.state.problem == ""


def test_nothing_is_shown_after_closing(
    presenter: ExportPresenter, jobs: Jobs, shown: list[ExportState]
) -> None:
    presenter.start()
    presenter.close()
    count = len(shown)
    jobs.run_all()
    assert len(shown) == count
