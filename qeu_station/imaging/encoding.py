"""Writing picture files: whole or not at all."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from uuid import uuid4

import cv2
import numpy as np

from qeu_station.errors import ImageError, StorageError
from qeu_station.imaging.formats import jpeg
from qeu_station.imaging.formats.header import Pixels

_JPEG = (".jpg", ".jpeg")
_ALPHA = (".png", ".tif", ".tiff", ".webp")
_SIXTEEN_BIT = (".png", ".tif", ".tiff")
EXTENSIONS = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp", ".webp")
_TIFF_DEFLATE = 8
_LONGEST_SIDE = {".jpg": 65535, ".jpeg": 65535, ".webp": 16383}


def encode_image(pixels: Pixels, extension: str, quality: int = 90) -> bytes:
    """Return the bytes of a picture file of the kind that ``extension`` (``.png``) says.

    Args:
        pixels: uint8 or uint16; (H, W) grey, (H, W, 3) BGR or (H, W, 4) BGR with alpha.
        extension: One of ``EXTENSIONS``, in any case. PNG, TIFF and BMP keep every value.
        quality: 1..100, for JPEG and WebP; WebP keeps every value at 100.

    Raises:
        ImageError: The extension is unknown, or cannot hold such a picture.
    """
    extension = extension.lower()
    _check(pixels, extension)
    pixels = np.ascontiguousarray(pixels)
    if extension in _JPEG:
        return jpeg.encode(pixels, quality)
    try:
        encoded = cv2.imencode(extension, pixels, _options(extension, quality))[1]
    except cv2.error as error:
        raise ImageError(f"A picture of shape {pixels.shape} cannot be written: {error}") from error
    return encoded.tobytes()


def write_image(path: Path, pixels: Pixels, quality: int = 90) -> None:
    """Write a picture file by its extension: to a temporary file beside it, synced, then renamed.

    Raises:
        ImageError: As ``encode_image``.
        StorageError: The disk is full, or the folder is missing or cannot be written to.
    """
    data = encode_image(pixels, path.suffix, quality)
    try:
        _replace(path, data)
    except OSError as error:
        raise StorageError(
            f'Picture "{path}" cannot be written: {error.strerror or error}. '
            "Check the folder, its permissions and the free space."
        ) from error


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{uuid4().hex}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _options(extension: str, quality: int) -> list[int]:
    if extension == ".webp":  # above 100 is OpenCV's word for lossless
        return [cv2.IMWRITE_WEBP_QUALITY, 101 if quality == 100 else quality]
    if extension in (".tif", ".tiff"):
        return [cv2.IMWRITE_TIFF_COMPRESSION, _TIFF_DEFLATE]
    return []


def _check(pixels: Pixels, extension: str) -> None:
    if extension not in EXTENSIONS:
        raise ImageError(
            f'A picture cannot be written as "{extension}"; allowed are {", ".join(EXTENSIONS)}.'
        )
    channels = 1 if pixels.ndim == 2 else pixels.shape[2] if pixels.ndim == 3 else 0
    if pixels.dtype not in (np.uint8, np.uint16) or channels not in (1, 3, 4) or not pixels.size:
        raise ImageError(
            f"An array of type {pixels.dtype} and shape {pixels.shape} cannot be written; uint8 or "
            "uint16 of shape (H, W), (H, W, 3) or (H, W, 4) is needed."
        )
    too_deep = pixels.dtype == np.uint16 and extension not in _SIXTEEN_BIT
    if too_deep or (channels == 4 and extension not in _ALPHA):
        raise ImageError(
            f"{extension} cannot hold {channels} channels of {pixels.dtype}; write it as .png."
        )
    if max(pixels.shape[:2]) > _LONGEST_SIDE.get(extension, 2**31):
        raise ImageError(
            f"{extension} cannot hold {pixels.shape[1]} x {pixels.shape[0]} pixels (longest side "
            f"{_LONGEST_SIDE[extension]}); write it as .png."
        )
