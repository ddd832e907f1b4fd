"""What the comparison of two runs decides."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from qeu_station.errors import InputError
from qeu_station.gui.presenters.review_panels_changes import differing
from qeu_station.gui.presenters.review_panels_runs import RunsPresenter
from qeu_station.gui.presenters.review_panels_runs_state import PAIR, PairWish
from qeu_station.gui.presenters.review_panels_state import Phase
from qeu_station.services import review
from qeu_station.services.review import Cause
from qeu_station.services.review.explaining import Difference
from tests.unit.gui.presenters.doubles import HandJobs, make_record
from tests.unit.gui.presenters.review_columns import columns, strings

FIRST = columns([0.9, 0.9, 0.1, 0.6])
SECOND = columns([0.1, 0.9, 0.9, 0.3], id=strings([f"other{n}" for n in range(4)]))


class Source:
    """A run that is read without files."""

    note = ""

    def __init__(self) -> None:
        self.closed = False
        self.reader = self

    def close(self) -> None:
        self.closed = True

    def inspection(self, id: str):
        p_ok = (0.1, 0.8, 0.1) if id.startswith("other") else (0.9, 0.05, 0.05)
        made = make_record("p0", "FAIL" if id.startswith("other") else "PASS")
        opinion = replace(made.opinions[0], part=replace(made.part, probabilities=p_ok))
        return replace(made, opinions=(opinion,))


@pytest.fixture
def jobs():
    return HandJobs()


@pytest.fixture
def opened():
    return []


@pytest.fixture
def presenter(jobs, opened, monkeypatch):
    def open_run(place: Path) -> Source:
        if place.name == "nothing":
            raise InputError("There is no journal there.")
        opened.append(Source())
        return opened[-1]

    monkeypatch.setattr(review, "load", lambda source: SECOND)
    made = RunsPresenter(jobs, open_run)
    made.set_source(Source())
    made.wake(True)
    made.set_rows(FIRST)
    return made


@pytest.fixture
def compared(presenter, jobs):
    presenter.choose(Path("other run"))
    jobs.run_all()
    return presenter


def names(presenter) -> list[str]:
    pairs, shown = presenter.state.pairs, presenter.state.shown
    return [str(name) for name in pairs.pair[shown]]


def test_it_asks_for_the_other_run(presenter):
    assert presenter.state.look.phase is Phase.EMPTY
    assert "Choose another run" in presenter.state.look.sentence


def test_the_pairs_that_changed_the_gravest_first(compared):
    state = compared.state
    assert names(compared) == ["p2", "p0", "p3"]
    assert state.matrix.counts.tolist() == [[1, 1, 1], [0, 0, 0], [1, 0, 0]]
    assert state.about == "pairs in both: 4 · changed: 3 · only here: 0 · only there: 0"
    assert [(each.key, each.count) for each in state.causes] == [
        ("0", 3), (str(int(Cause.FUSION)), 3),
    ]  # fmt: skip


def test_a_kind_of_change_and_back(compared, jobs):
    compared.press_kind(0, 2)
    jobs.run_all()
    assert names(compared) == ["p0"]
    assert compared.state.matrix.chosen == (0, 2)
    compared.press_kind(0, 0)
    jobs.run_all()
    assert names(compared) == ["p1"]  # what stayed can be looked at too
    compared.press_kind(0, 0)
    jobs.run_all()
    assert len(names(compared)) == 3


def test_a_cause(compared, jobs):
    compared.press_cause(str(int(Cause.OPINION)))
    jobs.run_all()
    assert names(compared) == []
    compared.press_cause("0")
    jobs.run_all()
    assert len(names(compared)) == 3


def test_sorting_turns_round(compared, jobs):
    compared.sort(PAIR)
    jobs.run_all()
    assert names(compared) == ["p0", "p2", "p3"]
    compared.sort(PAIR)
    jobs.run_all()
    assert names(compared) == ["p3", "p2", "p0"]


def test_a_line_is_a_pair_of_both_runs(compared):
    assert compared.wish(0) == PairWish("p2", 2, "id2", "other2")
    assert compared.wish(9) is None


def test_what_was_different_is_looked_up_where_the_person_rests(compared, jobs):
    compared.rest_on(0)
    compared.rest_on(1)
    assert jobs.keys == []  # only passed by so far
    jobs.pass_time(1)
    jobs.run_all()
    assert compared.state.detail_of == "p0"
    assert compared.state.detail == ("answer difference: PASS 0.9000 → FAIL 0.1000",)


def test_another_run_closes_the_one_before(compared, jobs, opened):
    compared.choose(Path("a third"))
    jobs.run_all()
    assert [each.closed for each in opened] == [True, False]
    compared.set_source(None)
    jobs.run_all()
    assert [each.closed for each in opened] == [True, True]
    assert compared.state.pairs is None


def test_a_run_that_cannot_be_read_is_closed_and_told(presenter, jobs, opened, monkeypatch):
    def damaged(source):
        raise InputError("It is damaged.")

    monkeypatch.setattr(review, "load", damaged)
    presenter.choose(Path("other run"))
    jobs.run_all()
    assert opened[0].closed
    assert presenter.state.look.sentence == "It is damaged."
    presenter.choose(Path("nothing"))
    jobs.run_all()
    assert presenter.state.look.sentence == "There is no journal there."


def test_the_filter_of_the_table_does_not_count(compared, jobs):
    compared.set_rows(FIRST, np.array([1], np.int32))
    assert jobs.keys == []
    assert len(names(compared)) == 3


def test_a_running_batch_is_compared_anew(compared, jobs):
    compared.set_rows(columns([0.9, 0.9]))
    jobs.run_all()
    assert names(compared) == ["p0"]


def test_hashes_are_shown_by_their_beginning():
    lines = differing(
        [Difference("model", "tiny", "ab" * 32, ""), Difference("recipe", "", "a", "b")]
    )
    assert lines == ("model tiny: abababab… → –", "recipe: a → b")
    assert differing([]) == ("Nothing in the records differs.",)
