"""From places of a pair to the numbers a model takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from qeu_onnx.pieces import pieces
from qeu_onnx.preprocessing import Preprocessing
from qeu_station.api import PreparedPair
from qeu_station.toolkit.patches import Picture, Window, aligned_patch, cut_out

Box = tuple[float, float, float, float]


def region_window(box: Box, settings: Preprocessing) -> Window:
    """Return the window around a region: ``margin`` on each side, at least ``least_side`` wide."""
    x1, y1, x2, y2 = box
    width = max(settings.least_side, x2 - x1 + 2 * settings.margin)
    height = max(settings.least_side, y2 - y1 + 2 * settings.margin)
    if settings.square:
        width = height = max(width, height)
    return Window(int((x1 + x2 - width) / 2), int((y1 + y2 - height) / 2), int(width), int(height))


def cell_window(box: Box, settings: Preprocessing) -> Window:
    """Return the window of a cell's upright box, grown by ``margin``."""
    x1, y1, x2, y2 = box
    inside = Window(int(x1), int(y1), max(1, int(x2) - int(x1)), max(1, int(y2) - int(y1)))
    return inside.grown(settings.margin)


def part_window(pair: PreparedPair) -> Window:
    """Return the window of the whole part."""
    height, width = pair.shape
    return Window(0, 0, width, height)


def pictures(pair: PreparedPair, windows: Sequence[Window], settings: Preprocessing) -> Picture:
    """Return the windows as uint8, (N, height, width, channels), scaled to the model's size."""
    width, height = settings.size
    stack = np.empty((len(windows), height, width, settings.channels), np.uint8)
    for item, window in zip(stack, windows, strict=True):
        start = 0
        for plane, depth in zip(_planes(pair, window, settings), settings.depths, strict=True):
            item[..., start : start + depth] = plane.reshape(height, width, depth)
            start += depth
    return stack


def tensors(stack: Picture, settings: Preprocessing) -> list[NDArray[Any]]:
    """Return the model's inputs, each (N, ...), for uint8 pictures (N, height, width, channels)."""
    values: NDArray[Any] = stack
    if settings.element != "uint8":
        scale, offset = _line(settings)
        values = np.multiply(stack, scale, dtype=np.float32)
        values += offset
    starts = np.cumsum(settings.parts)[:-1]
    return [_arranged(part, settings) for part in np.split(values, starts, axis=3)]


def _arranged(values: NDArray[Any], settings: Preprocessing) -> NDArray[Any]:
    """Return numbers (N, height, width, channels) in the layout and kind that a model takes."""
    items = len(values)
    if settings.layout in ("nchw", "flat-chw"):
        values = values.transpose(0, 3, 1, 2)
    if settings.layout in ("flat", "flat-chw"):
        values = values.reshape(items, -1)
    if settings.layout == "nhw":
        values = values[..., 0]
    return np.ascontiguousarray(values, np.dtype(settings.element))


def _line(settings: Preprocessing) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return scale and offset per channel that do range, mean and std at once."""
    low, high = settings.range
    mean, std = np.asarray(settings.mean), np.asarray(settings.std)
    scale, offset = (high - low) / 255 / std, (low - mean) / std
    return scale.astype(np.float32), offset.astype(np.float32)


def _planes(pair: PreparedPair, window: Window, settings: Preprocessing) -> list[Picture]:
    """Return each picture the model wants of a window, in its size and colours."""
    wanted = set(settings.planes)
    seen: dict[str, Picture] = {}
    if "difference" in wanted:
        seen["difference"] = fitted(cut_out(pair.difference, window), settings)
    if wanted & {"reference", "absolute", "pieces"}:
        both = _nearest(pair, window, settings.realign)
        seen["test"], seen["reference"] = (_in_colour(each, settings) for each in both)
    elif "test" in wanted:
        seen["test"] = _in_colour(cut_out(pair.test, window), settings)
    if "absolute" in wanted:
        first, second = (np.ascontiguousarray(seen[each]) for each in ("test", "reference"))
        seen["absolute"] = np.asarray(cv2.absdiff(first, second), np.uint8)
    if "pieces" in wanted:
        seen["pieces"] = pieces(seen["reference"], seen["test"])
    return [seen[plane] for plane in settings.planes]


def _in_colour(picture: Picture, settings: Preprocessing) -> Picture:
    return fitted(coloured(picture, settings.colour), settings)


def _nearest(pair: PreparedPair, window: Window, realign: bool) -> tuple[Picture, Picture]:
    """Return the test image and the good part that is nearest to it in this window."""
    test = cut_out(pair.test, window)
    if realign:
        parts = [
            aligned_patch(pair.test, part, window, pair.tolerance).reference
            for part in pair.references
        ]
    else:
        parts = [cut_out(part, window) for part in pair.references]
    if len(parts) == 1:
        return test, parts[0]
    return test, min(parts, key=lambda part: cv2.norm(test, part, cv2.NORM_L1))


def coloured(picture: Picture, colour: str) -> Picture:
    """Return a picture, grey or BGR, as ``grey``, ``bgr`` or ``rgb``."""
    if picture.ndim == 2:
        return picture if colour == "grey" else np.repeat(picture[..., None], 3, axis=2)
    if colour == "grey":
        return cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_BGR2GRAY)
    return picture if colour == "bgr" else picture[..., ::-1]


def fitted(picture: Picture, settings: Preprocessing) -> Picture:
    """Return a picture scaled to the size of the input."""
    width, height = settings.size
    if picture.shape[:2] == (height, width):
        return picture
    picture = np.ascontiguousarray(picture)
    if settings.fit == "pad":
        picture = _padded(picture, width / height)
    shrinks = picture.shape[0] > height or picture.shape[1] > width
    kind = cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR
    return cv2.resize(picture, (width, height), interpolation=kind)


def _padded(picture: Picture, aspect: float) -> Picture:
    """Return the picture in the middle of one with this ratio of width to height."""
    rows, columns = picture.shape[:2]
    across = max(0, round(rows * aspect) - columns)
    down = max(0, round(columns / aspect) - rows)
    sides = (down // 2, down - down // 2, across // 2, across - across // 2)
    return cv2.copyMakeBorder(picture, *sides, cv2.BORDER_REPLICATE)
