"""What the histogram decides, and what its lines would change."""

from __future__ import annotations

from dataclasses import replace

import cv2
import numpy as np
import pytest

from qeu_station.core.recipe import Recipe
from qeu_station.errors import StorageError
from qeu_station.gui.presenters.review_panels_histogram import (
    CORRECTIONS,
    TRUTH,
    HistogramPresenter,
)
from qeu_station.gui.presenters.review_panels_state import Phase
from qeu_station.gui.presenters.review_panels_trying import NewThresholds, saver
from qeu_station.services.review import Filter, select
from qeu_station.services.review.columns import BAD, GOOD, UNTOLD, Coded
from qeu_station.storage.recipes import load_recipe, save_recipe
from tests.unit.gui.presenters.doubles import HandJobs
from tests.unit.gui.presenters.review_columns import columns

CHANCES = [0.95, 0.6, 0.55, 0.3, 0.1, 0.05]
TRUTHS = np.array([GOOD, BAD, UNTOLD, UNTOLD, GOOD, BAD], np.uint8)
COLUMNS = columns(CHANCES, truth=TRUTHS)


@pytest.fixture
def jobs():
    return HandJobs()


@pytest.fixture
def presenter(jobs):
    made = HistogramPresenter(jobs)
    made.wake(True)
    made.set_rows(COLUMNS)
    jobs.run_all()
    return made


def figures(presenter) -> dict[str, tuple[str, str, str]]:
    return {each.text: (each.now, each.then, each.change) for each in presenter.state.figures}


def test_the_lines_begin_at_the_recipe_and_change_nothing(presenter):
    state = presenter.state
    assert (state.t_fail, state.t_pass) == state.recorded == (0.2, 0.5)
    assert not state.can_write
    assert presenter.wanted() is None
    assert figures(presenter)["PASS"] == ("3", "3", "±0")
    assert state.counts.sum(axis=1).tolist() == [3, 1, 2]


def test_moving_a_line_says_what_would_change(presenter):
    presenter.move("t_pass", 0.7)
    said = figures(presenter)
    assert said["PASS"] == ("3", "1", "−2")
    assert said["REVIEW"] == ("1", "3", "+2")
    assert said["Escapes of 2"] == ("1", "0", "−1")
    better = {each.text: each.better for each in presenter.state.figures}
    assert better["Escapes of 2"] is True
    assert better["Overkills of 2"] is None
    assert presenter.wanted() == NewThresholds("tray", 3, 0.2, 0.7)


def test_the_inspections_that_change_are_offered_to_the_table(presenter):
    presenter.move("t_pass", 0.7)
    assert presenter.changing().rows.tolist() == [1, 2]
    assert presenter.changing().words


def test_a_line_stops_at_the_other(presenter):
    presenter.move("t_fail", 0.9)
    assert (presenter.state.t_fail, presenter.state.t_pass) == (0.499999, 0.5)


def test_the_lines_stay_while_a_batch_goes_on_and_go_back_when_asked(presenter, jobs):
    presenter.move("t_pass", 0.7)
    presenter.set_rows(columns([*CHANCES, 0.9]))
    jobs.run_all()
    assert presenter.state.t_pass == 0.7
    assert figures(presenter)["PASS"] == ("4", "2", "−2")
    presenter.reset()
    assert presenter.state.t_pass == 0.5


def test_costs_give_a_figure_and_put_the_lines_where_they_are_least(presenter):
    assert "Cost" not in figures(presenter)
    presenter.price(50, 10)
    assert figures(presenter)["Cost"] == ("60", "60", "±0")
    presenter.by_costs()
    assert (presenter.state.t_fail, presenter.state.t_pass) == (0.1, 0.98)


def test_one_recipe_at_a_time(presenter, jobs):
    recipes = Coded(np.array([0, 0, 0, 0, 1, 1], np.int32), ("tray", "lid"))
    stamps = Coded(np.array([0, 0, 0, 0, 1, 1], np.int32), ("a" * 64, "b" * 64))
    limits = np.array([[0.5, 0.2], [0.7, 0.3]], np.float32)
    mixed = replace(COLUMNS, recipe=recipes, recipe_sha256=stamps, limits=limits)
    presenter.set_rows(mixed)
    jobs.run_all()
    assert [option.key for option in presenter.state.recipes] == ["tray", "lid"]
    assert presenter.state.counts.sum() == 4
    presenter.choose_recipe("lid")
    jobs.run_all()
    assert presenter.state.counts.sum() == 2
    assert (presenter.state.t_fail, presenter.state.t_pass) == (0.3, 0.7)


