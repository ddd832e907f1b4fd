"""Damaged picture files through the reader: it may refuse or read them, nothing else.

``python -m benchmarks.mutation COUNT SEED`` prints how often it did which, as JSON.
"""

from __future__ import annotations

import json
import struct
import sys
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping

import numpy as np

from qeu_station.errors import ImageError
from qeu_station.imaging.io import Pixels, decode_image, encode_image

Mutator = Callable[[bytearray, np.random.Generator], bytearray]

MAX_PIXELS = 16_000_000
"""Limit given to the reader, so that a header that lies does not cost a minute each."""


def run(count: int, seed: int) -> Mapping[str, int]:
    """Read ``count`` damaged files and return how many were ``read`` and ``refused``.

    Whatever else happens (another exception, an array of another kind) is raised.
    """
    counts: Counter[str] = Counter(read=0, refused=0)
    for name, data in damaged_files(count, seed):
        try:
            pixels = decode_image(data, name, MAX_PIXELS)
        except ImageError as error:
            if name not in str(error):
                raise AssertionError(f"the error does not name the file: {error}") from error
            counts["refused"] += 1
        else:
            _check(pixels, name)
            counts["read"] += 1
    return counts


def damaged_files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Yield names and contents of ``count`` damaged files of every format."""
    rng = np.random.default_rng(seed)
    whole = list(sound_files().items())
    for number in range(count):
        kind, data = whole[number % len(whole)]
        mutator = MUTATORS[int(rng.integers(len(MUTATORS)))]
        changed = bytes(mutator(bytearray(data), rng))
        yield f"{number}-{mutator.__name__}-{kind}", changed


def sound_files() -> dict[str, bytes]:
    """Return one small sound file per format and kind of pixel, by name."""
    rows, columns = np.mgrid[0:48, 0:64].astype(np.uint16)
    colour = np.stack([columns * 4, rows * 5, (rows * columns) % 256], axis=2).astype(np.uint8)
    alpha = np.dstack([colour, (255 - rows).astype(np.uint8)])
    deep = colour.astype(np.uint16) * 257
    files = {
        f"{shape}{extension}": encode_image(pixels, extension)
        for extension in (".png", ".tif", ".webp")
        for shape, pixels in (("colour", colour), ("grey", colour[:, :, 0]), ("alpha", alpha))
    }
    files |= {f"deep{extension}": encode_image(deep, extension) for extension in (".png", ".tif")}
    files |= {
        f"colour{extension}": encode_image(colour, extension) for extension in (".jpg", ".bmp")
    }
    return files | {"grey.jpg": encode_image(colour[:, :, 0], ".jpg")}


def flip_bits(data: bytearray, rng: np.random.Generator) -> bytearray:
    """Flip one to sixteen bits anywhere."""
    for place in rng.integers(0, len(data), int(rng.integers(1, 17))):
        data[place] ^= 1 << int(rng.integers(8))
    return data


def cut(data: bytearray, rng: np.random.Generator) -> bytearray:
    """Keep only the beginning."""
    return data[: int(rng.integers(0, len(data)))]


def insert(data: bytearray, rng: np.random.Generator) -> bytearray:
    """Insert one to sixty-four random bytes."""
    place = int(rng.integers(0, len(data)))
    return data[:place] + rng.bytes(int(rng.integers(1, 65))) + data[place:]


def remove(data: bytearray, rng: np.random.Generator) -> bytearray:
    """Leave out one to sixty-four bytes."""
    place = int(rng.integers(0, len(data)))
    return data[:place] + data[place + int(rng.integers(1, 65)) :]


def change_header(data: bytearray, rng: np.random.Generator) -> bytearray:
    """Overwrite one to four of the first hundred bytes."""
    for place in rng.integers(0, min(len(data), 100), int(rng.integers(1, 5))):
        data[place] = int(rng.integers(256))
    return data


def change_number(data: bytearray, rng: np.random.Generator) -> bytearray:
    """Overwrite four bytes with a number that breaks sums: 0, the largest, the sign bit."""
    number = (0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFF)[int(rng.integers(6))]
    place = int(rng.integers(0, len(data) - 4))
    struct.pack_into("<I" if rng.random() < 0.5 else ">I", data, place, number)
    return data


def blank(data: bytearray, rng: np.random.Generator) -> bytearray:
    """Overwrite a stretch with zeros, as a failing disk does."""
    place = int(rng.integers(0, len(data)))
    end = min(len(data), place + int(rng.integers(1, 513)))
    data[place:end] = bytes(end - place)
    return data


def flip_bits_with_checksums(data: bytearray, rng: np.random.Generator) -> bytearray:
    """Flip bits and write PNG checksums that fit, so that the damage reaches the decoder."""
    data = flip_bits(data, rng)
    offset = 8
    while data.startswith(b"\x89PNG") and offset + 12 <= len(data):
        end = offset + 8 + struct.unpack_from(">I", data, offset)[0]
        if end + 4 > len(data):
            break
        struct.pack_into(">I", data, end, zlib.crc32(data[offset + 4 : end]))
        offset = end + 4
    return data


MUTATORS: tuple[Mutator, ...] = (
    flip_bits,
    cut,
    insert,
    remove,
    change_header,
    change_number,
    blank,
    flip_bits_with_checksums,
)


def _check(pixels: Pixels, name: str) -> None:
    fits = pixels.dtype in (np.uint8, np.uint16) and pixels.size > 0
    if not fits or not (pixels.ndim == 2 or (pixels.ndim == 3 and pixels.shape[2] in (3, 4))):
        raise AssertionError(f"{name} was read as {pixels.dtype} of shape {pixels.shape}")


if __name__ == "__main__":
    print(json.dumps(run(int(sys.argv[1]), int(sys.argv[2]))))
