"""Live pictures: judged from frames grabbed after the trigger only, lost and found again."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image

from qeu_station.capture.frame import Frame
from qeu_station.core.recipe import Recipe
from qeu_station.gui.presenters.inspect_state import Kind
from tests.unit.gui.presenters.conftest import Bench
from tests.unit.gui.presenters.doubles import picture


@dataclass
class FakeSource:
    """A camera that gives the frames it is handed."""

    state: str = "live"
    problem: str = ""
    frames: list[Frame] = field(default_factory=lambda: [Frame(picture(), 0.0, 1)])
    asked: list[float] = field(default_factory=list)
    closed: bool = False

    def newest(self):
        return self.frames[-1] if self.state == "live" else None

    def after(self, moment, timeout_s):
        self.asked.append(moment)
        return next((frame for frame in self.frames if frame.at > moment), None)

    def close(self):
        self.closed = True
        self.state = "closed"


def live(bench) -> FakeSource:
    source = FakeSource()
    bench.presenter.open_live(source)
    bench.jobs.run_all()
    return source


def trigger(bench, source, at: float = 1000.0) -> None:
    source.frames.append(Frame(np.zeros((48, 64, 3), np.uint8), at, len(source.frames) + 1))
    bench.do("part.inspect")


def test_the_newest_frame_is_shown(bench):
    source = live(bench)
    assert bench.state.live
    assert (bench.state.band.kind, bench.state.part) == (Kind.LIVE, None)
    assert bench.presenter.frame() is source.frames[-1].pixels


def test_a_trigger_judges_a_frame_grabbed_after_it_and_shows_the_still(bench):
    bench.jobs.pass_time(5)
    source = live(bench)
    trigger(bench, source)
    assert source.asked == [bench.jobs.now]
    assert bench.state.band.kind is Kind.PASS
    assert bench.state.part.name.startswith("live-")
    assert bench.state.part.name.endswith("-1")
    assert (bench.state.pictures.aligned, bench.presenter.frame()) == (True, None)
    assert bench.state.counters.total == 1
    bench.do("part.next")
    assert bench.state.band.kind is Kind.LIVE
    assert bench.presenter.frame() is not None


def test_an_old_frame_is_never_judged(bench):
    source = live(bench)
    bench.do("part.inspect")
    assert bench.station.inspected == []
    assert "nothing was judged" in str(bench.errors[-1])
    assert bench.state.band.kind is Kind.LIVE
    assert source.frames[-1].at <= bench.jobs.now


def test_the_next_trigger_leaves_the_still(bench):
    source = live(bench)
    trigger(bench, source)
    trigger(bench, source, 2000.0)
    assert bench.state.part.name.endswith("-2")
    assert bench.state.counters.total == 2


def test_agreeing_returns_to_the_live_picture(bench):
    source = live(bench)
    trigger(bench, source)
    bench.do("part.agree")
    assert (bench.said[0].split()[-1], bench.state.band.kind) == ("ok", Kind.LIVE)


def test_a_lost_source_is_told_within_a_second_and_found_again_by_itself(bench):
    source = live(bench)
    source.state, source.problem = "lost", "The cable was pulled."
    bench.jobs.pass_time(0.9)
    assert (bench.state.band.kind, bench.state.band.sentence) == (
        Kind.PROBLEM, "The cable was pulled.",
    )  # fmt: skip
    assert "part.inspect" not in bench.state.can
    bench.do("part.inspect")
    assert bench.station.inspected == []
    source.state, source.problem = "live", ""
    bench.jobs.pass_time(0.9)
    assert bench.state.band.kind is Kind.LIVE
    assert "part.inspect" in bench.state.can


def test_the_last_picture_of_a_lost_source_says_how_old_it_is(bench):
    source = live(bench)
    assert bench.presenter.frame() is not None
    assert bench.state.stale == ""
    bench.jobs.pass_time(1)
    source.state = "lost"
    bench.jobs.pass_time(1)
    assert bench.state.stale == "Camera lost: this picture is 2 s old"
    bench.jobs.pass_time(5)
    assert bench.state.stale == "Camera lost: this picture is 7 s old"
    bench.jobs.pass_time(173)
    assert bench.state.stale == "Camera lost: this picture is 3 min old"
    source.state = "live"
    bench.jobs.pass_time(0.5)
    assert bench.state.stale == ""
    source.state = "closed"
    bench.jobs.pass_time(0.5)
    assert bench.state.stale == "The pictures have ended: this was the last one"


def test_nothing_is_said_of_a_picture_that_nobody_saw_or_that_is_a_still(bench):
    source = live(bench)
    source.state = "lost"
    bench.jobs.pass_time(2)
    assert bench.state.stale == ""
    source.state = "live"
    bench.jobs.pass_time(0.5)
    bench.presenter.frame()
    trigger(bench, source)
    source.state = "lost"
    bench.jobs.pass_time(2)
    assert bench.state.pictures is not None
    assert bench.state.stale == ""


@pytest.mark.parametrize(
    ("recipe", "word"),
    [(None, "No recipe"), (Recipe("tray", "from pair"), "No reference")],
)
def test_a_recipe_that_cannot_judge_pictures_of_a_camera_is_told_at_once(recipe, word):
    bench = Bench()
    bench.presenter._visits._look.recipe = recipe
    source = live(bench)
    assert (bench.state.band.kind, bench.state.band.word) == (Kind.PROBLEM, word)
    assert "Ctrl+R" in bench.state.band.sentence
    assert "Ctrl+R" in bench.state.hint
    assert "part.inspect" not in bench.state.can
    trigger(bench, source)
    assert bench.errors == []
    bench.presenter.use_recipe("tray")
    bench.jobs.run_all()
    assert bench.state.band.kind is Kind.LIVE
    trigger(bench, source, 2000.0)
    assert bench.state.band.kind is Kind.PASS


def test_a_source_lost_while_its_still_is_shown_takes_no_trigger(bench):
    source = live(bench)
    trigger(bench, source)
    source.state, source.problem = "lost", "The cable was pulled."
    bench.jobs.pass_time(0.9)
    assert bench.state.band.kind is Kind.PASS
    assert "part.inspect" not in bench.state.can
    assert "The cable was pulled." in bench.state.hint


def test_a_serial_number_goes_to_the_frame_and_comes_back_when_none_came(bench):
    source = live(bench)
    bench.presenter.set_serial("A1")
    bench.jobs.run_all()
    bench.do("part.inspect")
    assert bench.state.serial == "A1"
    trigger(bench, source)
    assert bench.state.serial == ""
    assert [pair.serial for pair, _ in bench.station.inspected] == ["A1"]


def test_another_source_closes_the_camera(bench):
    source = live(bench)
    bench.open()
    bench.jobs.pass_time(1)
    assert source.closed
    assert (bench.state.live, bench.presenter.frame()) == (False, None)
    assert bench.state.part.name == "p0"


def test_closing_the_screen_closes_the_camera(bench):
    source = live(bench)
    bench.presenter.close()
    bench.jobs.run_all()
    assert source.closed


def test_a_trigger_leaves_a_part_that_was_opened_again(bench):
    source = live(bench)
    trigger(bench, source)
    bench.presenter.open_record(bench.state.strip[0].id)
    bench.jobs.run_all()
    trigger(bench, source, 2000.0)
    assert bench.state.part.name.endswith("-2")


def test_two_triggers_in_a_row_judge_one_picture(bench):
    source = live(bench)
    source.frames.append(Frame(picture(), 1000.0, 2))
    bench.presenter.do("part.inspect")
    assert bench.state.band.kind is Kind.JUDGING
    bench.presenter.do("part.inspect")
    bench.jobs.run_all()
    assert len(bench.station.inspected) == 1


def test_the_reference_is_laid_under_the_live_picture(bench, tmp_path):
    path = tmp_path / "参照.png"
    Image.fromarray(picture(30, 40)).save(path)
    use = bench.station.use
    bench.station.use = lambda name: SimpleNamespace(**{**vars(use(name)), "references": (path,)})
    bench.presenter.use_recipe("tray")
    bench.jobs.run_all()
    assert bench.state.reference is None
    live(bench)
    assert bench.state.reference.shape == (30, 40, 3)
    assert bench.state.grid.corners[2] == (40.0, 30.0)
