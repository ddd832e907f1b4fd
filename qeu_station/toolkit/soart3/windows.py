"""Windows of a pair, and their metrics against all unit spaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qeu_station.api import PreparedPair
from qeu_station.toolkit.soart3.metrics import soart3
from qeu_station.toolkit.soart3.result import Flag, Metrics
from qeu_station.toolkit.soart3.shifting import Mask, ShiftedTest
from qeu_station.toolkit.soart3.views import Pictures, ViewPictures


@dataclass(frozen=True, slots=True, eq=False)
class Window:
    """Pixels of a picture that are compared.

    Attributes:
        box: x1, y1, x2, y2 in pixels, exclusive end, within the picture.
        mask: bool, (y2 - y1, x2 - x1); which pixels of the box belong to it, None for all.
    """

    box: tuple[int, int, int, int]
    mask: Mask | None = field(default=None, repr=False)

    @property
    def pixels(self) -> int:
        """How many pixels are compared."""
        x1, y1, x2, y2 = self.box
        return (y2 - y1) * (x2 - x1) if self.mask is None else int(self.mask.sum())

    def cut(self, pictures: Pictures) -> Pictures:
        """Return the pixels of pictures (…, H, W, C) as vectors (…, P).

        Pixels that do not belong to the window are 0: in signal and unit space alike, that adds
        nothing to any sum of the metrics.
        """
        x1, y1, x2, y2 = self.box
        inside = pictures[..., y1:y2, x1:x2, :]
        lines = inside.reshape(*inside.shape[:-2], -1)
        if self.mask is not None:
            lines = lines * np.repeat(self.mask, pictures.shape[-1], axis=1)
        return lines.reshape(*lines.shape[:-2], -1)

    def tiles(self, rows: int, columns: int) -> Iterator[Window]:
        """Yield small windows that cover this one, row by row; some may hold no pixel."""
        x1, y1, x2, y2 = self.box
        ys = np.linspace(y1, y2, rows + 1).round().astype(int).tolist()
        xs = np.linspace(x1, x2, columns + 1).round().astype(int).tolist()
        for row, column in product(range(rows), range(columns)):
            left, top, right, bottom = xs[column], ys[row], xs[column + 1], ys[row + 1]
            mask = self.mask
            if mask is not None:
                mask = mask[top - y1 : bottom - y1, left - x1 : right - x1]
            yield Window((left, top, right, bottom), mask)


def cell_windows(pair: PreparedPair) -> list[Window]:
    """Return the window of every cell: pixels it owns and that the test image covers."""
    covered = np.where(pair.valid > 0, pair.cell_map, 0)
    return [_window_of(covered, number, cell.box) for number, cell in enumerate(pair.cells, 1)]


def window_metrics(
    views: ViewPictures,
    test: Pictures,
    windows: Sequence[Window],
    tolerance: int,
    exact: bool = True,
) -> Metrics:
    """Return the metrics of N windows, (N, K), K as ``views.spaces.names(views.parts)``.

    Args:
        views: The good parts, and what of them is a unit space.
        test: uint8, (H, W) or (H, W, C), 0..255, on the good parts.
        windows: Windows of the picture; one without a pixel has NaN and ``NO_PIXELS``.
        tolerance: Longest shift of the signals that are moved, in pixels each way.
        exact: As in ``soart3``.

    Raises:
        MetricsError: Test image and good parts differ in shape.
    """
    shifted = ShiftedTest(test, views.pictures.shape[2:], tolerance)
    rows, columns = views.spaces.tiles
    found = [
        _of_window(views, shifted, tile, part, exact)
        for window in windows
        for tile in window.tiles(rows, columns)
        for part in range(views.parts)
    ]
    shape = len(windows), len(views.spaces.names(views.parts))

    def joined(name: str) -> NDArray[Any]:
        values = [getattr(metrics, name).ravel() for metrics in found]
        return np.concatenate(values).reshape(shape) if values else np.empty(shape)

    return Metrics(
        joined("log_beta"),
        joined("log_eta"),
        joined("log_gamma"),
        joined("flags").astype(np.uint8),
        joined("epsilon"),
        views.spaces.scale,
    )


def _of_window(
    views: ViewPictures, shifted: ShiftedTest, window: Window, part: int, exact: bool
) -> Metrics:
    spaces, pictures = views.spaces, views.pictures[part]
    if not window.pixels:
        return _nothing((len(spaces.shifts), len(spaces.views)), spaces.scale)
    reference = views.references[part].reshape(pictures.shape[1:])
    signals = [
        window.cut(
            shifted.at(0, 0)
            if shift == "unshifted"
            else shifted.at(*shifted.nearest(reference, window.box, window.mask))
        )
        for shift in spaces.shifts
    ]
    return soart3(
        np.stack(signals),
        window.cut(pictures),
        epsilon=spaces.epsilon_of(window.pixels),
        scale=spaces.scale,
        exact=exact,
    )


def _nothing(shape: tuple[int, int], scale: float) -> Metrics:
    nan = np.full(shape, np.nan)
    return Metrics(nan, nan, nan, np.full(shape, Flag.NO_PIXELS, np.uint8), nan, scale)


def _window_of(
    covered: NDArray[np.uint16], number: int, box: tuple[float, float, float, float]
) -> Window:
    height, width = covered.shape
    left, top = max(0, int(box[0])), max(0, int(box[1]))
    right, bottom = min(width, int(box[2]) + 1), min(height, int(box[3]) + 1)
    mask = covered[top:bottom, left:right] == number
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    if not rows.size:
        return Window((left, top, left, top))
    mask = mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    tight = (left + columns[0], top + rows[0], left + columns[-1] + 1, top + rows[-1] + 1)
    x1, y1, x2, y2 = (int(value) for value in tight)
    return Window((x1, y1, x2, y2), None if mask.all() else mask)
