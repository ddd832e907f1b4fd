"""Gaps: where pieces of a picture come near each other without touching.

A broken line and a notched one, a bridge and a spur differ in a few pixels, but not in what hangs
together. A small network sees the pixels; which pieces they belong to is found here.
"""

from __future__ import annotations

import cv2
import numpy as np

from qeu_station.toolkit.patches import Picture

DEPTH = 4
"""Channels: dark and bright pieces of the reference, then of the test image."""

REACH = 5
"""Pixels, in the model's input, on each side of which two pieces are near each other."""

_AROUND = np.ones((2 * REACH + 1, 2 * REACH + 1), np.uint8)
_NONE = np.iinfo(np.uint16).max


def gaps(reference: Picture, test: Picture) -> Picture:
    """Return the places that have two separate pieces within reach, 255 there and 0 elsewhere.

    Both pictures are parted into dark and bright by one threshold (N. Otsu, IEEE Transactions on
    Systems, Man, and Cybernetics 9(1), 1979). Dark pieces hang together over corners, bright ones
    do not, so that a line one pixel wide parts what lies beside it.

    Args:
        reference: uint8, (h, w), or (h, w, 3) in any order of colours.
        test: As ``reference``.

    Returns:
        uint8, (h, w, 4).
    """
    pictures = [_grey(reference), _grey(test)]
    level, _ = cv2.threshold(np.hstack(pictures), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    planes = []
    for picture in pictures:
        bright = (picture > level).astype(np.uint8)
        planes += [_between(1 - bright, corners=True), _between(bright, corners=False)]
    return np.stack(planes, axis=2)


def _between(pieces: Picture, corners: bool) -> Picture:
    """Return where the highest and lowest number of a piece within reach differ."""
    count, numbers = cv2.connectedComponents(
        pieces, connectivity=8 if corners else 4, ltype=cv2.CV_16U
    )
    if count < 3:  # the rest and one piece
        return np.zeros_like(pieces)
    highest = cv2.dilate(numbers, _AROUND)
    lowest = cv2.erode(np.where(numbers == 0, _NONE, numbers), _AROUND)
    return np.where(highest > lowest, 255, 0).astype(np.uint8)


def _grey(picture: Picture) -> Picture:
    if picture.ndim == 2:
        return np.ascontiguousarray(picture)
    if picture.shape[2] == 1:
        return np.ascontiguousarray(picture[..., 0])
    return cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_BGR2GRAY)
