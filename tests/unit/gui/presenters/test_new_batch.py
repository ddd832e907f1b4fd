"""Ordering a batch: what is entered is looked through, and only that is taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.errors import InputError
from qeu_station.gui.presenters.new_batch import NewBatchPresenter, found_words
from qeu_station.gui.presenters.new_batch_state import NewBatchState
from qeu_station.services.jobqueue import BatchJob, BatchOrder
from qeu_station.services.jobqueue.survey import Survey
from tests.unit.gui.presenters.test_batches import Bench

FINE = Survey("tray@2", 400, 0, 2_500_000)


class Ordering(Bench):
    """The dialog's presenter; ``found`` is what the next look finds."""

    def __init__(self, recipe: str = "tray", pairs: Path | None = None) -> None:
        super().__init__()
        self.found = FINE
        self.looked: list[BatchOrder] = []
        self.desk.recipes = lambda: ["belt", "tray"]
        self.desk.looked_through = self._look
        self.attach()
        self.presenter.want()
        self.jobs.run_all()
        self.states: list[NewBatchState] = []
        self.taken: list[BatchJob] = []
        self.new = NewBatchPresenter(
            self.jobs, self.presenter, self.states.append, self.taken.append, recipe, pairs
        )
        self.jobs.run_all()

    def anew(self, pairs: Path | None = None) -> NewBatchPresenter:
        """The dialog once more."""
        made = NewBatchPresenter(
            self.jobs, self.presenter, self.states.append, self.taken.append, "tray", pairs
        )
        self.jobs.run_all()
        return made

    def _look(self, order, taken, unwanted):
        self.looked.append(order)
        out = Path("proposed") if order.out == Path() else order.out
        return replace(order, out=out), self.found

    def enter(self, **changes) -> NewBatchState:
        self.new.enter(**changes)
        self.jobs.pass_time(0.5)
        self.jobs.run_all()
        return self.new.state


def test_a_folder_that_was_dropped_is_looked_through_at_once():
    bench = Ordering(pairs=Path("parts"))
    state = bench.new.state
    assert bench.looked == [BatchOrder("tray", Path("parts"), Path())]
    assert (state.recipes, state.recipe, state.out) == (("belt", "tray"), "tray", "proposed")
    assert (state.found, state.ready) == ("400 pairs, 2.5 MB", True)


def test_nothing_is_looked_through_before_recipe_and_pairs_are_named():
    bench = Ordering(recipe="gone")
    assert bench.new.state.recipe == ""
    assert bench.enter(pairs="parts").found == ""
    assert bench.looked == []
    assert bench.enter(recipe="belt").ready


def test_the_only_recipe_is_chosen():
    bench = Ordering(recipe="")
    bench.desk.recipes = lambda: ["tray"]
    new = NewBatchPresenter(bench.jobs, bench.presenter, lambda s: None, lambda j: None)
    bench.jobs.run_all()
    assert new.state.recipe == "tray"


def test_what_is_typed_rests_before_it_is_looked_through():
    bench = Ordering()
    for text in ("p", "pa", "pairs"):
        bench.new.enter(pairs=text)
        bench.jobs.pass_time(0.1)
    bench.jobs.pass_time(0.5)
    bench.jobs.run_all()
    assert [order.pairs for order in bench.looked] == [Path("pairs")]


def test_an_own_place_stays_and_an_empty_one_is_proposed_again():
    bench = Ordering(pairs=Path("parts"))
    assert bench.enter(out="mine").out == "mine"
    assert bench.looked[-1].out == Path("mine")
    assert bench.enter(pairs="others").out == "mine"
    assert bench.enter(out=" ").out == "proposed"


def test_problems_keep_it_from_being_added():
    bench = Ordering()
    bench.found = Survey("", None, problems=("No such recipe.",), remarks=("Three are empty.",))
    state = bench.enter(pairs="parts")
    assert (state.ready, state.problems, state.remarks, state.found) == (
        False, ("No such recipe.",), ("Three are empty.",), "",
    )  # fmt: skip
    bench.new.add()
    bench.jobs.run_all()
    assert bench.taken == []


def test_only_what_was_looked_through_is_added():
    bench = Ordering(pairs=Path("parts"))
    bench.new.enter(lanes=4)
    bench.new.add()
    bench.jobs.run_all()
    assert bench.taken == []
    bench.jobs.pass_time(0.5)
    bench.jobs.run_all()
    bench.new.add()
    bench.new.add()
    bench.jobs.run_all()
    assert [job.order for job in bench.taken] == [
        BatchOrder("tray", Path("parts"), Path("proposed"), 4)
    ]


def test_what_the_queue_refuses_stands_in_the_dialog():
    bench = Ordering(pairs=Path("parts"))

    def refuse(order):
        raise InputError("The queue of batches is being closed; nothing was changed.")

    bench.queue.add = refuse
    bench.new.add()
    bench.jobs.run_all()
    assert bench.taken == []
    assert "being closed" in bench.new.state.problems[0]


def test_an_answer_after_closing_shows_nothing():
    bench = Ordering()
    bench.new.enter(pairs="parts")
    count = len(bench.states)
    bench.new.close()
    bench.jobs.pass_time(1)
    bench.jobs.run_all()
    assert len(bench.states) == count


def test_what_was_entered_is_there_again_until_it_is_taken():
    bench = Ordering()
    bench.enter(pairs="typed", lanes=2)
    bench.enter(out="own")
    bench.new.close()
    again = bench.anew()
    assert (again.state.pairs, again.state.out, again.state.lanes) == ("typed", "own", 2)
    assert again.state.ready
    assert bench.anew(Path("dropped")).state.pairs == "dropped"
    again.add()
    bench.jobs.run_all()
    assert len(bench.taken) == 1
    assert bench.anew().state.pairs == ""


@pytest.mark.parametrize("text", ["~", "~nobody-of-this-name/parts", "部品"])
def test_any_path_can_be_typed(text):
    bench = Ordering()
    bench.enter(pairs=text)
    assert len(bench.looked) == 1


def test_a_batch_that_is_gone_on_with_says_how_much_is_done():
    words = found_words(replace(FINE, judged=120))
    assert words == "400 pairs, 2.5 MB; 120 are judged already"
    assert found_words(Survey()) == ""
