"""WebP: one still picture; its chunks are checked, then OpenCV decodes it."""

from __future__ import annotations

from collections.abc import Iterator

from qeu_station.imaging.formats.exif import orientation_of
from qeu_station.imaging.formats.header import DamagedError, Header, Pixels, save_as_png, unpack
from qeu_station.imaging.formats.opencv import decoded

_ANIMATION, _ALPHA = 0x02, 0x10
_LOSSLESS_MARK, _KEY_FRAME = 0x2F, b"\x9d\x01\x2a"


def is_webp(data: bytes) -> bool:
    """Whether the bytes begin as a WebP file."""
    return data[:4] == b"RIFF" and data[8:12] == b"WEBP"


def header(data: bytes) -> Header:
    """Read size and orientation.

    Raises:
        UnreadableError: The file is cut, damaged or an animation.
    """
    orientation, size = 1, None
    for kind, start, end in _chunks(data):
        if kind == b"VP8X":
            if data[start] & _ANIMATION:
                raise save_as_png("an animated WebP")
        elif kind == b"EXIF":
            orientation = orientation_of(data[start:end])
        elif kind == b"VP8 ":
            size = _lossy_size(data, start)
        elif kind == b"VP8L":
            size = _lossless_size(data, start)
    if size is None:
        raise DamagedError("it has no picture data")
    return Header(*size, orientation)


def decode(data: bytes, found: Header) -> Pixels:
    """Decode to BGR or BGRA.

    Raises:
        DamagedError: The picture is not whole.
    """
    return decoded(data, found)


def _lossy_size(data: bytes, start: int) -> tuple[int, int]:
    if data[start + 3 : start + 6] != _KEY_FRAME:
        raise DamagedError("its picture data do not begin with a key frame")
    width, height = unpack("<HH", data, start + 6)
    return width & 0x3FFF, height & 0x3FFF


def _lossless_size(data: bytes, start: int) -> tuple[int, int]:
    mark, packed = unpack("<BI", data, start)
    if mark != _LOSSLESS_MARK:
        raise DamagedError("its picture data have a wrong signature")
    return (packed & 0x3FFF) + 1, (packed >> 14 & 0x3FFF) + 1


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, first and last offset of every chunk's content."""
    last = unpack("<I", data, 4)[0] + 8
    if last > len(data):
        raise DamagedError("it is cut off before its end")
    offset = 12
    while offset < last:
        kind, length = unpack("<4sI", data, offset)
        start, end = offset + 8, offset + 8 + length
        if end > last:
            raise DamagedError("it is cut off before its end")
        yield kind, start, end
        offset = end + length % 2
