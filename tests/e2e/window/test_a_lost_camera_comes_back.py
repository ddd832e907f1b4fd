"""A source that stops is told at once, comes back by itself, and no old frame is judged."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from qeu_station.imaging.io import read_image
from qeu_station.services.demo import samples

SCRIPT = """
import time
from qeu_station.services.capturing import LiveSettings
import psutil
operator = Operator(sys.argv[1], "sample")
operator.sees(lambda s: s.recipe)
before = {child.pid for child in psutil.Process().children(recursive=True)}
settings = LiveSettings(kind="video", place=sys.argv[2])
operator.desk.jobs.latest(
    "live", lambda task: operator.desk.live_source(settings), operator.desk.presenter.open_live
)
operator.sees(lambda s: s.live and s.band.kind == "live")
capture = [c for c in psutil.Process().children(recursive=True) if c.pid not in before]
for child in capture:
    child.kill()
killed = time.monotonic()
operator.sees(lambda s: s.band.kind == "problem")
print("lost after", time.monotonic() - killed)
assert "part.inspect" not in operator.state.can
operator.sees(lambda s: s.band.kind == "live")
operator.key(Key.Key_Space)
operator.sees(lambda s: s.band.kind in ("pass", "fail", "review"))
operator.leave()
"""


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """A film of a good part."""
    picture = read_image(sorted(samples().glob("*_test.jpg"))[0]).pixels
    path = tmp_path / "part.avi"
    codec = cv2.VideoWriter.fourcc(*"MJPG")
    writer = cv2.VideoWriter(str(path), codec, 20, (picture.shape[1], picture.shape[0]))
    if not writer.isOpened():
        pytest.skip("this OpenCV writes no MJPG video")
    for _ in range(60):
        writer.write(np.ascontiguousarray(picture))
    writer.release()
    return path


def test_killed_and_back(inside, recorded, tmp_path, video):
    out = inside(SCRIPT, tmp_path / "home", video).stdout
    assert float(out.split()[-1]) < 15
    [inspection], _ = recorded(tmp_path / "home")
    assert inspection.pair.startswith("live-")
