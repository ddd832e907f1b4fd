"""Cameras, network streams, video files and folders of pictures through OpenCV.

Everything here runs in the capture process.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from qeu_station.api import Source, SourceContext, SourceError
from qeu_station.capture.parameters import OpenCvParameters
from qeu_station.capture.places import without_password
from qeu_station.core.recipe import ImageSettings
from qeu_station.imaging.io import read_image
from qeu_station.imaging.pixels import to_eight_bit
from qeu_station.storage.pairs import picture_files

PATIENCE_S = 0.9
_STREAM_OPEN_MS = 8000
_STREAM_READ_MS = 2000
_OWN_RATE = 25.0
"""Of a video that does not say it."""

_FOLDER_RATE = 2.0

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}
_CAMERA_BACKENDS = {
    "linux": cv2.CAP_V4L2,
    "win32": cv2.CAP_DSHOW,  # opens in a fraction of the time of Media Foundation
    "darwin": cv2.CAP_AVFOUNDATION,
}


def build(context: SourceContext) -> Source:
    """Return the source for the parameters' kind."""
    wish: OpenCvParameters = context.parameters
    if wish.kind in ("camera", "stream"):
        return _Camera(wish) if wish.kind == "camera" else _Stream(wish)
    return _Video(wish) if wish.kind == "video" else _Folder(wish)


class _Capture:
    """What camera and stream share: a device that gives pictures by itself."""

    patience_s = PATIENCE_S

    def __init__(self, wish: OpenCvParameters) -> None:
        self._wish = wish
        self._capture: cv2.VideoCapture | None = None

    def open(self) -> None:
        self._capture = self._opened()
        self.patience_s = _patience(self._capture.get(cv2.CAP_PROP_FPS))

    def grab(self) -> np.ndarray:
        assert self._capture is not None
        there, picture = self._capture.read()
        if not there or picture is None:
            raise SourceError(self._gone())
        return _turned(picture, self._wish.rotate)

    def close(self) -> None:
        if self._capture is not None:
            self._capture.release()

    def _opened(self) -> cv2.VideoCapture:
        raise NotImplementedError

    def _gone(self) -> str:
        raise NotImplementedError


class _Camera(_Capture):
    def _opened(self) -> cv2.VideoCapture:
        place = self._wish.place
        backend = _CAMERA_BACKENDS.get(sys.platform, cv2.CAP_ANY)
        capture = cv2.VideoCapture(int(place) if place.isdecimal() else place, backend)
        if not capture.isOpened():
            raise SourceError(
                f'Camera "{place}" cannot be opened (tried through {_name_of(backend)}). Check '
                "that it is plugged in, that no other program uses it, and that this user may."
            )
        self._ask(capture)
        return capture

    def _ask(self, capture: cv2.VideoCapture) -> None:
        wish = self._wish
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1)
        if wish.width or wish.height:  # without MJPG, USB 2 carries large pictures slowly
            capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        for key, value in (
            (cv2.CAP_PROP_FRAME_WIDTH, wish.width),
            (cv2.CAP_PROP_FRAME_HEIGHT, wish.height),
            (cv2.CAP_PROP_FPS, wish.fps),
        ):
            if value:
                capture.set(key, value)

    def _gone(self) -> str:
        return f'Camera "{self._wish.place}" gives no more pictures. Check its cable and power.'


class _Stream(_Capture):
    def _opened(self) -> cv2.VideoCapture:
        os.environ.setdefault(
            "OPENCV_FFMPEG_CAPTURE_OPTIONS", "rtsp_transport;tcp|fflags;nobuffer|flags;low_delay"
        )
        limits = [
            cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, _STREAM_OPEN_MS,
            cv2.CAP_PROP_READ_TIMEOUT_MSEC, _STREAM_READ_MS,
        ]  # fmt: skip
        capture = cv2.VideoCapture(self._wish.place, cv2.CAP_FFMPEG, limits)
        if not capture.isOpened():
            raise SourceError(
                f'Stream "{without_password(self._wish.place)}" cannot be opened (tried for '
                f"{_STREAM_OPEN_MS / 1000:g} s). Check the address, user and password, and that "
                "the camera can be reached from this machine."
            )
        return capture

    def _gone(self) -> str:
        return (
            f'Stream "{without_password(self._wish.place)}" gives no more pictures. Check the '
            "camera and the network."
        )


class _Paced:
    """What video and folder share: pictures that wait for their time, and may begin again."""

    patience_s = PATIENCE_S

    def __init__(self, wish: OpenCvParameters) -> None:
        self._wish = wish
        self._pictures: Iterator[Any] = iter(())
        self._period_s = 0.0
        self._due = 0.0

    def open(self) -> None:
        rate = self._wish.fps or self._rate()
        self._period_s = 1 / rate
        self.patience_s = _patience(rate)
        self._pictures = self._all()
        self._due = time.monotonic()

    def grab(self) -> np.ndarray | None:
        time.sleep(max(0.0, self._due - time.monotonic()))
        self._due = max(self._due + self._period_s, time.monotonic())
        picture = next(self._pictures, None)
        return None if picture is None else _turned(picture, self._wish.rotate)

    def close(self) -> None:
        self._pictures = iter(())

    def _all(self) -> Iterator[np.ndarray]:
        again = True
        while again:
            empty = True
            for picture in self._once():
                empty = False
                yield picture
            if empty:
                raise SourceError(f'There are no pictures in "{self._wish.place}".')
            again = self._wish.loop

    def _rate(self) -> float:
        raise NotImplementedError

    def _once(self) -> Iterator[np.ndarray]:
        raise NotImplementedError


class _Video(_Paced):
    def _opened(self) -> cv2.VideoCapture:
        place = self._wish.place
        if not Path(place).is_file():
            raise SourceError(f'Video "{place}" does not exist. Check the path.')
        capture = cv2.VideoCapture(place)
        if not capture.isOpened():
            raise SourceError(
                f'"{place}" cannot be read as a video (tried {_backends()}). Convert it to '
                "MP4 (H.264) or AVI (MJPEG)."
            )
        return capture

    def _rate(self) -> float:
        capture = self._opened()
        rate = capture.get(cv2.CAP_PROP_FPS)
        capture.release()
        return rate if 0.1 < rate < 1000 else _OWN_RATE

    def _once(self) -> Iterator[np.ndarray]:
        capture = self._opened()
        try:
            while (read := capture.read())[0]:
                yield read[1]
        finally:
            capture.release()


class _Folder(_Paced):
    def _rate(self) -> float:
        return _FOLDER_RATE

    def _once(self) -> Iterator[np.ndarray]:
        settings = ImageSettings()
        for path in sorted(picture_files(Path(self._wish.place))):
            yield to_eight_bit(read_image(Path(path)).pixels, settings)


def _patience(rate: float) -> float:
    """Return how long a source of so many pictures per second may be silent."""
    return max(PATIENCE_S, 2.5 / rate) if rate > 0.1 else PATIENCE_S


def _turned(picture: np.ndarray, degrees: int) -> np.ndarray:
    return cv2.rotate(picture, _TURNS[degrees]) if degrees else picture


def _name_of(backend: int) -> str:
    return cv2.videoio_registry.getBackendName(backend)


def _backends() -> str:
    registry = cv2.videoio_registry
    return ", ".join(sorted({registry.getBackendName(each) for each in registry.getBackends()}))
