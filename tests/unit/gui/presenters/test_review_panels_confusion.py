"""What the confusion panel decides."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qeu_station.core.agreement import wilson
from qeu_station.errors import DatasetError
from qeu_station.gui.presenters.review_panels_confusion import (
    CLASSES,
    CORRECTIONS,
    PARTS,
    TRUTH,
    ConfusionPresenter,
)
from qeu_station.gui.presenters.review_panels_state import Phase
from qeu_station.services.review import Filter, known, select
from qeu_station.services.review.columns import BAD, FAIL, GOOD, UNTOLD
from tests.unit.gui.presenters.doubles import HandJobs
from tests.unit.gui.presenters.review_columns import columns, marks

TRUTHS = np.array([GOOD, BAD, BAD, GOOD, UNTOLD], np.uint8)
COLUMNS = columns(
    [0.9, 0.9, 0.1, 0.1, 0.3],
    truth=TRUTHS,
    marks=marks([(2, "U4", "scratch", FAIL), (3, "U4", "dent", FAIL)]),
    said=marks([(2, "U4", "scratch", FAIL), (3, "U4", "ok", FAIL)]),
)


class Source:
    reader = None


@pytest.fixture
def jobs():
    return HandJobs()


@pytest.fixture
def presenter(jobs):
    made = ConfusionPresenter(jobs)
    made.set_source(Source())
    made.wake(True)
    made.set_rows(COLUMNS)
    jobs.run_all()
    return made


def test_parts_against_corrections(presenter):
    state = presenter.state
    assert (state.subject, state.basis) == (PARTS, CORRECTIONS)
    assert state.matrix.counts.tolist() == [[1, 0, 1], [1, 0, 1]]
    assert [each.count for each in state.matrix.rows] == [2, 2]
    assert state.about == "known: 4 of 5 inspections"
    escape = state.rates[0]
    assert (escape.hits, escape.trials, escape.interval) == (1, 2, wilson(1, 2))


def test_classes_of_cells(presenter, jobs):
    presenter.choose_subject(CLASSES)
    jobs.run_all()
    matrix = presenter.state.matrix
    assert [each.key for each in matrix.rows] == ["ok", "unknown", "scratch", "missing", "dent"]
    named = {each.key: place for place, each in enumerate(matrix.columns)}
    assert matrix.counts[0, named["dent"]] == 1
    assert matrix.marks[0, named["dent"]] == -1
    assert matrix.counts[2, named["scratch"]] == 1
    assert matrix.marks[2, named["scratch"]] == 1
    assert matrix.marks[2, named["REVIEW"]] == 0
    rates = {rate.text: (rate.hits, rate.trials) for rate in presenter.state.rates}
    assert rates == {"Escape": (0, 1), "Overkill": (1, 1), "Review": (0, 2), "Right class": (1, 1)}


def test_a_count_gives_the_inspections_behind_it(presenter):
    wish = presenter.press(1, 0)
    assert wish.rows.tolist() == [1]
    assert wish.words == "known defective, said PASS"
    assert presenter.state.matrix.chosen == (1, 0)
    assert presenter.press(1, 0).rows is None
    assert presenter.state.matrix.chosen is None


def test_its_own_choice_does_not_hide_the_other_counts(presenter, jobs):
    wish = presenter.press(1, 0)
    plain = Filter()
    presenter.set_rows(COLUMNS, select(COLUMNS, plain, within=wish.rows), plain)
    jobs.run_all()
    assert presenter.state.matrix.counts.sum() == 4
    assert presenter.state.matrix.chosen == (1, 0)


def test_given_truth(presenter, jobs, monkeypatch):
    heard = []
    presenter.truth_changed = heard.append
    truth = {"p0": {"U1": "ok"}, "p4": {"U1": "scratch"}}
    monkeypatch.setattr(known, "load_known", lambda place, reader, columns: truth)
    presenter.give_truth(Path("truth.csv"))
    assert presenter.state.look.phase is Phase.WORKING
    jobs.run_all()
    assert heard == [truth]
    assert (presenter.state.basis, presenter.state.truth) == (TRUTH, "truth.csv")
    assert [option.key for option in presenter.state.bases] == [CORRECTIONS, TRUTH]
    assert presenter.state.matrix.counts.tolist() == [[1, 0, 0], [0, 1, 0]]
    presenter.set_rows(None)
    assert heard == [truth, None]
    assert presenter.state.basis == CORRECTIONS


def test_truth_that_cannot_be_read_is_told_and_changes_nothing(presenter, jobs, monkeypatch):
    def refuse(*_):
        raise DatasetError("truth.csv, line 2: cell is empty.")

    monkeypatch.setattr(known, "load_known", refuse)
    presenter.give_truth(Path("truth.csv"))
    jobs.run_all()
    assert presenter.state.look.sentence == "truth.csv, line 2: cell is empty."
    assert presenter.state.basis == CORRECTIONS
    presenter.set_rows(COLUMNS)
    jobs.run_all()
    assert presenter.state.look.phase is Phase.READY


def test_nothing_corrected_is_said(presenter, jobs):
    presenter.set_rows(columns([0.9]))
    jobs.run_all()
    assert presenter.state.look.sentence == "Nothing of this selection was corrected yet"
    assert presenter.state.matrix.rows == ()


def test_a_choice_that_the_table_gave_up_is_given_up_here_too(presenter, jobs):
    wish = presenter.press(1, 0)
    plain = Filter()
    presenter.set_rows(COLUMNS, presenter.rows, plain)  # the table still shows what it showed
    assert presenter.state.matrix.chosen == (1, 0)
    presenter.set_rows(COLUMNS, select(COLUMNS, plain, within=wish.rows), plain)
    assert presenter.state.matrix.chosen == (1, 0)
    presenter.set_rows(COLUMNS, select(COLUMNS, plain), plain)
    jobs.run_all()
    assert presenter.state.matrix.chosen is None
