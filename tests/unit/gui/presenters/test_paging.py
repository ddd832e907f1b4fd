"""Paging fast, answers in any order: nothing ever lands on another part."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from qeu_station.core.pair import Pair
from qeu_station.gui.preferences import Preferences
from qeu_station.gui.presenters.band import PENDING
from qeu_station.gui.presenters.inspect_state import Kind
from tests.unit.gui.presenters.conftest import Bench
from tests.unit.gui.presenters.doubles import FakeStation

ACTS = (
    "part.next", "part.previous", "part.first", "part.last", "part.inspect", "part.agree",
    "part.ok", "part.ng", "correct.undo", "correct.redo", "correct.strike", "correct.deselect",
)  # fmt: skip
steps = st.one_of(
    st.sampled_from(ACTS).map(lambda key: ("do", key)),
    st.sampled_from(ACTS[:2]).map(lambda key: ("do", key)),
    st.sampled_from("u4sou").map(lambda key: ("press", key)),
    st.integers(0, 20).map(lambda place: ("answer", place)),
    st.integers(0, 20).map(lambda place: ("answer", place)),
    st.just(("answer", "all")),
    st.sampled_from(["part.ok", "part.agree", "correct.undo"]).map(lambda key: ("do", key)),
    st.sampled_from([0.05, 0.2]).map(lambda seconds: ("wait", seconds)),
    st.sampled_from([("box", "draw"), ("box", "click"), ("disk", True), ("disk", False)]),
)


def shown_inspection(bench: Bench) -> str:
    """Which inspection's pictures are on the screen, empty while they are not."""
    strip = [entry.id for entry in bench.state.strip if entry.current]
    return strip[0] if strip and bench.state.pictures is not None else ""


@settings(max_examples=100)
@given(st.lists(steps, min_size=30, max_size=60), st.booleans())
def test_every_correction_names_the_part_that_was_shown(sequence, advance):
    bench = (
        Bench(
            FakeStation(verdicts={"p1": "FAIL", "p3": "REVIEW", "p4": "FAIL"}),
            Preferences(operator="Sato", advance=advance),
        )
        .open()
        .judge()
    )
    for kind, what in sequence:
        shown, part = shown_inspection(bench), bench.state.part.name
        before = len(bench.given)
        act(bench, kind, what)
        assert bench.state.hint
        assert "\n" not in bench.state.hint
        if kind == "answer" and what != "all":
            left = bench.state.part.name != part  # nothing but an answer from the disk goes on
            assert not left or shown in {said.inspection for _, said in bench.station.written}
        if kind in ("do", "press", "box"):
            assert all(said == shown for said in bench.given[before:])
            assert len(bench.given) == before or shown.startswith(f"id-{part}")
    bench.station.full = False
    bench.jobs.run_all()
    bench.presenter.close()
    bench.jobs.run_all()
    assert bench.presenter.unsaved == ""
    written = Counter(said.inspection for _, said in bench.station.written)
    assert written <= Counter(bench.given)
    if ("disk", True) not in sequence:
        assert written == Counter(bench.given)


def act(bench: Bench, kind: str, what) -> None:
    presenter, ready = bench.presenter, bench.jobs.ready()
    if kind == "do":
        presenter.do(what)
    elif kind == "press":
        presenter.press(what)
    elif what == "all":
        bench.judge()
    elif kind == "answer" and ready:
        bench.jobs.run(ready[what % len(ready)])
    elif kind == "wait":
        bench.jobs.pass_time(what)
    elif kind == "disk":
        bench.station.full = what
    elif (kind, what) == ("box", "draw"):
        presenter.draw_box((3, 3, 20, 20), "scratch")
    elif kind == "box" and bench.state.boxes:
        presenter.click_box(bench.state.boxes[-1].id)


def test_forty_keys_read_few_pictures_and_judge_only_the_last():
    pairs = tuple(Pair(f"p{n}", Path(f"p{n}_test.png")) for n in range(13_000))
    bench = Bench(FakeStation(listed=pairs)).open()
    bench.station.read.clear()
    for _ in range(40):
        bench.presenter.do("part.next")
        bench.jobs.pass_time(0.033)
    assert bench.state.part.position == 41
    assert bench.station.inspected == []
    bench.jobs.run_all()
    bench.judge()
    assert bench.state.pictures.name == "p40"
    assert [pair.name for pair, _ in bench.station.inspected] == ["p40"]
    assert len(bench.station.read) < 10


def test_pieces_that_did_not_change_stay_the_same_objects(judged):
    before = judged.state
    judged.presenter.do("part.next")
    after = judged.state
    for piece in ("counters", "classes", "recipe", "operator", "serial"):
        assert getattr(after, piece) is getattr(before, piece)
    assert after.pictures is None or after.pictures.name == "p1"


def test_neighbours_are_read_ahead_and_shown_at_once(judged):
    assert {"p1", "p2", "p3"} <= set(judged.station.read)
    judged.presenter.do("part.next")
    assert judged.state.pictures.name == "p1"


