"""What a worker of its own adds to an inspection, against the same inspector in process."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from time import perf_counter

import cv2
import numpy as np

from benchmarks.inspecting import RegisteredInspector
from qeu_station.api import PreparedPair
from qeu_station.api.testing import make_pair
from qeu_station.imaging.spaces import ArraySpace, PlainSpace, stored
from qeu_station.pluginhost import HostOptions, InspectorUse, WorkerSet, load_catalog
from qeu_station.pluginhost.wire import ARRAYS

HEIGHT, WIDTH = 960, 1280
GOALS_MS = (5.0, 2.0)
WARM_UP = 10


def main(arguments: list[str]) -> int:
    """Print median and 95th percentile; the ways take turns, each on arrays just written."""
    parser = argparse.ArgumentParser(prog="benchmarks isolation", description=__doc__)
    parser.add_argument("--inspector", default="difference", help="an installed inspector")
    parser.add_argument("--rounds", type=int, default=300, help="inspections of each kind")
    parser.add_argument("--regions", type=int, default=20, help="candidate regions per pair")
    given = parser.parse_args(arguments)
    cv2.setNumThreads(1)
    times = measured(given.inspector, given.rounds, given.regions)
    print(
        f'Inspector "{given.inspector}", {WIDTH} x {HEIGHT} colour, {given.regions} regions, '
        f"{given.rounds} rounds\n"
    )
    print("| | median ms | p95 ms | added median | added p95 | at least | stretch |")
    print("|---|---|---|---|---|---|---|")
    reference = times["in process"]
    for name, values in times.items():
        row = f"| {name} | {np.median(values):.2f} | {np.percentile(values, 95):.2f} |"
        if values is reference:
            print(f"{row} reference | | | |")
            continue
        middle = np.median(values) - np.median(reference)
        high = np.percentile(values, 95) - np.percentile(reference, 95)
        print(f"{row} {middle:+.2f} | {high:+.2f} | {GOALS_MS[0]:g} | {GOALS_MS[1]:g} |")
    return 0


def measured(name: str, rounds: int, regions: int) -> dict[str, np.ndarray]:
    """Return milliseconds of each inspection, by way."""
    pairs = [make_pair(HEIGHT, WIDTH, regions=regions, seed=seed) for seed in range(4)]
    inspector = RegisteredInspector(name).inspector()
    options = HostOptions()
    use = InspectorUse(load_catalog(options).inspector(name), deadline_s=60)
    times: dict[str, list[float]] = {
        "in process": [],
        "worker, arrays prepared in shared memory": [],
        "worker, arrays copied": [],
    }
    ordinary = PlainSpace()
    with WorkerSet([use], options) as workers:
        for number in range(WARM_UP + rounds):
            pair = pairs[number % len(pairs)]
            ways: list[tuple[ArraySpace, Callable[[PreparedPair], object]]] = [
                (ordinary, inspector.inspect),
                (workers.space, partial(_answered, workers)),
                (ordinary, partial(_answered, workers)),
            ]
            for values, (space, inspect) in zip(times.values(), ways, strict=True):
                values.append(_milliseconds(inspect, written(pair, space)))
    return {way: np.array(values[WARM_UP:]) for way, values in times.items()}


def written(pair: PreparedPair, space: ArraySpace) -> PreparedPair:
    """Return the pair as preparation leaves it: its arrays just written into ``space``."""
    arrays = {name: stored(space, name, getattr(pair, name)) for name in ARRAYS}
    return replace(pair, **arrays)  # type: ignore[arg-type]


def _answered(workers: WorkerSet, pair: PreparedPair) -> None:
    (reply,) = workers.inspect(pair)
    if reply.fault is not None:
        raise SystemExit(f"the inspector {reply.fault[1]}; nothing was measured")


def _milliseconds(inspect: Callable[[PreparedPair], object], pair: PreparedPair) -> float:
    begin = perf_counter()
    inspect(pair)
    return 1000 * (perf_counter() - begin)
