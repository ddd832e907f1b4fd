"""What was told of a fault goes when the fault goes, and not before."""

from __future__ import annotations

from pathlib import Path

import pytest

from qeu_station.errors import InputError, StorageError
from qeu_station.gui.presenters.causes import Cause
from tests.unit.gui.presenters.test_live import live
from tests.unit.gui.presenters.test_watching import folder, poll, watching

__all__ = ["folder"]


def test_every_error_is_told_and_each_taken_back_once():
    told: list[str] = []
    over: list[str] = []
    cause = Cause(lambda error: told.append(str(error)), over.append)
    cause(InputError("one"))
    cause(InputError("two"))
    assert (told, over) == (["one", "two"], [])
    cause.end()
    cause.end()
    assert over == ["one", "two"]


def test_a_camera_that_came_back_takes_its_notice_along(bench):
    source = live(bench)
    bench.do("part.inspect")  # no picture comes
    assert len(bench.told) == 1
    source.state = "lost"
    bench.jobs.pass_time(0.3)
    assert len(bench.told) == 1
    source.state = "live"
    bench.jobs.pass_time(0.3)
    assert bench.told == []


def test_a_source_that_was_closed_takes_its_notice_along(bench):
    live(bench)
    bench.do("part.inspect")
    bench.presenter.close_source()
    assert bench.told == []


def test_a_watched_folder_that_came_back_takes_its_notice_along(bench, folder):
    watching(bench, folder, "a")
    folder.broken = OSError("the network drive is gone")
    poll(bench)
    assert bench.told == ["the network drive is gone"]
    folder.broken = None
    poll(bench)
    assert bench.told == []


def test_a_journal_that_can_be_written_again_takes_its_notice_along(judged):
    judged.station.full = True
    judged.do("part.ok")
    assert judged.told == ["The disk is full."]
    judged.station.full = False
    judged.do("part.agree")
    assert judged.told == []


def test_a_recipe_that_was_found_takes_the_notice_of_another_along(bench):
    bench.station.broken = InputError("There is no recipe.")
    bench.presenter.use_recipe("nothing")
    bench.jobs.run_all()
    assert bench.told == ["There is no recipe."]
    bench.station.broken = None
    bench.presenter.use_recipe("tray")
    bench.jobs.run_all()
    assert bench.told == []


@pytest.mark.parametrize("asked", ["health", "seen"])
def test_what_answers_again_takes_its_notice_along(judged, monkeypatch, asked):
    def fail(*_):
        raise StorageError("Nothing answers.")

    def ask() -> None:
        judged.presenter.set_serial("SN-1")
        judged.jobs.pass_time(1.1)
        judged.jobs.run_all()

    with monkeypatch.context() as broken:
        broken.setattr(judged.station, asked, fail)
        ask()
        assert judged.told == ["Nothing answers."]
    ask()
    assert judged.told == []


def test_what_was_not_judged_stays_told(bench):
    """Somebody has to judge it again, whatever is judged after it."""
    bench.station.broken = StorageError("It changed while it was judged.")
    bench.presenter.open_pairs(Path("folder"))
    bench.jobs.run_all()
    bench.presenter.do("part.inspect")
    bench.presenter.do("part.next")
    bench.jobs.run_all()
    bench.station.broken = None
    bench.judge()
    assert bench.told == ["It changed while it was judged."]
