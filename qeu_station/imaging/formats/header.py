"""What the start of a picture file says, and why a file cannot be read."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import Any

from numpy.typing import NDArray

Pixels = NDArray[Any]
"""uint8 or uint16; (H, W) grey, (H, W, 3) BGR or (H, W, 4) BGR with alpha."""


class UnreadableError(Exception):
    """A picture cannot be read; the message is the reason, without the file's name."""


class DamagedError(UnreadableError):
    """The bytes are not what the format demands: cut, flipped or overwritten."""


@dataclass(frozen=True, slots=True)
class Header:
    """What is known before anything is decoded.

    Attributes:
        width: Columns as stored, before ``orientation`` is applied.
        height: Rows as stored.
        orientation: EXIF orientation, 1..8.
        bits: Bits per sample.
        channels: Samples per pixel.
    """

    width: int
    height: int
    orientation: int = 1
    bits: int = 8
    channels: int = 3


def unpack(layout: str, data: bytes, offset: int) -> tuple[Any, ...]:
    """Return ``struct.unpack_from``.

    Raises:
        DamagedError: The data end before the values do.
    """
    try:
        return struct.unpack_from(layout, data, offset)
    except struct.error as error:
        raise DamagedError("it is cut off inside its header") from error


def save_as_png(what: str) -> UnreadableError:
    """Return the error for a kind of picture that exists but is not read."""
    return UnreadableError(f"{what} is not supported; save it as 8 or 16 bit PNG")
