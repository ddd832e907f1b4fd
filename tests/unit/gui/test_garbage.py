from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest

from qeu_station.gui.garbage import Search, rest
from qeu_station.gui.presenters.inspect_state import Counters, InspectState


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_the_search_rests_until_the_window_is_shown() -> None:
    rest()
    search = Search()
    assert not gc.isenabled()
    search.wake()
    assert gc.isenabled()
    assert gc.get_freeze_count()


def test_what_the_first_recipe_and_the_first_part_load_is_left_out_once() -> None:
    rest()
    search = Search()
    search.wake()
    state, counts = InspectState(), [gc.get_freeze_count()]
    loaded = []
    for each in (
        replace(state, recipe="tray v1"),
        replace(state, recipe="tray v1", counters=replace(Counters(), total=1)),
        replace(state, recipe="tray v2", counters=replace(Counters(), total=2)),
    ):
        loaded += [[number] for number in range(1000)]
        search.show_state(each)
        counts.append(gc.get_freeze_count())
    first, recipe, part, later = counts
    assert recipe >= first + 1000
    assert part >= recipe + 1000
    assert later < part + 1000


def test_a_program_that_never_rested_is_left_alone() -> None:
    before = gc.get_freeze_count()
    search = Search()
    search.wake()
    search.show_state(replace(InspectState(), recipe="tray v1"))
    assert gc.get_freeze_count() == before
