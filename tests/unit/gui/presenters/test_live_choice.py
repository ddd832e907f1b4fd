from __future__ import annotations

import pytest

from qeu_station.capture.frame import Frame
from qeu_station.gui.presenters import live_choice
from qeu_station.gui.presenters.live_choice import LiveChoice, recalled, remembered
from qeu_station.services.capturing import CameraPlace, LiveSettings
from tests.unit.gui.presenters.doubles import HandJobs


class FakeSource:
    """A source that does what the test says."""

    def __init__(self, settings):
        self.settings = settings
        self.state, self.problem = "opening", ""
        self.frame: Frame | None = None

    def newest(self):
        return self.frame

    def after(self, moment, timeout_s):
        return self.frame

    def close(self):
        self.state = "closed"


@pytest.fixture
def jobs():
    return HandJobs()


@pytest.fixture
def opened():
    return []


@pytest.fixture
def choice(jobs, opened, monkeypatch):
    def open_source(settings):
        if settings.place == "broken":
            raise ValueError("It is broken.")
        opened.append(FakeSource(settings))
        return opened[-1]

    monkeypatch.setattr(
        live_choice, "list_cameras", lambda: (CameraPlace("/dev/video2", "USB camera"),)
    )
    return LiveChoice(jobs, lambda state: None, open_source)


def test_the_first_camera_is_proposed_until_something_is_entered(choice, jobs):
    choice.start()
    jobs.run_all()
    assert choice.state.settings.place == "/dev/video2"
    assert choice.state.cameras[0].name == "USB camera"


def test_the_place_of_each_kind_is_kept(choice):
    choice.enter(place="3")
    choice.choose("video")
    assert choice.state.settings.place == ""
    choice.enter(place="a.avi")
    choice.choose("camera")
    assert choice.state.settings.place == "3"
    choice.choose("video")
    assert (choice.state.settings.place, choice.state.ends, choice.state.sized) == (
        "a.avi", True, False,
    )  # fmt: skip


def test_looking_through_shows_how_the_source_is(choice, jobs, opened):
    choice.look_through()
    assert choice.state.preview == "opening"
    jobs.run_all()
    opened[0].state, opened[0].problem = "lost", "Camera 0 was pulled."
    choice.look()
    assert (choice.state.preview, choice.state.problem) == ("lost", "Camera 0 was pulled.")


def test_what_is_entered_meanwhile_closes_the_source_looked_through(choice, jobs, opened):
    choice.look_through()
    jobs.run_all()
    choice.enter(rotate=90)
    jobs.run_all()
    assert opened[0].state == "closed"
    assert (choice.state.preview, choice.frame()) == ("", None)


def test_of_two_looks_in_a_row_only_the_last_opens_anything(choice, jobs, opened):
    choice.look_through()
    choice.enter(place="1")
    choice.look_through()
    jobs.run_all()
    assert [source.settings.place for source in opened] == ["1"]


def test_a_source_that_cannot_be_opened_says_why(choice, jobs):
    choice.enter(place="broken")
    choice.look_through()
    jobs.run_all()
    assert (choice.state.preview, choice.state.problem) == ("", "It is broken.")


def test_accepting_closes_the_source_before_the_dialog_goes(choice, jobs, opened):
    gone = []
    choice.look_through()
    jobs.run_all()
    choice.accept(lambda: gone.append(opened[0].state))
    assert choice.state.leaving
    assert gone == []
    jobs.run_all()
    assert gone == ["closed"]


def test_what_cannot_work_is_not_accepted(choice, jobs):
    gone = []
    choice.choose("stream")
    choice.enter(place="10.0.0.5")
    choice.accept(lambda: gone.append(True))
    jobs.run_all()
    assert gone == []
    assert "it begins like rtsp://" in choice.state.problem
    assert not choice.state.leaving


def test_closing_closes_what_was_still_being_opened(choice, jobs, opened):
    choice.look_through()
    choice.close()
    jobs.run_all()
    assert all(source.state == "closed" for source in opened)
    assert choice._source is None


def test_settings_are_remembered_without_the_password():
    settings = LiveSettings("stream", "rtsp://me:secret@camera/1", rotate=90)
    text = remembered(settings)
    assert "secret" not in text
    assert recalled(text) == LiveSettings("stream", "rtsp://camera/1", rotate=90)


@pytest.mark.parametrize("text", ["", "{", "[]", "3", '{"kind": "nothing"}', '{"width": "wide"}'])
def test_what_cannot_be_recalled_is_the_default(text):
    assert recalled(text) == LiveSettings()
