from __future__ import annotations

import threading
import time

import numpy as np
import psutil
import pytest

from qeu_station.api import SourceSpec
from qeu_station.capture import feed
from qeu_station.capture.live import LiveSource
from qeu_station.capture.use import SourceUse
from qeu_station.pluginhost import ComponentEntry, HostOptions, PluginOrigin
from tests.unit.capture.conftest import PATIENT_S, until

warns = pytest.mark.usefixtures("caplog")
"""A lost source is a warning in the log, which these tests expect."""


def first(source: LiveSource):
    """The next picture; it must come."""
    frame = source.after(time.monotonic(), PATIENT_S)
    assert frame is not None, source.problem
    return frame


def test_it_opens_gives_pictures_and_closes(opened, camera):
    source = opened(camera("Steady"))
    assert (source.state, source.newest()) == ("opening", None)
    frame = first(source)
    assert frame.pixels.shape == (48, 64, 3)
    assert not frame.pixels.flags.writeable
    assert (source.state, source.problem) == ("live", "")
    source.close()
    assert (source.state, source.newest(), source.pid) == ("closed", None, None)
    assert source.after(0.0, PATIENT_S) is None


def test_a_picture_is_the_same_object_until_there_is_a_newer_one(opened, camera):
    source = opened(camera("Steady", period_s=0.4))
    frame = first(source)
    assert source.newest() is frame
    until(lambda: source.newest() is not frame)
    newer = source.newest()
    assert newer is not None
    assert newer.number > frame.number


def test_no_picture_is_torn_however_fast_they_come(opened, camera):
    source = opened(camera("Steady", rows=480, columns=640, period_s=0))
    frame = first(source)
    seen = set()
    while len(seen) < 150:
        frame = source.newest()
        assert frame is not None, source.problem
        assert frame.pixels.min() == frame.pixels.max()
        seen.add(frame.number)


def test_pictures_that_grow_from_one_to_the_next_stay_whole(opened, camera):
    source = opened(camera("Grows", period_s=0.02))  # room for the next one takes this away
    numbers = set()
    while len(numbers) < 40:
        frame = source.newest() or first(source)
        values = set(np.unique(frame.pixels))
        assert values == {len(frame.pixels) % 256}
        numbers.add(frame.number)


def test_only_pictures_grabbed_after_the_moment_are_given(opened, camera):
    source = opened(camera("Steady", period_s=0.02))
    first(source)
    for _ in range(20):
        moment = time.monotonic()
        frame = source.after(moment, PATIENT_S)
        assert frame is not None
        assert moment < frame.at <= time.monotonic()
    assert source.after(time.monotonic() + 3600, 0.05) is None


@warns
def test_a_killed_process_is_noticed_within_a_second_and_replaced(opened, camera):
    source = opened(camera("Steady"))
    number = first(source).number
    before = source.pid
    psutil.Process(before).kill()
    until(lambda: source.state == "lost")
    assert source.problem.startswith(("Camera 7 died with signal 9", "Camera 7 ended its process"))
    assert source.newest() is None
    again = first(source)
    assert source.pid != before
    assert again.number > number
    assert (source.state, source.problem) == ("live", "")


@warns
def test_a_stopped_process_is_lost_and_replaced(opened, camera):
    source = opened(camera("Steady"))
    first(source)
    process = psutil.Process(source.pid)
    process.suspend()
    until(lambda: source.state == "lost")
    assert source.problem == "Camera 7 gave no picture for 0.9 s."
    first(source)
    assert not process.is_running()


@warns
@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("HangsOnce", "Camera 7 gave no picture for 0.9 s."),
        ("PulledOnce", "Camera 7 was pulled."),
    ],
)
def test_a_source_that_fails_on_the_way_is_opened_again(opened, camera, tmp_path, name, problem):
    source = opened(camera(name, memory=str(tmp_path / "was here")))
    problems = set()

    def back() -> bool:
        problems.add(source.problem)
        frame = source.newest()
        return len(problems) > 1 and frame is not None and frame.number > 5

    until(back)
    assert problems == {"", problem}