def test_a_prefetch_under_way_serves_the_part_that_is_wanted_now():
    bench = Bench()
    bench.presenter.open_pairs(Path("folder"))
    for key in ("source", "pictures"):
        bench.jobs.run_key(key)
    assert {"ahead:0", "ahead:1"} <= set(bench.jobs.keys)
    bench.presenter.do("part.next")
    assert "pictures" not in bench.jobs.keys
    bench.jobs.run_key("ahead:0")
    assert bench.state.pictures.name == "p1"


def test_a_part_judged_before_shows_its_record_again(judged):
    judged.do("part.next", "part.previous")
    assert judged.state.band.kind is Kind.PASS
    judged.judge()
    assert [pair.name for pair, _ in judged.station.inspected].count("p0") == 1
    judged.do("part.inspect")
    assert [pair.name for pair, _ in judged.station.inspected].count("p0") == 2
    assert judged.state.counters.total == len(judged.station.inspected)


def test_a_part_left_before_its_turn_is_not_judged(bench):
    bench.open()
    bench.jobs.pass_time(0.2)
    assert bench.state.band.kind is Kind.JUDGING
    bench.do("part.next")
    assert bench.station.inspected == []


def test_a_part_left_after_it_was_asked_for_is_judged_and_counted(bench):
    bench.open()
    bench.presenter.do("part.inspect")
    bench.presenter.do("part.next")
    bench.jobs.run_all()
    assert [pair.name for pair, _ in bench.station.inspected] == ["p0"]
    assert (bench.state.part.name, bench.state.counters.total) == ("p1", 1)
    assert [entry.part for entry in bench.state.strip] == ["p0"]
    assert bench.state.band.word == PENDING


def test_coming_back_before_its_turn_does_not_judge_twice(bench):
    bench.open()
    bench.jobs.pass_time(0.2)
    bench.presenter.do("part.next")
    bench.presenter.do("part.previous")
    bench.jobs.pass_time(0.2)
    assert bench.state.band.kind is Kind.JUDGING
    bench.jobs.run_all()
    bench.judge()
    assert [pair.name for pair, _ in bench.station.inspected] == ["p0"]
    assert bench.state.band.kind is Kind.PASS


def test_no_words_flash_by_while_somebody_pages(bench):
    """A part says nothing until it rests, is known, or has a problem."""
    bench.open()
    bench.jobs.pass_time(1.0)
    bench.jobs.run_all()
    bench.shown.clear()
    for _ in range(5):
        bench.presenter.do("part.next")
        bench.jobs.pass_time(0.05)
        bench.jobs.run_all()
        bench.jobs.pass_time(0.05)
    assert {state.band.word for state in bench.shown} == {PENDING}
    bench.jobs.pass_time(0.2)
    assert bench.state.band.kind is Kind.JUDGING
    bench.jobs.run_all()
    assert [state.band.word for state in bench.shown if state.part.name == "p5"][-1] == "PASS"
    assert "Not judged" not in {state.band.word for state in bench.shown}


def test_pictures_that_take_longer_are_said_to_be_opened(bench):
    bench.open()
    bench.presenter.do("part.last")
    bench.jobs.pass_time(0.2)
    assert bench.state.band.word == "Opening"


def test_what_nothing_judges_is_said_to_be_not_judged():
    bench = Bench(preferences=Preferences(auto_inspect=False)).open()
    bench.jobs.pass_time(0.2)
    assert bench.state.band.word == "Not judged"


def test_without_auto_inspect_nothing_is_judged_by_itself():
    bench = Bench(preferences=Preferences(operator="Sato", auto_inspect=False)).open().judge()
    assert bench.station.inspected == []
    bench.do("part.inspect")
    assert bench.state.band.kind is Kind.PASS


def test_a_file_that_vanished_is_a_problem_and_paging_goes_on(bench):
    bench.station.gone = {"p1"}
    bench.open()
    bench.do("part.next")
    bench.judge()
    assert bench.state.band.kind is Kind.PROBLEM
    assert bench.state.band.sentence == "p1_test.png is gone."
    assert bench.station.inspected == []
    bench.do("part.next")
    assert bench.state.pictures.name == "p2"
    bench.station.gone.clear()
    bench.do("part.previous", "part.inspect")
    assert bench.state.pictures.name == "p1"


def test_a_station_that_cannot_judge_says_so_on_the_part(bench):
    bench.open()
    bench.station.broken = OSError("the database is gone")
    bench.judge()
    assert (bench.state.band.kind, bench.state.band.sentence) == (
        Kind.PROBLEM, "the database is gone.",
    )  # fmt: skip
    assert "part.agree" not in bench.state.can
    bench.station.broken = None
    bench.do("part.inspect")
    assert bench.state.band.kind is Kind.PASS


def test_nothing_is_corrected_while_the_pictures_are_read(judged):
    later = Bench(judged.station)
    later.presenter.open_record("id-p0")
    later.jobs.run_key("record")
    assert (later.state.band.kind, later.state.pictures) == (Kind.PASS, None)
    assert not {"part.agree", "part.ok", "part.ng", "correct.undo"} & later.state.can
    for key in ("part.agree", "part.ok", "part.ng"):
        later.presenter.do(key)
    later.presenter.press("u")
    later.presenter.click_cell("U4", False)
    later.presenter.choose_class("scratch")
    later.presenter.draw_box((1, 1, 5, 5), "scratch")
    later.jobs.run_all()
    assert later.state.pictures is not None
    assert later.station.written == []
