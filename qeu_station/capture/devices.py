"""Cameras and network streams: devices that give pictures by themselves."""

from __future__ import annotations

import os
import sys
from abc import ABC, abstractmethod

import cv2
import numpy as np

from qeu_station.api import SourceError
from qeu_station.capture.parameters import OpenCvParameters
from qeu_station.capture.places import without_password
from qeu_station.capture.turning import PATIENCE_S, patience_of, turned

_STREAM_OPEN_MS = 8000
_STREAM_READ_MS = 2000

_BACKENDS = {
    "linux": cv2.CAP_V4L2,
    "win32": cv2.CAP_DSHOW,  # opens in a fraction of the time of Media Foundation
    "darwin": cv2.CAP_AVFOUNDATION,
}


class Device(ABC):
    """What camera and stream share."""

    patience_s = PATIENCE_S

    def __init__(self, wish: OpenCvParameters) -> None:
        self._wish = wish
        self._capture: cv2.VideoCapture | None = None

    def open(self) -> None:
        """Connect."""
        self._capture = self._opened()
        self.patience_s = patience_of(self._capture.get(cv2.CAP_PROP_FPS))

    def grab(self) -> np.ndarray:
        """Wait for the next picture."""
        assert self._capture is not None
        there, picture = self._capture.read()
        if not there or picture is None:
            raise SourceError(self._gone())
        return turned(picture, self._wish.rotate)

    def close(self) -> None:
        """Let go of the device."""
        if self._capture is not None:
            self._capture.release()

    @abstractmethod
    def _opened(self) -> cv2.VideoCapture:
        """Connect to what the wish names."""

    @abstractmethod
    def _gone(self) -> str:
        """Say that it gives no more pictures."""


class Camera(Device):
    """A camera that the system knows."""

    def _opened(self) -> cv2.VideoCapture:
        place = self._wish.place
        backend = _BACKENDS.get(sys.platform, cv2.CAP_ANY)
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


class Stream(Device):
    """A camera in the network, or anything else that FFmpeg reads from an address."""

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


def _name_of(backend: int) -> str:
    return cv2.videoio_registry.getBackendName(backend)
