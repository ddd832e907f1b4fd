"""Pictures of a product that is being taught, for the screen."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from qeu_station.core.recipe import ImageSettings
from qeu_station.imaging.io import LoadedImage, encode_image, read_image
from qeu_station.imaging.pixels import to_eight_bit
from qeu_station.services.opening import OpenHome
from qeu_station.storage.atomic import write_bytes

THUMBNAIL = 320
"""Longest side of a thumbnail in pixels."""


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A picture that was read for the screen.

    Attributes:
        path: Its file.
        pixels: uint8, (H, W, 3) RGB or (H, W), contiguous.
        thumbnail: As ``pixels``, at most ``THUMBNAIL`` on its longest side.
    """

    path: Path
    pixels: np.ndarray = field(repr=False)
    thumbnail: np.ndarray = field(repr=False)


def look_at(path: Path, home: OpenHome, mode: str = "colour", threshold: int = 128) -> Picture:
    """Read a picture for the screen, as a recipe of this mode sees it.

    Raises:
        ImageError: It cannot be read.
    """
    raw = read_image(path, max_pixels=home.settings.max_pixels)
    pixels = as_seen(raw, mode, threshold)
    scale = min(1.0, THUMBNAIL / max(pixels.shape[:2]))
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA)
    return Picture(path, pixels, np.ascontiguousarray(small))


def keep_frame(frame: np.ndarray, path: Path) -> Path:
    """Write a camera's frame, uint8 (H, W, 3) BGR or (H, W), as PNG and return its file.

    Raises:
        StorageError: It cannot be written.
    """
    write_bytes(path, encode_image(frame, ".png"))
    return path


def as_seen(image: LoadedImage, mode: str, threshold: int) -> np.ndarray:
    """Return a picture as a recipe of this mode sees it, uint8 RGB or (H, W), contiguous."""
    settings = ImageSettings(mode=mode, threshold=threshold)  # type: ignore[arg-type]
    pixels = to_eight_bit(image.pixels, settings)
    if mode == "binary":
        pixels = cv2.threshold(pixels, threshold - 1, 255, cv2.THRESH_BINARY)[1]
    elif pixels.ndim == 3:
        pixels = cv2.cvtColor(pixels, cv2.COLOR_BGR2RGB)
    return np.ascontiguousarray(pixels)
