"""Local shifts between two pictures that are aligned as a whole: play, stretch, lens, print."""

from __future__ import annotations

import math
from functools import lru_cache
from itertools import product

import cv2
import numpy as np

from qeu_station.imaging.pixels import Pixels
from qeu_station.imaging.warp import by_fours

_BLOCK = 16
"""Side of a block that gets one shift, in pixels; shifts are interpolated between blocks."""

_STRIDE = 2
"""Means of this many pixels each way are compared: a quarter of the work, the same answer."""

_DIRECT_REACH = 4
"""Longest shift searched at full resolution; longer ones are first found on smaller pictures."""

_RELUCTANCE = 0.3
"""Grey levels of mean difference that one pixel of shift must save; flat places stay put."""


class LocalAligner:
    """Follows the local shifts of test images against one picture.

    Each block takes the shift with the least mean absolute difference over it and its eight
    neighbours (block matching, as in motion-compensated video coding).
    """

    def __init__(self, grey: Pixels, reach: int) -> None:
        """Args: ``grey`` uint8 (H, W); ``reach`` longest shift in pixels each way."""
        self._thin = _thinned(grey, 0, 0)
        self._size = _blocks(grey.shape)
        self._reach = reach
        self._coarse: LocalAligner | None = None
        self._factor = 1
        if reach > _DIRECT_REACH:
            self._factor = 2 ** int(np.ceil(np.log2(reach / _DIRECT_REACH)))
            self._coarse = LocalAligner(_reduced(grey, self._factor), -(-reach // self._factor))

    def shifts(self, grey: Pixels) -> np.ndarray:
        """Return where each block's content lies in ``grey``, relative to the fixed picture.

        Returns:
            float32, (block rows, block columns, 2): x and y in pixels.
        """
        size = self._size
        if not self._reach:
            return np.zeros((*size, 2), np.float32)
        if self._coarse is None:
            return _matched(grey, self._thin, size, self._reach)
        coarse = self._factor * self._coarse.shifts(_reduced(grey, self._factor))
        coarse = cv2.resize(coarse, size[::-1], interpolation=cv2.INTER_LINEAR)
        nearer, _ = followed(grey, np.full_like(grey, 255), coarse)
        fine = _matched(nearer, self._thin, size, self._factor)
        limited: np.ndarray = np.clip(coarse + fine, -self._reach, self._reach)
        return limited


def followed(picture: Pixels, valid: Pixels, shifts: np.ndarray) -> tuple[Pixels, Pixels]:
    """Return a picture with its local ``shifts`` undone, and where it has content then.

    Args:
        picture: uint8, (H, W) or (H, W, 3).
        valid: uint8, (H, W); 255 where ``picture`` has content, else 0.
        shifts: float32, (block rows, block columns, 2).
    """
    if not shifts.any():
        return picture, valid
    height, width = valid.shape
    field = cv2.resize(shifts, (width, height), interpolation=cv2.INTER_LINEAR)
    cv2.add(field, _places(width, height), dst=field)
    boxes = _touched(shifts, height, width)
    return (
        by_fours(
            picture, lambda p: _moved(p, field, boxes, cv2.INTER_LINEAR, cv2.BORDER_REPLICATE)
        ),
        _moved(valid, field, boxes, cv2.INTER_NEAREST, cv2.BORDER_CONSTANT),
    )


def _touched(shifts: np.ndarray, height: int, width: int) -> list[tuple[slice, slice]]:
    """Return boxes around all pixels that a shift reaches; mostly they are a few."""
    moving = np.ascontiguousarray(shifts.any(axis=2), np.uint8)
    reached = cv2.dilate(moving, np.ones((3, 3), np.uint8))  # shifts fade into the next block
    down, right = height / shifts.shape[0], width / shifts.shape[1]
    stats = cv2.connectedComponentsWithStats(reached)[2][1:, : cv2.CC_STAT_AREA]
    if (stats[:, 2] * stats[:, 3]).sum() > reached.size:
        return [(slice(0, height), slice(0, width))]
    return [
        (
            slice(math.floor(y * down), math.ceil((y + rows) * down)),
            slice(math.floor(x * right), math.ceil((x + columns) * right)),
        )
        for x, y, columns, rows in stats.tolist()
    ]


def _moved(
    picture: Pixels, field: np.ndarray, boxes: list[tuple[slice, slice]], how: int, border: int
) -> Pixels:
    moved = picture.copy()
    for box in boxes:
        # None: the one map holds x and y, which OpenCV's annotations do not know
        moved[box] = cv2.remap(picture, field[box], None, how, borderMode=border)  # type: ignore[call-overload]
    return moved


def _matched(moving: Pixels, thin: Pixels, size: tuple[int, int], reach: int) -> np.ndarray:
    rows, columns = thin.shape
    sides = (reach, reach + 1) * 2  # one more, as a side of one pixel has no means of two
    padded = cv2.copyMakeBorder(moving, *sides, cv2.BORDER_REPLICATE)
    phases = [[_thinned(padded, y, x) for x in range(_STRIDE)] for y in range(_STRIDE)]
    candidates = list(product(range(-reach, reach + 1), repeat=2))
    gaps = np.empty((len(candidates), *size), np.uint8)
    for gap, (dy, dx) in zip(gaps, candidates, strict=True):
        (top, row), (left, column) = divmod(reach + dy, _STRIDE), divmod(reach + dx, _STRIDE)
        part = phases[row][column][top : top + rows, left : left + columns]
        _block_means(cv2.absdiff(part, thin), gap)
    # all candidates at once: as many channels of one picture
    together = np.ascontiguousarray(np.moveaxis(gaps, 0, -1), dtype=np.float32)
    costs = cv2.blur(together, (3, 3)).reshape(together.shape)
    costs += np.array([_RELUCTANCE * math.hypot(dx, dy) for dy, dx in candidates], np.float32)
    best: np.ndarray = np.array(candidates, np.float32)[costs.argmin(axis=2)]
    return best[..., ::-1]


def _thinned(picture: Pixels, y: int, x: int) -> Pixels:
    """Return the means of _STRIDE pixels each way, from row y and column x on.

    Means, as a line one pixel wide could hide between pixels that are only picked.
    """
    rows = max(1, (picture.shape[0] - y) // _STRIDE)
    columns = max(1, (picture.shape[1] - x) // _STRIDE)
    cut = picture[y : y + _STRIDE * rows, x : x + _STRIDE * columns]
    return cv2.resize(cut, (columns, rows), interpolation=cv2.INTER_AREA)


def _block_means(gap: Pixels, means: Pixels) -> None:
    """Write the means of the blocks that ``means`` has room for."""
    size = (means.shape[1], means.shape[0])
    cv2.resize(_reduced(gap, 2), size, dst=means, interpolation=cv2.INTER_AREA)


def _blocks(shape: tuple[int, ...]) -> tuple[int, int]:
    return max(1, round(shape[0] / _BLOCK)), max(1, round(shape[1] / _BLOCK))


def _reduced(grey: Pixels, factor: int) -> Pixels:
    size = max(1, grey.shape[1] // factor), max(1, grey.shape[0] // factor)
    return cv2.resize(grey, size, interpolation=cv2.INTER_AREA)


@lru_cache(maxsize=4)
def _places(width: int, height: int) -> np.ndarray:
    y, x = np.indices((height, width), np.float32)
    return np.dstack([x, y])
