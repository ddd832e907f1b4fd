"""Frame rate of two live panes, with the grid over them and without."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import numpy as np
from PySide6.QtWidgets import QApplication

HEIGHT, WIDTH = 960, 1280
TURNS, FRAMES = 6, 60


def rates(subject: Any) -> Mapping[str, float]:
    """Return frames per second by mode; the modes take turns, the best turn of each counts."""
    chance = np.random.default_rng(1)
    frames = [chance.integers(0, 256, (HEIGHT, WIDTH, 3), np.uint8) for _ in range(8)]
    found: dict[str, list[float]] = {"with grid": [], "without grid": []}
    for _ in range(TURNS):
        for mode, measured in found.items():
            subject.grid(mode == "with grid")
            measured.append(_rate(subject, frames))
    return {mode: max(measured) for mode, measured in found.items()}


def _rate(subject: Any, frames: list[np.ndarray]) -> float:
    begin = time.perf_counter()
    for number in range(FRAMES):
        reference, test = (frames[(number + step) % len(frames)] for step in (0, 3))
        subject.show_pictures(reference, test)
        QApplication.processEvents()
    return FRAMES / (time.perf_counter() - begin)
