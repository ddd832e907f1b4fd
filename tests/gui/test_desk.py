"""What outlives a window: the station opens beside it, and whatever comes too late is closed."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from qeu_station.errors import InputError, JournalError
from qeu_station.gui.desk import Desk
from qeu_station.gui.preferences import Preferences, load_preferences, save_preferences
from qeu_station.gui.session import FILE
from qeu_station.services.capturing import LiveSettings
from qeu_station.services.live import LiveStation
from qeu_station.storage.journal import Journal
from tests.unit.gui.presenters.doubles import FakeStation


class Camera:
    """A source that takes until it may come."""

    state, problem = "opening", ""

    def __init__(self) -> None:
        self.closed = False

    def newest(self) -> None:
        return None

    def after(self, moment: float, timeout_s: float) -> None:
        return None

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def told(desk) -> list[Exception]:
    errors: list[Exception] = []
    desk.failed.connect(errors.append)
    desk.not_opened.connect(errors.append)
    return errors


@pytest.fixture
def opened(qtbot, desk, told) -> Iterator[Desk]:
    with qtbot.waitSignal(desk.opened):
        desk.open()
    yield desk
    assert told == []


def test_the_station_opens_and_is_given_to_the_presenter(opened):
    assert isinstance(opened.station, LiveStation)
    assert opened.problems == ()
    assert opened.presenter.state.recipe == ""


def test_closing_closes_the_journal(opened):
    home = opened.home
    opened.close()
    assert opened.station is None
    desk = Desk(home)
    desk.close()
    opened.close()  # twice does no harm


@pytest.mark.parametrize("killed", [True, False])
def test_after_a_kill_nobody_is_signed_on(qtbot, tmp_path, killed):
    first = Desk(tmp_path)
    with qtbot.waitSignal(first.opened):
        first.open()
    first.remember(replace(first.preferences, operator="Sato"))
    first.close()
    assert not (tmp_path / FILE).exists()
    if killed:
        (tmp_path / FILE).touch()  # as a process leaves it that was killed
    again, notices = Desk(tmp_path), []
    again.told.connect(notices.append)
    with qtbot.waitSignal(again.opened):
        again.open()
    assert (
        again.preferences.operator == again.presenter.state.operator == ("" if killed else "Sato")
    )
    assert ["Sato is not signed on any more" in each.text for each in notices] == [True] * killed
    again.close()
    assert load_preferences(tmp_path).operator == ("" if killed else "Sato")


def test_a_station_that_opens_too_late_is_closed(qtbot, desk, monkeypatch):
    """The window is closed while the journal is being opened."""
    gate, made = threading.Event(), []
    real = LiveStation.open

    def slow(home):
        made.append(real(home))
        gate.set()
        return made[0]

    monkeypatch.setattr(LiveStation, "open", staticmethod(slow))
    desk.open()
    assert gate.wait(30)
    desk.close()
    Journal.open(made[0]._journal.place, "station").close()  # nobody holds it any more


def test_why_it_does_not_open_is_told(qtbot, desk, told):
    with Path.open(_journal_of(desk), "wb") as file:
        file.write(b"this is no journal, but long enough to be looked at" * 100)
    desk.open()
    qtbot.waitUntil(lambda: told != [])
    assert isinstance(told[0], JournalError)
    assert desk.station is None


def test_preferences_are_followed_told_and_kept(qtbot, desk):
    seen: list[Preferences] = []
    desk.preferences_changed.connect(seen.append)
    wanted = replace(desk.preferences, operator="佐藤")
    desk.remember(wanted)
    desk.remember(wanted)  # no news
    assert seen == [wanted]
    assert desk.presenter.state.operator == "佐藤"
    qtbot.waitUntil(lambda: load_preferences(desk.home) == wanted)


def test_what_was_chosen_just_before_the_end_is_kept(desk):
    wanted = replace(desk.preferences, theme="dark")
    desk.remember(wanted)
    desk.close()
    assert load_preferences(desk.home) == wanted


def test_what_was_used_last_is_opened_again(qtbot, desk, tmp_path, monkeypatch):
    home = tmp_path / "other"
    pairs = tmp_path / "pairs"
    pairs.mkdir()
    save_preferences(home, Preferences(recipe="board", source=str(pairs)))
    used: list[object] = []
    again = Desk(home)
    monkeypatch.setattr(again.presenter, "use_recipe", used.append)
    monkeypatch.setattr(again.presenter, "open_pairs", used.append)
    _open(again, _Home())
    assert used == ["board", pairs]
    again.station = None
    again.close()


def test_a_folder_that_was_watched_is_watched_again(qtbot, desk, tmp_path, monkeypatch):
    used: list[object] = []
    monkeypatch.setattr(desk.presenter, "watch", used.append)
    desk.watch(tmp_path)
    qtbot.waitUntil(lambda: load_preferences(desk.home) == desk.preferences)
    again = Desk(desk.home)
    monkeypatch.setattr(again.presenter, "watch", used.append)
    _open(again, _Home())
    assert used == [tmp_path, tmp_path]
    again.open_pairs(tmp_path)
    assert not again.preferences.watch
    again.station = None
    again.close()


def test_a_folder_that_the_command_names_is_not_watched(tmp_path, monkeypatch):
    save_preferences(tmp_path, Preferences(source=str(tmp_path), watch=True))
    used: list[object] = []
    desk = Desk(tmp_path, "", tmp_path)
    monkeypatch.setattr(desk.presenter, "open_pairs", used.append)
    _open(desk, _Home())
    assert used == [tmp_path]
    desk.station = None
    desk.close()


def test_a_source_that_is_gone_is_not_opened_again(tmp_path):
    home = tmp_path / "other"
    save_preferences(home, Preferences(source=str(tmp_path / "gone")))
    again = Desk(home)
    assert again._source is None
    again.close()


def test_what_the_command_names_comes_first(tmp_path):
    save_preferences(tmp_path, Preferences(recipe="board"))
    desk = Desk(tmp_path, "tray", tmp_path)
    assert (desk._recipe, desk._source) == ("tray", tmp_path)
    desk.close()


def test_problems_of_the_settings_are_told_kept_and_logged(desk, caplog):
    caplog.set_level(logging.INFO, "qeu_station")
    told = []
    desk.failed.connect(told.append)
    _open(desk, _Home(("line 3 is wrong",)))
    desk.station = None
    assert [str(error) for error in told] == ["line 3 is wrong"]
    assert desk.problems == ("line 3 is wrong",)
    assert "line 3 is wrong" in caplog.text
    assert "line 3 is wrong" in desk.report()


def test_the_report_names_versions_and_recipe(desk):
    report = desk.report()
    assert "qeu-station" in report
    assert "recipe none" in report
    assert "settings in order" in report


def test_a_camera_needs_the_station(desk):
    with pytest.raises(InputError, match="not open yet"):
        desk.live_source(LiveSettings())


def test_a_camera_that_comes_is_shown(qtbot, desk, monkeypatch):
    camera = Camera()
    monkeypatch.setattr(desk, "live_source", lambda settings: camera)
    desk.open_live(LiveSettings())
    qtbot.waitUntil(lambda: desk.presenter.state.live)
    assert not camera.closed
    desk.close()
    assert camera.closed


def test_a_camera_that_comes_too_late_is_closed(desk, monkeypatch):
    camera, gate = Camera(), threading.Event()

    def slow(settings: LiveSettings) -> Camera:
        gate.set()
        return camera

    monkeypatch.setattr(desk, "live_source", slow)
    desk.open_live(LiveSettings())
    assert gate.wait(30)
    desk.close()
    assert camera.closed


def test_two_cameras_asked_for_at_once_leave_one(qtbot, desk, monkeypatch):
    cameras = [Camera(), Camera()]
    waiting = list(cameras)
    monkeypatch.setattr(desk, "live_source", lambda settings: waiting.pop(0))
    desk.open_live(LiveSettings(place="0"))
    desk.open_live(LiveSettings(place="1"))
    qtbot.waitUntil(lambda: waiting == [] and cameras[0].closed)
    assert not cameras[1].closed


def test_a_camera_that_cannot_be_opened_is_told(qtbot, desk, told):
    desk.open_live(LiveSettings())
    qtbot.waitUntil(lambda: told != [])
    assert "not open yet" in str(told[0])


class _Home:
    """An open home, as far as the desk looks into it."""

    def __init__(self, problems: tuple[str, ...] = ()) -> None:
        self.problems = problems


def _open(desk: Desk, home: _Home) -> None:
    station = FakeStation()
    desk._arriving.append(station)
    desk._on_open((home, station))


def _journal_of(desk: Desk) -> Path:
    from qeu_station import paths

    place = paths.journal(desk.home)
    place.parent.mkdir(parents=True, exist_ok=True)
    return place


def test_what_a_notice_says_is_in_the_report(desk, caplog):
    with caplog.at_level(logging.INFO, "qeu_station"):
        desk.failed.emit(InputError("The folder is gone."))
    assert "The folder is gone." in desk.report()


def test_an_internal_error_is_in_the_log_with_its_way(desk, caplog):
    try:
        raise RuntimeError("not thought of")
    except RuntimeError as error:
        desk.failed.emit(error)
    assert caplog.records[-1].levelname == "ERROR"
    assert caplog.records[-1].exc_info[0] is RuntimeError


def test_what_cannot_be_closed_keeps_nothing_else_open(desk, caplog):
    class Stuck:
        def close(self) -> None:
            raise RuntimeError("it is gone already")

    station, last = Camera(), Camera()
    desk.kept("stuck", Stuck)
    desk.kept("last", lambda: last)
    desk.station = station
    wanted = replace(desk.preferences, theme="dark")
    desk.remember(wanted)
    desk.close()
    desk._kept.clear()
    assert last.closed
    assert station.closed
    assert load_preferences(desk.home) == wanted
    assert "Stuck cannot be closed" in caplog.text
