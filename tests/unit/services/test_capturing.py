from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from qeu_station import paths
from qeu_station.errors import PluginError, SourceError
from qeu_station.services.capturing import (
    CameraPlace,
    LiveSettings,
    label_of,
    list_cameras,
    open_live,
    watch_folder,
)

PATIENT_S = 30.0
PLUGIN = """
import time
import numpy as np
from pydantic import BaseModel
from qeu_station.api import SourceSpec, hookimpl

class Parameters(BaseModel):
    grey: int = 0

class Camera:
    def __init__(self, context):
        self.grey = context.parameters.grey
    def open(self):
        pass
    def grab(self):
        time.sleep(0.01)
        return np.full((4, 6), self.grey, np.uint8)
    def close(self):
        pass

@hookimpl
def qeu_sources():
    yield SourceSpec("line-camera", "1.0", "line_camera:Camera", "line_camera:Parameters")
"""


def test_a_plugins_source_is_opened_by_its_name(home):
    (paths.plugins(home.folder) / "line_camera.py").write_text(PLUGIN, encoding="utf-8")
    settings = LiveSettings("plugin", "line-camera", parameters={"grey": 90})
    source = open_live(settings, home)
    try:
        frame = source.after(time.monotonic(), PATIENT_S)
        assert frame is not None, source.problem
        assert (frame.pixels == 90).all()
        assert source.label == 'Source "line-camera"'
    finally:
        source.close()


def test_a_folder_is_opened_with_the_stations_own_source(home, tmp_path):
    cv2.imwrite(str(tmp_path / "1.png"), np.full((4, 6, 3), 7, np.uint8))
    source = open_live(LiveSettings("folder", str(tmp_path), fps=50), home)
    try:
        frame = source.after(time.monotonic(), PATIENT_S)
        assert frame is not None, source.problem
        assert (frame.pixels == 7).all()
    finally:
        source.close()


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (LiveSettings("camra"), 'Did you mean "camera"'),
        (LiveSettings("camera", "  "), "No camera, address or file is named"),
        (LiveSettings("video", "gone.avi"), 'Video "gone.avi" does not exist'),
        (LiveSettings("folder", "gone"), 'Folder "gone" does not exist'),
        (LiveSettings("stream", "10.0.0.5/live"), "it begins like rtsp:// or http://"),
    ],
)
def test_settings_that_cannot_work_are_refused_before_anything_starts(home, settings, words):
    with pytest.raises(SourceError, match=words):
        open_live(settings, home)


def test_a_source_that_no_plugin_brings_is_named(home):
    with pytest.raises(PluginError, match='There is no source "gone"'):
        open_live(LiveSettings("plugin", "gone"), home)


def test_a_label_shows_no_password():
    settings = LiveSettings("stream", "rtsp://user:secret@camera/1")
    assert label_of(settings) == 'Stream "rtsp://camera/1"'
    assert label_of(replace(settings, kind="camera", place="0")) == 'Camera "0"'


def test_cameras_are_listed_by_the_names_the_system_gives(tmp_path: Path):
    for number, index, name in ((10, "0", "Line"), (2, "0", "USB カメラ"), (3, "1", "USB カメラ")):
        device = tmp_path / f"video{number}"
        device.mkdir()
        (device / "index").write_text(index + "\n", encoding="utf-8")
        (device / "name").write_text(name + "\n", encoding="utf-8")
    assert list_cameras(tmp_path) == (
        CameraPlace("/dev/video2", "USB カメラ"),
        CameraPlace("/dev/video10", "Line"),
    )
    assert list_cameras(tmp_path / "none") == ()


def test_a_folder_to_watch_must_be_there(home, tmp_path):
    assert watch_folder(tmp_path, True, home).poll() == []
    with pytest.raises(SourceError, match="is no folder"):
        watch_folder(tmp_path / "gone", True, home)
