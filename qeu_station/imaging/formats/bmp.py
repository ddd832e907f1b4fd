"""BMP: uncompressed ones, whose size on disk is known beforehand."""

from __future__ import annotations

from qeu_station.imaging.formats.header import DamagedError, Header, Pixels, save_as_png, unpack
from qeu_station.imaging.formats.opencv import decoded

SIGNATURE = b"BM"

_PLAIN, _MASKS = 0, 3
_ALPHA_MASK = 66
_SMALLEST_WITH_ALPHA_MASK = 56


def header(data: bytes) -> Header:
    """Read the size, and check that all rows are there.

    Raises:
        UnreadableError: The file is cut, damaged, or of a kind that is not read.
    """
    pixels_at, size = unpack("<II", data, 10)
    if size < 40 or size > 1024:
        raise save_as_png(f"a BMP with a header of {size} bytes")
    width, signed_height, planes, bits, coding = unpack("<iiHHI", data, 18)
    height = abs(signed_height)
    if coding not in (_PLAIN, _MASKS):
        raise save_as_png("a compressed BMP")
    if planes != 1 or bits not in (1, 4, 8, 16, 24, 32) or width <= 0:
        raise DamagedError("its header holds impossible values")
    row = (width * bits + 31) // 32 * 4
    if pixels_at < 14 + size or pixels_at + row * height > len(data):
        raise DamagedError("it is cut off before its end")
    return Header(width, height, bits=8, channels=4 if _has_alpha(data, size, bits, coding) else 3)


def decode(data: bytes, found: Header) -> Pixels:
    """Decode to grey, BGR or BGRA.

    Raises:
        DamagedError: The picture cannot be decoded.
    """
    pixels = decoded(data, found)
    # the fourth byte of a plain 32-bit BMP is padding, often 0, and no transparency
    if pixels.ndim == 3 and pixels.shape[2] == 4 and found.channels == 3:
        return pixels[:, :, :3].copy()
    return pixels


def _has_alpha(data: bytes, size: int, bits: int, coding: int) -> bool:
    if bits != 32 or coding != _MASKS or size < _SMALLEST_WITH_ALPHA_MASK:
        return False
    return bool(unpack("<I", data, _ALPHA_MASK)[0])
