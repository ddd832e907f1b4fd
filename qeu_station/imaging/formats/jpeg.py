"""JPEG: libjpeg-turbo in strict mode, where every warning of the codec is an error.

The format has no checksum: damage after which the codec finds its way again goes unnoticed, most
often a single flipped bit.
"""

from __future__ import annotations

from collections.abc import Iterator

import simplejpeg

from qeu_station.imaging.formats.exif import orientation_of
from qeu_station.imaging.formats.header import (
    DamagedError,
    Header,
    Pixels,
    save_as_png,
    unpack,
)

SIGNATURE = b"\xff\xd8\xff"

_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_LOSSY = frozenset({0xC0, 0xC1, 0xC2})
_START_OF_SCAN = 0xDA
_APP1 = 0xE1
_MOST_SCANS = 500
"""A picture with thousands of scans takes minutes to decode and is made only to do so."""


def header(data: bytes) -> Header:
    """Read size and orientation.

    Raises:
        UnreadableError: The file is cut, damaged, or of a kind that is not read.
    """
    orientation = 1
    for marker, start, end in _segments(data):
        if marker == _APP1 and data[start : start + 6] == b"Exif\0\0":
            orientation = orientation_of(data[start:end])
        if marker in _FRAMES:
            return _frame(data, start, marker, orientation)
    raise DamagedError("it has no picture data")


def decode(data: bytes, found: Header) -> Pixels:
    """Decode to grey or BGR.

    Raises:
        DamagedError: The picture is not whole.
    """
    if data.count(b"\xff\xda") > _MOST_SCANS:
        raise save_as_png(f"a JPEG of more than {_MOST_SCANS} scans")
    try:
        pixels: Pixels = simplejpeg.decode_jpeg(data, "GRAY" if found.channels == 1 else "BGR")
    except (ValueError, RuntimeError, MemoryError) as error:
        raise DamagedError(f"the decoder says: {error}") from error
    if pixels.shape[:2] != (found.height, found.width):
        raise DamagedError("its picture data do not fit its header")
    return pixels[:, :, 0] if found.channels == 1 else pixels


def encode(pixels: Pixels, quality: int) -> bytes:
    """Return a baseline JPEG of uint8 grey or BGR without chroma subsampling above quality 90."""
    if pixels.ndim == 2:
        return bytes(simplejpeg.encode_jpeg(pixels[:, :, None], quality, "GRAY", "Gray"))
    subsampling = "444" if quality > 90 else "420"
    return bytes(simplejpeg.encode_jpeg(pixels, quality, "BGR", subsampling))


def _frame(data: bytes, start: int, marker: int, orientation: int) -> Header:
    bits, height, width, channels = unpack(">BHHB", data, start)
    if marker not in _LOSSY or bits != 8:
        raise save_as_png(f"a JPEG of {bits} bit in coding process {marker - 0xC0}")
    if channels not in (1, 3):
        raise save_as_png("a CMYK JPEG" if channels == 4 else f"a JPEG of {channels} channels")
    return Header(width, height, orientation, bits, channels)


def _segments(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Yield marker, first and last offset of every segment before the first scan."""
    offset = 2
    while True:
        lead, marker = unpack(">BB", data, offset)
        if lead != 0xFF:
            raise DamagedError(f"there is no marker at byte {offset}")
        if marker == 0xFF:  # fill byte
            offset += 1
            continue
        if marker == _START_OF_SCAN:
            return
        (length,) = unpack(">H", data, offset + 2)
        yield marker, offset + 4, offset + 2 + length
        offset += 2 + length
