"""Pictures: the wanted one is never delayed, memory stays bounded."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qeu_station.gui.presenters.pages import SLOTS, PageCache, PageRequest, Pages
from qeu_station.gui.presenters.part import Page
from qeu_station.imaging.apart import apart
from qeu_station.services.viewing import ViewedPair
from tests.unit.gui.presenters.doubles import HandJobs, picture, viewed

ONE = picture().nbytes * 2 + picture(2, 2).nbytes


def page(name: str = "p") -> Page:
    return Page(viewed(name), picture(2, 2))


class Desk:
    """Pages with what they gave."""

    def __init__(self, limit: int = 100 * ONE) -> None:
        self.jobs = HandJobs()
        self.shown: list[str] = []
        self.failed: list[str] = []
        self.read: list[str] = []
        self.gone: set[str] = set()
        self.pages = Pages(self.jobs, PageCache(limit))

    def want(self, name: str, *ahead: str) -> None:
        self.pages.want(
            self.request(name),
            lambda page: self.shown.append(page.pictures.name),
            lambda error: self.failed.append(str(error)),
            [self.request(other) for other in ahead],
        )

    def request(self, name: str) -> PageRequest:
        def read():
            self.read.append(name)
            if name in self.gone:
                raise OSError(f"{name} is gone")
            return viewed(name)

        return PageRequest(name, read)


def test_the_neighbours_wait_for_the_wanted():
    desk = Desk()
    desk.want("a", "b", "c", "d")
    assert desk.jobs.keys == ["pictures"]
    desk.jobs.run()
    assert desk.shown == ["a"]
    assert len(desk.jobs.keys) == SLOTS
    desk.jobs.run_all()
    assert desk.read == ["a", "b", "c", "d"]


def test_what_is_kept_lies_apart_from_what_comes_and_goes():
    large = picture(512, 512)
    pair = ViewedPair("p", large, large.copy())
    desk, shown = Desk(), list[Page]()
    desk.pages.want(PageRequest("p", lambda: pair), shown.append, lambda error: None)
    desk.jobs.run_all()
    kept = shown[0].pictures
    assert apart(kept.reference) is kept.reference
    assert apart(kept.test) is kept.test


def test_what_is_kept_is_shown_at_once():
    desk = Desk()
    desk.want("a", "b")
    desk.jobs.run_all()
    desk.want("b")
    assert desk.shown == ["a", "b"]


def test_an_answer_that_came_too_late_is_not_shown():
    desk = Desk()
    desk.want("a")
    desk.want("b")
    desk.jobs.run_all()
    assert (desk.shown, desk.read) == (["b"], ["b"])


def test_what_is_read_ahead_is_not_read_twice():
    desk = Desk()
    desk.want("a", "b", "c")
    desk.jobs.run()
    desk.want("c", "d")
    desk.jobs.run_all()
    assert desk.shown == ["a", "c"]
    assert sorted(desk.read) == ["a", "b", "c", "d"]


def test_an_error_ahead_counts_only_when_it_is_wanted():
    desk = Desk()
    desk.gone = {"b"}
    desk.want("a", "b")
    desk.jobs.run_all()
    assert desk.failed == []
    desk.want("b")
    desk.jobs.run_all()
    assert desk.failed == ["b is gone"]


def test_an_error_of_what_became_wanted_while_it_was_read_is_told():
    desk = Desk()
    desk.gone = {"b"}
    desk.want("a", "b")
    desk.jobs.run()
    desk.want("b")
    desk.jobs.run_all()
    assert (desk.shown, desk.failed) == (["a"], ["b is gone"])


def test_nothing_wanted_shows_nothing():
    desk = Desk()
    desk.want("a", "b")
    desk.pages.nothing()
    desk.jobs.run_all()
    assert desk.shown == []


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 5))
def test_memory_stays_within_its_bound_and_the_newest_stays(keys, fit):
    cache = PageCache(fit * ONE)
    for key in keys:
        cache.put(key, page())
        assert cache.bytes <= fit * ONE
        assert key in cache
    assert cache.bytes == ONE * sum(key in cache for key in range(10))


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 5)), max_size=40))
def test_in_any_order_of_answers_only_the_wanted_is_shown_and_in_the_end_it_is(steps):
    desk = Desk()
    for name, place in steps:
        before = len(desk.shown)
        desk.want(name, *(other for other in "abcdef" if other > name))
        if desk.jobs.waiting:
            desk.jobs.run(place % len(desk.jobs.waiting))
        assert set(desk.shown[before:]) <= {name}
    desk.jobs.run_all()
    assert not steps or desk.shown[-1] == steps[-1][0]
