"""soaRT3: exact against the scalar formula, fast against exact, and speed against a scipy loop."""

from __future__ import annotations

import argparse
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import cv2
import numpy as np

from benchmarks.boards import GRID, SIZE, board_pairs
from qeu_station.imaging.cellmap import build_cell_map
from qeu_station.toolkit.soart3 import EPSILON, Metrics, UnitSpaces, ViewPictures, soart3

Triple = tuple[float, float, float]
NAMES = ("log_beta", "log_eta", "log_gamma")
VALUES = 30_000
WHITE = 255.0


@dataclass(frozen=True, eq=False)
class Cell:
    """The window of one cell: uint8 signal (P,) and ten unit spaces (10, P)."""

    signal: np.ndarray
    spaces: np.ndarray


def main(arguments: list[str]) -> None:
    """Print how many values agree, the largest difference, and the ratios of times."""
    parser = argparse.ArgumentParser("python -m benchmarks soart3")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--every", type=int, default=50, help="take every n-th pair only")
    parser.add_argument("--repeats", type=int, default=30)
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    print(f"equal to the scalar formula to 5 decimals: {_equal():,} of {VALUES:,} values\n")
    pictures = [_cells(*pair.read()) for pair in board_pairs(options.data, options.every)]
    _print_differences(pictures)
    _print_speed(pictures[0], options.repeats)


def _equal() -> int:
    rng = np.random.default_rng(1)
    signals, spaces = rng.random((100, 50)), rng.random((100, 50))
    found = soart3(signals, spaces, rounded=True)
    return sum(
        float(getattr(found, name)[n, k]) == round(value, 5)
        for n in range(100)
        for k in range(100)
        for name, value in zip(NAMES, _scalar(signals[n], spaces[k]), strict=True)
    )


def _scalar(y: np.ndarray, x: np.ndarray) -> Triple:
    above = sum(a * b for a, b in zip(x.tolist(), y.tolist(), strict=True)) + EPSILON
    beta = above / (sum(a * a for a in x.tolist()) + EPSILON)
    residual = [abs(b - beta * a) for a, b in zip(x.tolist(), y.tolist(), strict=True)]
    log_eta = math.log(sum(residual) + 1)
    return math.log(beta), log_eta, log_eta - math.log(sum(r**4 for r in residual) ** 0.25 + 1)


def _print_differences(pictures: list[list[Cell]]) -> None:
    worst = np.zeros(3)
    for cell in (cell for cells in pictures for cell in cells):
        exact = soart3(cell.signal, cell.spaces, scale=WHITE)
        fast = soart3(cell.signal, cell.spaces, scale=WHITE, exact=False)
        worst = np.maximum(worst, [_distance(exact, fast, name) for name in NAMES])
    print(f"fast path, {len(pictures)} pairs x {len(pictures[0])} cells x 10 unit spaces\n")
    print("| | largest difference to the exact one |\n|---|---|")
    for name, value in zip(NAMES, worst, strict=True):
        print(f"| {name} | {value:.1e} |")


def _distance(first: Metrics, second: Metrics, name: str) -> float:
    return float(np.abs(getattr(first, name) - getattr(second, name)).max())


def _print_speed(cells: list[Cell], repeats: int) -> None:
    runs: dict[str, Callable[[list[Cell]], object]] = {
        "scipy loop": _looped,
        "exact": lambda cells: [soart3(c.signal, c.spaces, scale=WHITE) for c in cells],
        "fast": lambda cells: [soart3(c.signal, c.spaces, scale=WHITE, exact=False) for c in cells],
    }
    times: dict[str, list[float]] = {name: [] for name in runs}
    for number in range(repeats + 2):
        for name, run in runs.items():  # in turns: whatever else the machine does meets all alike
            start = perf_counter()
            run(cells)
            if number >= 2:
                times[name].append(1e3 * (perf_counter() - start))
    print(f"\n{len(cells)} cells x 10 unit spaces, {SIZE} x {SIZE} grey, one thread\n")
    print("| | median ms | least ms | speed, median | speed, least |\n|---|---|---|---|---|")
    middle, least = np.median(times["scipy loop"]), min(times["scipy loop"])
    for name, values in times.items():
        mine, best = np.median(values), min(values)
        print(f"| {name} | {mine:.1f} | {best:.1f} | {middle / mine:.1f} | {least / best:.1f} |")


def _looped(cells: list[Cell]) -> list[Triple]:
    from scipy.spatial.distance import cityblock, minkowski

    found = []
    for cell in cells:
        y = cell.signal / WHITE
        for space in cell.spaces:
            x = space / WHITE
            beta = (np.dot(x, y) + EPSILON) / (np.dot(x, x) + EPSILON)
            expected = beta * x
            log_eta = math.log(cityblock(y, expected) + 1)
            log_gamma = log_eta - math.log(minkowski(y, expected, 4) + 1)
            found.append((math.log(beta), log_eta, log_gamma))
    return found


def _cells(test: np.ndarray, reference: np.ndarray) -> list[Cell]:
    narrow, wide = (
        ViewPictures(reference[None], UnitSpaces(radius=radius)).pictures[0, ..., 0]
        for radius in (1, 2)
    )
    moved = [np.roll(reference, shift, axis) for shift in (-1, 1) for axis in (0, 1)]
    pictures = np.stack([*narrow, *wide[2:], *moved])
    cells = build_cell_map(GRID, SIZE, SIZE).cells
    boxes = [[round(value) for value in cell.box] for cell in cells]
    return [
        Cell(
            test[top:bottom, left:right].ravel(),
            pictures[:, top:bottom, left:right].reshape(len(pictures), -1),
        )
        for left, top, right, bottom in boxes
    ]
