"""TIFF: plain and deflated strips by themselves; of the others 8 bit by Pillow, 16 bit by OpenCV.

Pillow stops at the first error but keeps 8 bits only; OpenCV keeps all bits, and stops only then.
"""

from __future__ import annotations

import io
import struct
import warnings

import numpy as np
from PIL import Image

from qeu_station.imaging.formats import strips
from qeu_station.imaging.formats.exif import ORIENTATION, Directory, byte_order, directory
from qeu_station.imaging.formats.header import DamagedError, Header, Pixels, save_as_png
from qeu_station.imaging.formats.opencv import decoded

SIGNATURES = (b"II*\0", b"MM\0*")
BIG_SIGNATURES = (b"II+\0", b"MM\0+")

_SUBFILE, _WIDTH, _HEIGHT, _BITS, _COMPRESSION, _PHOTOMETRIC = 254, 256, 257, 258, 259, 262
_STRIPS, _SAMPLES, _STRIP_BYTES, _PLANAR, _TILES, _TILE_BYTES = 273, 277, 279, 284, 324, 325
_SAMPLE_FORMAT = 339
_WHITE_IS_ZERO, _PALETTE = 0, 3
_COLOURS = {0: "grey", 1: "grey", 2: "RGB", 3: "palette", 6: "YCbCr"}
_REFUSED = {5: "a CMYK TIFF", 8: "a Lab TIFF", 9: "a Lab TIFF", 10: "a Lab TIFF"}
_UNSIGNED = 1
_MOST_PAGES = 64


def header(data: bytes) -> Header:
    """Read size, depth and orientation, and check that all picture data lie in the file.

    Raises:
        UnreadableError: The file is cut, damaged, or of a kind that is not read.
    """
    page = directory(data)
    _check_kind(page)
    _check_data(data, page)
    _check_single(data, page)
    orientation = page.first(ORIENTATION, 1)
    return Header(
        page.first(_WIDTH, 0),
        page.first(_HEIGHT, 0),
        orientation if 1 <= orientation <= 8 else 1,
        page.first(_BITS, 1),
        page.first(_SAMPLES, 1),
    )


def decode(data: bytes, found: Header) -> Pixels:
    """Decode to grey, BGR or BGRA with 8 or 16 bit.

    Raises:
        DamagedError: The picture is not whole.
    """
    page = directory(data)
    if strips.in_plain_strips(page):
        return strips.decode(data, page, found)
    upright = _without_orientation(data)
    return decoded(upright, found) if found.bits == 16 else _by_pillow(upright, found)


def _by_pillow(data: bytes, found: Header) -> Pixels:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # doubts about tags that do not touch the picture
            pixels = _opened(data, found)
    except DamagedError:
        raise
    except Exception as error:  # damaged data make Pillow raise a dozen different kinds
        raise DamagedError("its picture data cannot be decoded") from error
    if pixels.ndim == 2:
        return pixels.copy()
    order = [2, 1, 0, 3][: pixels.shape[2]]
    return np.ascontiguousarray(pixels[:, :, order])


def _opened(data: bytes, found: Header) -> Pixels:
    with Image.open(io.BytesIO(data), formats=["TIFF"]) as picture:
        if picture.size != (found.width, found.height):
            raise DamagedError("its picture data do not fit its header")
        grey = picture.mode in ("1", "L")
        alpha = "A" in picture.mode or "a" in picture.mode
        return np.asarray(picture.convert("L" if grey else "RGBA" if alpha else "RGB"))


def _check_kind(page: Directory) -> None:
    colour = page.first(_PHOTOMETRIC, 1)
    bits, samples = page.values.get(_BITS, (1,)), page.first(_SAMPLES, 1)
    if colour not in _COLOURS:
        raise save_as_png(_REFUSED.get(colour, f"a TIFF of colour space {colour}"))
    if any(kind != _UNSIGNED for kind in page.values.get(_SAMPLE_FORMAT, (_UNSIGNED,))):
        raise save_as_png("a TIFF of signed or floating-point values")
    if len(set(bits)) != 1 or bits[0] not in (1, 8, 16) or not 1 <= samples <= 4:
        raise save_as_png(f"a TIFF of {samples} channels with {bits[0]} bit")
    if bits[0] == 16 and not strips.in_plain_strips(page):
        plain = colour in (1, 2) and samples in (1, 3, 4) and page.first(_PLANAR, 1) == 1
        if not plain:
            raise save_as_png("a 16 bit TIFF with this layout of its channels")


def _check_data(data: bytes, page: Directory) -> None:
    tiled = _TILES in page.values
    starts = page.values.get(_TILES if tiled else _STRIPS, ())
    lengths = page.values.get(_TILE_BYTES if tiled else _STRIP_BYTES, ())
    if not starts or len(starts) != len(lengths):
        raise DamagedError("its directory does not say where the picture data are")
    if any(s + n > len(data) for s, n in zip(starts, lengths, strict=True)):
        raise DamagedError("it is cut off before its end")
    if page.first(_COMPRESSION, 1) == 1:
        row = (page.first(_WIDTH, 0) * page.first(_SAMPLES, 1) * page.first(_BITS, 1) + 7) // 8
        if sum(lengths) < row * page.first(_HEIGHT, 0):
            raise DamagedError("it holds fewer picture data than its size needs")


def _check_single(data: bytes, page: Directory) -> None:
    for _ in range(_MOST_PAGES):
        if page.following == 0:
            return
        page = directory(data, page.following)
        if not page.first(_SUBFILE, 0) & 1:  # bit 0: a smaller copy of the first page
            raise save_as_png("a TIFF of several pages")
    raise DamagedError("its directories do not end")


def _without_orientation(data: bytes) -> bytes:
    """Return the file with orientation 1, so that no decoder turns the picture by itself."""
    page = directory(data)
    if page.first(ORIENTATION, 1) == 1:
        return data
    place = page.places[ORIENTATION]
    changed = bytearray(data)
    struct.pack_into(f"{byte_order(data)}H", changed, place, 1)
    return bytes(changed)
