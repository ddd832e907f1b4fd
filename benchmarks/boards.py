"""The DeepPCB pairs with their truth per cell."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from qeu_station.core.grid import Grid
from qeu_station.core.region import Box

SIZE = 640
GRID = Grid.over_rectangle((0, 0, SIZE, SIZE))

SHARE = 0.30
"""A cell is NG when it holds a box's centre or at least this share of a box."""


@dataclass(frozen=True)
class BoardPair:
    """One pair: its files, its group of boards, its defect boxes (x1, y1, x2, y2)."""

    name: str
    test: Path
    template: Path
    boxes: tuple[Box, ...]

    @property
    def group(self) -> str:
        """The board group: the first five digits of the number."""
        return self.name[:5]

    def read(self) -> tuple[np.ndarray, np.ndarray]:
        """Return test image and template, uint8 (640, 640)."""
        return _grey(self.test), _grey(self.template)


def board_pairs(data: Path, every: int = 1) -> list[BoardPair]:
    """Return every ``every``-th pair under ``data``/deeppcb, by name.

    Raises:
        SystemExit: There is none.
    """
    folder = data / "deeppcb"
    tests = sorted((folder / "pairs").glob("*_test.jpg"))[::every]
    if not tests:
        raise SystemExit(f"No pair pairs/*_test.jpg in {folder}; give its parent with --data DIR.")
    return [_pair(test, folder) for test in tests]


def cell_truth(boxes: tuple[Box, ...]) -> dict[str, bool | None]:
    """Return per cell whether it is NG; None where a box overlaps it, but too little to say."""
    return {address: _state(GRID.polygon(address), boxes) for address in GRID.addresses}


def _pair(test: Path, folder: Path) -> BoardPair:
    name = test.stem.removesuffix("_test")
    lines = (folder / "boxes" / f"{name}.txt").read_text(encoding="ascii").splitlines()
    boxes = tuple(_box(line) for line in lines if line.strip())
    return BoardPair(name, test, test.with_name(f"{name}_temp.jpg"), boxes)


def _box(line: str) -> Box:
    x1, y1, x2, y2, *_ = (float(value) for value in line.split())
    return x1, y1, x2, y2


def _state(polygon: tuple[tuple[float, float], ...], boxes: tuple[Box, ...]) -> bool | None:
    (left, top), _, (right, bottom), _ = polygon
    touched = False
    for x1, y1, x2, y2 in boxes:
        width, height = min(right, x2) - max(left, x1), min(bottom, y2) - max(top, y1)
        if width <= 0 or height <= 0:
            continue
        centred = left <= (x1 + x2) / 2 < right and top <= (y1 + y2) / 2 < bottom
        if centred or width * height >= SHARE * (x2 - x1) * (y2 - y1):
            return True
        touched = True
    return None if touched else False


def _grey(path: Path) -> np.ndarray:
    picture = cv2.imdecode(np.fromfile(path, np.uint8), cv2.IMREAD_GRAYSCALE)
    if picture is None:
        raise SystemExit(f"{path} cannot be read as a picture.")
    return picture
