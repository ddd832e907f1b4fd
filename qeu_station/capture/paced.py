"""Video files and folders of pictures, which stand in for a camera."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from qeu_station.api import SourceError
from qeu_station.capture.parameters import OpenCvParameters
from qeu_station.capture.turning import PATIENCE_S, patience_of, turned
from qeu_station.core.recipe import ImageSettings
from qeu_station.imaging.io import read_image
from qeu_station.imaging.pixels import to_eight_bit
from qeu_station.storage.pairs import picture_files

_VIDEO_RATE = 25.0
"""Of a video that does not say it."""

_FOLDER_RATE = 2.0


class Paced(ABC):
    """What video and folder share: pictures that wait for their time, and may begin again."""

    patience_s = PATIENCE_S

    def __init__(self, wish: OpenCvParameters) -> None:
        self._wish = wish
        self._pictures: Iterator[np.ndarray] = iter(())
        self._period_s = 0.0
        self._due = 0.0

    def open(self) -> None:
        """Begin."""
        rate = self._wish.fps or self._rate()
        self._period_s = 1 / rate
        self.patience_s = patience_of(rate)
        self._pictures = self._all()
        self._due = time.monotonic()

    def grab(self) -> np.ndarray | None:
        """Return the next picture when its time has come; None at the end."""
        time.sleep(max(0.0, self._due - time.monotonic()))
        self._due = max(self._due + self._period_s, time.monotonic())
        picture = next(self._pictures, None)
        return None if picture is None else turned(picture, self._wish.rotate)

    def close(self) -> None:
        """Let go of the file."""
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

    @abstractmethod
    def _rate(self) -> float:
        """Return the pictures per second."""

    @abstractmethod
    def _once(self) -> Iterator[np.ndarray]:
        """Give every picture once."""


class Video(Paced):
    """A video file."""

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
        return rate if 0.1 < rate < 1000 else _VIDEO_RATE

    def _once(self) -> Iterator[np.ndarray]:
        capture = self._opened()
        try:
            while (read := capture.read())[0]:
                yield read[1]
        finally:
            capture.release()


class Folder(Paced):
    """Pictures of a folder, by their names."""

    def _rate(self) -> float:
        return _FOLDER_RATE

    def _once(self) -> Iterator[np.ndarray]:
        settings = ImageSettings()
        for path in sorted(picture_files(Path(self._wish.place))):
            yield to_eight_bit(read_image(Path(path)).pixels, settings)


def _backends() -> str:
    registry = cv2.videoio_registry
    return ", ".join(sorted({registry.getBackendName(each) for each in registry.getBackends()}))