@warns
@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("Refuses", "Camera 7 is used by another program. End that program."),
        ("Raises", "Camera 7 raised ZeroDivisionError: one by nothing."),
        ("Dies", "15"),
        ("WrongKind", "it must give uint8 (H, W, 3) BGR or (H, W)."),
        ("NoSource", "gave no object with open, grab and close."),
        ("Missing", 'has no "Missing"'),
    ],
)
def test_a_source_that_cannot_be_opened_says_why(opened, camera, name, problem):
    source = opened(camera(name))
    until(lambda: source.state == "lost")
    assert problem in source.problem


@warns
def test_wrong_parameters_are_named(opened, camera):
    source = opened(camera("Steady", rows=0))
    until(lambda: source.state == "lost")
    assert "rows: Input should be greater than or equal to 1 (got 0)" in source.problem


@warns
def test_a_source_that_hangs_in_open_is_given_up(opened, camera):
    source = opened(camera("HangsInOpen", open_s=1.0))
    until(lambda: source.state == "lost")
    assert source.problem == "Camera 7 gave no first picture within 1 s."


def test_the_end_of_the_pictures_is_no_fault(opened, camera):
    source = opened(camera("Ends"))
    until(lambda: source.state == "closed")
    assert source.problem == "Camera 7 has ended: there are no more pictures."
    assert source.newest() is None


def test_a_slow_camera_that_says_so_is_not_lost(opened, camera):
    source = opened(camera("Patient"))
    for _ in range(2):
        first(source)
        assert source.state == "live"


def test_closing_lets_the_source_close_its_camera(opened, camera, tmp_path):
    note = tmp_path / "note.txt"
    source = opened(camera("ClosesWithANote", memory=str(note)))
    first(source)
    source.close()
    assert note.read_text(encoding="utf-8") == "closed"


@warns
@pytest.mark.parametrize("name", ["Steady", "HangsInOpen"])
@pytest.mark.parametrize("after_s", [0.0, 0.3])
def test_it_can_be_closed_while_it_opens(opened, camera, name, after_s):
    source = opened(camera(name))
    time.sleep(after_s)
    source.close()
    source.close()
    assert (source.state, source.problem) == ("closed", "")


def test_who_waits_for_a_picture_is_woken_by_the_close(opened, camera):
    source = opened(camera("HangsInOpen"))
    answers = []
    waiting = threading.Thread(target=lambda: answers.append(source.after(0, PATIENT_S)))
    waiting.start()
    source.close()
    waiting.join(PATIENT_S)
    assert answers == [None]


@warns
def test_a_source_that_takes_too_much_memory_is_ended(opened, camera):
    use = camera("Steady")
    source = opened(SourceUse(use.entry, use.parameters, use.label, use.open_s, memory_mb=1))
    until(lambda: source.state == "lost")
    assert "1 are allowed, and was ended" in source.problem


@warns
def test_a_picture_too_large_is_refused(opened, camera, monkeypatch):
    monkeypatch.setattr(feed, "MOST_BYTES", 1000)
    source = opened(camera("Steady"))
    until(lambda: source.state == "lost")
    assert "a picture of 9216 bytes; at most 1000 are taken" in source.problem


def test_a_single_file_plugin_can_be_a_source(opened, camera, tmp_path):
    file = tmp_path / "lone_camera.py"
    file.write_text(
        "import numpy as np, time\n"
        "class Lone:\n"
        "    def __init__(self, context): pass\n"
        "    def open(self): pass\n"
        "    def grab(self):\n"
        "        time.sleep(0.01)\n"
        "        return np.zeros((3, 4), np.uint8)\n"
        "    def close(self): pass\n",
        encoding="utf-8",
    )
    origin = PluginOrigin("lone_camera", "", str(file), dropin=True)
    spec = SourceSpec("lone", "1.0", "lone_camera:Lone")
    source = opened(SourceUse(ComponentEntry(spec, origin)))
    assert first(source).pixels.shape == (3, 4)


def test_it_is_tried_again_and_the_fault_is_logged_once(camera, options: HostOptions, caplog):
    source = LiveSource(camera("Refuses"), options)
    until(lambda: source._failures >= 2)
    source.close()
    assert [record.message for record in caplog.records] == [
        "Camera 7 is used by another program. End that program."
    ]
