"""Defect-free test images: every box of a board replaced by the template, aligned at that place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np

from qeu_station.core.pair import Pair
from qeu_station.core.region import Box
from qeu_station.errors import DatasetError
from qeu_station.storage.boxes import Boxes

REACH = 5
"""How far a box is looked for on the template around its own place, in pixels."""

MARGIN = 12
"""Surroundings of a box that decide where it lies on the template, in pixels."""

SUFFIX = "-healed"


def write_healed(pairs: Sequence[Pair], boxes: Boxes, folder: Path) -> tuple[Pair, ...]:
    """Write a healed picture per pair; return the pairs that have them as test image."""
    folder.mkdir(parents=True)
    return tuple(_written(pair, [box.box for box in boxes[pair.name]], folder) for pair in pairs)


def healed(test: np.ndarray, template: np.ndarray, boxes: Sequence[Box]) -> np.ndarray:
    """Return the test image, uint8 (H, W), with every box filled from the template."""
    result = test.copy()
    for box in boxes:
        x1, y1, x2, y2 = _inside(box, 0, test.shape)
        dx, dy = _offset(result, template, box)
        rows = np.clip(np.arange(y1, y2) + dy, 0, template.shape[0] - 1)
        columns = np.clip(np.arange(x1, x2) + dx, 0, template.shape[1] - 1)
        result[y1:y2, x1:x2] = template[np.ix_(rows, columns)]
    return result


def _offset(test: np.ndarray, template: np.ndarray, box: Box) -> tuple[int, int]:
    """Shift from test to template that fits the surroundings of a box best."""
    x1, y1, x2, y2 = _inside(box, MARGIN, test.shape)
    around = np.full((y2 - y1, x2 - x1), 255, np.uint8)
    left, top, right, bottom = _inside(box, 0, test.shape)
    around[top - y1 : bottom - y1, left - x1 : right - x1] = 0
    padded = cv2.copyMakeBorder(template, REACH, REACH, REACH, REACH, cv2.BORDER_REPLICATE)
    place = padded[y1 : y2 + 2 * REACH, x1 : x2 + 2 * REACH]
    misfit = cv2.matchTemplate(place, test[y1:y2, x1:x2], cv2.TM_SQDIFF, mask=around)
    _, _, (x, y), _ = cv2.minMaxLoc(misfit)
    return x - REACH, y - REACH


def _inside(box: Box, margin: int, shape: tuple[int, ...]) -> tuple[int, int, int, int]:
    x1, y1, x2, y2 = box
    return (
        max(0, int(x1) - margin),
        max(0, int(y1) - margin),
        min(shape[1], int(np.ceil(x2)) + margin),
        min(shape[0], int(np.ceil(y2)) + margin),
    )


def _written(pair: Pair, boxes: Sequence[Box], folder: Path) -> Pair:
    assert pair.reference is not None
    name = pair.name + SUFFIX
    picture = healed(_grey(pair.test), _grey(pair.reference), boxes)
    file = folder / f"{name}_test.png"
    if not cv2.imwrite(str(file), picture):
        raise DatasetError(f"{file} cannot be written.")
    return replace(pair, name=name, test=file)


def _grey(path: Path) -> np.ndarray:
    picture = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise DatasetError(f"{path} cannot be read as a picture.")
    return picture
