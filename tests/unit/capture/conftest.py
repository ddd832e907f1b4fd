"""Live sources with cameras that have one fault each, and nothing left behind."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing import resource_tracker
from multiprocessing.shared_memory import SharedMemory
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import psutil
import pytest

from qeu_station.api import SourceSpec
from qeu_station.capture.live import LiveSource
from qeu_station.capture.use import BUILT_IN, SourceUse
from qeu_station.pluginhost import ComponentEntry, HostOptions, PluginOrigin, shared

DATA = Path(__file__).parents[2] / "plugins" / "data" / "sources"
PATIENT_S = 60.0
"""For what must happen, on a busy machine too."""


@pytest.fixture
def options() -> HostOptions:
    return HostOptions(extra_paths=(DATA,))


@pytest.fixture
def camera() -> Callable[..., SourceUse]:
    """A use of one of the cameras in ``fake_sources.cameras``, by the name of its class."""

    def make(name: str, open_s: float = PATIENT_S, **parameters: Any) -> SourceUse:
        spec = SourceSpec(
            "fake",
            "1.0",
            f"fake_sources.cameras:{name}",
            parameters="fake_sources.parameters:Parameters",
        )
        entry = ComponentEntry(spec, PluginOrigin("fake-sources", "1.0", str(DATA)))
        return SourceUse(entry, parameters, "Camera 7", open_s)

    return make


@pytest.fixture
def opened(options: HostOptions) -> Iterator[Callable[[SourceUse], LiveSource]]:
    """Opens live sources, and closes them at the end of the test."""
    sources: list[LiveSource] = []

    def open_one(use: SourceUse) -> LiveSource:
        sources.append(LiveSource(use, options))
        return sources[-1]

    yield open_one
    for source in sources:
        source.close()


@pytest.fixture
def built_in(opened: Callable[[SourceUse], LiveSource]) -> Callable[..., LiveSource]:
    """Opens the station's own source."""

    def open_one(kind: str, place: Path | str, **parameters: Any) -> LiveSource:
        values = {"kind": kind, "place": str(place), **parameters}
        return opened(SourceUse(BUILT_IN, values, f'"{place}"', PATIENT_S))

    return open_one


@pytest.fixture
def video(tmp_path: Path) -> Path:
    """Five pictures of 64 x 48 at 25 per second, red above and black below."""
    path = tmp_path / "部品.avi"
    ascii_path = tmp_path / "part.avi"
    writer = cv2.VideoWriter(str(ascii_path), cv2.VideoWriter.fourcc(*"MJPG"), 25, (64, 48))
    if not writer.isOpened():
        pytest.skip("this OpenCV writes no MJPG video")
    picture = np.zeros((48, 64, 3), np.uint8)
    picture[:24, :, 2] = 255
    for _ in range(5):
        writer.write(picture)
    writer.release()
    return ascii_path.rename(path)


@pytest.fixture(autouse=True)
def nothing_left(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No thread, process or shared memory outlives a test."""
    threads, names, before = set(threading.enumerate()), set[str](), set(children())
    create = shared._create

    def recording(size: int) -> SharedMemory:
        memory = create(size)
        names.add(memory.name)
        return memory

    monkeypatch.setattr(shared, "_create", recording)
    yield
    until(lambda: set(children()) <= before, "processes are left")
    assert set(threading.enumerate()) <= threads
    for name in names:
        with pytest.raises(FileNotFoundError):
            SharedMemory(name)


def children() -> list[psutil.Process]:
    """Processes of this one, but for Python's own that tracks shared memory."""
    tracker = getattr(resource_tracker._resource_tracker, "_pid", None)
    return [each for each in psutil.Process().children(recursive=True) if each.pid != tracker]


def until(true: Callable[[], object], otherwise: str = "it did not happen") -> None:
    """Wait until something is true."""
    end = time.monotonic() + PATIENT_S
    while not true():
        assert time.monotonic() < end, otherwise
        time.sleep(0.01)
