from __future__ import annotations

import time

import cv2
import numpy as np
import pytest

from qeu_station.api import Source, SourceContext, SourceError
from qeu_station.capture.opencv_source import build
from qeu_station.capture.parameters import OpenCvParameters
from tests.unit.capture.conftest import PATIENT_S, until


def made(kind: str, place: object, **wish: object) -> Source:
    values = {"kind": kind, "place": str(place), **wish}
    return build(SourceContext(OpenCvParameters.model_validate(values)))


def test_a_video_is_shown_and_ends(built_in, video):
    source = built_in("video", video, loop=False)
    frame = source.after(time.monotonic(), PATIENT_S)
    assert frame is not None, source.problem
    assert frame.pixels.shape == (48, 64, 3)
    assert frame.pixels[5, 5, 2] > 200
    assert frame.pixels[40, 5, 2] < 50
    until(lambda: source.state == "closed")


def test_a_video_begins_again(built_in, video):
    source = built_in("video", video)
    until(lambda: (frame := source.newest()) is not None and frame.number > 8)


def test_a_video_keeps_its_own_pace(video):
    source = made("video", video, loop=False)
    source.open()
    begin = time.monotonic()
    count = 0
    while source.grab() is not None:
        count += 1
    source.close()
    assert count == 5
    assert time.monotonic() - begin >= 4 / 25


@pytest.mark.parametrize(
    ("degrees", "shape", "red"),
    [
        (0, (48, 64, 3), (5, 5)),
        (90, (64, 48, 3), (5, 40)),
        (180, (48, 64, 3), (40, 5)),
        (270, (64, 48, 3), (5, 5)),
    ],
)
def test_pictures_are_turned_clockwise(video, degrees, shape, red):
    source = made("video", video, rotate=degrees)
    source.open()
    picture = source.grab()
    source.close()
    assert picture is not None
    assert picture.shape == shape
    assert picture[*red, 2] > 200


def test_a_file_that_is_no_video_is_refused(tmp_path):
    file = tmp_path / "text.avi"
    file.write_text("no video", encoding="utf-8")
    with pytest.raises(SourceError, match="cannot be read as a video"):
        made("video", file).open()


def test_a_missing_video_is_named(tmp_path):
    with pytest.raises(SourceError, match=r'Video ".*gone\.avi" does not exist'):
        made("video", tmp_path / "gone.avi").open()


def test_a_camera_that_is_not_there_says_what_was_tried():
    with pytest.raises(SourceError, match=r'Camera "97" cannot be opened \(tried through'):
        made("camera", 97).open()


def test_a_stream_that_nobody_serves_is_refused_without_its_password():
    with pytest.raises(SourceError, match=r'Stream "rtsp://127\.0\.0\.1:9/a" cannot') as caught:
        made("stream", "rtsp://user:secret@127.0.0.1:9/a").open()
    assert "secret" not in str(caught.value)


def test_a_folder_of_pictures_is_a_camera(tmp_path):
    for k in range(3):
        cv2.imwrite(str(tmp_path / f"{k}.png"), np.full((4, 6), 10 * k, np.uint8))
    source = made("folder", tmp_path, fps=200, loop=False)
    source.open()
    pictures = [source.grab() for _ in range(4)]
    assert [None if each is None else each[0, 0, 0] for each in pictures] == [0, 10, 20, None]


def test_an_empty_folder_is_no_camera(tmp_path):
    source = made("folder", tmp_path)
    source.open()
    with pytest.raises(SourceError, match="There are no pictures in"):
        source.grab()
