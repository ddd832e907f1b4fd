"""Text in pictures: any script, with the fonts that OpenCV carries, so the same on every system."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Colour = tuple[int, int, int]
"""Blue, green, red, 0..255."""

Anchor = Literal["left", "middle"]

BLACK: Colour = (28, 24, 22)
WHITE: Colour = (255, 255, 255)
_WEIGHT = 500
_TAG_ROOM = 0.3
"""Room around the text of a tag, in text sizes."""


def written_size(text: str, size: int) -> tuple[int, int]:
    """Return width and height in pixels of ``text`` whose letters are ``size`` pixels high."""
    box = cv2.getTextSize((0, 0), text, (0, 0), _font(), size, _WEIGHT)
    return int(box[2]), round(size * 1.1)


def write(
    picture: Picture,
    text: str,
    at: tuple[float, float],
    size: int,
    colour: Colour = BLACK,
    anchor: Anchor = "middle",
) -> None:
    """Write one line into ``picture``; ``at`` is its middle, or the middle of its left end."""
    width, _ = written_size(text, size)
    left = at[0] - (width / 2 if anchor == "middle" else 0)
    baseline = at[1] + size * 0.36
    cv2.putText(picture, text, (round(left), round(baseline)), colour, _font(), size, _WEIGHT)


def shortened(text: str, size: int, width: float) -> str:
    """Return ``text``, its end replaced by an ellipsis when it is wider than ``width`` pixels."""
    if written_size(text, size)[0] <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        fits = written_size(text[:middle].rstrip() + "…", size)[0] <= width
        low, high = (middle, high) if fits else (low, middle - 1)
    return text[:low].rstrip() + "…" if low else ""


def tag_size(text: str, size: int) -> tuple[int, int]:
    """Return width and height in pixels of a tag."""
    width, height = written_size(text, size)
    room = round(size * _TAG_ROOM)
    return width + 2 * room, height + room


def tag(picture: Picture, text: str, corner: tuple[int, int], size: int, colour: Colour) -> None:
    """Write ``text`` on a plate of ``colour`` with its top left corner at ``corner``."""
    width, height = tag_size(text, size)
    x, y = corner
    cv2.rectangle(picture, (x, y), (x + width - 1, y + height - 1), colour, -1)
    write(picture, text, (x + width / 2, y + height / 2), size, readable_on(colour))


def readable_on(colour: Colour) -> Colour:
    """Return black or white, whichever contrasts more with ``colour``.

    Source: relative luminance and contrast ratio of WCAG 2.1.
    """
    linear = [(value / 255) ** 2.2 for value in colour]
    luminance = 0.0722 * linear[0] + 0.7152 * linear[1] + 0.2126 * linear[2]
    return BLACK if luminance > 0.18 else WHITE


def from_hex(colour: str) -> Colour:
    """Return the colour of ``#rrggbb``."""
    red, green, blue = (int(colour[index : index + 2], 16) for index in (1, 3, 5))
    return blue, green, red


@lru_cache(maxsize=1)
def _font() -> cv2.FontFace:
    return cv2.FontFace("sans")
