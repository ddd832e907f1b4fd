"""PNG: every chunk's CRC is checked, then OpenCV decodes the chunks that hold the picture."""

from __future__ import annotations

import zlib
from collections.abc import Iterator

from qeu_station.imaging.formats.exif import orientation_of
from qeu_station.imaging.formats.header import DamagedError, Header, Pixels, save_as_png, unpack
from qeu_station.imaging.formats.opencv import decoded

SIGNATURE = b"\x89PNG\r\n\x1a\n"

_CHANNELS = {0: 1, 2: 3, 3: 3, 4: 4, 6: 4}
_PICTURE = frozenset({b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND"})


def header(data: bytes) -> Header:
    """Read size, depth and orientation, and check every chunk.

    Raises:
        UnreadableError: The file is cut, damaged or an animation.
    """
    kinds = []
    orientation = 1
    for kind, start, end in _chunks(data):
        _check(data, start, end)
        kinds.append(kind)
        if kind == b"eXIf":
            orientation = orientation_of(data[start:end])
    if kinds[0] != b"IHDR" or b"IDAT" not in kinds:
        raise DamagedError("it has no picture data")
    if b"acTL" in kinds:
        raise save_as_png("an animated PNG")
    width, height, bits, colour = unpack(">IIBB", data, 16)
    if colour not in _CHANNELS:
        raise DamagedError(f"its colour type is {colour}")
    return Header(width, height, orientation, bits, _CHANNELS[colour])


def decode(data: bytes, found: Header) -> Pixels:
    """Decode to grey, BGR or BGRA with 8 or 16 bit.

    Raises:
        DamagedError: The picture is not whole.
    """
    # colour profiles and texts are left out: libpng writes its doubts about them to the terminal
    chunks = [data[s - 8 : e + 4] for kind, s, e in _chunks(data) if kind in _PICTURE]
    return decoded(SIGNATURE + b"".join(chunks), found)


def _check(data: bytes, start: int, end: int) -> None:
    if zlib.crc32(memoryview(data)[start - 4 : end]) != unpack(">I", data, end)[0]:
        raise DamagedError(f"the checksum of its chunk at byte {start - 8} is wrong")


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """Yield kind, first and last offset of every chunk's content up to the end chunk."""
    offset, kind = len(SIGNATURE), b""
    while kind != b"IEND":
        if offset + 12 > len(data):
            raise DamagedError("it is cut off before its end")
        length, kind = unpack(">I4s", data, offset)
        start, end = offset + 8, offset + 8 + length
        if end + 4 > len(data):
            raise DamagedError("it is cut off before its end")
        yield kind, start, end
        offset = end + 4
