"""From the trigger to the recorded verdict, less the slowest inspector's own time."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

import cv2
import numpy as np

from qeu_station.core.pair import Pair
from qeu_station.core.record import InspectionRecord
from qeu_station.imaging.io import read_image
from qeu_station.services.demo import samples
from qeu_station.services.live import LiveStation
from qeu_station.services.opening import open_home

R = TypeVar("R")

WARM_UP = 6
STEPS = ("decode", "inspectors", "read", "prepare", "rest", "added", "pictures")


def main(arguments: list[str]) -> int:
    """Print median and 95th percentile per recipe and way, on the shipped sample pairs."""
    parser = argparse.ArgumentParser(prog="benchmarks trigger", description=__doc__)
    parser.add_argument("--recipe", nargs="+", default=["sample", "sample-trained"])
    parser.add_argument("--rounds", type=int, default=60, help="inspections of each kind")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1, help="of OpenCV")
    given = parser.parse_args(arguments)
    cv2.setNumThreads(given.threads)
    print(
        f"Shipped sample pairs, {given.rounds} rounds, OpenCV with {given.threads} threads; "
        "milliseconds, median / p95.\nAdded: trigger to recorded verdict less the slowest "
        "inspector. Pictures: both pictures for the screen.\n"
    )
    print(f"| recipe | way | {' | '.join(STEPS)} | added / decode |")
    print("|---" * (len(STEPS) + 3) + "|")
    for recipe in given.recipe:
        with TemporaryDirectory() as folder, LiveStation.open(open_home(Path(folder))) as station:
            station.use(recipe)
            pairs = station.pairs(samples())
            for way in ("inspect", "inspect_frame"):
                _print(recipe, way, _measured(station, pairs, way, given.rounds))
    return 0


def _measured(
    station: LiveStation, pairs: Sequence[Pair], way: str, rounds: int
) -> dict[str, np.ndarray]:
    times: dict[str, list[float]] = {step: [] for step in STEPS}
    for number in range(WARM_UP + rounds):
        pair = pairs[number % len(pairs)]
        frame = read_image(pair.test).pixels.copy()
        frame[0, 0] = number % 256  # no frame is in the archive yet
        whole, record = _clocked(_trigger(station, pair, frame, way))
        slowest = max(opinion.milliseconds for opinion in record.opinions)
        taken = record.milliseconds
        row = {
            "decode": _decoding(pair, station),
            "inspectors": slowest,
            "read": taken["read"],
            "prepare": taken["prepare"],
            "rest": whole - slowest - taken["read"] - taken["prepare"],
            "added": whole - slowest,
            "pictures": _clocked(lambda record=record: station.record_pictures(record))[0],  # type: ignore[misc]
        }
        if number >= WARM_UP:
            for step, value in row.items():
                times[step].append(value)
    return {step: np.array(values) for step, values in times.items()}


def _trigger(
    station: LiveStation, pair: Pair, frame: np.ndarray, way: str
) -> Callable[[], InspectionRecord]:
    if way == "inspect":
        return lambda: station.inspect(pair, "")
    return lambda: station.inspect_frame(frame, pair.name, "", "")


def _decoding(pair: Pair, station: LiveStation) -> float:
    """Return the milliseconds OpenCV needs to decode the pair's two files."""
    (newest,) = station.recent(1)
    files = [np.fromfile(path, np.uint8) for path in (pair.test, newest.references[0].path)]
    return sum(_clocked(lambda f=f: cv2.imdecode(f, cv2.IMREAD_COLOR))[0] for f in files)  # type: ignore[misc]


def _clocked(run: Callable[[], R]) -> tuple[float, R]:
    begin = perf_counter()
    result = run()
    return 1e3 * (perf_counter() - begin), result


def _print(recipe: str, way: str, times: dict[str, np.ndarray]) -> None:
    middle = {step: float(np.median(values)) for step, values in times.items()}
    shown = (f"{middle[s]:.1f} / {np.percentile(v, 95):.1f}" for s, v in times.items())
    multiple = middle["added"] / middle["decode"]
    print(f"| {recipe} | {way} | {' | '.join(shown)} | {multiple:.1f} |", flush=True)
