"""Reading and writing picture files: strict, by content, and with errors that name the file."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np

from qeu_station.errors import ImageError
from qeu_station.imaging.encoding import encode_image, write_image
from qeu_station.imaging.formats import bmp, jpeg, png, tiff, webp
from qeu_station.imaging.formats.header import (
    DamagedError,
    Header,
    Pixels,
    UnreadableError,
    save_as_png,
)

__all__ = [
    "MAX_PIXELS",
    "LoadedImage",
    "Pixels",
    "decode_image",
    "encode_image",
    "read_image",
    "write_image",
]

MAX_PIXELS = 100_000_000
"""Default limit against decompression bombs: 100 megapixels."""

_MOST_BYTES_PER_PIXEL = 8
_ROOM_FOR_METADATA = 64 << 20

_MODULES = {"png": png, "jpeg": jpeg, "tiff": tiff, "bmp": bmp, "webp": webp}
_FOREIGN = {
    b"GIF8": "GIF", b"%PDF": "PDF", b"\0\0\0\x0cjP": "JPEG 2000", b"8BPS": "Photoshop",
    b"\xff\x0a": "JPEG XL", b"version https://git-lfs": "Git LFS pointer",
}  # fmt: skip


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
    """Read a picture file by its content, whatever its extension says.

    Raises:
        ImageError: It is missing, no picture, not whole, larger than ``max_pixels`` or of a kind
            that is not read; the message names the file and the reason.
    """
    return loaded_image(path, read_file(path, max_pixels), max_pixels)


def read_file(path: Path, max_pixels: int = MAX_PIXELS) -> bytes:
    """Return the bytes of a picture file, not yet decoded.

    Raises:
        ImageError: It is missing, no file, or larger than a picture of ``max_pixels`` can be.
    """
    return _bytes_of(path, max_pixels * _MOST_BYTES_PER_PIXEL + _ROOM_FOR_METADATA)


def loaded_image(path: Path, data: bytes, max_pixels: int = MAX_PIXELS) -> LoadedImage:
    """Return the picture that ``read_file`` returned the bytes of.

    Raises:
        ImageError: As ``read_image``.
    """
    kind, pixels = _decode(data, str(path), max_pixels)
    return LoadedImage(path, pixels, hashlib.sha256(data).hexdigest(), kind)


def decode_image(data: bytes, name: str, max_pixels: int = MAX_PIXELS) -> Pixels:
    """Decode the bytes of a picture file; ``name`` stands in the error.

    Returns:
        uint8 or uint16; (H, W) grey, (H, W, 3) BGR or (H, W, 4) BGR with alpha, after EXIF
        orientation.

    Raises:
        ImageError: As ``read_image``.
    """
    return _decode(data, name, max_pixels)[1]


def _bytes_of(path: Path, limit: int) -> bytes:
    try:
        _check_file(path, path.stat(), limit)
        return path.read_bytes()
    except FileNotFoundError:
        raise ImageError(f'Picture "{path}" does not exist. Check the path.') from None
    except OSError as error:
        raise ImageError(f'Picture "{path}" cannot be read: {error.strerror or error}.') from error
    except ValueError as error:
        raise ImageError(f"{str(path)!r} is not a path: {error}.") from error


def _check_file(path: Path, found: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(found.st_mode):
        raise ImageError(f'"{path}" is a folder; a picture file is needed.')
    if not stat.S_ISREG(found.st_mode):
        raise ImageError(f'"{path}" is no ordinary file; a picture file is needed.')
    if found.st_size > limit:
        raise ImageError(
            f'Picture "{path}" has {found.st_size:,} bytes, more than the limit of {limit:,}; '
            "raise the limit max_pixels if its source is trusted."
        )


def _decode(data: bytes, name: str, max_pixels: int) -> tuple[str, Pixels]:
    try:
        kind = _kind_of(data)
        found = _MODULES[kind].header(data)
        _check_size(found, max_pixels)
        pixels = _MODULES[kind].decode(data, found)
    except DamagedError as error:
        raise ImageError(
            f'Picture "{name}" is damaged: {error}. Copy or export it again.'
        ) from error
    except UnreadableError as error:
        raise ImageError(f'Picture "{name}" cannot be read: {error}.') from error
    return kind, _turned(pixels, found.orientation)


def _kind_of(data: bytes) -> str:
    if not data:
        raise DamagedError("it is empty (0 bytes)")
    if data.startswith(png.SIGNATURE):
        return "png"
    if data.startswith(jpeg.SIGNATURE):
        return "jpeg"
    if data.startswith(tiff.SIGNATURES):
        return "tiff"
    if data.startswith(bmp.SIGNATURE):
        return "bmp"
    if webp.is_webp(data):
        return "webp"
    raise _no_picture(data)


def _no_picture(data: bytes) -> UnreadableError:
    if data.startswith(tiff.BIG_SIGNATURES):
        return save_as_png("BigTIFF")
    if data[4:8] == b"ftyp":
        return save_as_png("HEIC or AVIF")
    for start, kind in _FOREIGN.items():
        if data.startswith(start):
            return UnreadableError(f"a {kind} file is not a picture that is read; save it as PNG")
    return UnreadableError("it is not a PNG, JPEG, TIFF, BMP or WebP picture")


def _check_size(found: Header, max_pixels: int) -> None:
    if found.width < 1 or found.height < 1:
        raise DamagedError(f"its size is {found.width} x {found.height} pixels")
    if found.width * found.height > max_pixels:
        raise UnreadableError(
            f"{found.width} x {found.height} pixels are more than the limit of {max_pixels:,}; "
            "reduce the picture, or raise the limit max_pixels if its source is trusted"
        )


def _turned(pixels: Pixels, orientation: int) -> Pixels:
    """Return the picture as it is meant to be seen; EXIF orientation 5..8 swaps the sides."""
    if orientation == 1:
        return pixels
    if orientation >= 5:
        pixels = cv2.transpose(pixels)
    flip = {2: 1, 3: -1, 4: 0, 6: 1, 7: -1, 8: 0}.get(orientation)
    return np.ascontiguousarray(pixels) if flip is None else cv2.flip(pixels, flip)
