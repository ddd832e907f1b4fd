"""TIFF pictures in plain or deflated strips, read here because codecs leave their checksum unread.

A deflated strip ends with an Adler-32 of its content; libtiff stops before it, so that damaged data
come through as a picture.
"""

from __future__ import annotations

import zlib

import numpy as np

from qeu_station.imaging.formats.exif import Directory
from qeu_station.imaging.formats.header import DamagedError, Header, Pixels

_COMPRESSION, _PHOTOMETRIC, _STRIPS, _ROWS, _BYTES = 259, 262, 273, 278, 279
_PLANAR, _PREDICTOR, _EXTRA = 284, 317, 338
_PLAIN, _DEFLATE = 1, (8, 32946)
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB = 0, 1, 2
_BY_DIFFERENCES = 2
_PREMULTIPLIED = 1


def in_plain_strips(page: Directory) -> bool:
    """Whether ``decode`` can read the page: grey or RGB, 8 or 16 bit, plain or deflated."""
    colour, samples = page.first(_PHOTOMETRIC, 1), page.first(277, 1)
    layouts = {_WHITE_IS_ZERO: (1,), _BLACK_IS_ZERO: (1,), _RGB: (3, 4)}
    return (
        page.first(_COMPRESSION, 1) in (_PLAIN, *_DEFLATE)
        and samples in layouts.get(colour, ())
        and page.first(258, 1) in (8, 16)
        and _STRIPS in page.values
        and page.first(_PLANAR, 1) == 1
        and page.first(_PREDICTOR, 1) in (1, _BY_DIFFERENCES)
        and page.first(_EXTRA, 0) != _PREMULTIPLIED
    )


def decode(data: bytes, page: Directory, found: Header) -> Pixels:
    """Decode to grey, BGR or BGRA with 8 or 16 bit.

    Raises:
        DamagedError: A strip is short, long or does not fit its checksum.
    """
    row = found.width * found.channels * found.bits // 8
    per_strip = page.first(_ROWS, found.height)
    deflated = page.first(_COMPRESSION, 1) in _DEFLATE
    pieces, left = [], found.height
    for start, length in zip(page.values[_STRIPS], page.values[_BYTES], strict=True):
        size = min(per_strip, left) * row
        left -= min(per_strip, left)
        pieces.append(_inflated(data[start : start + length], size) if deflated else
                      data[start : start + size])  # fmt: skip
    joined = b"".join(pieces)
    if len(joined) != row * found.height:
        raise DamagedError("it holds fewer picture data than its size needs")
    return _as_pixels(joined, page, found)


def _inflated(strip: bytes, size: int) -> bytes:
    stream = zlib.decompressobj()
    try:
        # one byte more than due: the end of the stream, with its checksum, is reached by then
        content = stream.decompress(strip, size + 1)
    except zlib.error as error:
        raise DamagedError("a strip of its picture data cannot be decompressed") from error
    if len(content) != size or not stream.eof:
        raise DamagedError("a strip of its picture data has a wrong length")
    return content


def _as_pixels(joined: bytes, page: Directory, found: Header) -> Pixels:
    stored = np.dtype(f"{page.order}u{found.bits // 8}")
    native = stored.newbyteorder("=")
    pixels = np.frombuffer(joined, stored).reshape(found.height, found.width, found.channels)
    if page.first(_PREDICTOR, 1) == _BY_DIFFERENCES:
        pixels = np.cumsum(pixels, axis=1, dtype=native)
    if page.first(_PHOTOMETRIC, 1) == _WHITE_IS_ZERO:
        pixels = np.iinfo(native).max - pixels
    if found.channels == 1:
        return pixels[:, :, 0].astype(native)
    order = [2, 1, 0, 3][: found.channels]
    return np.ascontiguousarray(pixels[:, :, order], dtype=native)
