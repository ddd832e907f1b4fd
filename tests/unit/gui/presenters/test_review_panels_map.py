"""What the defect map decides."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from qeu_station.core.classes import DefectClass
from qeu_station.core.grid import Grid
from qeu_station.core.recipe import Recipe
from qeu_station.errors import StorageError
from qeu_station.gui.presenters.review_panels_map import (
    ALL,
    UNCLASSED,
    DefectMapPresenter,
    neighbour,
    shade,
    spoken,
)
from qeu_station.gui.presenters.review_panels_state import MapState, Phase
from qeu_station.services.review import Filter, product, select
from qeu_station.services.review.columns import FAIL, REVIEW
from qeu_station.services.review.product import Product
from tests.unit.gui.presenters.doubles import HandJobs
from tests.unit.gui.presenters.review_columns import columns, marks

RECIPE = Recipe("tray", ("r.png",), 3, classes=(DefectClass("scratch", "s", "#aa0000"),))
MARKED = marks(
    [
        (0, "U4", "scratch", FAIL),
        (0, "U5", "dent", FAIL),
        (1, "U4", "dent", REVIEW),
        (3, "U4", "scratch", FAIL),
    ]
)
COLUMNS = columns([0.1, 0.3, 0.9, 0.1], marks=MARKED)


class Source:
    """A journal whose product is read without files."""

    reader = None


@pytest.fixture
def read(monkeypatch):
    """How often the product was read."""
    times = []

    def product_of(reader, columns, rows=None):
        times.append(1)
        return Product("a" * 64, RECIPE, Grid.over_rectangle((0, 0, 90, 30)), (90, 30))

    monkeypatch.setattr(product, "product_of", product_of)
    return times


@pytest.fixture
def jobs():
    return HandJobs()


@pytest.fixture
def presenter(jobs, read):
    made = DefectMapPresenter(jobs)
    made.set_source(Source())
    made.wake(True)
    made.set_rows(COLUMNS)
    jobs.run_all()
    return made


def classes(state: MapState) -> dict[str, int]:
    return {each.key: each.count for each in state.classes}


def test_every_cell_and_class_is_counted(presenter):
    state = presenter.state
    assert state.look.phase is Phase.READY
    assert {cell: count for cell, count in state.counts.items() if count} == {"U4": 3, "U5": 1}
    assert classes(state) == {ALL: 4, "scratch": 2, "dent": 2}
    assert state.classes[2].colour == "#aa0000"
    assert "tray v3" in state.about


def test_a_class_narrows_the_cells_and_a_cell_the_classes(presenter):
    wish = presenter.press_class("dent")
    assert wish.conditions == {"cells": (), "classes": ("dent",)}
    assert {c: n for c, n in presenter.state.counts.items() if n} == {"U4": 1, "U5": 1}
    wish = presenter.press_cell("U5")
    assert wish.conditions == {"cells": ("U5",), "classes": ("dent",)}
    assert classes(presenter.state) == {ALL: 1, "dent": 1}
    assert presenter.state.chosen == ("U5",)


def test_pressing_again_gives_the_choice_up(presenter):
    presenter.press_cell("U4")
    assert presenter.press_cell("U4").conditions == {"cells": (), "classes": ()}
    presenter.press_class("dent")
    assert presenter.press_class(ALL).conditions["classes"] == ()


def test_findings_without_a_class_are_listed_too(presenter, jobs):
    codes = MARKED.label.codes.copy()
    codes[2] = -1
    unnamed = replace(MARKED, label=replace(MARKED.label, codes=codes))
    presenter.set_rows(replace(COLUMNS, marks=unnamed))
    jobs.run_all()
    assert classes(presenter.state)[UNCLASSED] == 1
    wish = presenter.press_class(UNCLASSED)
    assert wish.rows.tolist() == [1]
    assert wish.words == "no class named"


def test_the_choice_of_the_filter_does_not_hide_the_other_cells(presenter, jobs):
    """The table shows one cell; the map still shows all, or nothing else could be chosen."""
    chosen = Filter(cells=("U5",))
    presenter.set_rows(COLUMNS, select(COLUMNS, chosen), chosen)
    jobs.run_all()
    assert presenter.state.chosen == ("U5",)
    assert presenter.state.counts["U4"] == 3
    other = Filter(verdicts=("REVIEW",))
    presenter.set_rows(COLUMNS, select(COLUMNS, other), other)
    jobs.run_all()
    assert (presenter.state.chosen, presenter.state.counts["U4"]) == ((), 1)


def test_the_product_is_read_once(presenter, jobs, read):
    presenter.set_rows(COLUMNS, np.array([0], np.int32))
    jobs.run_all()
    assert len(read) == 1


def test_what_is_not_seen_is_not_counted(jobs, read):
    presenter = DefectMapPresenter(jobs)
    presenter.set_source(Source())
    presenter.set_rows(COLUMNS)
    assert jobs.keys == []
    presenter.wake(True)
    assert jobs.keys == ["review.map"]


def test_only_the_last_of_many_is_shown(presenter, jobs):
    presenter.set_rows(COLUMNS, np.array([0], np.int32))
    presenter.set_rows(COLUMNS, np.array([1], np.int32))
    jobs.run_all()
    assert sum(presenter.state.counts.values()) == 1


def test_the_same_again_costs_nothing(presenter, jobs):
    """The screen hands its rows on with every state, many times for one selection."""
    rows = np.array([0], np.int32)
    presenter.set_rows(COLUMNS, rows, Filter())
    jobs.run_all()
    presenter.set_rows(COLUMNS, rows, Filter())
    assert jobs.keys == []


def test_what_was_begun_for_a_closed_journal_is_dropped(presenter, jobs):
    presenter.set_rows(COLUMNS, np.array([0], np.int32))
    presenter.wake(False)
    presenter.set_source(None)
    assert jobs.keys == []


def test_why_there_is_nothing(jobs, presenter):
    presenter.set_rows(columns([]))
    assert presenter.state.look.sentence == "Nothing is recorded here yet"
    presenter.set_rows(COLUMNS, np.array([], np.int32), Filter(text="nobody"))
    assert presenter.state.look.sentence == "No inspection passes the filter"
    presenter.set_source(None)
    assert presenter.state.look.sentence == "Nothing is open"
    assert jobs.keys == []


def test_a_fault_is_told_in_words(presenter, jobs, monkeypatch):
    def gone(*_: object) -> None:
        raise StorageError("The journal is gone.")

    monkeypatch.setattr(product, "main_recipe", gone)
    presenter.set_rows(COLUMNS, np.array([0], np.int32))
    jobs.run_all()
    assert presenter.state.look.phase is Phase.PROBLEM
    assert presenter.state.look.sentence == "The journal is gone."


def test_findings_outside_of_the_grid_are_not_lost(presenter, jobs, monkeypatch):
    small = Product("b", RECIPE, Grid.over_rectangle((0, 0, 9, 9), ("U",), ("4",)), (9, 9))
    monkeypatch.setattr(product, "product_of", lambda *_: small)
    presenter.set_rows(None)
    presenter.set_rows(COLUMNS)
    jobs.run_all()
    assert presenter.state.counts == {"U4": 3}
    assert presenter.state.remark == "In cells that this grid does not have: 1"


def test_shades_grow_with_the_count_and_few_are_seen():
    assert shade(0, 100) == 0
    assert 0.05 < shade(1, 100) < shade(50, 100) < shade(100, 100) == 1
    assert shade(0, 0) == 0


def test_keys_jump_over_cells_that_are_never_judged():
    grid = Grid.over_rectangle((0, 0, 9, 9), unused=frozenset({"U2", "C1"}))
    assert neighbour(grid, "U1", 0, 1) == "U3"
    assert neighbour(grid, "U1", 1, 0) == "D1"
    assert neighbour(grid, "U1", -1, 0) == "U1"


def test_a_cell_in_words():
    state = MapState(counts={"U4": 1200}, chosen=("U4",))
    assert spoken(state, "U4") == "U4: not PASS in 1,200, chosen"
    assert spoken(state, "U5") == "U5: not PASS in 0"