def test_given_truth_takes_the_place_of_corrections(presenter, jobs):
    presenter.set_truth({"p0": {"U1": "scratch"}, "p5": {"U1": "ok"}})
    jobs.run_all()
    assert presenter.state.basis == TRUTH
    assert figures(presenter)["Escapes of 1"] == ("1", "1", "±0")
    assert figures(presenter)["Overkills of 1"] == ("1", "1", "±0")
    presenter.choose_basis(CORRECTIONS)
    jobs.run_all()
    assert "Escapes of 2" in figures(presenter)


def test_a_bin_filters_and_the_histogram_still_shows_the_others(presenter, jobs):
    place = int(np.flatnonzero(presenter.state.counts.sum(axis=0))[0])
    wish = presenter.press_bin(place)
    low, high = wish.conditions["p_ok"]
    assert low <= 0.05 <= high
    chosen = Filter(p_ok=(low, high))
    presenter.set_rows(COLUMNS, select(COLUMNS, chosen), chosen)
    jobs.run_all()
    assert presenter.state.bin == place
    assert presenter.state.counts.sum() == 6
    assert presenter.press_bin(place).conditions == {"p_ok": (None, None)}


def test_the_ends_are_spread_out_when_asked(presenter, jobs):
    even = presenter.state.edges
    presenter.spread(True)
    jobs.run_all()
    assert presenter.state.edges[1] < even[1]
    assert presenter.state.counts.sum() == 6


def test_nothing_known_is_said(presenter, jobs):
    presenter.set_rows(columns([0.9, np.nan]))
    jobs.run_all()
    assert figures(presenter)["Escapes of 0"] == ("–", "–", "")
    assert "Nothing is known" in presenter.state.remark
    assert "No threshold changes 1 of them" in presenter.state.remark


def test_costs_outlive_what_was_open(presenter, jobs):
    presenter.price(50, 10)
    presenter.set_rows(None)
    assert presenter.state.look.phase is Phase.EMPTY
    assert presenter.state.counts is None
    assert presenter.state.costs == (50, 10)


def test_a_new_version_is_asked_for_and_saved(jobs):
    saved = []

    def save(wanted: NewThresholds) -> str:
        saved.append(wanted)
        return "tray v4"

    presenter = HistogramPresenter(jobs, save)
    presenter.wake(True)
    presenter.set_rows(COLUMNS)
    jobs.run_all()
    assert presenter.ask() is None
    assert presenter.state.asks == ""
    presenter.move("t_pass", 0.7)
    assert presenter.ask() == NewThresholds("tray", 3, 0.2, 0.7)
    assert "PASS from 0.70 as a new version of tray" in presenter.state.asks
    presenter.move("t_pass", 0.8)
    assert presenter.state.asks == ""  # what was asked is no longer what would be saved
    presenter.ask()
    presenter.cancel()
    presenter.ask()
    presenter.save()
    assert presenter.state.asks == ""
    jobs.run_all()
    assert saved == [NewThresholds("tray", 3, 0.2, 0.8)]
    assert presenter.state.told == "Saved as tray v4."


def test_a_version_that_cannot_be_saved_is_told(jobs):
    def save(wanted: NewThresholds) -> str:
        raise StorageError("The disk is full.")

    presenter = HistogramPresenter(jobs, save)
    presenter.wake(True)
    presenter.set_rows(COLUMNS)
    jobs.run_all()
    presenter.move("t_pass", 0.7)
    presenter.ask()
    presenter.save()
    jobs.run_all()
    assert presenter.state.problem == "The disk is full."
    assert presenter.state.told == ""


def test_the_recipe_is_saved_with_all_it_stands_on(tmp_path):
    picture = tmp_path / "ref.png"
    picture.write_bytes(cv2.imencode(".png", np.full((8, 12), 90, np.uint8))[1].tobytes())
    home = tmp_path / "家"
    first = save_recipe(Recipe("tray", ("ref.png",)), [picture], home)
    name = saver(home)(NewThresholds("tray", 1, 0.3, 0.7))
    made = load_recipe("tray", home)
    assert name == "tray v2"
    assert (made.recipe.decision.t_fail, made.recipe.decision.t_pass) == (0.3, 0.7)
    assert replace(made.recipe, decision=first.recipe.decision, version=1) == first.recipe
    assert made.references[0].read_bytes() == picture.read_bytes()
