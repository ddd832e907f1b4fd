"""Time to prepare a pair and judge its difference, as a multiple of decoding its two files."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from time import perf_counter
from typing import Any, ParamSpec, TypeVar

import cv2
import numpy as np

from benchmarks.boards import BoardPair, board_pairs
from benchmarks.inspecting import RegisteredInspector
from qeu_station.core.recipe import ImageSettings, Recipe
from qeu_station.imaging.prepare import Preparer

RECIPE = Recipe("deeppcb", "from pair", image=ImageSettings("binary"))
WARM_UP = 3

P = ParamSpec("P")
R = TypeVar("R")


def main(arguments: list[str]) -> None:
    """Print median and 95th percentile over the pairs, one thread."""
    parser = argparse.ArgumentParser("python -m benchmarks prepare_speed")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--every", type=int, default=10, help="take every n-th pair only")
    options = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    pairs = board_pairs(options.data, options.every)
    timings, steps = _timed(pairs)
    _print(timings)
    print("\n| step of preparation | median ms |\n|---|---|")
    for step, values in steps.items():
        print(f"| {step} | {np.median(values):.2f} |")


def _timed(pairs: list[BoardPair]) -> tuple[dict[str, list[float]], dict[str, list[float]]]:
    preparer = Preparer(RECIPE, None)
    inspector = RegisteredInspector("difference").inspector()
    timings: dict[str, list[float]] = {"decode": [], "prepare": [], "inspect": []}
    steps: dict[str, list[float]] = {}
    for number, pair in enumerate(pairs[:WARM_UP] + pairs):
        files = [np.fromfile(path, np.uint8) for path in (pair.test, pair.template)]
        decode, (test, template) = _clocked(_decoded, files)
        prepare, prepared = _clocked(preparer.prepare, "pair", test, template)
        inspect, _ = _clocked(inspector.inspect, prepared.pair)
        if number < WARM_UP:
            continue
        for name, value in (("decode", decode), ("prepare", prepare), ("inspect", inspect)):
            timings[name].append(value)
        for step, value in prepared.details["milliseconds"].items():
            steps.setdefault(step, []).append(value)
    return timings, steps


def _decoded(files: list[np.ndarray]) -> list[Any]:
    return [cv2.imdecode(file, cv2.IMREAD_UNCHANGED) for file in files]


def _clocked(run: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> tuple[float, R]:
    start = perf_counter()
    result = run(*args, **kwargs)
    return (perf_counter() - start) * 1e3, result


def _print(timings: dict[str, list[float]]) -> None:
    total = np.add(timings["prepare"], timings["inspect"])
    reference = float(np.median(timings["decode"]))
    print(f"{len(total)} pairs of 640 x 640, one thread\n")
    print("| | median ms | p95 ms | median, multiple | p95, multiple |\n|---|---|---|---|---|")
    for name, values in (
        ("cv2.imdecode of both files", timings["decode"]),
        ("prepare", timings["prepare"]),
        ("inspector difference", timings["inspect"]),
        ("prepare + difference", total),
    ):
        middle, high = np.median(values), np.percentile(values, 95)
        multiples = f"{middle / reference:.1f} | {high / reference:.1f}"
        print(f"| {name} | {middle:.2f} | {high:.2f} | {multiples} |")
