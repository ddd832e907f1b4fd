"""Pieces: what hangs together in two pictures, and what of it parted or joined.

A broken line and a notched one, a bridge and a spur differ in a few pixels, but not in what hangs
together. A small network sees the pixels; which pieces they belong to is found here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_station.toolkit.patches import Picture

DEPTH = 8
"""Channels that ``pieces`` gives."""

REACH = 5
"""Pixels, in the model's input, on each side of which two pieces are near each other."""

LEAST_SHARED = 8
"""Pixels that a piece and its counterpart in the other picture have in common at least."""

LARGE = 48
"""Pixels of a piece that counts where pieces part or join: a scratch leaves islands behind."""

NONE, SEVERAL = 128, 255
"""Values of pieces without a counterpart, and with several."""

Numbers = NDArray[Any]  # uint16, (h, w); 0 where there is no piece

_AROUND = np.ones((2 * REACH + 1, 2 * REACH + 1), np.uint8)
_HIGHEST = np.iinfo(np.uint16).max


def pieces(reference: Picture, test: Picture) -> Picture:
    """Return which pieces nearly touch, and which were parted, joined, lost or added.

    Both pictures are parted into dark and bright by one threshold (N. Otsu, IEEE Transactions on
    Systems, Man, and Cybernetics 9(1), 1979). Dark pieces hang together over corners, bright ones
    do not, so that a line one pixel wide parts what lies beside it.

    Args:
        reference: uint8, (h, w), or (h, w, 3) in any order of colours.
        test: As ``reference``.

    Returns:
        uint8, (h, w, 8). For dark, then for bright pieces: of the reference and of the test image,
        255 where two separate large ones lie within reach, 0 elsewhere; then, of each picture, 128
        on pieces without a counterpart in the other one, 255 on those that share much with several,
        0 elsewhere.
    """
    pictures = [_grey(reference), _grey(test)]
    level, _ = cv2.threshold(np.hstack(pictures), 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    bright = [cv2.threshold(picture, level, 1, cv2.THRESH_BINARY)[1] for picture in pictures]
    dark = [1 - each for each in bright]
    return cv2.merge([*_planes(dark, connectivity=8), *_planes(bright, connectivity=4)])


def _planes(pictures: list[Picture], connectivity: int) -> Iterator[Picture]:
    first, second = (
        cv2.connectedComponents(picture, connectivity=connectivity, ltype=cv2.CV_16U)[1]
        for picture in pictures
    )
    yield from map(_near_others, (first, second))
    yield from _counterparts(first, second)


def _near_others(numbers: Numbers) -> Picture:
    """Return where the highest and the lowest number of a large piece within reach differ."""
    large = np.bincount(numbers.ravel()) >= LARGE
    if large[1:].sum() < 2:
        return np.zeros(numbers.shape, np.uint8)
    large[0] = False
    own = np.arange(len(large), dtype=np.uint16)
    highest = cv2.dilate(np.where(large, own, 0).astype(np.uint16).take(numbers), _AROUND)
    lowest = cv2.erode(np.where(large, own, _HIGHEST).astype(np.uint16).take(numbers), _AROUND)
    return cv2.compare(highest, lowest, cv2.CMP_GT)


def _counterparts(first: Numbers, second: Numbers) -> tuple[Picture, Picture]:
    """Return, for the pieces of both pictures, how many they meet in the other one."""
    rows, columns = int(first.max()) + 1, int(second.max()) + 1
    together = np.multiply(first, columns, dtype=np.int32).ravel() + second.ravel()
    shared = np.bincount(together, minlength=rows * columns).reshape(rows, columns)
    shared = shared[1:, 1:]
    return _valued(first, shared, axis=1), _valued(second, shared, axis=0)


def _valued(numbers: Numbers, shared: NDArray[np.intp], axis: int) -> Picture:
    """Return values of the pieces of one picture from the pixels they share with others."""
    met = (shared >= LEAST_SHARED).any(axis=axis)
    several = (shared >= LARGE).sum(axis=axis) > 1
    values = np.where(several, SEVERAL, np.where(met, 0, NONE))
    found: Picture = np.concatenate([[0], values]).astype(np.uint8).take(numbers)
    return found


def _grey(picture: Picture) -> Picture:
    if picture.ndim == 2:
        return np.ascontiguousarray(picture)
    if picture.shape[2] == 1:
        return np.ascontiguousarray(picture[..., 0])
    return cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_BGR2GRAY)
