"""Reading and writing picture files: strict, by content, and with errors that name the file."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.errors import ImageError, StorageError

Pixels = NDArray[Any]

MAX_PIXELS = 100_000_000
"""Default limit against decompression bombs: 100 megapixels."""


@dataclass(frozen=True, slots=True, eq=False)
class LoadedImage:
    """A picture file as read.

    Attributes:
        path: The file.
        pixels: uint8 or uint16; (H, W) grey, (H, W, 3) BGR or (H, W, 4) BGR with alpha, after
            EXIF orientation.
        sha256: Hash of the file's bytes, hexadecimal.
        format: ``png``, ``jpeg``, ``tiff``, ``bmp`` or ``webp``.
    """

    path: Path
    pixels: Pixels = field(repr=False)
    sha256: str
    format: str


def read_image(path: Path, max_pixels: int = MAX_PIXELS) -> LoadedImage:
    """Read a picture file.

    Raises:
        ImageError: The file cannot be read as a whole picture; the message says why.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImageError(f"{path}: {error.strerror}.") from error
    pixels = decode_image(data, str(path), max_pixels)
    return LoadedImage(path, pixels, hashlib.sha256(data).hexdigest(), "png")


def decode_image(data: bytes, name: str, max_pixels: int = MAX_PIXELS) -> Pixels:
    """Decode the bytes of a picture file; ``name`` stands in the error.

    Raises:
        ImageError: The bytes are not a whole picture; the message says why.
    """
    try:
        pixels = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    except cv2.error as error:
        raise ImageError(f"{name}: not a picture.") from error
    if pixels is None:
        raise ImageError(f"{name}: not a picture.")
    return pixels


def encode_image(pixels: Pixels, extension: str, quality: int = 90) -> bytes:
    """Return the bytes of a picture file of the kind that ``extension`` (``.png``) says.

    Raises:
        ImageError: The extension or the picture is not one that can be written.
    """
    done, encoded = cv2.imencode(extension, pixels)
    if not done:
        raise ImageError(f"A picture cannot be written as {extension}.")
    return encoded.tobytes()


def write_image(path: Path, pixels: Pixels, quality: int = 90) -> None:
    """Write a picture file by its extension: whole or not at all.

    Raises:
        ImageError: The extension or the picture is not one that can be written.
        StorageError: The disk is full, or the folder cannot be written to.
    """
    try:
        path.write_bytes(encode_image(pixels, path.suffix, quality))
    except OSError as error:
        raise StorageError(f"{path} cannot be written: {error.strerror}.") from error
